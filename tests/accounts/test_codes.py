"""One-time codes on paper and in mails, and passwords that somebody else chose."""

import re

import pytest
from django.urls import reverse

from accounts.actions import make_code
from accounts.enums import CodeKind
from accounts.models import OneTimeCode
from accounts.rules.codes import printed_code, typed_code
from agencies.enums import OversightLevel, Role
from agencies.models import AuditEvent, Oversight
from tests.accounts.people import NEW, OLD, sign_in
from tests.conftest import member, signed_in
from tests.factories.agencies import MembershipFactory, UserFactory


@pytest.fixture
def person(agency):
    person = member(agency, Role.EXECUTIVE)
    person.set_unusable_password()
    person.email = "nayok@example.go.th"
    person.save()
    return person


def invite(client, agency, person, how):
    [membership] = person.memberships.filter(agency=agency)
    return client.post(reverse("accounts:invite", args=[agency.slug, membership.pk]), {how: "1"})


def printed(client, agency, person):
    page = invite(client, agency, person, "print")
    assert "no-store" in page["Cache-Control"]
    return re.search(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){2}", page.content.decode())[0]


def enter(client, name, code):
    return client.post(reverse("login_code"), {"username": name, "code": code}, follow=True)


def choose(client):
    return client.post(reverse("new_password"), {"password1": NEW, "password2": NEW})


def is_gone(page):
    return "ใช้ไม่ได้แล้ว" in page.content.decode()


def test_a_printed_code_lets_its_person_choose_a_password_once(
    client, manager_client, manager, agency, person, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        code = printed(manager_client, agency, person)
    assert "ออกรหัสครั้งเดียว" in mailoutbox[0].subject

    page = enter(client, person.username.upper(), f" {code.lower().replace('-', ' ')} ")
    assert person.get_full_name() in page.content.decode()
    assert choose(client).url == "/"

    assert client.get(reverse("account")).status_code == 200
    person.refresh_from_db()
    assert person.check_password(NEW)
    events = AuditEvent.objects.filter(agency_id=agency.pk).order_by("pk")
    assert [(event.action, event.actor_id) for event in events] == [
        ("account.make_code", manager.pk),
        ("account.reset_password", person.pk),
    ]
    assert code not in "".join(event.before + event.after for event in events)
    assert code not in "".join(OneTimeCode.objects.values_list("hash", flat=True))
    client.post(reverse("account_logout"))
    assert "ไม่ถูกต้อง" in enter(client, person.username, code).content.decode()


def test_an_invitation_in_a_mail(
    client, manager_client, agency, person, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert invite(manager_client, agency, person, "mail").status_code == 302
    [mail] = mailoutbox
    assert mail.to == [person.email]
    address = re.search(r"https?://[^/]+(/\S+)", mail.body)[1]

    assert is_gone(client.get(address[:-1] + "x/"))
    assert client.get(address).url == reverse("new_password")
    assert client.get(address).status_code == 302  # looked at by a mail scanner, used by nobody
    assert choose(client).url == "/"
    assert is_gone(client.get(address))


@pytest.mark.parametrize(("kind", "hours"), [(CodeKind.PRINTED, 72), (CodeKind.MAILED, 168)])
def test_codes_end(person, manager, kind, hours, time_machine):
    time_machine.move_to("2026-03-02 09:00 +0700", tick=False)
    make_code(user=person, kind=kind, by=manager)
    time_machine.shift(hours * 3600 - 1)
    assert OneTimeCode.objects.all().open().exists()
    time_machine.shift(1)
    assert not OneTimeCode.objects.all().open().exists()


def test_five_wrong_tries_end_a_code(client, person, manager):
    _, code = make_code(user=person, kind=CodeKind.PRINTED, by=manager)
    for _ in range(4):
        enter(client, person.username, "ABCD-EFGH-JKLM")
    assert OneTimeCode.objects.all().open().exists()
    enter(client, person.username, "")
    assert OneTimeCode.objects.all().open().exists()  # an empty field is no try
    enter(client, person.username, "ABCD-EFGH-JKLM")

    assert "ไม่ถูกต้อง" in enter(client, person.username, code).content.decode()


def test_a_new_code_ends_the_one_before(client, person, manager):
    _, first = make_code(user=person, kind=CodeKind.PRINTED, by=manager)
    _, second = make_code(user=person, kind=CodeKind.PRINTED, by=manager)

    assert "ไม่ถูกต้อง" in enter(client, person.username, first).content.decode()
    assert enter(client, person.username, second).request["PATH_INFO"] == reverse("new_password")


def test_two_who_hold_the_same_code_do_not_both_choose(client, person, manager):
    from django.test import Client

    _, code = make_code(user=person, kind=CodeKind.PRINTED, by=manager)
    other = Client()
    for each in (client, other):
        enter(each, person.username, code)

    assert choose(client).status_code == 302
    assert is_gone(choose(other))
    assert other.get(reverse("account")).status_code == 302


def test_without_a_code_there_is_no_way_to_a_password(client, db):
    assert is_gone(client.get(reverse("new_password")))
    assert is_gone(choose(client))


def test_nobody_makes_a_code_for_more_than_their_own_agency(manager_client, manager, agency, other_agency):
    elsewhere = member(agency, Role.STAFF)
    MembershipFactory(agency=other_agency, user=elsewhere)
    overseer = member(agency, Role.STAFF)
    Oversight.objects.create(user=overseer, level=OversightLevel.COUNTRY)
    site_admin = UserFactory(is_superuser=True)
    MembershipFactory(agency=agency, user=site_admin)
    closed = member(agency, Role.STAFF)
    closed.is_active = False
    closed.save()

    for person in (elsewhere, overseer, site_admin, closed, manager):
        for how in ("mail", "print"):
            assert invite(manager_client, agency, person, how).status_code == 403
    assert not OneTimeCode.objects.exists()


def test_codes_are_read_as_people_type_them():
    code = printed_code()
    assert typed_code(f"  {code.lower().replace('-', '')}. ") == code
    assert typed_code("๒๓๔๕ abcd") == "2345-ABCD"


@pytest.fixture
def site_admin(db):
    return UserFactory(is_staff=True, is_superuser=True)


def given_by(site_admin, person):
    values = {"password1": OLD, "password2": OLD, "usable_password": "true"}
    return signed_in(site_admin).post(f"/admin/agencies/user/{person.pk}/password/", values)


def test_a_password_of_the_site_administrator_opens_only_the_page_to_change_it(
    client, site_admin, person, agency, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert given_by(site_admin, person).status_code == 302
    assert "ผู้ดูแลระบบตั้งรหัสผ่าน" in mailoutbox[0].subject
    assert AuditEvent.objects.filter(action="account.set_by_other", agency_id=agency.pk).count() == 1

    sign_in(client, person, OLD)
    for page in ("home", "inbox", "account", "account_reauthenticate"):
        assert client.get(reverse(page)).url == reverse("account_change_password")
    assert client.post(reverse("inbox_approve")).url == reverse("account_change_password")
    assert client.get(reverse("publications:index")).status_code == 200
    same = client.post(
        reverse("account_change_password"), {"oldpassword": OLD, "password1": OLD, "password2": OLD}
    )
    assert "ต้องต่างจากรหัสผ่านเดิม" in same.content.decode()
    client.post(reverse("account_change_password"), {"oldpassword": OLD, "password1": NEW, "password2": NEW})

    assert client.get(reverse("inbox")).status_code == 200


def test_a_first_password_of_the_site_administrator_is_not_ones_own_either(client, site_admin):
    from agencies.models import User

    values = {"username": "manee", "password1": OLD, "password2": OLD, "usable_password": "true"}
    inlines = {
        f"{name}-{part}_FORMS": "0" for name in ("memberships", "oversights") for part in ("TOTAL", "INITIAL")
    }
    assert signed_in(site_admin).post("/admin/agencies/user/add/", {**values, **inlines}).status_code == 302

    assert not User.objects.get(username="manee").password_is_own
    assert User.objects.create_superuser("root", password=OLD).password_is_own
