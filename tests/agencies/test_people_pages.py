"""The form of a person in the agency: name, role, time in office."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.enums import Role
from agencies.models import AuditEvent, User
from approvals.models import Edition
from itaportal.thai.dates import numeric_date
from tests.conftest import signed_in
from tests.factories.agencies import MembershipFactory, UserFactory


def address(membership):
    return reverse("agencies:member_edit", args=[membership.agency.slug, membership.pk])


def filled(membership, **changes):
    """Return what the page of the membership would send."""
    return {
        "version": membership.version, "title": membership.user.title, "first_name": membership.user.first_name,
        "last_name": membership.user.last_name, "role": membership.role, "position_title": membership.position_title,
        "starts_on": "", "ends_on": "", **changes,
    }  # fmt: skip


def test_an_older_page_of_a_person_does_not_overwrite_another_save(manager_client, agency, clerk):
    membership = clerk.memberships.get()
    manager_client.post(address(membership), filled(membership, position_title="ของคนแรก"))

    response = manager_client.post(address(membership), filled(membership, position_title="ของคนที่สอง"))

    page = response.content.decode()
    assert response.status_code == 409
    assert "ของคนแรก" in page
    assert 'value="ของคนที่สอง"' in page
    membership.refresh_from_db()
    assert membership.position_title == "ของคนแรก"

    version = response.context["form"]["version"].value()
    manager_client.post(address(membership), filled(membership, position_title="ของคนที่สอง", version=version))
    membership.refresh_from_db()
    assert membership.position_title == "ของคนที่สอง"


def test_the_agencys_administrator_changes_a_name_and_every_agency_of_the_person_is_told(
    manager_client, agency, other_agency, clerk
):
    membership = clerk.memberships.get()
    elsewhere = MembershipFactory(user=clerk, agency=other_agency)

    manager_client.post(address(membership), filled(membership, title="นาง", first_name="ปราณี"))

    clerk.refresh_from_db()
    assert clerk.get_full_name() == f"นางปราณี {clerk.last_name}"
    told = AuditEvent.objects.filter(action="member.rename").order_by("pk")
    assert [event.agency_id for event in told] == [agency.pk, other_agency.pk]
    assert "ปราณี" in told[0].after
    assert "สมมุติ" in told[0].before
    elsewhere.refresh_from_db()
    assert elsewhere.version == 2


def test_people_cannot_rename_themselves(clerk, clerk_client):
    before = clerk.get_full_name()
    form = {
        "title": "นาง",
        "first_name": "คนอื่น",
        "last_name": "อื่น",
        "language": "th",
        "digits": "thai",
        "theme": "",
        "email": "",
    }

    clerk_client.post(reverse("account"), form)

    clerk.refresh_from_db()
    assert (clerk.get_full_name(), clerk.digits) == (before, "thai")
    page = clerk_client.get(reverse("account")).content.decode()
    assert before in page
    assert "กรุณาแจ้งผู้ดูแลข้อมูลหน่วยงานให้แก้ไข" in page
    assert 'name="first_name"' not in page


def test_people_without_agency_keep_their_account_page(db):
    client = signed_in(UserFactory(is_staff=True, is_superuser=True))

    assert "กรุณาแจ้งผู้ดูแลระบบให้แก้ไข" in client.get(reverse("account")).content.decode()
    sent = client.post(reverse("account"), {"language": "th", "digits": "thai", "theme": "", "email": ""})
    assert sent.status_code == 302


def test_a_name_fits_the_column_of_every_document(manager_client, agency, clerk):
    membership = clerk.memberships.get()
    longest = {"title": "ก" * 30, "first_name": "ข" * 80, "last_name": "ค" * 80}

    response = manager_client.post(
        address(membership), filled(membership, **longest | {"last_name": "ค" * 81})
    )
    assert "81 ตัวอักษร เกินที่รับได้ 80" in response.context["form"].errors["last_name"][0]

    manager_client.post(address(membership), filled(membership, **longest))
    clerk.refresh_from_db()
    room = Edition._meta.get_field("submitted_name").max_length
    assert 190 < len(clerk.get_full_name()) <= room
    fields = [User._meta.get_field(name) for name in longest]
    assert sum(field.max_length for field in fields) + 1 <= room


@pytest.mark.parametrize("name", ["Somchai", "somchai", "SOMCHAI"])
def test_a_user_name_in_other_letters_is_taken(manager_client, agency, name):
    UserFactory(username="Somchai")
    form = {
        "username": name, "first_name": "สมชาย", "last_name": "ใจดี", "role": Role.STAFF,
        "position_title": "นักวิเคราะห์", "password": "ต้นไม้ใหญ่-4417",
    }  # fmt: skip

    response = manager_client.post(reverse("agencies:member_add", args=[agency.slug]), form)

    assert "ตัวพิมพ์เล็กหรือใหญ่ถือว่าเหมือนกัน" in response.context["form"].errors["username"][0]
    assert User.objects.filter(username__iexact="somchai").count() == 1


@pytest.mark.parametrize("field", ["role", "starts_on", "ends_on"])
def test_administrators_do_not_lock_themselves_out(manager_client, agency, manager, field):
    MembershipFactory(agency=agency, role=Role.AGENCY_ADMIN)
    membership = manager.memberships.get()
    tomorrow = timezone.localdate() + timedelta(days=1)
    change = {field: Role.STAFF if field == "role" else numeric_date(tomorrow)}

    response = manager_client.post(address(membership), filled(membership, position_title="ใหม่", **change))

    assert "กรุณาให้ผู้ดูแลข้อมูลหน่วยงานคนอื่น" in response.context["form"].errors[field][0]
    membership.refresh_from_db()
    assert (membership.role, membership.starts_on, membership.version) == (Role.AGENCY_ADMIN, None, 1)


def test_administrators_change_what_does_not_lock_them_out_and_other_administrators(
    manager_client, agency, manager
):
    own = manager.memberships.get()
    other = MembershipFactory(agency=agency, role=Role.AGENCY_ADMIN)

    manager_client.post(address(own), filled(own, position_title="หัวหน้างาน"))
    manager_client.post(address(other), filled(other, role=Role.STAFF))

    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.position_title, other.role) == ("หัวหน้างาน", Role.STAFF)


def test_a_christian_year_typed_for_a_thai_one_is_asked_about(manager_client, clerk):
    membership = clerk.memberships.get()

    response = manager_client.post(address(membership), filled(membership, starts_on="1/11/2069"))

    assert "อ่านได้เป็น 1 พฤศจิกายน 2612" in response.context["form"].errors["starts_on"][0]
    assert 'value="1/11/2069"' in response.content.decode()


def test_somebody_of_another_agency_gets_a_role_here_too_and_is_told(
    manager_client, agency, outsider, mailoutbox, django_capture_on_commit_callbacks
):
    outsider.email = "a@example.go.th"
    outsider.save()
    page = reverse("accounts:known", args=[agency.slug])
    sent = {
        "username": outsider.username.upper(),
        "role": "staff",
        "position_title": "นักวิชาการ",
        "ends_on": "๓๐/๙/๒๕๗๐",
    }

    with django_capture_on_commit_callbacks(execute=True):
        assert manager_client.post(page, sent).status_code == 302

    membership = agency.memberships.get(user=outsider)
    assert (membership.role, membership.ends_on.isoformat()) == ("staff", "2027-09-30")
    assert outsider.memberships.count() == 2
    assert "ตำแหน่ง นักวิชาการ" in mailoutbox[0].body
    assert AuditEvent.objects.filter(action="member.add", agency_id=agency.pk).count() == 1

    again = manager_client.post(page, sent).content.decode()
    assert "บุคคลนี้มีบทบาทนี้ในหน่วยงานอยู่แล้ว" in again
    nobody = manager_client.post(page, {**sent, "username": "ไม่มี", "starts_on": "1/10/2570"}).content.decode()
    assert "ไม่พบบัญชีที่มีชื่อผู้ใช้นี้" in nobody
    assert "วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม" in nobody


def test_a_role_counts_from_its_first_to_its_last_day_and_its_person_is_told(
    manager_client, agency, mailoutbox, django_capture_on_commit_callbacks
):
    today = timezone.localdate()
    form = {
        "username": "somjai", "title": "นาง", "first_name": "สมใจ", "last_name": "รักงาน", "role": Role.STAFF,
        "position_title": "นักวิชาการ", "email": "somjai@example.go.th",
        "starts_on": numeric_date(today + timedelta(1)), "ends_on": numeric_date(today),
    }  # fmt: skip
    add = reverse("agencies:member_add", args=[agency.slug])
    assert "วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม" in manager_client.post(add, form).content.decode()
    manager_client.post(add, form | {"ends_on": numeric_date(today + timedelta(9))})
    person = User.objects.get(username="somjai")
    home = reverse("measures:index", args=[agency.slug])
    client = signed_in(person)
    person.password_is_own = True
    person.save()

    def seen_with(first, last):
        membership = person.memberships.get()
        with django_capture_on_commit_callbacks(execute=True):
            days = {"starts_on": numeric_date(first), "ends_on": numeric_date(last)}
            manager_client.post(address(membership), filled(membership, **days))
        return client.get(home).status_code

    assert client.get(home).status_code == 404
    assert seen_with(today, today) == 200
    assert seen_with(today - timedelta(5), today - timedelta(1)) == 404
    assert [mail.to for mail in mailoutbox] == [[person.email]] * 2
    assert "หน้าที่ของท่านในหน่วยงานเปลี่ยนแปลง" in mailoutbox[-1].subject
