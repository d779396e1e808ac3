"""Who is told of what happens to an account, where, and that asking for a link tells strangers nothing."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from accounts import actions
from accounts.actions.belonging import tell_changed
from accounts.enums import CodeKind
from accounts.tasks import send_reset_link
from administration import actions as administration
from agencies.enums import Role
from agencies.models import AuditEvent, Membership
from approvals.enums import NoticeKind
from approvals.models import Notice
from tests.conftest import member, signed_in
from tests.english import THAI, in_english, is_thai

ADMIN = "/admin/agencies/user/{}/{}/"
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def person(agency, other_agency):
    """Somebody in two agencies, with an address."""
    person = member(agency, Role.STAFF)
    person.email = "manee@example.go.th"
    person.save()
    return person


def notices(user):
    return list(Notice.objects.filter(user=user).values_list("text", flat=True))


def test_a_password_set_by_a_site_administrator_is_told_to_person_and_auditors(
    person, viewer_user, manager, outsider, site, agency, mailoutbox, django_capture_on_commit_callbacks
):
    chosen = {"password1": "ตั้งให้-ใหม่-456", "password2": "ตั้งให้-ใหม่-456", "usable_password": "true"}
    with django_capture_on_commit_callbacks(execute=True):
        assert site.post(ADMIN.format(person.pk, "password"), chosen).status_code == 302

    assert [mail.to for mail in mailoutbox] == [[person.email]]
    assert len(notices(person)) == 1
    for auditor in (viewer_user, manager):
        [text] = notices(auditor)
        assert person.username in text
    assert notices(outsider) == []
    [event] = AuditEvent.objects.filter(action="account.set_by_other")
    assert event.agency_id == agency.pk


def test_what_a_site_administrator_changes_of_a_person_is_told(
    person, viewer_user, site, agency, mailoutbox, django_capture_on_commit_callbacks
):
    form = {
        "username": person.username, "title": person.title, "first_name": person.first_name,
        "last_name": "ใหม่", "email": "taken@example.go.th", "is_active": "on",
    }  # fmt: skip
    for prefix in ("memberships", "oversights"):
        form |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}

    with django_capture_on_commit_callbacks(execute=True):
        assert site.post(ADMIN.format(person.pk, "change"), form).status_code == 302

    [event] = AuditEvent.objects.filter(action="account.change_by_admin")
    assert event.agency_id == agency.pk
    assert "อีเมล" in event.after or "email" in event.after.lower()
    [told], [text] = notices(person), notices(viewer_user)
    assert "ผู้ดูแลระบบแก้ไขข้อมูล" in told
    assert "ใหม่" in text
    # Whoever takes an account over by its address is found out at the old one.
    assert sorted(mail.to[0] for mail in mailoutbox) == ["manee@example.go.th", "taken@example.go.th"]


def test_a_person_whom_a_site_administrator_adds_is_told_to_the_auditors(viewer_user, site, agency):
    chosen = "ตั้งให้-ใหม่-456"
    form = {"username": "new", "usable_password": "true", "password1": chosen, "password2": chosen}
    for prefix in ("memberships", "oversights"):
        form |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    own = {"agency": agency.pk, "role": Role.EXECUTIVE.value, "position_title": "นายก", "version": 0}
    form |= {"memberships-TOTAL_FORMS": 1} | {f"memberships-0-{name}": value for name, value in own.items()}

    assert site.post("/admin/agencies/user/add/", form).status_code == 302

    added = agency.memberships.get(role=Role.EXECUTIVE)
    assert not added.user.password_is_own
    [text] = notices(viewer_user)
    assert "new" in text
    assert AuditEvent.objects.filter(action="account.set_by_other", agency_id=agency.pk).exists()


def test_codes_and_lost_factors_are_told_to_the_auditors_but_not_to_who_did_it(person, viewer_user, manager):
    actions.make_code(user=person, kind=CodeKind.PRINTED, by=manager)

    assert notices(manager) == []
    assert len(notices(viewer_user)) == 1
    assert len(notices(person)) == 1


def test_what_is_told_of_accounts_is_kept_in_thai_and_read_in_english(
    person, viewer_user, manager, admin, agency, other_agency
):
    """But for names and what people wrote."""
    today, text = timezone.localdate(), {"reason": "เกษียณ\nแล้ว", "by": admin}
    duty = {"position_title": "นักวิชาการ", "starts_on": None, "ends_on": today + timedelta(9)}
    joined = actions.let_join(
        agency=other_agency, person=person, values={"role": Role.STAFF, **duty}, by=admin
    )
    tell_changed(joined, manager)
    actions.make_code(user=person, kind=CodeKind.PRINTED, by=manager)
    actions.set_own_password(user=person, password="ตั้งเอง-ใหม่-456")
    actions.password_set_by_other(user=person, by=admin)
    actions.export_person(user=person, by=admin)
    actions.connected(user=person)
    for added in (True, False):
        actions.factor_changed(user=person, kind="totp", added=added)
    with translation.override("en"):
        administration.deactivate(user=person, **text)
        administration.activate(user=person, **text)
        administration.give_oversight(
            user=person, place={"level": "province", "province": "นครปฐม", "district": ""}, **text
        )
        administration.close_agency(agency=agency, **text)
        administration.reopen_agency(agency=agency, **text)
    actions.leave(
        agency=agency, memberships=agency.memberships.filter(user=person), from_day=today, reason="ย้าย",
        successors={}, by=manager,
    )  # fmt: skip

    told = [text for each in (person, viewer_user, manager) for text in notices(each)]
    names = [
        admin.get_full_name(),
        manager.get_full_name(),
        person.get_full_name(),
        agency.name,
        other_agency.name,
    ]
    titles = Membership.objects.filter(user=person).values_list("position_title", flat=True)
    written = [*names, *titles, person.username, "นครปฐม"]
    assert [text for text in told if not THAI.search(text)] == []
    assert [text for text in told if is_thai(in_english(text), *written)] == []
    assert len(told) > 25


def test_the_notice_of_an_account_is_read_in_the_portal(person, agency):
    actions.set_own_password(user=person, password="ตั้งเอง-ใหม่-456")
    client = signed_in(person)

    page = client.get(reverse("notices")).content.decode()
    opened = client.post(reverse("notices"), {"notice": Notice.objects.get().pk})

    assert "ถูกเปลี่ยนแล้ว" in page
    assert opened.url == reverse("account")
    assert Notice.objects.get().read_at
    assert Notice.objects.get().kind == NoticeKind.ACCOUNT
    choices = client.get(reverse("mail_choices")).content.decode()
    assert str(NoticeKind.ACCOUNT.label) not in choices
    # It stays readable when the person has left.
    agency.memberships.filter(user=person).update(ends_on="2020-01-01")
    assert "ถูกเปลี่ยนแล้ว" in signed_in(person).get(reverse("notices")).content.decode()


def test_asking_for_a_link_takes_the_same_way_whether_there_is_an_account_or_not(
    client, person, settings, mailoutbox
):
    cache.clear()
    settings.TASKS = QUEUE
    address, counts = reverse("account_reset_password"), []
    for email in (person.email, "nobody@example.go.th"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.post(address, {"email": email}).status_code == 302
        counts.append([query["sql"].split()[0] for query in queries if "agencies_user" in query["sql"]])

    assert counts == [[], []]
    assert mailoutbox == []
    queued = DBTaskResult.objects.all()
    assert [task.task_path for task in queued] == ["accounts.tasks.send_reset_link"] * 2
    assert "example" not in "".join(str(task.args_kwargs) for task in queued)
    for task in queued:
        send_reset_link.func(*task.args_kwargs["args"])
    assert [mail.to for mail in mailoutbox] == [[person.email]]


def test_what_is_not_the_portals_or_too_old_sends_nothing(person, mailoutbox, monkeypatch):
    from accounts import tasks
    from itaportal.encryption import cipher_for

    sealed = cipher_for("accounts.reset-link").encrypt(person.email.encode()).decode()
    send_reset_link.func(person.email)
    monkeypatch.setattr(tasks, "_STARTED_WITHIN", -1)
    send_reset_link.func(sealed)

    assert mailoutbox == []
