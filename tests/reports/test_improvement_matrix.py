"""The improvement matrix as text: what it says, from the snapshot alone."""

import copy
import re

import pytest

from reports.blocks import Chart, Heading, Landscape, Paragraph
from reports.blocks.tables import Table
from reports.enums import Kind
from reports.kinds import improvement_matrix
from reports.kinds.analysis_parts import difference_note
from reports.kinds.improvement_matrix import finding_lines, score_table, year_table
from reports.kinds.matrix_rows import matrix, measure_rows, period_lines
from reports.pages import document_html
from reports.snapshot.plan import Measure
from reports.snapshot.result import Assessment, Indicator, YearScores
from tests.conftest import ROOT
from tests.reports import snapshots
from tests.reports.snapshots import built, step, typed
from tests.reports.test_analysis_report import without_pictures
from tests.reports.test_progress_memo import text_of

GOLDEN = ROOT / "tests" / "data" / "golden" / "improvement_matrix.txt"
FINDINGS = {"1": ("พบว่าดี",), "2": ("พบว่าพอใช้", "และต้องพัฒนา"), "3": ("พบว่าต่ำ",)}


@pytest.fixture
def snapshot(sample):
    return built(sample(Kind.IMPROVEMENT_MATRIX))


def blocks_of(snapshot, kind):
    """Return the document's pieces of a kind, those of landscape pages in their place."""
    return [
        piece
        for block in improvement_matrix.build(typed(snapshot))
        for piece in (block.blocks if isinstance(block, Landscape) else (block,))
        if isinstance(piece, kind)
    ]


def texts(row):
    """Return the lines of the row's cells, joined."""
    return ["\n".join(cell.lines) for cell in row]


def first_indicator(snapshot, **changes):
    return typed({**snapshot["assessment"]["instruments"][0]["indicators"][0], **changes}, Indicator)


def measure(**changes):
    return typed(snapshots.measure(**changes), Measure)


def spans(table):
    return [[cell.rowspan for cell in row] for row in table.rows]


def test_the_matrix_reads_as_reviewed(snapshot):
    assert text_of(without_pictures(document_html(typed(snapshot)))) == GOLDEN.read_text(encoding="utf-8")


def test_no_digit_stays_arabic(snapshot):
    assert re.findall(r"[0-9]", text_of(without_pictures(document_html(typed(snapshot))))) == []


def test_the_names_of_indicators_are_those_of_the_year(snapshot):
    """Seed document 002 calls indicator 3 การใช้จ่ายเงิน and heads indicator 8 with the name of 7."""
    headings = [block.lines[0] for block in blocks_of(snapshot, Heading)]

    assert "ตัวชี้วัดที่ 3 การใช้อำนาจ" in headings
    assert "ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน" in headings
    assert sum("ประสิทธิภาพการสื่อสาร" in heading for heading in headings) == 1


def test_a_total_the_indicators_do_not_come_to_is_told_once(snapshot):
    """Seed document 002 prints 90.1 for indicators that come to 83.69."""
    assessment = typed(snapshot).assessment
    rows = score_table(assessment, assessment.indicators.values()).rows

    assert texts(rows[-1]) == ["คะแนนรวมตามประกาศ", "90.10"]
    told = [block.text for block in blocks_of(snapshot, Paragraph) if "83.69" in block.text]
    assert told == [f"หมายเหตุ {assessment.explanation} (คะแนนที่ประกาศ 90.10 คะแนน คะแนนที่คำนวณ 83.69 คะแนน)"]


def test_an_explanation_that_does_not_name_the_mismatch_follows_it():
    total = {
        "fiscal_year": 2568,
        "total": "90.10",
        "computed_total": "83.69",
        "explanation": "อยู่ระหว่างตรวจสอบ",
    }

    (note,) = difference_note(typed(total, Assessment))

    assert (
        note.text
        == "หมายเหตุ คะแนนรวมที่ประกาศ 90.10 คะแนน ไม่ตรงกับคะแนนที่คำนวณจากตัวชี้วัด 83.69 คะแนน อยู่ระหว่างตรวจสอบ"
    )


def test_one_total_stands_where_both_agree(snapshot):
    assessment = typed({**snapshot["assessment"], "total": "83.70"}, Assessment)
    rows = score_table(assessment, assessment.indicators.values()).rows

    assert texts(rows[-1]) == ["คะแนนรวม", "83.70"]
    assert len(rows) == 11


def test_a_score_that_is_not_known_is_a_dash(snapshot):
    known = typed(snapshot)
    years = [YearScores(fiscal_year=2567, indicators={"1": "80.00"}), *known.history[-1:]]
    table = year_table(years, known.assessment.indicators.values())

    assert texts(table.rows[0]) == ["1. การปฏิบัติหน้าที่", "80.00", "90.10"]
    assert texts(table.rows[1]) == ["2. การใช้งบประมาณ", "–", "85.25"]
    assert sum(column.width for column in table.columns) == 100


def test_chart_and_table_of_the_years_need_scores(snapshot):
    changed = copy.deepcopy(snapshot)
    for year in changed["history"]:
        year["indicators"] = {}

    assert blocks_of(changed, Chart) == []
    assert "ผลการประเมินรายตัวชี้วัด" not in [block.lines[0] for block in blocks_of(changed, Heading)]
    (chart,) = blocks_of(snapshot, Chart)
    assert chart.data[0] == ("1", "การปฏิบัติหน้าที่", 2564, "78.42")
    assert len(chart.data) == 50


def test_an_indicator_without_a_finding_says_so_with_its_score(snapshot):
    indicator = first_indicator(snapshot, finding=None)

    assert finding_lines(typed(snapshot), indicator) == ("ได้คะแนน 90.10 คะแนน ยังไม่ได้บันทึกผลการวิเคราะห์",)
    assert finding_lines(typed(snapshot), first_indicator(snapshot, finding=None, score=""))[0].startswith(
        "ยังไม่มีคะแนน และยังไม่ได้บันทึก"
    )


def test_an_agency_words_its_own_sentences(snapshot):
    changed = {**snapshot, "sentences": {"matrix_title": "มาตรการปี {ปีแผน} ของ{หน่วยงาน} {ไม่รู้จัก}"}}

    assert blocks_of(changed, Heading)[-1].lines == ("มาตรการปี 2569 ขององค์การบริหารส่วนตำบลโพหนอง {ไม่รู้จัก}",)


def test_the_title_is_the_subject_with_the_year(snapshot):
    standard = blocks_of(snapshot, Heading)[0].lines
    own = blocks_of({**snapshot, "letter": {**snapshot["letter"], "subject": "เรื่องของเรา"}}, Heading)[0].lines

    assert standard[:2] == ("การวิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568", "เพื่อนำไปสู่การพัฒนาองค์กร")
    assert own[:2] == ("เรื่องของเรา", "ปีงบประมาณ พ.ศ. 2568")
    assert standard[2:] == own[2:] == ("องค์การบริหารส่วนตำบลโพหนอง", "อำเภอเรณูนคร จังหวัดนครพนม")


def test_a_plan_without_measures_says_so(snapshot):
    changed = copy.deepcopy(snapshot)
    changed["plan"]["measures"] = []

    assert blocks_of(changed, Paragraph)[-1].text == "ยังไม่ได้กำหนดมาตรการ"
    assert len(blocks_of(changed, Table)) == 2


def test_indicator_and_finding_span_the_steps_of_all_their_measures():
    first = measure(indicator_codes=["2"], steps=[step("หนึ่ง"), step("สอง")])
    second = measure(indicator_codes=["2"], steps=[step("สาม")])

    table = matrix(FINDINGS, [first, second])

    assert spans(table) == [[3, 2, 3, 1, 2, 2], [1], [1, 1, 1, 1]]
    assert texts(table.rows[0])[::2] == ["2", "พบว่าพอใช้\nและต้องพัฒนา", "1 ต.ค. 65 –\n30 ก.ย. 66"]
    assert texts(table.rows[1]) == ["- สอง"]
    assert table.rows[0][0].continued == "2 (ต่อ)"


def test_groups_stand_in_the_order_of_the_indicators():
    measures = [measure(indicator_codes=["3"], title="ก"), measure(indicator_codes=["1"], title="ข")]

    assert [texts(row)[:2] for row in matrix(FINDINGS, measures).rows] == [["1", "ข"], ["3", "ก"]]


def test_a_measure_of_several_indicators_is_told_once_and_named_under_the_others():
    shared = measure(indicator_codes=["3", "1"], title="มาตรการร่วม", steps=[step("หนึ่ง"), step("สอง")])

    table = matrix(FINDINGS, [shared])

    assert texts(table.rows[0])[:4] == ["1", "มาตรการร่วม", "พบว่าดี", "- หนึ่ง"]
    assert texts(table.rows[2])[:4] == ["3", "มาตรการร่วม", "พบว่าต่ำ", "ตามที่แสดงในตัวชี้วัดที่ 1"]
    assert len(table.rows) == 3


def test_measures_without_an_indicator_of_the_year_follow_at_the_end():
    measures = [measure(indicator_codes=[]), measure(indicator_codes=["12"]), measure(indicator_codes=["1"])]

    table = matrix(FINDINGS, measures)

    assert [row[0].lines for row in table.rows if len(row) == 6] == [("1",), ("–",)]
    assert spans(table) == [[1] * 6, [2, 1, 2, 1, 1, 1], [1] * 4]


def test_steps_with_a_period_and_unit_of_their_own_show_them():
    own = step("สอง", period="ไตรมาส 2", responsible="กองช่าง")
    rows = measure_rows(measure(steps=[step("หนึ่ง"), own], responsible="กองคลัง"))

    assert texts(rows[0])[2:] == ["1 ต.ค. 65 –\n30 ก.ย. 66", "กองคลัง"]
    assert texts(rows[1]) == ["- สอง", "ไตรมาส 2", "กองช่าง"]


def test_a_measure_of_which_little_is_known_has_dashes():
    bare = measure(steps=[], responsible="", period="", period_start=None, period_end=None)

    assert [texts(row)[1:] for row in measure_rows(bare)] == [["–", "–", "–"]]


def test_activities_are_listed_under_the_title():
    (row,) = measure_rows(measure(title="มาตรการ", activities="กิจกรรม: หนึ่ง\n- กิจกรรม: สอง"))

    assert row[0].lines == ("มาตรการ", "- กิจกรรม: หนึ่ง", "- กิจกรรม: สอง")


@pytest.mark.parametrize(
    ("start", "end", "text", "printed"),
    [
        ("2025-10-01", "2026-09-30", "ต.ค. 68 – ก.ย. 69", ("1 ต.ค. 68 –", "30 ก.ย. 69")),
        ("2025-10-07", "2025-10-07", "7 ต.ค. 68", ("7 ต.ค. 68",)),
        ("2025-10-01", "2026-09-30", "ตลอดปี", ("ตลอดปี",)),
        (None, None, "ทุกไตรมาส", ("ทุกไตรมาส",)),
        (None, None, "", ("–",)),
    ],
)
def test_periods_are_told_from_day_to_day_unless_they_were_typed(start, end, text, printed):
    assert period_lines(measure(period_start=start, period_end=end, period=text)) == printed


def test_an_indicator_without_score_and_finding_says_so_in_a_sentence(snapshot):
    indicator = first_indicator(snapshot, finding=None, score="")

    assert finding_lines(typed(snapshot), indicator) == ("ยังไม่มีคะแนน และยังไม่ได้บันทึกผลการวิเคราะห์",)
