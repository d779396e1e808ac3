"""The summary of results and outcomes as text: what it says, from the snapshot alone."""

import copy
import re

import pytest

from reports.blocks import Heading, Landscape, Paragraph, Pictures, Points, Sources
from reports.blocks.tables import Table
from reports.enums import Kind
from reports.kinds import outcome_report
from reports.pages import document_html
from reports.snapshot.plan import Measure
from tests.conftest import ROOT
from tests.reports.snapshots import built, typed
from tests.reports.test_progress_memo import text_of

GOLDEN = ROOT / "tests" / "data" / "golden" / "outcome_report.txt"
PHOTO = {
    "kind": "photo",
    "sha256": "0" * 64,
    "caption": "ชี้แจงแผน",
    "name": "a.jpg",
    "url": "",
    "event_date": None,
}
FILE = {
    **PHOTO,
    "kind": "file",
    "caption": "รายงานการประชุม",
    "name": "ประชุม-2566.pdf",
    "event_date": "2023-03-23",
}
LINK = {**PHOTO, "kind": "link", "caption": "ประกาศ", "name": "", "url": "https://example.go.th/?id=2566"}


@pytest.fixture
def snapshot(sample):
    return built(sample(Kind.OUTCOME_REPORT))


def content(snapshot):
    """Return the report's blocks, without the landscape page around them."""
    (page,) = outcome_report.build(typed(snapshot))
    assert isinstance(page, Landscape)
    return page.blocks


def headings(blocks):
    return [block.lines[0] for block in blocks if isinstance(block, Heading)]


def row(snapshot, number=1):
    """Return the cells of a measure's row as tuples of lines."""
    tables = [block for block in content(snapshot) if isinstance(block, Table)]
    return [cell.lines for cell in tables[number].rows[0]]


def told(snapshot, **progress):
    """Return what is told of the first measure when its progress is changed so."""
    measure = copy.deepcopy(snapshot["plan"]["measures"][0])
    measure["progress"] |= progress
    return outcome_report.measure_blocks(typed(snapshot), 1, typed(measure, Measure))


def test_the_report_reads_as_reviewed(snapshot):
    assert text_of(document_html(typed(snapshot))) == GOLDEN.read_text(encoding="utf-8")


def test_no_digit_stays_arabic(snapshot):
    assert re.findall(r"[0-9]", text_of(document_html(typed(snapshot)))) == []


def test_a_title_of_ones_own_is_printed(snapshot):
    snapshot["letter"]["subject"] = "รายงานสรุปประจำปี"

    assert content(snapshot)[0].lines[:2] == ("รายงานสรุปประจำปี", "ประจำปีงบประมาณ พ.ศ. 2566")


def test_an_agencys_own_introduction_is_printed(snapshot):
    snapshot["sentences"] = {"purpose": "{หน่วยงาน} ขอรายงานผลปี {ปีแผน} ณ {วันที่รายงาน}"}

    assert content(snapshot)[2].text == ("องค์การบริหารส่วนตำบลทุ่งบุหลัง ขอรายงานผลปี 2566 ณ 30 กันยายน 2566")


def test_steps_and_results_are_numbered_in_one_way(snapshot):
    _, steps, _, _, results, _ = row(snapshot)

    assert [line[:3] for line in steps] == ["1. ", "2. "]
    assert [line[:3] for line in results] == ["1. ", "2. "]


def test_the_periods_are_the_measures_or_where_each_step_tells_one_the_steps(snapshot):
    assert row(snapshot, 1)[3] == ("เป็นประจำทุกเดือน, รอบไตรมาส, รอบ 6 เดือน ในปีงบประมาณ พ.ศ. 2566",)
    assert row(snapshot, 2)[3] == ("เดือนมีนาคม 2566", "23 มีนาคม 2566")

    snapshot["plan"]["measures"][1]["steps"][0]["period"] = ""
    assert row(snapshot, 2)[3] == (snapshot["plan"]["measures"][1]["period"], "2. 23 มีนาคม 2566")


def test_who_is_responsible_is_taken_from_the_steps_where_the_measure_names_nobody(snapshot):
    measure = snapshot["plan"]["measures"][0]
    measure["responsible"] = ""
    for step in measure["steps"]:
        step["responsible"] = "กองคลัง"

    assert row(snapshot)[2] == ("กองคลัง",)


def test_nothing_known_prints_dashes(snapshot):
    measure = snapshot["plan"]["measures"][0]
    measure |= {"responsible": "", "period": "", "steps": [], "progress": None}

    assert row(snapshot)[1:] == [("–",)] * 5
    assert outcome_report.NOT_REPORTED in document_html(typed(snapshot))
    assert "None" not in document_html(typed(snapshot))


def test_a_result_nobody_wrote_is_told_by_its_status(snapshot):
    snapshot["plan"]["measures"][0]["progress"] |= {"result": "", "status": "in_progress"}

    assert row(snapshot)[4] == ("อยู่ระหว่างดำเนินการ",)


def test_what_was_done_keeps_its_paragraph_and_its_list(snapshot):
    action = "เปิดเผยข้อมูล\n- เว็บไซต์\n-ไลน์\n1.5 ล้านบาท"

    blocks = told(snapshot, action_taken=action)
    start = next(place for place, block in enumerate(blocks) if headings([block]) == ["กิจกรรม"])
    assert blocks[start + 1 : start + 4] == [
        Paragraph("เปิดเผยข้อมูล"),
        Points(("- เว็บไซต์", "- ไลน์")),
        Paragraph("1.5 ล้านบาท"),
    ]


def test_outcomes_without_numbers_are_numbered(snapshot):
    blocks = told(snapshot, outcome="เข้าใจมากขึ้น\nไม่มีข้อร้องเรียน")

    assert Points(("1. เข้าใจมากขึ้น", "2. ไม่มีข้อร้องเรียน")) in blocks


def test_evidence_is_a_grid_of_pictures_and_a_list_of_the_rest(snapshot):
    blocks = told(snapshot, evidence=[LINK, PHOTO, FILE, {**LINK, "url": "javascript:alert(1)"}])

    (pictures,) = (block for block in blocks if isinstance(block, Pictures))
    (sources,) = (block for block in blocks if isinstance(block, Sources))
    assert [(each.sha256, each.caption) for each in pictures.pictures] == [("0" * 64, "ชี้แจงแผน")]
    assert [(each.text, each.address, each.link) for each in sources.sources] == [
        ("ประกาศ", "https://example.go.th/?id=2566", True),
        ("รายงานการประชุม เมื่อวันที่ 23 มีนาคม 2566", "ประชุม-2566.pdf", False),
        ("ประกาศ", "javascript:alert(1)", False),
    ]


def test_file_names_and_addresses_keep_their_digits(snapshot):
    snapshot["plan"]["measures"][0]["progress"]["evidence"] = [FILE, LINK]

    page = document_html(typed(snapshot))
    assert "(ประชุม-2566.pdf)" in page
    assert '<a href="https://example.go.th/?id=2566">https://example.go.th/?id=2566</a>' in page


def scores(snapshot, *, items=(), indicators=()):
    measure = {**snapshot["plan"]["measures"][0], "item_codes": items, "indicator_codes": indicators}
    return outcome_report.later_scores(typed(snapshot), typed(measure, Measure))


def test_later_scores_are_told_with_those_before(snapshot):
    assert scores(snapshot, indicators=["2"]) == [
        "- คะแนนตัวชี้วัดที่ 2 การใช้งบประมาณ ปี 2566 เท่ากับ 96.74 คะแนน (เดิม 77.83 เพิ่มขึ้น 18.91 คะแนน)"
    ]


def test_a_lower_and_an_equal_score_are_told_as_they_are(snapshot):
    snapshot["later"]["indicators"] |= {"2": "77.80", "3": "83.64"}

    lower, equal = scores(snapshot, indicators=["2", "3"])
    assert lower.endswith("(เดิม 77.83 ลดลง 0.03 คะแนน)")
    assert equal.endswith("(เดิม 83.64 คะแนน)")


def test_items_are_told_without_a_judgement(snapshot):
    snapshot["later"]["items"] = {"I4": "99.18", "I5": "90.00"}
    snapshot["assessment"]["items"] = {"I4": "80.00"}

    assert scores(snapshot, items=["I4", "I5", "I6"]) == [
        "- คะแนนข้อ I4 ปี 2566 เท่ากับ 99.18 คะแนน (เดิม 80.00 คะแนน)",
        "- คะแนนข้อ I5 ปี 2566 เท่ากับ 90.00 คะแนน",
    ]


def test_without_a_later_result_there_is_no_word_of_it(snapshot):
    snapshot["later"] = None

    assert "ผลการประเมิน ITA ปีงบประมาณ" not in " ".join(headings(content(snapshot)))
