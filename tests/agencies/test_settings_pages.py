import io

import pytest
from django.urls import reverse
from PIL import Image

from agencies.enums import Alignment, Role
from agencies.models import Agency, AuditEvent, Membership, User
from tests.factories.agencies import DepartmentFactory, MembershipFactory
from tests.factories.proposals import confirmed

FORM = {
    "version": "1", "name": "องค์การบริหารส่วนตำบลตัวอย่าง", "short_name": "อบต.ตัวอย่าง", "district": "เมือง",
    "province": "นครปฐม", "document_prefix": "นฐ 70001", "office": "สำนักปลัด", "unit": "งานบริหารทั่วไป",
    "phone": "", "email": "", "alignment": "thai", "low_below": "๗๕", "medium_below": "85,5",
}  # fmt: skip

MEMBER = {
    "version": "1", "title": "นาย", "first_name": "สมมุติ", "last_name": "ตัวอย่าง", "role": Role.STAFF,
    "position_title": "นักวิชาการ",
}  # fmt: skip


def url(name, agency, *args):
    return reverse(f"agencies:{name}", args=[agency.slug, *args])


def test_thresholds_are_read_in_thai_digits(manager_client, agency):
    response = manager_client.post(url("edit", agency), FORM)

    agency.refresh_from_db()
    assert response.status_code == 302
    assert (str(agency.low_below), str(agency.medium_below)) == ("75.00", "85.50")
    assert agency.alignment == Alignment.THAI
    assert AuditEvent.objects.get().action == "agency.save"


def test_a_province_is_offered_and_stored_by_its_name(manager_client, agency):
    page = manager_client.get(url("edit", agency)).content.decode()
    assert page.count('<option value="') == 77
    assert 'list="id_province-names"' in page
    assert '<datalist id="id_province-names">' in page

    manager_client.post(url("edit", agency), {**FORM, "province": "จังหวัด โคราช"})

    agency.refresh_from_db()
    assert agency.province == "นครราชสีมา"


def test_an_unknown_province_is_asked_about(manager_client, agency):
    response = manager_client.post(url("edit", agency), {**FORM, "province": "นครปถม"})

    assert response.context["form"].errors["province"] == ["ไม่มีจังหวัด “นครปถม” หมายถึง “นครปฐม” หรือไม่"]
    assert Agency.objects.get(pk=agency.pk).version == 1


def test_a_province_stored_before_there_was_a_list_may_stay(manager_client, agency):
    Agency.objects.filter(pk=agency.pk).update(province="จังหวัดสมมุติ")

    response = manager_client.post(url("edit", agency), {**FORM, "province": "จังหวัดสมมุติ", "unit": "งานใหม่"})

    agency.refresh_from_db()
    assert (response.status_code, agency.unit, agency.province) == (302, "งานใหม่", "จังหวัดสมมุติ")
    again = manager_client.post(url("edit", agency), {**FORM, "version": "2", "province": "สมมุติอื่น"})
    assert again.status_code == 200


def test_an_agencys_address_longer_than_its_column_is_refused(manager_client, agency):
    email = f"{'a' * 60}@{'.'.join(['b' * 60] * 4)}.go.th"

    response = manager_client.post(url("edit", agency), {**FORM, "email": email})

    assert "254" in response.context["form"].errors["email"][0]
    assert Agency.objects.get(pk=agency.pk).version == 1


def test_crossed_thresholds_are_refused_and_everything_typed_stays(manager_client, agency):
    response = manager_client.post(url("edit", agency), {**FORM, "low_below": "90", "phone": "๐ ๒๐๐๐ ๐๐๐๐"})

    assert "คะแนนของช่วงต่ำต้องไม่มากกว่าของช่วงปานกลาง" in response.content.decode()
    assert 'value="๐ ๒๐๐๐ ๐๐๐๐"' in response.content.decode()
    assert Agency.objects.get(pk=agency.pk).version == 1


def test_a_stale_form_shows_both_versions_and_saves_only_the_second_time(manager_client, agency):
    manager_client.post(url("edit", agency), {**FORM, "unit": "งานของคนแรก"})

    response = manager_client.post(url("edit", agency), {**FORM, "unit": "งานของคนที่สอง"})

    page = response.content.decode()
    assert response.status_code == 409
    assert "งานของคนแรก" in page
    assert "งานของคนที่สอง" in page
    assert Agency.objects.get(pk=agency.pk).unit == "งานของคนแรก"

    version = response.context["form"]["version"].value()
    manager_client.post(url("edit", agency), {**FORM, "unit": "งานของคนที่สอง", "version": version})
    assert Agency.objects.get(pk=agency.pk).unit == "งานของคนที่สอง"


def test_a_new_member_is_invited_and_has_no_password_of_somebody_else(manager_client, agency):
    response = manager_client.post(
        url("member_add", agency),
        {
            "username": "manee", "title": "นางสาว", "first_name": "มานี", "last_name": "ใจดี", "role": Role.STAFF,
            "position_title": "นักวิเคราะห์", "email": "manee@example.go.th",
        },
    )  # fmt: skip

    added = User.objects.get(username="manee")
    assert response.url == reverse("accounts:invite", args=[agency.slug, added.memberships.get().pk])
    assert not added.has_usable_password()
    assert added.email == "manee@example.go.th"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"username": "ชื่อไทย"}, "ใช้ได้เฉพาะ"),
        ({"email": "manee"}, "อีเมลไม่ถูกต้อง"),
        ({"first_name": "😀"}, "พิมพ์ลงเอกสารราชการไม่ได้"),
    ],
)
def test_a_new_member_with_bad_input_is_refused(manager_client, agency, change, message):
    values = {
        "username": "manee", "title": "", "first_name": "มานี", "last_name": "ใจดี", "role": Role.STAFF,
        "position_title": "นักวิเคราะห์", "email": "",
    }  # fmt: skip
    response = manager_client.post(url("member_add", agency), {**values, **change})

    assert message in response.content.decode()
    assert not User.objects.filter(first_name="มานี").exists()


def test_a_membership_ends(manager_client, agency, clerk):
    membership = clerk.memberships.get()

    manager_client.post(
        url("member_edit", agency, membership.pk),
        {**MEMBER, "starts_on": "๑/๑๐/๒๕๖๔", "ends_on": "30 ก.ย. 65"},
    )

    membership.refresh_from_db()
    assert (str(membership.starts_on), str(membership.ends_on)) == ("2021-10-01", "2022-09-30")


def test_the_approval_chain_keeps_order_and_leaves_out_empty_rows(manager_client, agency):
    chief = MembershipFactory(agency=agency, role=Role.CHIEF)
    mayor = MembershipFactory(agency=agency, role=Role.EXECUTIVE)
    form = {
        "version": "1", "steps-TOTAL_FORMS": "3", "steps-INITIAL_FORMS": "0",
        "steps-0-membership": chief.pk, "steps-0-heading": "",
        "steps-1-membership": "", "steps-1-heading": "",
        "steps-2-membership": mayor.pk, "steps-2-heading": "ความเห็นนายก",
    }  # fmt: skip

    manager_client.post(url("chain", agency), form)
    confirmed(agency)

    chain = agency.approval_steps.values_list("position", "membership", "heading")
    assert list(chain) == [(1, chief.pk, ""), (2, mayor.pk, "ความเห็นนายก")]


def test_nobody_of_another_agency_becomes_signatory(manager_client, agency, outsider):
    stranger = Membership.objects.get(user=outsider)
    form = {"steps-TOTAL_FORMS": "1", "steps-INITIAL_FORMS": "0", "steps-0-membership": stranger.pk}

    response = manager_client.post(url("chain", agency), form)

    assert response.status_code == 200
    assert not agency.approval_steps.exists()


def picture(kind="PNG", size=(40, 30)):
    file = io.BytesIO()
    Image.new("RGB", size, "navy").save(file, kind)
    file.seek(0)
    file.name = f"emblem.{kind.lower()}"
    return file


def test_an_emblem_is_drawn_anew_as_png(manager_client, agency):
    manager_client.post(url("emblem", agency), {"file": picture("JPEG")})

    agency.refresh_from_db()
    with agency.emblem.open() as file:
        assert file.read(8) == b"\x89PNG\r\n\x1a\n"

    manager_client.post(url("emblem", agency), {"remove": "1"})
    agency.refresh_from_db()
    assert not agency.emblem


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "ไม่ใช่รูปภาพ"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "ไม่ใช่รูปภาพ"),
        (b"", "ไฟล์ว่างเปล่า"),
    ],
)
def test_what_is_no_picture_is_refused(manager_client, agency, content, message):
    file = io.BytesIO(content)
    file.name = "emblem.png"

    response = manager_client.post(url("emblem", agency), {"file": file})

    agency.refresh_from_db()
    assert message in response.content.decode()
    assert not agency.emblem


def test_a_huge_picture_is_refused_before_it_is_unpacked(manager_client, agency):
    response = manager_client.post(url("emblem", agency), {"file": picture("PNG", (9000, 9000))})

    assert "ขนาดใหญ่เกินไป" in response.content.decode() or "ไม่ใช่รูปภาพ" in response.content.decode()


def test_a_small_file_of_a_large_emblem_is_unpacked_in_a_process_of_its_own(
    manager_client, agency, monkeypatch
):
    data = picture("PNG", (6000, 6000))
    monkeypatch.setattr("PIL.Image.open", None)  # nothing is opened here
    manager_client.post(url("emblem", agency), {"file": data})

    agency.refresh_from_db()
    assert agency.emblem


@pytest.mark.parametrize("count", [1, 3])
def test_the_settings_page_costs_the_same_for_more_rows(
    manager_client, agency, count, django_assert_num_queries
):
    for _ in range(count):
        DepartmentFactory(agency=agency)
        MembershipFactory(agency=agency)

    with django_assert_num_queries(9):
        manager_client.get(url("settings", agency))
