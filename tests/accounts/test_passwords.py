"""Changing a password, the way back by mail, and being asked again."""

import re

import pytest
from allauth.account.models import EmailAddress
from axes.models import AccessAttempt
from django.core.cache import cache
from django.urls import reverse

from agencies.models import AuditEvent
from tests.accounts.people import NEW, OLD, sign_in
from tests.conftest import signed_in
from tests.factories.agencies import UserFactory


@pytest.fixture(autouse=True)
def _no_counts():
    cache.clear()


@pytest.fixture
def person(clerk):
    clerk.set_password(OLD)
    clerk.email = "manee@example.go.th"
    clerk.save()
    return clerk


def ask(client, email):
    return client.post(reverse("account_reset_password"), {"email": email}, follow=True)


def link_in(mail):
    return re.search(r"https?://[^/]+(/\S+)", mail.body)[1]


def test_a_forgotten_password_is_set_by_a_link_in_a_mail(client, person, mailoutbox, agency, settings):
    settings.PORTAL_URL = "https://ita.example.go.th"
    assert "ตรวจดูอีเมล" in ask(client, "Manee@example.go.th").content.decode()
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["Manee@example.go.th".lower()], "[ITA] ตั้งรหัสผ่านใหม่")
    assert "https://ita.example.go.th/login/forgotten/" in mail.body

    form = client.get(link_in(mail), follow=True)
    assert "set-password" in form.request["PATH_INFO"]
    done = client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})

    assert done.url == "/"
    assert client.get(reverse("account")).status_code == 200
    person.refresh_from_db()
    assert person.check_password(NEW)
    [event] = AuditEvent.objects.filter(action="account.reset_password")
    assert (event.agency_id, event.actor_id) == (agency.pk, person.pk)
    assert NEW not in event.before + event.after
    assert "ใช้ไม่ได้แล้ว" in client.get(link_in(mail), follow=True).content.decode()
    assert not EmailAddress.objects.exists()


def test_strangers_learn_nothing_from_asking(client, person, mailoutbox):
    known = ask(client, person.email).content
    assert known == ask(client, "nobody@example.go.th").content
    person.is_active = False
    person.save()
    ask(client, person.email)
    assert len(mailoutbox) == 1


def test_a_mail_server_that_is_away_is_not_told_to_strangers(client, person, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    assert "ตรวจดูอีเมล" in ask(client, person.email).content.decode()
    assert "could not be sent" in caplog.text


def test_a_link_is_no_more_once_the_address_or_the_password_changed(client, person, mailoutbox):
    ask(client, person.email)
    person.email = "other@example.go.th"
    person.save()
    assert "ใช้ไม่ได้แล้ว" in client.get(link_in(mailoutbox[0]), follow=True).content.decode()


def test_a_link_in_a_mail_opens_what_too_many_wrong_passwords_locked(client, person, mailoutbox):
    for _ in range(7):
        sign_in(client, person, "wrong")
    assert sign_in(client, person, OLD).status_code == 429

    ask(client, person.email)
    form = client.get(link_in(mailoutbox[0]), follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})

    assert not AccessAttempt.objects.exists()
    client.post(reverse("account_logout"))
    assert sign_in(client, person, NEW).status_code == 302


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"oldpassword": "wrong"}, "oldpassword"),
        ({"password2": "อื่น-อื่น-789"}, "password2"),
        ({"password1": "1234567890", "password2": "1234567890"}, "password1"),
    ],
)
def test_a_password_is_not_changed_by_mistake(person, change, field):
    values = {"oldpassword": OLD, "password1": NEW, "password2": NEW, **change}

    page = signed_in(person).post(reverse("account_change_password"), values)

    assert list(page.context["form"].errors) == [field]
    person.refresh_from_db()
    assert person.check_password(OLD)


def test_a_changed_password_ends_other_sign_ins_and_keeps_this_one(person):
    here, elsewhere = signed_in(person), signed_in(person)

    values = {"oldpassword": OLD, "password1": NEW, "password2": NEW}
    done = here.post(reverse("account_change_password"), values, follow=True)

    assert "ตั้งรหัสผ่านใหม่แล้ว" in done.content.decode()
    assert elsewhere.get(reverse("account")).status_code == 302


PREFERENCES = {"email": "new@example.go.th", "language": "th", "digits": "thai", "theme": ""}


def test_changing_the_address_asks_again_and_loses_nothing(client, person, time_machine):
    time_machine.move_to("2026-03-02 09:00 +0700")
    sign_in(client, person, OLD)
    time_machine.shift(6 * 60)

    asked = client.post(reverse("account"), PREFERENCES)
    assert asked.url == "/account/again/?next=%2Faccount%2F"
    again = client.post(asked.url, {"password": "wrong"})
    assert "รหัสผ่านไม่ถูกต้อง" in again.content.decode()
    client.post(asked.url, {"password": OLD})

    person.refresh_from_db()
    assert (person.email, person.digits) == ("new@example.go.th", "thai")
    time_machine.shift(4 * 60)
    client.post(reverse("account"), {**PREFERENCES, "email": "third@example.go.th"})
    person.refresh_from_db()
    assert person.email == "third@example.go.th"


def test_who_has_just_signed_in_is_not_asked_again(client, person):
    sign_in(client, person, OLD)
    assert client.post(reverse("account"), PREFERENCES).url == "/account/"
    person.refresh_from_db()
    assert person.email == "new@example.go.th"


def test_who_has_no_password_gets_one_by_mail(person):
    person.set_unusable_password()
    person.save()
    assert signed_in(person).get(reverse("account_change_password")).url == reverse("account_reset_password")


def test_links_are_not_asked_for_without_end(client, person, mailoutbox):
    for _ in range(5):
        assert client.post(reverse("account_reset_password"), {"email": person.email}).status_code == 302
    refused = client.post(reverse("account_reset_password"), {"email": person.email})
    assert refused.status_code == 429
    assert "กรุณารอหนึ่งนาที" in refused.content.decode()
    assert len(mailoutbox) == 5


def test_a_new_password_is_told_to_its_person(person, mailoutbox, django_capture_on_commit_callbacks):
    values = {"oldpassword": OLD, "password1": NEW, "password2": NEW}
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(person).post(reverse("account_change_password"), values)
    assert [mail.subject for mail in mailoutbox] == ["[ITA] รหัสผ่านถูกเปลี่ยน"]


def test_whoever_shares_an_address_gets_a_link_for_each_account(client, person, mailoutbox):
    UserFactory(email=person.email)
    ask(client, person.email)
    assert len(mailoutbox) == 2
