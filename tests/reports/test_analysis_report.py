"""The analysis report as text: what it says, from the snapshot alone."""

import copy
import re

import pytest

from reports.blocks import Chart, Contents, Cover, Heading, Landscape, Paragraph
from reports.blocks.tables import Table
from reports.enums import Kind
from reports.kinds import analysis_parts, analysis_report, analysis_trend
from reports.pages import document_html
from reports.snapshot.plan import Measure
from reports.snapshot.result import Assessment, Indicator, YearScores
from tests.conftest import ROOT
from tests.reports.snapshots import built, typed
from tests.reports.test_progress_memo import text_of

GOLDEN = ROOT / "tests" / "data" / "golden" / "analysis_report.txt"
AGENCY = "องค์การบริหารส่วนตำบลทุ่งน้อย"


@pytest.fixture
def snapshot(sample):
    return built(sample(Kind.ANALYSIS_REPORT))


def without_pictures(page):
    """Return the page without its charts, whose data stand in tables."""
    return re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)


def blocks_of(snapshot):
    """Return the report's pieces, those of landscape pages in their place."""
    return [
        piece
        for block in analysis_report.build(typed(snapshot))
        for piece in (block.blocks if isinstance(block, Landscape) else (block,))
    ]


def all_of(kind, snapshot):
    return [block for block in blocks_of(snapshot) if isinstance(block, kind)]


def said(snapshot):
    """Return everything the paragraphs say."""
    return "\n".join(block.text for block in all_of(Paragraph, snapshot))


def years(*totals, first=2561):
    return [
        YearScores(fiscal_year=year, total=total) for year, total in enumerate(totals, start=first) if total
    ]


def indicator(**changed):
    """Return an indicator of the snapshot with a finding of the good band."""
    finding = {"text": "", "weakness_class": "urgent", "recommendation": "", "response": "", "rank": None}
    finding |= changed.pop("finding", {})
    row = {"code": "3", "name": "การใช้อำนาจ", "score": "88.54", "band": "good", "sub_indicators": []}
    return row | changed | {"finding": finding}


def issue(**changed):
    return [block.text for block in analysis_parts.issue(1, typed(indicator(**changed), Indicator), AGENCY)]


def test_the_report_reads_as_reviewed(snapshot):
    assert text_of(without_pictures(document_html(typed(snapshot)))) == GOLDEN.read_text(encoding="utf-8")


def test_no_digit_stays_arabic(snapshot):
    assert re.findall(r"[0-9]", text_of(without_pictures(document_html(typed(snapshot))))) == []


def test_the_contents_lead_to_every_part_and_list(snapshot):
    entries = all_of(Contents, snapshot)[0].entries
    anchors = [block.anchor for block in all_of(Heading, snapshot) if block.anchor]

    assert [entry.anchor for entry in entries] == anchors
    assert anchors == ["preface", "part-1", "part-2", "part-3", "issues-urgent", "issues-improve", "part-4"]
    assert [entry.level for entry in entries] == [1, 1, 1, 1, 2, 2, 1]


@pytest.mark.parametrize(
    ("totals", "words"),
    [
        (("70.17", "77.70", "91.10"), "มีแนวโน้มของคะแนนดีขึ้นตามลำดับ"),
        (("91.10", "77.70", "70.17"), "มีแนวโน้มของคะแนนลดลงตามลำดับ"),
        (("80.00", "80.00"), "มีคะแนนเท่าเดิม"),
        (("70.00", "", "80.00"), "มีแนวโน้มของคะแนนดีขึ้นในทุกปีที่มีผลคะแนน"),
    ],
)
def test_the_tendency_says_no_more_than_the_years_show(totals, words):
    assert analysis_trend.tendency(years(*totals)) == words


def test_a_year_that_falls_back_is_told():
    told = analysis_trend.tendency(years("70.00", "91.00", "90.50"))

    assert "ตามลำดับ" not in told
    assert "เพิ่มขึ้นจากปีแรก 20.50 คะแนน" in told
    assert told.endswith("โดยปีล่าสุดมีคะแนนลดลงจากปีก่อนหน้า 0.50 คะแนน")


@pytest.mark.parametrize(
    ("totals", "words"),
    [
        ((), ""),
        (("70.00",), "ในปีงบประมาณ พ.ศ. 2561"),
        (("70.00", "71.00", "72.00"), "ในห้วงระยะเวลา 3 ปี ตั้งแต่ปีงบประมาณ พ.ศ. 2561 – 2563"),
        (("70.00", "71.00", "", "72.00"), "ในปีงบประมาณ พ.ศ. 2561, 2562 และ 2564"),
    ],
)
def test_the_years_in_words(totals, words):
    assert analysis_trend.span(years(*totals)) == words


@pytest.mark.parametrize(
    ("total", "words"),
    [
        ("85.00", "เป็นผลคะแนนที่ผ่านเกณฑ์"),
        ("84.99", "ยังไม่ผ่านเกณฑ์"),
        ("9.00", "ยังไม่ผ่านเกณฑ์"),
        ("100.00", "ที่ผ่านเกณฑ์"),
    ],
)
def test_the_verdict_compares_points_with_the_pass_line(total, words):
    told = analysis_trend.verdict(Assessment(total=total, pass_line="85.00", fiscal_year=2565))

    assert words in told
    assert "ปีงบประมาณ พ.ศ. 2565" in told
    assert "85 คะแนนขึ้นไป" in told


def test_nothing_is_judged_without_a_pass_line():
    assert analysis_trend.verdict(Assessment(total="90.00", fiscal_year=2561)) == ""


@pytest.mark.parametrize(
    ("name", "words"), [("A", "ระดับ A"), ("ผ่านดี", "ระดับผ่านดี"), ("ระดับสูงมาก", "ระดับสูงมาก"), ("", "")]
)
def test_levels_of_all_years_read_well(name, words):
    assert analysis_trend.level_words(name) == words


def test_the_change_to_the_year_before_skips_missing_years():
    rows = analysis_trend.table(years("70.00", "77.50", "", "75.00", "74.00")).rows

    assert [row[3].lines[0] for row in rows] == ["–", "+7.50", "–", "−1.00"]


def test_the_ranking_is_sorted_by_rank(snapshot):
    table = analysis_parts.ranking_table(typed(snapshot).assessment)

    assert [row[0].lines[0] for row in table.rows] == [str(rank) for rank in range(1, 11)]
    assert [table.rows[0][1].lines[0], table.rows[-1][2].lines[0]] == ["การป้องกันการทุจริต", "79.52"]


def test_every_indicator_that_shares_the_lowest_score_is_named(snapshot):
    assessment = snapshot["assessment"]
    assessment["instruments"][0]["indicators"][1]["score"] = "79.52"

    lowest = analysis_parts.summary_table(typed(assessment, Assessment)).rows[-1][1].lines[0]

    assert lowest == "79.52 คะแนน (การใช้งบประมาณ, การใช้ทรัพย์สินของราชการ)"


@pytest.mark.parametrize(("computed", "notes"), [("91.15", 0), ("91.16", 1), ("", 0)])
def test_a_total_beyond_rounding_is_explained(snapshot, computed, notes):
    assessment = snapshot["assessment"] | {"computed_total": computed, "explanation": "ตรวจสอบแล้ว\nรอผล"}

    found = [note.text for note in analysis_parts.difference_note(typed(assessment, Assessment))]

    assert len(found) == notes
    assert all("91.10 คะแนน" in note and note.endswith("ตรวจสอบแล้ว รอผล") for note in found)


def test_findings_stand_under_their_instrument_with_the_sub_indicators(snapshot):
    rows = analysis_parts.finding_table(typed(snapshot).assessment).rows
    sections = [row[0].lines[0] for row in rows if row[0].section]

    assert [section[:9] for section in sections] == ["ตอนที่ 1 ", "ตอนที่ 2 ", "ตอนที่ 3 "]
    assert len(rows) == 3 + 10
    assert rows[-1][1].lines[0] == "การป้องกันการทุจริต"
    assert [line.split()[0] for line in rows[-1][1].lines[1:]] == ["10.1", "10.2"]


@pytest.mark.parametrize(
    ("band", "score", "words"),
    [("low", "79.52", "ต่ำ"), ("medium", "83.50", "ปานกลาง"), ("good", "88.54", "ดี")],
)
def test_an_issue_names_the_band(band, score, words):
    assert issue(band=band, score=score) == [f"1. การใช้อำนาจ เป็นตัวชี้วัดที่มีผลการประเมิน{words}"]


def test_an_issue_tells_the_recommendation_and_the_response():
    told = issue(
        finding={
            "recommendation": "ควรจัดทำคู่มือ\nควรประชาสัมพันธ์",
            "response": "พิจารณาแล้วว่าควรต้องแก้ไข\nโดยเร็ว",
        }
    )

    assert told == [
        "1. การใช้อำนาจ เป็นตัวชี้วัดที่มีผลการประเมินดี แต่ผู้ตรวจประเมินมีข้อเสนอแนะในการปรับปรุง พัฒนาการดำเนินงาน คือ ควรจัดทำคู่มือ",
        "ควรประชาสัมพันธ์",
        f"ทั้งนี้ {AGENCY} พิจารณาแล้วว่าควรต้องแก้ไข",
        "โดยเร็ว",
    ]


def test_a_response_in_other_words_still_names_the_agency():
    assert issue(finding={"response": "จะจัดทำคู่มือ"})[1] == f"ทั้งนี้ {AGENCY} พิจารณาแล้ว ดังนี้ จะจัดทำคู่มือ"


@pytest.mark.parametrize("lead", ["ผลการประเมินอยู่ในเกณฑ์ที่ดี", "ผลการประเมินอยู่ในเกณฑ์ที่ดี (88.54 คะแนน)"])
def test_an_urgent_issue_does_not_say_the_band_twice(lead):
    assert issue(finding={"text": f"{lead} แต่ควรปรับปรุง"}) == [
        "1. การใช้อำนาจ เป็นตัวชี้วัดที่มีผลการประเมินดี แต่ควรปรับปรุง"
    ]


def test_an_issue_to_improve_is_told_in_the_findings_words():
    text = "ผลการประเมินอยู่ในเกณฑ์ที่ดี แต่ควรปรับปรุง"

    assert issue(finding={"text": text, "weakness_class": "improve"}) == [f"1. การใช้อำนาจ {text}"]


@pytest.mark.parametrize("weakness_class", ["urgent", "improve", "maintain"])
def test_a_finding_that_names_its_band_is_not_told_it_again(weakness_class):
    text = "การรับรู้ของบุคลากรภายในหน่วยงานอยู่ในเกณฑ์ต่ำ (72.40 คะแนน) และลดลงจากปีก่อน 1.25 คะแนน"

    assert issue(finding={"text": text, "weakness_class": weakness_class}) == [f"1. การใช้อำนาจ {text}"]


def test_an_issue_to_keep_up_is_not_told_to_be_mended():
    told = issue(finding={"recommendation": "ควรจัดทำคู่มือ", "weakness_class": "maintain"})

    assert told == ["1. การใช้อำนาจ เป็นตัวชี้วัดที่มีผลการประเมินดี ทั้งนี้ ผู้ตรวจประเมินมีข้อเสนอแนะเพิ่มเติม คือ ควรจัดทำคู่มือ"]


def test_issues_follow_the_agencys_order_then_the_score():
    rows = [
        indicator(code="1", name="ก", score="90.00"),
        indicator(code="2", name="ข", score="80.00"),
        indicator(code="3", name="ค", finding={"rank": 1}),
        indicator(code="4", name="ง", finding={"weakness_class": "maintain"}),
    ]
    instruments = [{"code": "IIT", "name": "แบบวัด", "mean": "", "indicators": rows}]

    found = analysis_parts.issues(
        typed({"fiscal_year": 2565, "instruments": instruments}, Assessment), AGENCY
    )

    texts = [block.text[:4] for block in found[1:] if isinstance(block, Paragraph)]
    assert texts == ["1. ค", "2. ข", "3. ก", "1. ง"]
    assert [block.lines[0] for block in found if isinstance(block, Heading)] == [
        "ประเด็นที่เป็นข้อบกพร่อง หรือจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน",
        "ประเด็นที่ควรรักษาระดับไว้",
    ]


def test_a_step_tells_its_own_period_and_unit():
    step = {"text": "จัดทำคู่มือ\nและเผยแพร่", "period": "มกราคม 2566", "responsible": "กองคลัง"}
    measure = typed({"title": "คู่มือ", "steps": [step]}, Measure)

    ((title, steps, *rest),) = analysis_parts.measure_table([measure]).rows

    assert title.lines == ("1. คู่มือ",)
    assert steps.lines == ("1) จัดทำคู่มือ", "และเผยแพร่", "(มกราคม 2566, กองคลัง)")
    assert [cell.lines for cell in rest] == [("–",)] * 3


def test_both_years_come_from_the_cycle(snapshot):
    snapshot["assessment"]["fiscal_year"], snapshot["plan"]["fiscal_year"] = 2570, 2571

    text = " ".join(all_of(Cover, snapshot)[0].lines) + said(snapshot)
    assert {"2570", "2571"} <= set(re.findall(r"25[67]\d", text))
    assert "ประจำปีงบประมาณ พ.ศ. 2566" not in text


def test_an_agencys_own_sentence_is_printed_with_its_placeholders(snapshot):
    snapshot["sentences"] = {"result_opening": "{หน่วยงาน} {ผลรวม} {อื่น}\nย่อหน้าสอง"}

    texts = [block.text for block in all_of(Paragraph, snapshot)]
    assert f"{AGENCY} มีผลคะแนน 91.10 คะแนน ระดับผลการประเมิน ระดับ A {{อื่น}}" in texts
    assert "ย่อหน้าสอง" in texts


def test_a_title_of_ones_own_stands_on_the_cover(snapshot):
    snapshot["letter"]["subject"] = "รายงานของเราเอง"

    assert all_of(Cover, snapshot)[0].lines[0] == "รายงานของเราเอง"


def test_the_charts_show_what_the_tables_say(snapshot):
    totals, indicators = all_of(Chart, snapshot)

    assert totals.data[0] == (2561, "70.17", "C")
    assert indicators.data[-1] == ("10", "การป้องกันการทุจริต", "OIT", "100.00")
    assert "ปีงบประมาณ พ.ศ. 2561 ได้คะแนน 70.17 (ระดับ C)" in totals.alt


def emptied(snapshot):
    """Return the snapshot of an agency that has entered next to nothing."""
    changed = copy.deepcopy(snapshot)
    changed["assessment"].update(
        total="", level="", computed_total="", computed_level="", highest="", lowest=""
    )
    changed["assessment"]["pass_line"] = ""
    for instrument in changed["assessment"]["instruments"]:
        instrument["mean"] = ""
        for row in instrument["indicators"]:
            row.update(score="", band="", rank=None, change="", finding=None)
    changed["history"] = [{"fiscal_year": 2565, "total": "", "level": "", "indicators": {}}]
    changed["plan"]["measures"] = []
    changed["letter"].update(subject="", number="")
    changed["agency"].update(unit="", office="", phone="")
    return changed


def test_what_is_unknown_breaks_nothing(snapshot):
    changed = emptied(snapshot)

    page = document_html(typed(changed))
    assert "None" not in page
    assert "ยังไม่มีผลคะแนนรวม" in said(changed)
    assert "เกณฑ์การประเมินของ" not in said(changed)
    assert "ยังไม่ได้กำหนดมาตรการ" in said(changed)
    assert [entry.level for entry in all_of(Contents, changed)[0].entries] == [1] * 5
    assert [len(table.rows) for table in all_of(Table, changed)] == [2, 0, 13, 13]


def test_nothing_that_was_typed_becomes_markup(snapshot):
    snapshot["assessment"]["instruments"][0]["indicators"][0]["finding"]["text"] = "<script>alert(1)</script>"
    snapshot["sentences"] = {"preface": "<b>{หน่วยงาน}</b> {{ x }}"}

    page = document_html(typed(snapshot))
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page


def test_the_change_to_the_year_before_is_drawn_and_told_where_it_is_known(snapshot):
    rows = [row for instrument in snapshot["assessment"]["instruments"] for row in instrument["indicators"]]
    assert [chart.name for chart in all_of(Chart, snapshot)] == [
        "five-year-total",
        "indicators-by-instrument",
    ]

    rows[0]["change"], rows[1]["change"], rows[2]["change"] = "2.30", "-1.10", "0.00"

    chart = all_of(Chart, snapshot)[-1]
    table = next(table for table in all_of(Table, snapshot) if table.columns[-1].title == "คะแนนที่เปลี่ยนไป")
    assert chart.name == "change-to-last-year"
    assert chart.data[:4] == (
        ("1", "การปฏิบัติหน้าที่", "2.30"),
        ("2", "การใช้งบประมาณ", "-1.10"),
        ("3", "การใช้อำนาจ", "0.00"),
        ("4", "การใช้ทรัพย์สินของราชการ", ""),
    )
    assert [row[2].lines[0] for row in table.rows[:4]] == ["+2.30", "−1.10", "0.00", "–"]
