"""What each table takes, refuses and writes, from books as the reader gives them."""

from datetime import date
from decimal import Decimal

import pytest

from exchange.engine.columns import CellKind, heading_keys
from exchange.engine.match import TableRefused
from exchange.engine.prepare import prepare
from exchange.enums import Blank, RowKind, TableName
from exchange.exports import template, workbook
from exchange.reading.files import read
from exchange.sources.headings import HEADINGS
from exchange.tables import measure_columns, table_of
from exchange.tables.scope import Scope
from itaportal.editing.modelfields import described_fields
from itaportal.thai.keys import same_heading_key
from measures.actions import MeasureEntry, StepEntry, entry_of
from measures.models import Measure
from tests.exchange.books import book, sheet

STEPS = ["มาตรการลำดับที่", "ขั้นที่", "ขั้นตอน / วิธีการ", "ระยะเวลาของขั้นตอน"]


def prepared(scope, *sheets, blank=Blank.KEEP):
    """Compare a book of the sheets with what is stored."""
    return prepare(table_of(scope), book(*sheets), blank)


def written(scope, *sheets, blank=Blank.KEEP):
    """Compare and write; return the preview."""
    result = prepared(scope, *sheets, blank=blank)
    list(table_of(scope).apply(result.wanted((RowKind.NEW, RowKind.CHANGED)), None))
    return result.preview


def reasons(preview):
    """Return why rows were refused, by their number."""
    return {row.row: " / ".join(problem.reason for problem in row.problems) for row in preview.refused}


def test_scores_of_a_new_year_in_any_order(packs, scope, agency):
    preview = written(
        scope("scores"),
        sheet(
            "ก", ["ผลการประเมิน ปีงบประมาณ พ.ศ. ๒๕๖๕"], ["ที่", "ตัวชี้วัด", "คะแนน"],
            ["๔", "การใช้ทรัพย์สินของราชการ", "๗๙,๕๒"], [1, "การปฏิบัติหน้าที่", 90.11], ["i 3", None, 85], ["O9", None, "N/A"],
            ["คะแนนรวม", None, 91.1], ["ระดับ", None, "a"], ["คำอธิบาย", None, "ตามประกาศ"],
        ),
    )  # fmt: skip
    assert reasons(preview) == {}
    stored = agency.assessments.get()
    assert {row.code: row.score for row in stored.indicator_scores.all()} == {
        "4": Decimal("79.52"),
        "1": Decimal("90.11"),
    }
    assert [(row.code, row.score) for row in stored.item_scores.all()] == [("I3", Decimal("85.00"))]
    assert (stored.printed_total, stored.printed_level) == (Decimal("91.10"), "A")
    assert stored.explanation == "ตามประกาศ"


def test_scores_not_in_the_file_stay(scored, scope):
    preview = written(scope("scores"), sheet("ก", ["ตัวชี้วัดที่", "คะแนน"], [4, 99], [5, None]))
    assert preview.counts == {"new": 0, "changed": 1, "unchanged": 1, "refused": 0}
    scored.refresh_from_db()
    assert scored.indicator_scores.count() == 10
    assert scored.version == 2


def test_scores_that_are_no_scores_of_the_year(packs, scope):
    preview = prepared(
        scope("scores"),
        sheet("ก", ["ตัวชี้วัดที่", "ชื่อ", "คะแนน"], [11, None, 80], ["I99", None, 80], [1, "การใช้งบประมาณ", 80], [2, None, "แปดสิบ"], [3, None, 1], ["3.", None, 2]),
    ).preview  # fmt: skip
    found = reasons(preview)
    assert "ปี 2565 ไม่มีตัวชี้วัดที่ “11”" in found[2]
    assert "ไม่มี I99" in found[3]
    assert "แต่ชื่อนี้เป็นของ “2”" in found[4]
    assert "“แปดสิบ” ไม่ใช่คะแนน" in found[5]
    assert found[6] == found[7] == "แถว 6 และ 7 เป็นรายการเดียวกัน กรุณาเหลือแถวเดียว"


@pytest.mark.parametrize("table", ["scores", "findings"])
def test_the_template_of_another_year_is_refused_naming_both(planned, agency, packs, table):
    from assessments.actions import ScoreSheet, save_scores

    last_year = ScoreSheet({"1": Decimal(80)})
    save_scores(agency=agency, fiscal_year=2566, sheet=last_year, version=None, by=None)
    data = template(Scope(table, agency, 2565))
    with pytest.raises(TableRefused, match="แบบกรอกของปี 2565 แต่กำลังนำเข้าปี 2566"):
        prepare(table_of(Scope(table, agency, 2566)), read(data, "ปีก่อน.xlsx"), Blank.KEEP)


def test_a_title_may_tell_the_other_year(packs, scope):
    rows = (["ผลคะแนน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๔"], ["ตัวชี้วัดที่", "คะแนน"], [1, 80])
    with pytest.raises(TableRefused, match="แบบกรอกของปี 2564 แต่กำลังนำเข้าปี 2565"):
        prepared(scope("scores"), sheet("ก", *rows))


def test_the_template_of_another_agency_is_refused(planned, agency, other_agency):
    data = template(Scope("scores", agency, 2565))
    with pytest.raises(TableRefused, match="หน่วยงานรหัส tua-yang แต่กำลังนำเข้าให้หน่วยงานรหัส uen"):
        prepare(table_of(Scope("scores", other_agency, 2565)), read(data, "ก.xlsx"), Blank.KEEP)


def test_single_rows_of_another_agency_or_year_are_refused(packs, scope):
    heading = ["รหัสหน่วยงาน", "ปี", "ตัวชี้วัดที่", "คะแนน"]
    preview = prepared(
        scope("scores"),
        sheet("ก", heading, ["tua-yang", 2565, 1, 80], ["uen", 2565, 2, 80], ["tua-yang", "๒๕๖๔", 3, 80]),
    ).preview
    assert reasons(preview) == {
        3: "แถวนี้เป็นของหน่วยงานรหัส uen ไม่ใช่ tua-yang",
        4: "แถวนี้เป็นของปี 2564 แต่กำลังนำเข้าปี 2565",
    }


def test_a_year_of_totals_only(packs, agency):
    total = Scope("scores", agency, 2561)
    written(total, sheet("ก", ["รหัส", "คะแนน"], ["คะแนนรวม", 70.5], ["ระดับ", "สูง"]))
    assert agency.assessments.get().printed_level == "สูง"
    with pytest.raises(TableRefused, match="บันทึกได้เฉพาะคะแนนรวม"):
        prepared(Scope("findings", agency, 2561), sheet("ก", ["ที่", "ผลการวิเคราะห์"], [1, "ก"]))


def test_findings(scored, scope):
    columns = ["ที่", "ผลการวิเคราะห์", "จัดเป็น", "เหตุผลที่จัดต่างจากเกณฑ์"]
    preview = written(
        scope("findings"),
        sheet(
            "ก", columns, [4, "ต่ำ", "จุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน", None], [1, "ดี", 1, None], [2, "กลาง", 3, "ทำได้ดีแล้ว"],
            [3, None, 3, None], [5, None, None, None], [12, "ก", 1, None],
        ),
    )  # fmt: skip
    found = reasons(preview)
    assert "กรุณาบอกเหตุผล" in found[3]
    assert found[5] == "ต้องกรอกช่องนี้"
    assert "ไม่มีตัวชี้วัดที่ “12”" in found[7]
    assert [row.kind for row in preview.rows] == ["new", "refused", "new", "refused", "unchanged", "refused"]
    assert dict(scored.findings.values_list("code", "weakness_class")) == {"4": "urgent", "2": "maintain"}


def test_findings_need_scores(packs, scope):
    with pytest.raises(TableRefused, match="ยังไม่มีคะแนนปี 2565"):
        prepared(scope("findings"), sheet("ก", ["ที่", "ผลการวิเคราะห์"], [1, "ก"]))


def test_measures_are_added_and_changed(planned, scope):
    first = planned.measures.first()
    columns = ["รหัสข้อมูล", "ลำดับ", "ชื่อมาตรการ", "ตัวชี้วัดที่", "ข้อ", "ส่วนราชการ", "เริ่มวันที่", "สิ้นสุดวันที่", "ขั้นตอน"]
    preview = written(
        scope("measures"),
        sheet(
            "มาตรการ", columns,
            [first.pk, 1, "จัดทำคู่มือใหม่", "4, ๗", "ข้อ i3 และ E7", "กองคลัง", "1 ต.ค. 65", date(2566, 9, 30), "1. จัดทำคู่มือ\n2. อบรม"],
            [None, None, "ปรับปรุงเว็บไซต์", None, None, "สำนักปลัด\nกองคลัง", None, None, "เปิดช่องทาง\nติดตามผล"],
            [None, None, "ไม่มีกองนี้", None, None, "กองช่าง", None, None, None],
            [None, None, "ลืมวันสิ้นสุด", None, None, None, "1/10/2565", None, None],
        ),
    )  # fmt: skip
    found = reasons(preview)
    assert list(found) == [4, 5]
    assert "ไม่มี “กองช่าง” ในรายการ" in found[4]
    assert "ทั้งวันเริ่มและวันสิ้นสุด" in found[5]
    changed, _, added = planned.measures.all()
    stored = entry_of(changed)
    assert (stored.title, stored.indicator_codes, stored.item_codes) == (
        "จัดทำคู่มือใหม่",
        ("4", "7"),
        ("I3", "E7"),
    )
    assert [step.text for step in stored.steps] == ["จัดทำคู่มือ", "อบรม"]
    assert (changed.period_end, changed.follow_up) == (date(2023, 9, 30), "รายงานในที่ประชุมประจำเดือน")
    assert [entry.name for entry in added.departments.all()] == ["สำนักปลัด", "กองคลัง"]
    assert [step.text for step in added.steps.all()] == ["เปิดช่องทาง", "ติดตามผล"]


def test_the_first_measures_start_the_plan(scored, scope, agency):
    written(scope("measures"), sheet("ก", ["มาตรการ", "จุดอ่อน"], ["อบรม", "คะแนนต่ำ"]))
    assert agency.plans.get().measures.get().weak_point == "คะแนนต่ำ"


def test_a_second_sheet_has_the_steps(planned, scope):
    preview = written(
        scope("measures"),
        sheet("มาตรการ", ["ลำดับ", "มาตรการ", "จุดอ่อน"], [1, "จัดทำคู่มือการใช้ทรัพย์สินของราชการ", "เดิม"], [7, "ใหม่", None]),
        sheet("ขั้นตอน", STEPS, [1, 2, "เผยแพร่", "ธันวาคม"], [1, 1, "จัดทำคู่มือ", None], [7, 1, "เริ่ม", "มกราคม"], [9, 1, "หลง", None]),
    )  # fmt: skip
    assert reasons(preview) == {5: "ไม่พบรายการนี้ในแผ่นแรกของไฟล์ กรุณาตรวจลำดับและชื่อให้ตรงกัน"}
    first, _, added = planned.measures.all()
    assert entry_of(first).steps == (StepEntry("จัดทำคู่มือ"), StepEntry("เผยแพร่", "ธันวาคม"))
    assert entry_of(added).steps == (StepEntry("เริ่ม", "มกราคม"),)


def test_steps_of_cell_and_sheet_have_to_agree(planned, scope):
    title = "จัดทำคู่มือการใช้ทรัพย์สินของราชการ"
    main = sheet("มาตรการ", ["ลำดับ", "มาตรการ", "ขั้นตอน"], [1, title, "1. อย่างหนึ่ง"])
    found = reasons(prepared(scope("measures"), main, sheet("ขั้นตอน", STEPS, [1, 1, "อีกอย่าง", None])).preview)
    assert "ไม่ตรงกับแผ่น “ขั้นตอน”" in found[2]
    agreed = prepared(scope("measures"), main, sheet("ขั้นตอน", STEPS, [1, 1, "อย่างหนึ่ง", "มีนาคม"]))
    assert agreed.changes[0].details == (StepEntry("อย่างหนึ่ง", "มีนาคม"),)
    doubled = sheet("ขั้นตอน", STEPS, [1, 1, "ก", None], [1, 1, "ข", None])
    assert "แถว 2 และ 3 เป็นขั้นเดียวกัน" in reasons(prepared(scope("measures"), main, doubled).preview)[2]


def test_steps_keep_their_period_when_others_change(planned, scope):
    from measures.actions import add_measure
    from tests.factories.world import entry

    steps = [StepEntry("หนึ่ง", "ตุลาคม", "กองคลัง"), StepEntry("สอง")]
    add_measure(plan=planned, entry=entry(title="มีระยะเวลา", steps=steps), by=None)
    written(scope("measures"), sheet("ก", ["มาตรการ", "ขั้นตอน"], ["มีระยะเวลา", "1. ก่อน\n2. หนึ่ง"]))
    assert entry_of(planned.measures.last()).steps == (StepEntry("ก่อน"), steps[0])


def test_blank_steps_are_kept_or_cleared_by_choice(planned, scope):
    rows = sheet("ก", ["ลำดับ", "มาตรการ", "ขั้นตอน"], [2, "อบรมการใช้ทรัพย์สิน", None])
    assert prepared(scope("measures"), rows).preview.counts["unchanged"] == 1
    written(scope("measures"), rows, blank=Blank.CLEAR)
    assert planned.measures.last().steps.count() == 0


_BLANKABLE = (
    "ประเภท",
    "ทุกส่วนราชการ",
    "ผู้รับผิดชอบที่เขียนเอง",
    "ข้อบกพร่อง / จุดอ่อน",
    "เริ่มวันที่",
    "สิ้นสุดวันที่",
    "การกำกับติดตาม",
)


def test_blank_cells_of_every_kind_are_kept_or_cleared_by_choice(planned, scope):
    from measures.actions import add_measure
    from measures.enums import MeasureKind
    from tests.factories.world import entry

    full = entry(title="ครบ", kind=MeasureKind.PROJECT, responsible_text="ปลัด", weak_point="จุดอ่อน")
    measure = add_measure(plan=planned, entry=full, by=None)
    rows = sheet("ก", ["มาตรการ", *_BLANKABLE], ["ครบ", *[None] * len(_BLANKABLE)])
    assert prepared(scope("measures"), rows).preview.counts["unchanged"] == 1

    fields = written(scope("measures"), rows, blank=Blank.CLEAR).rows[0].fields
    assert [field.heading for field in fields] == list(_BLANKABLE)
    assert (fields[0].before, fields[0].after) == ("โครงการ", "มาตรการ")
    assert (fields[1].before, fields[1].after) == ("ใช่", "ไม่ใช่")
    measure.refresh_from_db()
    stored = entry_of(measure)
    assert (stored.kind, stored.all_departments, stored.weak_point) == (MeasureKind.MEASURE, False, "")
    assert (stored.period_start, stored.period_end) == (None, None)


def test_a_no_that_is_typed_is_no_blank(planned, scope):
    rows = sheet("ก", ["มาตรการ", "ทุกส่วนราชการ"], ["อบรมการใช้ทรัพย์สิน", "ไม่ใช่"])
    assert prepared(scope("measures"), rows).preview.rows[0].fields[0].after == "ไม่ใช่"


@pytest.mark.parametrize("blank", Blank)
def test_blank_texts_of_findings_and_progress_are_kept_or_cleared_by_choice(planned, scope, blank):
    noted = sheet("ก", ["ที่", "สถานะ", "หมายเหตุ"], [1, "done", None])
    counts = prepared(scope("progress", planned.rounds.get()), noted, blank=blank).preview.counts
    assert counts["changed"] == (blank is Blank.CLEAR)
    required = sheet("ก", ["ที่", "ผลการวิเคราะห์", "จัดเป็น"], [4, None, None])
    preview = prepared(scope("findings"), required, blank=blank).preview
    assert preview.rows[0].kind == ("refused" if blank is Blank.CLEAR else "unchanged")


def test_too_many_steps_are_refused(planned, scope):
    text = "\n".join(f"ขั้น {number}" for number in range(31))
    found = reasons(prepared(scope("measures"), sheet("ก", ["มาตรการ", "ขั้นตอน"], ["ใหม่", text])).preview)
    assert found[2] == "มี 31 ขั้น เกินที่รับได้ 30 ขั้น กรุณารวมบางขั้นตอน"


def test_a_text_field_that_no_table_speaks_of_goes_out_and_comes_in(planned, scope, monkeypatch):
    label = Measure._meta.get_field("limitation").verbose_name
    monkeypatch.delitem(measure_columns._TEXTS, "limitation")
    of_plan = scope("measures")
    [column] = [each for each in table_of(of_plan).columns if each.key == "limitation"]
    assert (column.heading, column.kind, column.may_keep) == (label, CellKind.TEXT, True)
    written(of_plan, sheet("ก", ["มาตรการ", label], ["อบรมการใช้ทรัพย์สิน", "ไม่มีงบประมาณ"]))
    assert planned.measures.last().limitation == "ไม่มีงบประมาณ"
    again = prepared(scope("measures"), read(workbook(scope("measures")), "ก.xlsx").sheets[0])
    assert again.preview.counts["unchanged"] == 2


def test_what_people_enter_of_a_measure_is_what_the_action_takes():
    entered = MeasureEntry(title="อบรม").values.keys()
    assert {field.name for field in described_fields(Measure)} <= entered


def test_pasted_tables_have_headings_that_the_import_knows(planned, scope):
    known = set().union(*map(heading_keys, table_of(scope("measures")).columns))
    assert {same_heading_key(heading) for heading in HEADINGS.values()} <= known


def test_progress(planned, scope):
    of_round = scope("progress", planned.rounds.get())
    columns = ["ที่", "มาตรการ", "สถานะ", "ผลการดำเนินการ"]
    preview = written(
        of_round,
        sheet("ก", columns, [1, None, "done", "แล้วเสร็จทุกขั้น"], [2, None, "อยู่ระหว่างดำเนินการ", None], [5, "ไม่มี", 1, None], [None, "ไม่รู้จัก", 1, None]),
    )  # fmt: skip
    assert [row.kind for row in preview.rows] == ["changed", "new", "refused", "refused"]
    assert "แผนปี 2566 ไม่มีมาตรการนี้ (มีลำดับ 1–2)" in reasons(preview)[4]
    entries = planned.rounds.get().entries.order_by("measure__position")
    assert [(entry.status, entry.note, entry.result) for entry in entries] == [
        ("done", "แล้วเสร็จ", "แล้วเสร็จทุกขั้น"),
        ("in_progress", "", ""),
    ]


def test_progress_needs_a_round(planned, scope):
    with pytest.raises(TableRefused, match="กรุณาเลือกรอบ"):
        prepared(scope("progress"), sheet("ก", ["ที่", "สถานะ"], [1, "done"]))


@pytest.mark.parametrize("table", list(TableName))
def test_the_number_of_queries_does_not_grow(planned, scope, table, django_assert_max_num_queries):
    from measures.actions import add_measure
    from tests.factories.world import entry

    for number in range(5):
        add_measure(plan=planned, entry=entry(title=f"มาตรการที่ {number}"), by=None)
    data = template(scope(table, planned.rounds.get()))
    of_table, file = scope(table, planned.rounds.get()), read(data, "ก.xlsx")
    with django_assert_max_num_queries(11):
        prepare(table_of(of_table), file, Blank.KEEP)
