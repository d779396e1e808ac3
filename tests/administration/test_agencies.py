"""The agencies of the site: finding, adding, changing, closing them, and many from a file."""

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import OneTimeCode
from agencies.enums import Role
from agencies.models import Agency, AuditEvent, Membership, User
from approvals.queries.signers import may_act
from exchange.enums import ImportState
from exchange.models import Import
from tests.conftest import member, prove, signed_in
from tests.exchange.books import delimited
from tests.factories.agencies import AgencyFactory, MembershipFactory

LIST, ADD = reverse("administration:agencies"), reverse("administration:agency_add")
NEW = {
    "kind": "อบต.", "name": "องค์การบริหารส่วนตำบลใหม่", "short_name": "", "district": "แม่ริม", "province": "เชียงใหม่",
    "slug": "", "username": "mai.admin", "title": "นาง", "first_name": "สมมุติ", "last_name": "ดูแล",
    "position_title": "นักวิชาการ", "email": "mai@example.go.th",
}  # fmt: skip


def of(name, agency, *more):
    return reverse(f"administration:{name}", args=[agency.pk, *more])


def shown(page):
    return [each.slug for each in page.context["page"]]


def test_the_list_is_narrowed_and_asks_as_little_for_three_agencies_as_for_one(
    site, agency, django_assert_max_num_queries
):
    member(agency, Role.AGENCY_ADMIN)
    with django_assert_max_num_queries(100) as one:
        assert shown(site.get(LIST)) == ["tua-yang"]
    AgencyFactory(slug="far", province="เชียงใหม่", kind="เทศบาลตำบล")
    closed = AgencyFactory(slug="closed", province="เชียงใหม่")
    site.post(of("agency_close", closed), {"reason": "ยุบรวม"})
    with django_assert_max_num_queries(100) as three:
        page = site.get(LIST)

    assert set(shown(page)) == {"closed", "far", "tua-yang"}
    assert len(three) == len(one)
    for query, found in (
        ("q=ตัวอย่าง", ["tua-yang"]), ("province=เชียงใหม่&kind=เทศบาลตำบล", ["far"]), ("state=closed", ["closed"]),
        ("state=lacking", ["far"]), ("state=open&province=เชียงใหม่", ["far"]), ("state=none&kind=x", None), ("q=ไม่มี", []),
    ):  # fmt: skip
        assert shown(site.get(f"{LIST}?{query}")) == (found if found is not None else shown(page)), query


def test_a_new_agency_comes_with_its_administrator_who_is_invited(site, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = site.post(ADD, NEW, follow=True)

    added = Agency.objects.get()
    assert (added.short_name, added.slug.startswith("lao-")) == ("อบต.ใหม่", True)
    assert "ส่งคำเชิญไปที่ mai@example.go.th" in response.content.decode()
    assert added.memberships.get().role == Role.AGENCY_ADMIN
    assert AuditEvent.objects.filter(agency_id=added.pk).order_by("pk")[0].action == "agency.add"
    [letter] = mail.outbox
    link = next(line for line in letter.body.splitlines() if "/login/invitation/" in line)
    stranger = signed_in(User.objects.get(username="mai.admin"))
    stranger.logout()
    assert "ตั้งรหัสผ่าน" in stranger.get(link[link.index("/login") :], follow=True).content.decode()


def test_what_another_agency_or_account_has_is_refused_and_nothing_is_added(site, agency):
    same = {"name": agency.name, "district": agency.district, "province": agency.province}
    for changed, word in (
        (same, "มีหน่วยงานชื่อนี้"), ({"slug": agency.slug}, "เป็นของหน่วยงานอื่น"),
        ({"username": member(agency, Role.STAFF).username.upper()}, "มีคนใช้แล้ว"), ({"province": "ไม่มี"}, "จังหวัด"),
    ):  # fmt: skip
        page = site.post(ADD, {**NEW, **changed})
        assert word in page.content.decode()
        assert 'value="mai@example.go.th"' in page.content.decode()
    assert Agency.objects.count() == 1
    assert not User.objects.filter(username="mai.admin").exists()


def test_facts_are_changed_with_a_version(site, agency):
    facts = {name: NEW[name] for name in ("kind", "name", "district", "province")}
    form = {**facts, "short_name": "อบต.ใหม่", "version": agency.version}
    assert site.post(of("agency_edit", agency), form).status_code == 302
    assert site.post(of("agency_edit", agency), {**form, "name": "อื่น"}).status_code == 409

    agency.refresh_from_db()
    assert (agency.name, agency.slug) == (NEW["name"], "tua-yang")


def test_a_closed_agency_is_read_and_not_written_until_it_is_opened_again(site, agency, clerk):
    client, chief = signed_in(clerk), MembershipFactory(agency=agency, role=Role.CHIEF)
    year, settings = (
        reverse("deadlines:calendar", args=[agency.slug]),
        reverse("deadlines:add", args=[agency.slug]),
    )
    new = {"title": "ส่งร่าง", "due_on": "1/3/2570"}
    assert chief in may_act()

    site.post(of("agency_close", agency), {"reason": "ยุบรวมกับเทศบาล"})

    page = client.get(year)
    assert "หน่วยงานนี้ปิดแล้ว" in page.content.decode()
    for refused in (client.get(settings), client.post(settings, new)):
        assert refused.status_code == 403
        assert "หน่วยงานนี้ปิดแล้ว" in refused.content.decode()
    assert chief not in may_act()
    assert "ยุบรวมกับเทศบาล" in client.get(reverse("notices")).content.decode()
    event = AuditEvent.objects.get(action="agency.close")
    assert event.agency_id == agency.pk
    assert "ยุบรวม" in event.after

    site.post(of("agency_reopen", agency), {"reason": "ปิดผิด"})
    assert client.post(settings, new).status_code == 302
    assert chief in may_act()


def test_closing_asks_for_a_reason_and_for_proof(site, agency):
    assert "กรุณากรอกเหตุผล" in site.post(of("agency_close", agency), {"reason": " "}).content.decode()
    prove(site, minutes_ago=600)

    page = site.post(of("agency_close", agency), {"reason": "ยุบรวม"})

    assert "กรุณายืนยันว่าเป็นท่าน" in page.content.decode()
    agency.refresh_from_db()
    assert agency.closed_at is None


def test_an_administrator_without_address_gets_a_code_on_paper(site, agency):
    site.post(of("agency_administrator", agency), {**NEW, "email": ""})
    membership = Membership.objects.get(user__username="mai.admin")

    page = site.post(of("agency_invite", agency, membership.pk), {"print": "1"})

    assert "รหัสครั้งเดียว" in page.content.decode()
    assert OneTimeCode.objects.get().user == membership.user
    clerk = MembershipFactory(agency=agency, role=Role.STAFF)
    assert site.post(of("agency_invite", agency, clerk.pk), {"print": "1"}).status_code == 404


HEAD = ("รหัสหน่วยงาน", "ชื่อหน่วยงาน", "จังหวัด", "อำเภอ", "ประเภท", "ชื่อย่อ")


def brought(site, *lines) -> Import:
    file = SimpleUploadedFile("หน่วยงาน.csv", delimited(HEAD, *lines))
    site.post(reverse("administration:agency_files"), {"file": file, "mode": "update"})
    return Import.objects.latest("pk")


def confirm(site, started):
    page = site.get(reverse("exchange_many:import", args=[started.pk]))
    site.post(reverse("exchange_many:import_confirm", args=[started.pk]), {"seen": page.context["seen"]})
    started.refresh_from_db()
    return page


@pytest.mark.usefixtures("probes_here")
def test_many_agencies_come_from_a_file_and_go_back_again(site, agency):
    closed = AgencyFactory(slug="closed", name="องค์การบริหารส่วนตำบลปิด")
    site.post(of("agency_close", closed), {"reason": "ยุบ"})
    started = brought(
        site,
        (agency.slug, agency.name, agency.province, "อำเภอกำแพงแสน", agency.kind, ""),
        ("", "อบต.ดอนใหม่", "จ.เชียงใหม่", "อ.แม่ริม", "อบต.", ""),
        ("", "เทศบาลตำบลไร้ที่", "ไม่มี", "แม่ริม", "เทศบาลตำบล", ""),
        ("closed", closed.name, closed.province, closed.district, closed.kind, ""),
    )
    page = confirm(site, started)

    assert [row.kind for row in started.preview.rows] == ["changed", "new", "refused", "refused"]
    assert "องค์การบริหารส่วนตำบลดอนใหม่" in page.content.decode()
    assert started.state == ImportState.DONE
    agency.refresh_from_db()
    assert (agency.district, agency.short_name, agency.version) == ("กำแพงแสน", "อบต.ตัวอย่าง", 2)
    added = Agency.objects.get(district="แม่ริม")
    assert (added.province, added.short_name) == ("เชียงใหม่", "อบต.ดอนใหม่")
    assert (
        AuditEvent.objects.filter(action__in=("agency.add", "agency.save"), agency_id__isnull=False).count()
        == 2
    )

    site.post(reverse("exchange_many:import_undo", args=[started.pk]))
    agency.refresh_from_db()
    assert agency.district == "เมือง"
    assert not Agency.objects.filter(pk=added.pk).exists()


@pytest.mark.usefixtures("probes_here")
def test_the_file_of_all_agencies_changes_nothing_when_it_comes_back(site, agency, other_agency):
    answer = site.get(reverse("administration:agency_export", args=["csv"]))
    file = SimpleUploadedFile("หน่วยงาน.csv", answer.content)
    site.post(reverse("administration:agency_files"), {"file": file, "mode": "update"})

    assert [row.kind for row in Import.objects.get().preview.rows] == ["unchanged", "unchanged"]
    empty = site.get(reverse("administration:agency_export", args=["xlsx"]))
    assert empty.content.startswith(b"PK")
