"""What the site administrator does on Django's own pages is in the audit log."""

import pytest

from agencies.models import AuditEvent
from tests.conftest import signed_in
from tests.factories.agencies import UserFactory


@pytest.fixture
def site_admin(db):
    return UserFactory(is_staff=True, is_superuser=True)


def told():
    return list(AuditEvent.objects.order_by("pk").values_list("action", "object_type", "agency_id"))


def test_adding_changing_and_deleting_an_agency(site_admin):
    client = signed_in(site_admin)
    values = {
        "slug": "mai", "name": "เทศบาลตำบลใหม่", "short_name": "ทต.ใหม่", "kind": "เทศบาลตำบล",
        "district": "เมือง", "province": "นครปฐม",
    }  # fmt: skip
    assert client.post("/admin/agencies/agency/add/", values).status_code == 302
    [(action, what, agency)] = told()
    assert (action, what) == ("admin.add", "agencies.agency")
    client.post(f"/admin/agencies/agency/{agency}/change/", {**values, "district": "กำแพงแสน"})
    client.post(f"/admin/agencies/agency/{agency}/delete/", {"post": "yes"})
    assert [row[0] for row in told()] == ["admin.add", "admin.change", "admin.delete"]
    assert {row[2] for row in told()} == {agency}


def test_the_province_is_offered_and_asked_about_there_too(site_admin, agency):
    client = signed_in(site_admin)
    address = f"/admin/agencies/agency/{agency.pk}/change/"
    assert '<option value="นครปฐม"></option>' in client.get(address).content.decode()
    values = {name: getattr(agency, name) for name in ("slug", "name", "short_name", "kind", "district")}
    response = client.post(address, {**values, "province": "นครปถม"})
    assert "หมายถึง “นครปฐม” หรือไม่" in response.content.decode()
    agency.province = "สมมุติ"
    agency.save()
    assert client.post(address, {**values, "district": "ใหม่", "province": "สมมุติ"}).status_code == 302


def test_a_new_membership_is_in_the_agencys_chain_and_no_password_anywhere(site_admin, agency):
    person = UserFactory()
    values = {
        "username": person.username, "title": "นาง", "first_name": "ก", "last_name": "ข", "email": "", "is_active": "on",
        "memberships-TOTAL_FORMS": "1", "memberships-INITIAL_FORMS": "0", "memberships-0-agency": agency.pk,
        "memberships-0-role": "staff", "memberships-0-position_title": "นักวิชาการ",
        "oversights-TOTAL_FORMS": "0", "oversights-INITIAL_FORMS": "0",
    }  # fmt: skip
    response = signed_in(site_admin).post(f"/admin/agencies/user/{person.pk}/change/", values)
    assert response.status_code == 302
    assert ("admin.change", "agencies.membership", agency.pk) in told()


def test_a_person_changing_the_password_leaves_a_trace_without_it(clerk):
    clerk.set_password("เดิม-เดิม-123")
    clerk.save()
    values = {"oldpassword": "เดิม-เดิม-123", "password1": "ใหม่-ใหม่-456", "password2": "ใหม่-ใหม่-456"}
    assert signed_in(clerk).post("/account/password/", values).status_code == 302
    event = AuditEvent.objects.get(action="user.change_password")
    assert "456" not in event.before + event.after


def test_nothing_of_a_stored_password_is_shown(site_admin):
    person = UserFactory()
    person.set_password("รหัสผ่าน-ของเขา-1")
    person.save()
    page = f"/admin/agencies/user/{person.pk}/change/"

    shown = signed_in(site_admin).get(page).content.decode()

    algorithm, salt = person.password.split("$")[0], person.password.split("$")[-2]
    assert "ตั้งไว้แล้ว (ไม่แสดง)" in shown
    for told in (person.password, algorithm, salt[:6], person.password[-12:]):
        assert told not in shown, told
    person.set_unusable_password()
    person.save()
    assert "ยังไม่ได้ตั้ง" in signed_in(site_admin).get(page).content.decode()


def test_it_speaks_thai_and_leads_to_the_portals_own_pages(site_admin):
    shown = signed_in(site_admin).get("/admin/").content.decode()

    assert "ระบบรายงาน ITA: ข้อมูลในฐานข้อมูล สำหรับเหตุฉุกเฉิน" in shown
    assert "css/admin" in shown
    for english in ("Django administration", "Access attempts", "Task Results", "Axes"):
        assert english not in shown, english
    page = signed_in(site_admin).get(f"/admin/agencies/user/{UserFactory().pk}/change/").content.decode()
    assert "หน่วยงาน" in page
    assert ">Agency<" not in page
