"""An account elsewhere as a way in, against a provider that the test starts."""

import copy
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.socialaccount.providers import registry
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import SignIn
from agencies.models import AuditEvent, User
from tests.accounts.people import OLD, sign_in, with_app
from tests.accounts.provider import CLIENT, SECRET, Provider
from tests.factories.agencies import UserFactory

PID = "1234567890121"  # what ThaiD calls the number of a citizen
GO, BACK = "openid_connect_login", "openid_connect_callback"


@pytest.fixture
def provider(settings):
    from accounts.external import ExternalProvider

    cache.clear()
    provider = Provider()
    settings.OIDC_SERVER_URL, settings.OIDC_NAME = provider.url, "ThaiD"
    providers = copy.deepcopy(settings.SOCIALACCOUNT_PROVIDERS)
    providers["openid_connect"]["APPS"][0] |= {
        "name": "ThaiD", "client_id": CLIENT, "secret": SECRET, "settings": {"server_url": provider.url},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = providers
    registry.load()
    registry.register(ExternalProvider)
    provider.says(PID, name="มานี ใจดี", pid=PID, email="manee@example.go.th")
    yield provider
    provider.stop()
    registry.provider_map.pop("openid_connect")


@pytest.fixture
def person(clerk):
    clerk.set_password(OLD)
    clerk.save()
    return clerk


def through(client, **data):
    """Go out by the button and come back with a code; return what is asked of the provider, and the page after."""
    out = client.post(reverse(GO), data)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(out.url).query).items()}
    back = client.get(reverse(BACK), {"code": "c", "state": asked["state"]}, follow=True)
    return asked, back


def connect(client, person):
    sign_in(client, person, OLD)
    return through(client, process="connect")


def is_in(client):
    return client.get(reverse("notices")).status_code == 200


def test_a_person_connects_an_account_and_signs_in_with_it(client, person, provider, agency):
    asked, page = connect(client, person)
    assert set(asked["scope"].split()) == {"openid", "profile"}
    assert (asked["client_id"], asked["code_challenge_method"]) == (CLIENT, "S256")
    assert "เชื่อมบัญชีภายนอกแล้ว" in page.content.decode()
    assert "มานี ใจดี" in page.content.decode()

    other = Client()
    assert "เข้าด้วย ThaiD" in other.get(reverse("account_login")).content.decode()
    through(other)

    assert is_in(other)
    assert SignIn.objects.first().ways == "บัญชีภายนอก"
    assert AuditEvent.objects.filter(action="account.connect", agency_id=agency.pk).count() == 1
    [exchange] = [form for path, form in provider.asked if path == "/token"][:1]
    assert exchange["code_verifier"]


def test_the_number_of_a_citizen_is_stored_nowhere(client, person, provider):
    connect(client, person)

    [account] = SocialAccount.objects.all()
    assert account.extra_data == {"name": "มานี ใจดี"}
    assert PID not in account.uid
    assert not SocialToken.objects.exists()
    assert not EmailAddress.objects.exists()
    stored = [str(session.get_decoded()) for session in Session.objects.all()]
    stored += [str(event.__dict__) for event in AuditEvent.objects.all()]
    assert not [text for text in stored if PID in text or "opens-userinfo" in text]
    person.refresh_from_db()
    assert person.email == ""


def test_a_stranger_gets_no_account(client, person, provider):
    before = User.objects.count()
    _, page = through(client)

    assert "ยังไม่ได้เชื่อมกับบัญชีใด" in page.content.decode()
    assert not is_in(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_the_second_factor_is_asked_for_all_the_same(client, person, provider):
    connect(client, person)
    with_app(person)
    other = Client()
    _, page = through(other)
    assert page.request["PATH_INFO"] == reverse("mfa_authenticate")
    assert not is_in(other)


def other_key(provider):
    provider.signing_key = rsa.generate_private_key(65537, 2048)


def for_somebody_else(provider):
    provider.claims["aud"] = "another-client"


def by_somebody_else(provider):
    provider.claims["iss"] = "https://elsewhere.example"


def too_old(provider):
    provider.claims["exp"] = 1


def of_two_persons(provider):
    provider.userinfo["sub"] = "another"


@pytest.mark.parametrize("spoil", [other_key, for_somebody_else, by_somebody_else, too_old, of_two_persons])
def test_an_answer_that_cannot_be_believed_opens_nothing(client, person, provider, spoil):
    connect(client, person)
    spoil(provider)
    other = Client()
    _, page = through(other)
    assert "เข้าด้วย ThaiD ไม่สำเร็จ" in page.content.decode()
    assert not is_in(other)


def test_an_answer_without_a_question_opens_nothing(client, person, provider):
    connect(client, person)
    other = Client()
    page = other.get(reverse(BACK), {"code": "c", "state": "guessed"}, follow=True)
    assert "ไม่สำเร็จ" in page.content.decode()
    assert not is_in(other)


def test_an_account_elsewhere_belongs_to_one_person(client, person, provider):
    connect(client, person)
    other = UserFactory()
    other.set_password(OLD)
    other.save()
    stranger = Client()
    _, page = connect(stranger, other)
    assert "เชื่อมกับบัญชีอื่นอยู่แล้ว" in page.content.decode()
    assert SocialAccount.objects.get().user == person


def test_it_is_given_up_by_its_person(client, person, provider, time_machine):
    connect(client, person)
    assert client.post(reverse("external_give_up")).url == reverse("mfa_index")
    assert not SocialAccount.objects.exists()
    _, page = through(Client())
    assert "ยังไม่ได้เชื่อม" in page.content.decode()


def test_connecting_asks_again_after_a_while(client, person, provider, time_machine):
    time_machine.move_to("2026-03-02 09:00 +0700")
    sign_in(client, person, OLD)
    time_machine.shift(301)
    asked = client.post(reverse(GO), {"process": "connect"})
    assert asked.url.startswith(reverse("account_reauthenticate"))
