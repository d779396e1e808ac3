"""The workbook of many agencies: matched, compared, written in bulk, undone."""

import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.auditlog.writing import verify_chain
from agencies.models import Agency, AuditEvent
from assessments.actions import draft_findings, save_scores, sheet_of
from assessments.models import Assessment
from exchange import actions, exports
from exchange.actions import ImportBlocked, PreviewOutdated, UndoBlocked, upload
from exchange.enums import Blank, CountryTableName, ImportState, Mode
from exchange.models import Import
from exchange.reading.files import read
from exchange.tables.scope import Scope
from tests.conftest import signed_in
from tests.exchange.books import delimited
from tests.factories.agencies import AgencyFactory, DepartmentFactory
from tests.factories.world import SCORES, sheet

HEADINGS = ("รหัสหน่วยงาน", "ชื่อหน่วยงาน", "จังหวัด", "อำเภอ", "ประเภท", "ปีงบประมาณ")
CODES = tuple(str(code) for code in range(1, 11))
HEAD = (*HEADINGS, *CODES, "คะแนนรวม", "ระดับ")


def line(
    slug="",
    name="",
    province="",
    *,
    district="",
    kind="",
    year="2565",
    scores=SCORES,
    total="91.10",
    level="A",
):
    return (slug, name, province, district, kind, year, *scores, total, level)


def many(*lines, creates=False, head=HEAD, by=None, year=2565, **choices) -> Import:
    """Upload the lines and return the import compared."""
    started = upload(
        agency=None,
        table=CountryTableName.CREATING if creates else CountryTableName.KNOWN,
        fiscal_year=year,
        name="หลายหน่วยงาน.csv",
        data=delimited(head, *lines),
        by=by,
        **choices,
    )
    return actions.read_import(started=started)


def reasons(started):
    return [problem.reason for row in started.preview.refused for problem in row.problems]


@pytest.fixture
def two(packs, agency, other_agency):
    other_agency.province = "เชียงใหม่"
    other_agency.save()
    return agency, other_agency


def test_agencies_are_named_by_code_or_name_and_province(two):
    agency, other = two
    started = many(line(agency.slug), line("", other.name, "จังหวัดเชียงใหม่"))
    assert started.counts == {"new": 2, "changed": 0, "unchanged": 0, "refused": 0}
    row = started.preview.rows[0]
    assert row.label == f"{agency.name} ({agency.province}) ปี 2565"
    assert row.fields[0].after.startswith("(1) 90.11 · (2) 83.50")
    assert "ระดับ ระดับ" not in row.fields[0].after


def test_what_names_no_agency_is_refused(two):
    agency, other = two
    AgencyFactory(name=other.name, province="ลำปาง")
    started = many(
        line("ไม่มี"), line("", "อบต.ไม่มี", "ตรัง"), line("", other.name), line(agency.slug, other.name), line(),
        line(agency.slug), line("", agency.name, agency.province), line(other.slug, year="2550"),
        line(other.slug, year="สองพัน"),
    )  # fmt: skip
    assert started.counts["refused"] == 9
    found = " / ".join(reasons(started))
    for reason in (
        "ไม่พบหน่วยงานรหัส “ไม่มี”", "ไม่มีหน่วยงานนี้ในระบบ", "มีหลายหน่วยงานชื่อนี้", f"รหัส {agency.slug} คือ", "ไม่รู้ว่าเป็นหน่วยงานใด",
        "แถว 7 และ 8 เป็นหน่วยงานและปีเดียวกัน", "ปี 2550 ใช้ตัวชี้วัดคนละชุด", "“สองพัน” ใช้ไม่ได้",
    ):  # fmt: skip
        assert reason in found
    assert not Agency.objects.filter(name="อบต.ไม่มี").exists()


def test_scores_are_read_as_everywhere(two):
    agency, other = two
    typed = ("๙๐.๑๑", '"83,50"', "N/A", "-", "", "101", "85.123", "x", "0", "100")
    [row] = many(line(agency.slug, scores=typed, total="91.1", level="Z")).preview.rows
    assert [problem.column.split(" ")[1] for problem in row.problems[:3]] == ["6", "7", "8"]
    assert row.problems[-1].column == "ระดับ"
    fine = ("๙๐.๑๑", '"83,50"', "N/A", "-", "", "1", "85.1", "0.5", "0", "100")
    confirmed = actions.confirm(started=many(line(other.slug, scores=fine)), by=None)
    assert confirmed.state == ImportState.DONE
    stored = sheet_of(Assessment.objects.with_scores().get())
    assert stored.indicators == {
        "1": Decimal("90.11"), "2": Decimal("83.50"), "6": 1, "7": Decimal("85.1"), "8": Decimal("0.5"), "9": 0, "10": 100,
    }  # fmt: skip


def test_confirm_writes_all_with_one_event_for_each_agency(two, admin):
    agency, other = two
    save_scores(
        agency=agency, fiscal_year=2565, sheet=sheet(printed_total=Decimal("90")), version=None, by=None
    )
    changed = ("90.11", "80.00", *SCORES[2:])
    started = many(line(agency.slug, scores=changed), line(other.slug), by=admin)
    assert started.counts == {"new": 1, "changed": 1, "unchanged": 0, "refused": 0}
    told = started.preview.rows[0].fields
    assert [(each.heading.split(" ")[0], each.before, each.after) for each in told] == [
        ("ตัวชี้วัดที่", "83.50", "80.00"), ("คะแนนรวม", "90.00", "91.10"), ("ระดับ", "", told[2].after),
    ]  # fmt: skip
    actions.confirm(started=started, by=admin)
    first = Assessment.objects.with_scores().get(agency=agency)
    assert (first.version, first.updated_by, first.printed_level) == (2, admin, "A")
    assert sheet_of(first).indicators["2"] == 80
    assert len(sheet_of(Assessment.objects.with_scores().get(agency=other)).indicators) == 10
    for each in two:
        assert verify_chain(each.pk, {}) is None
    events = AuditEvent.objects.filter(action="assessment.save_scores", actor_id=admin.pk)
    assert sorted(events.values_list("agency_id", flat=True)) == sorted(each.pk for each in two)
    assert "80.00" in events.get(agency_id=agency.pk).after
    again = many(line(agency.slug, scores=changed), line(other.slug))
    assert again.counts["unchanged"] == 2
    with pytest.raises(ImportBlocked, match="ไม่มีแถวใดให้นำเข้า"):
        actions.confirm(started=again, by=admin)


def test_modes_and_blank_cells(two):
    agency, other = two
    save_scores(agency=agency, fiscal_year=2565, sheet=sheet(), version=None, by=None)
    lines = [line(agency.slug, scores=("", *SCORES[1:9], "99"), total="", level=""), line(other.slug)]
    kept = many(*lines)
    assert [each.after for each in kept.preview.rows[0].fields] == ["99.00"]
    with pytest.raises(ImportBlocked, match="ต่างจากเดิม 1 แถว"):
        actions.confirm(started=many(*lines, mode=Mode.STOP), by=None)
    actions.confirm(started=many(*lines, mode=Mode.SKIP), by=None)
    scores = Assessment.objects.with_scores()
    assert sheet_of(scores.get(agency=agency)).indicators["10"] == 100
    actions.confirm(started=many(*lines, blank=Blank.CLEAR), by=None)
    assert sheet_of(scores.get(agency=agency)).indicators.keys() == set(CODES[1:])


def test_missing_agencies_are_added_when_asked(two):
    new = {"district": "เมือง", "kind": "องค์การบริหารส่วนตำบล"}
    name = "องค์การบริหารส่วนตำบลใหม่"
    started = many(
        line("", name, "จังหวัดตรัง", **new), line("mai-2", "เทศบาลเมืองใหม่", "ตรัง", district="เมือง", kind="เทศบาลเมือง"),
        line("", "ขาดอำเภอ", "ตรัง", kind="อบต."), line("ตัวไทย", "ก", "ตรัง", **new), line(two[0].slug), creates=True,
    )  # fmt: skip
    assert started.counts == {"new": 3, "changed": 0, "unchanged": 0, "refused": 2}
    assert "ต้องกรอกช่องนี้เมื่อเพิ่มหน่วยงานใหม่" in reasons(started)[0]
    assert f"{name} อำเภอเมือง จังหวัดตรัง" in started.preview.rows[0].fields[0].after
    actions.confirm(started=started, by=None)
    added = Agency.objects.get(name=name)
    assert (added.short_name, added.kind, added.province) == ("อบต.ใหม่", "อบต.", "ตรัง")
    assert Agency.objects.get(slug="mai-2").short_name == "ทม.ใหม่"
    assert added.assessments.get().indicator_scores.count() == 10
    assert verify_chain(added.pk, {}) is None
    assert many(line("", name, "ตรัง"), creates=True).counts["unchanged"] == 1
    actions.undo(started=started, by=None)
    assert Agency.objects.count() == 2
    assert not Assessment.objects.exists()


def test_a_short_name_is_no_new_agency(two):
    stored = AgencyFactory(
        name="องค์การบริหารส่วนตำบลทรายทอง", short_name="อบต.ทรายทอง", district="ห้วยเม็ก", province="กาฬสินธุ์"
    )
    new = {"district": "อ.ห้วยเม็ก", "kind": "อบต."}
    started = many(line("", "อบต. ทรายทอง", "จ.กาฬสินธุ์", **new), creates=True)
    assert started.preview.rows[0].label == f"{stored.name} (กาฬสินธุ์) ปี 2565"
    elsewhere = many(line("", "อบต.ทรายทอง", "กาฬสินธุ์", district="ยางตลาด", kind="อบต."), creates=True)
    assert f"อำเภอห้วยเม็ก จังหวัดกาฬสินธุ์ ({stored.slug})" in reasons(elsewhere)[0]
    AgencyFactory(name=stored.name, short_name=stored.short_name, district="ยางตลาด", province="กาฬสินธุ์")
    assert "มีหลายหน่วยงานชื่อนี้" in reasons(many(line("", "อบต.ทรายทอง", "กาฬสินธุ์"), creates=True))[0]
    assert many(line("", "อบต.ทรายทอง", "กาฬสินธุ์", district="ยางตลาด")).counts["new"] == 1


def test_the_abbreviation_of_a_new_agency_is_written_out(two):
    row = line("", "อบต.ใหม่", "ตรัง", district="อำเภอเมือง", kind="อบต.")
    actions.confirm(started=many(row, creates=True), by=None)
    added = Agency.objects.get(province="ตรัง")
    assert (added.name, added.short_name) == ("องค์การบริหารส่วนตำบลใหม่", "อบต.ใหม่")
    assert added.district == "เมือง"


@pytest.fixture
def bo_phlap(two):
    return AgencyFactory(
        name="เทศบาลตำบลบ่อพลับ", short_name="ทต.บ่อพลับ", kind="เทศบาลตำบล", province="นครปฐม", district="เมือง"
    )


@pytest.mark.parametrize("typed", ["ทต.บ่อพลับ", "ทต บ่อพลับ", "เทศบาลตําบลบ่อ พลับ", "เทศบาลต.บ่อพลับ"])
def test_other_spellings_name_the_same_agency(bo_phlap, typed):
    [row] = many(line("", typed, "จ.นครปฐม")).preview.rows
    assert row.label == f"{bo_phlap.name} (นครปฐม) ปี 2565"


def test_a_province_is_known_by_its_other_names(bo_phlap):
    AgencyFactory(name="เทศบาลตำบลใหม่", province="นครราชสีมา")
    assert many(line("", "เทศบาลตำบลใหม่", "โคราช")).counts["new"] == 1


def test_a_misspelt_agency_is_asked_about(bo_phlap):
    misspelt = line("", "ทต.บ่อพลัป", "นครปฐม", district="เมือง", kind="เทศบาลตำบล")
    [reason] = reasons(many(misspelt))
    assert f"หมายถึง “เทศบาลตำบลบ่อพลับ” จังหวัดนครปฐม (รหัส {bo_phlap.slug}) หรือไม่" in reason
    [row] = many(misspelt, creates=True).preview.rows
    assert f"ชื่อใกล้เคียงกับ “เทศบาลตำบลบ่อพลับ” อำเภอเมือง ที่มีอยู่แล้ว (รหัส {bo_phlap.slug})" in row.fields[0].after


@pytest.mark.parametrize("typed", ["ทต.บ่อพลอย", "อบต.บ่อพลับ", "ทต.บ่อพลับใต้"])
def test_another_place_is_another_agency(bo_phlap, typed):
    other = line("", typed, "นครปฐม", district="เมือง", kind="เทศบาลตำบล")
    assert "หมายถึง" not in reasons(many(other))[0]
    assert "ใกล้เคียง" not in many(other, creates=True).preview.rows[0].fields[0].after


def test_an_unknown_province_is_asked_about_unless_it_is_stored(bo_phlap):
    new = {"district": "เมือง", "kind": "อบต."}
    question = "ไม่มีจังหวัด “นครราชสิมา” หมายถึง “นครราชสีมา” หรือไม่"
    assert reasons(many(line("", "อบต.ใหม่", "นครราชสิมา"))) == [question]
    assert reasons(many(line("", "อบต.ใหม่", "นครราชสิมา", **new), creates=True)) == [question]
    AgencyFactory(name="อบต.เก่า", province="นครราชสิมา")
    assert "ไม่มีหน่วยงานนี้ในระบบ" in reasons(many(line("", "อบต.ใหม่", "นครราชสิมา")))[0]
    assert many(line("", "อบต.เก่า", "นครราชสิมา")).counts["new"] == 1


def test_only_so_many_names_are_looked_for(bo_phlap, monkeypatch):
    asked = []
    monkeypatch.setattr("exchange.tables.country.spellings.MOST_ASKED", 3)
    monkeypatch.setattr("exchange.tables.country.spellings.nearest", lambda name, *_: asked.append(name))
    started = many(*(line("", f"อบต.ไม่มี {number}", "นครปฐม") for number in range(6)))
    assert (started.counts["refused"], len(asked)) == (6, 3)


def test_undo_puts_everything_back(two):
    agency, other = two
    save_scores(
        agency=agency, fiscal_year=2565, sheet=sheet(indicators={"1": Decimal("50")}), version=None, by=None
    )
    before = sheet_of(Assessment.objects.with_scores().get())
    started = actions.confirm(started=many(line(agency.slug), line(other.slug)), by=None)
    actions.undo(started=started, by=None)
    kept = Assessment.objects.with_scores().get()
    assert (sheet_of(kept), kept.version) == (before, 3)
    assert all(verify_chain(each.pk, {}) is None for each in two)
    with pytest.raises(UndoBlocked, match="หรือเลิกไปแล้ว"):
        actions.undo(started=started, by=None)


@pytest.mark.parametrize("built", ["changed", "deleted", "finding", "department"])
def test_undo_is_refused_once_something_was_built_on_it(two, built):
    agency, other = two
    new = line("", "ใหม่", "ตรัง", district="เมือง", kind="อบต.")
    started = actions.confirm(started=many(line(agency.slug), line(other.slug), new, creates=True), by=None)
    assessment = Assessment.objects.with_scores().get(agency=other)
    if built == "changed":
        save_scores(agency=other, fiscal_year=2565, sheet=sheet(indicators={}), version=1, by=None)
    elif built == "deleted":
        assessment.delete()
    elif built == "finding":
        draft_findings(assessment=assessment, by=None)
    else:
        DepartmentFactory(agency=Agency.objects.get(name="ใหม่"))
    with pytest.raises(UndoBlocked, match="เลิกการนำเข้าไม่ได้"):
        actions.undo(started=started, by=None)
    started.refresh_from_db()
    assert started.state == ImportState.DONE
    assert Assessment.objects.filter(agency=agency).exists()


def test_what_changed_after_the_preview_is_shown_again(two):
    agency, other = two
    started = many(line(agency.slug), line(other.slug))
    save_scores(agency=agency, fiscal_year=2565, sheet=sheet(), version=None, by=None)
    with pytest.raises(PreviewOutdated):
        actions.confirm(started=started, by=None)
    started.refresh_from_db()
    assert (started.state, started.counts["changed"]) == (ImportState.READY, 1)
    assert Assessment.objects.count() == 1
    assert actions.confirm(started=started, by=None).state == ImportState.DONE


def test_all_or_nothing(two, monkeypatch):
    from exchange.tables.country import writing

    monkeypatch.setattr(writing, "AT_ONCE", 1)
    written = []
    put = writing.put_scores

    def fail_at_second(scores, cleared):
        written.append(scores)
        if len(written) == 2:
            raise RuntimeError
        put(scores, cleared)

    monkeypatch.setattr(writing, "put_scores", fail_at_second)
    started = many(*(line(each.slug) for each in two))
    events = AuditEvent.objects.count()
    with pytest.raises(RuntimeError):
        actions.confirm(started=started, by=None)
    assert not Assessment.objects.exists()
    assert AuditEvent.objects.count() == events
    started.refresh_from_db()
    assert started.state == ImportState.READY


def test_queries_do_not_grow_with_the_rows(two):
    agencies = AgencyFactory.create_batch(5)

    def asked(*slugs):
        started = many(*(line(slug) for slug in slugs))
        with CaptureQueriesContext(connection) as queries:
            actions.confirm(started=started, by=None)
        return len(queries)

    first = asked(agencies[0].slug)
    # Fewer than one query for each of four agencies with ten scores: the heads of their chains.
    assert asked(*(each.slug for each in agencies[1:])) - first <= 3


def test_an_export_comes_back_unchanged(two):
    save_scores(agency=two[0], fiscal_year=2565, sheet=sheet(), version=None, by=None)
    started = upload(
        agency=None,
        table=CountryTableName.KNOWN,
        fiscal_year=2565,
        name="a.csv",
        data=exports.delimited(Scope(CountryTableName.KNOWN, None, 2565)),
        by=None,
    )
    counts = actions.read_import(started=started).counts
    assert counts == {"new": 0, "changed": 0, "unchanged": 2, "refused": 0}


def test_files_that_hold_no_such_table(two):
    for head in (("ก", "ข"), ("รหัสหน่วยงาน", "ชื่อหน่วยงาน")):
        assert "ไม่พบตารางคะแนนหลายหน่วยงาน" in many(("1", "2"), head=head).problem
    assert "ยังไม่มีเกณฑ์การประเมินปี 2599" in many(line(two[0].slug), year=2599).problem
    assert "มีแต่หัวตาราง" in many().problem


def test_pages_for_site_administrators_only(two, admin, clerk_client):
    client = signed_in(admin)
    index = reverse("exchange_many:index")
    assert clerk_client.get(index).status_code == 404
    data = delimited(HEAD, line(two[0].slug), line("ไม่มี"))
    form = {"year": "2565", "mode": "update", "blank": "keep"}
    page = client.post(index, {**form, "file": SimpleUploadedFile("ก.csv", data)}, follow=True)
    started = Import.objects.get()
    text = page.content.decode()
    assert "ยืนยันนำเข้า 1 แถว" in text
    assert started.name in client.get(index).content.decode()
    address = {
        name: reverse(f"exchange_many:{name}", args=[started.pk])
        for name in ("import", "import_confirm", "import_undo")
    }
    for url in (address["import"], reverse("exchange_many:import_file", args=[started.pk])):
        assert clerk_client.get(url).status_code == 404
    assert clerk_client.post(address["import_confirm"]).status_code == 404
    refused = client.get(reverse("exchange_many:import_refused", args=[started.pk]))
    [book] = read(refused.content, "ก.xlsx").sheets
    assert "ไม่พบหน่วยงานรหัส" in book.rows[1][1][0]
    done = client.post(address["import_confirm"], {"seen": page.context["seen"]}, follow=True)
    assert "นำเข้าแล้ว" in done.content.decode()
    assert two[0].assessments.exists()
    client.post(address["import_undo"])
    assert not two[0].assessments.exists()
    wrong = client.post(index, {**form, "creates": "on"})
    assert "กรุณาเลือกไฟล์" in wrong.content.decode()
    assert wrong.context["form"]["creates"].value() is True


def test_provinces_go_out_as_workbooks(two, admin):
    from openpyxl import load_workbook

    client = signed_in(admin)
    url = reverse("exchange_many:export", args=[2565, "xlsx"])
    book = load_workbook(io.BytesIO(client.get(url, {"province": "เชียงใหม่"}).content))
    assert [row[0].value for row in book.worksheets[0].iter_rows(min_row=2)] == [two[1].slug]
    assert client.get(url).status_code == 404
    assert client.get(reverse("exchange_many:export", args=[2565, "csv"])).status_code == 200
    assert client.get(reverse("exchange_many:export", args=[2599, "csv"])).status_code == 404
