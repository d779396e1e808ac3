"""The second factor: asked for after the password, demanded of signers and site administrators."""

import re
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.queries import needs_second_factor
from agencies.enums import Role
from agencies.models import ApprovalStep, AuditEvent
from itaportal.editing.interrupted import FIELD
from tests.accounts.people import OLD, shown_by, sign_in, with_app
from tests.conftest import member, signed_in
from tests.factories.agencies import UserFactory

SECOND = "/login/second/"


@pytest.fixture(autouse=True)
def _at_nine(time_machine):
    time_machine.move_to("2026-03-02 09:00 +0700")
    cache.clear()


@pytest.fixture
def mayor(agency):
    mayor = member(agency, Role.EXECUTIVE)
    mayor.set_password(OLD)
    mayor.save()
    return mayor


def second(client, code):
    return client.post(SECOND, {"code": code})


def is_in(client):
    return client.get(reverse("notices")).status_code == 200


def test_the_password_alone_opens_nothing(client, mayor):
    secret = with_app(mayor)
    assert sign_in(client, mayor, OLD).url == SECOND
    assert not is_in(client)
    assert client.get(reverse("account_login")).url == SECOND
    page = second(client, "000000")
    assert "รหัสหรือกุญแจไม่ถูกต้อง" in page.content.decode()

    assert second(client, shown_by(secret)).url == "/"
    assert is_in(client)


def test_whoever_cannot_go_on_goes_back(client, mayor):
    with_app(mayor)
    sign_in(client, mayor, OLD)
    assert client.post(reverse("account_logout")).url == "/login/"
    assert client.get(reverse("account_login")).status_code == 200
    assert client.get(SECOND).url == "/login/"


def test_a_code_opens_nothing_a_second_time_even_in_another_process(client, mayor):
    secret = with_app(mayor)
    code = shown_by(secret)
    sign_in(client, mayor, OLD)
    second(client, code)
    cache.clear()  # what one process remembers of a code, the other has never seen

    thief = Client()
    sign_in(thief, mayor, OLD)
    assert second(thief, code).status_code == 200
    assert not is_in(thief)


def test_codes_are_not_tried_for_ever(client, mayor, time_machine):
    secret = with_app(mayor)
    for number in range(10):
        cache.clear()  # allauth's own count is that of one process
        sign_in(client, mayor, OLD)
        second(client, f"{number:06}")
    cache.clear()
    assert "รอ 15 นาที" in second(client, shown_by(secret)).content.decode()

    time_machine.shift(16 * 60)
    cache.clear()
    sign_in(client, mayor, OLD)
    assert second(client, shown_by(secret)).url == "/"


def test_a_recovery_code_works_once(client, mayor):
    with_app(mayor)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    sign_in(client, mayor, OLD)
    assert second(client, code).url == "/"
    client.post(reverse("account_logout"))
    sign_in(client, mayor, OLD)
    assert second(client, code).status_code == 200


def test_secrets_of_apps_are_not_stored_as_they_are(mayor):
    secret = with_app(mayor)
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored
    assert Authenticator.objects.get(type="totp").wrap().validate_code(shown_by(secret))


def add_app(client):
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert f'<code class="text-break">{secret}</code>' in page.content.decode()
    return client.post(reverse("mfa_activate_totp"), {"code": shown_by(secret)})


def test_adding_an_app_shows_recovery_codes_once_and_tells(
    client, mayor, agency, mailoutbox, django_capture_on_commit_callbacks
):
    mayor.email = "nayok@example.go.th"
    mayor.save()
    sign_in(client, mayor, OLD)
    with django_capture_on_commit_callbacks(execute=True):
        assert add_app(client).url == reverse("mfa_view_recovery_codes")

    assert (
        len(
            re.findall(
                r"<code[^>]*>\d{8}</code>", client.get(reverse("mfa_view_recovery_codes")).content.decode()
            )
        )
        == 10
    )
    assert not re.search(r"<code[^>]*>\d{8}", client.get(reverse("mfa_view_recovery_codes")).content.decode())
    actions = set(AuditEvent.objects.filter(agency_id=agency.pk).values_list("action", flat=True))
    assert actions == {"account.add_factor"}
    assert {mail.subject for mail in mailoutbox} == {"[ITA] เพิ่มแอปสร้างรหัส", "[ITA] เพิ่มรหัสสำรอง"}


@pytest.mark.parametrize("page", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_deactivate_totp"])
def test_factors_are_changed_only_by_whoever_just_proved_themselves(client, mayor, page, time_machine):
    secret = with_app(mayor)
    if page == "mfa_activate_totp":
        Authenticator.objects.all().delete()
    sign_in(client, mayor, OLD)
    if page != "mfa_activate_totp":
        second(client, shown_by(secret))
    time_machine.shift(301)
    assert client.get(reverse(page)).url.startswith(reverse("account_reauthenticate"))


def test_a_code_proves_again_as_well_as_the_password(client, mayor, time_machine):
    secret = with_app(mayor)
    sign_in(client, mayor, OLD)
    second(client, shown_by(secret))
    time_machine.shift(600)
    asked = client.get(client.get(reverse("mfa_deactivate_totp")).url).content.decode()
    [other] = re.findall(r'href="(/account/again/code/[^"]*)"', asked)

    back = client.post(unescape(other), {"code": shown_by(secret)})

    assert back.url == reverse("mfa_deactivate_totp")
    assert client.post(back.url).url == reverse("mfa_index")
    assert not Authenticator.objects.exists()


@pytest.fixture
def demanded(settings):
    settings.REQUIRE_SECOND_FACTOR = ["site_admins", "signers"]


def test_signers_and_site_administrators_need_one(demanded, settings, agency, clerk, mayor):
    site_admin = UserFactory(is_superuser=True)
    assert [needs_second_factor(person) for person in (clerk, mayor, site_admin)] == [False, True, True]
    ApprovalStep.objects.create(agency=agency, position=1, membership=clerk.memberships.get())
    assert needs_second_factor(clerk)
    settings.REQUIRE_SECOND_FACTOR = ["site_admins"]
    assert [needs_second_factor(person) for person in (clerk, mayor, site_admin)] == [False, False, True]


def test_without_one_every_page_leads_to_adding_it(demanded, client, mayor, agency):
    sign_in(client, mayor, OLD)
    for page in ("home", "inbox", "account", "notices"):
        assert client.get(reverse(page)).url == reverse("mfa_index")
    assert client.post(reverse("inbox_approve")).url == reverse("mfa_index")
    assert "ก่อนใช้งานส่วนอื่น" in client.get(reverse("mfa_index")).content.decode()

    add_app(client)

    assert is_in(client)
    refused = client.post(reverse("mfa_deactivate_totp")).content.decode()
    assert "อย่างน้อยหนึ่งวิธี" in refused
    assert Authenticator.objects.filter(type="totp").exists()


def test_whoever_needs_none_is_not_asked_twice_and_pages_cost_nothing_more(
    demanded, clerk_client, settings, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    assert is_in(clerk_client)
    with CaptureQueriesContext(connection) as demanding:
        is_in(clerk_client)
    settings.REQUIRE_SECOND_FACTOR = []
    with django_assert_num_queries(len(demanding)):
        is_in(clerk_client)


def test_a_form_that_came_too_late_goes_through_both_steps(client, mayor, agency):
    secret = with_app(mayor)
    mayor.memberships.update(role=Role.AGENCY_ADMIN)
    url = reverse("agencies:word_add", args=[agency.slug])
    client.force_login(mayor)
    client.get(reverse("account"))
    del client.cookies["sessionid"]
    text = carried_in(client.post(url, {"name": "กองช่างใหม่"}))

    halfway = client.post(reverse("account_login"), {"login": mayor.username, "password": OLD, FIELD: text})
    assert not is_in(client)
    wrong = client.post(SECOND, {"code": "000000", FIELD: carried_in(halfway)})
    on = client.post(SECOND, {"code": shown_by(secret), FIELD: carried_in(wrong)})

    assert f'action="{url}"' in on.content.decode()
    assert 'value="กองช่างใหม่"' in on.content.decode()
    assert is_in(client)


def carried_in(page):
    return unescape(re.search(rf'name="{FIELD}" value="([^"]+)"', page.content.decode())[1])


def test_the_site_administrator_takes_away_lost_factors(admin, mayor, agency):
    with_app(mayor)
    values = {"action": "remove_second_factors", "_selected_action": [mayor.pk]}
    signed_in(admin).post("/admin/agencies/user/", values)

    assert not Authenticator.objects.exists()
    assert AuditEvent.objects.filter(action="account.remove_factors", agency_id=agency.pk).count() == 1
