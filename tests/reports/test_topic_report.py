"""The report by topics as text: what it says, from the snapshot alone."""

import copy
import re

import pytest

from reports.blocks import Heading, Landscape, Paragraph
from reports.blocks.tables import Table
from reports.enums import Kind
from reports.kinds import topic_report
from reports.pages import document_html
from tests.conftest import ROOT
from tests.reports import snapshots
from tests.reports.snapshots import built, typed
from tests.reports.test_progress_memo import text_of

GOLDEN = ROOT / "tests" / "data" / "golden" / "topic_report.txt"


def report(*measures, items=None, findings=None, assessed=2567, **changes):
    """Return a snapshot with the measures, whose findings ask for nothing unless ``findings`` does."""
    calm = {str(number): {"weakness_class": "maintain"} for number in range(1, 11)}
    made = snapshots.snapshot(
        Kind.TOPIC_REPORT,
        assessed=assessed,
        measures=[snapshots.measure(plan_year=assessed + 1, **measure) for measure in measures],
        findings={**calm, **(findings or {})},
        agency={"emblem": ""},
        **changes,
    )
    made["assessment"]["items"] = items or {}
    return made


def content(snapshot):
    """Return the blocks after the cover."""
    (page,) = topic_report.build(typed(snapshot))
    assert isinstance(page, Landscape)
    return page.blocks[1:]


def tables(snapshot):
    """Return the tables of part 1 and of part 2, each by its title."""
    parts = ({}, {})
    for block in content(snapshot):
        if isinstance(block, Table):
            parts[len(block.columns) == 8][block.title] = block
    return parts


def first_row(snapshot, *, part=1):
    """Return the lines of each cell of the part's first row."""
    table = next(iter(tables(snapshot)[part - 1].values()))
    return [cell.lines for cell in table.rows[0]]


def told_of_empty_topics(snapshot):
    return {block.text for block in content(snapshot) if isinstance(block, Paragraph)}


def test_the_report_reads_as_reviewed(sample):
    page = text_of(document_html(typed(built(sample(Kind.TOPIC_REPORT)))))

    assert page == GOLDEN.read_text(encoding="utf-8")
    assert re.findall(r"[0-9]", page) == []
    assert "None" not in page


def test_each_part_has_the_topics_in_their_order(sample):
    analysis, results = tables(built(sample(Kind.TOPIC_REPORT)))

    assert [title[:3] for title in analysis] == [f"({number})" for number in range(1, 8)]
    assert list(results) == list(analysis)
    assert {len(table.columns) for table in analysis.values()} == {6}


def test_the_widths_of_the_columns_make_up_the_table():
    for columns in (topic_report.ANALYSIS_COLUMNS, topic_report.RESULT_COLUMNS):
        assert sum(column.width for column in columns) == 100


@pytest.mark.parametrize(
    ("measure", "items", "expected"),
    [
        ({"item_codes": ["I3"]}, {"I3": "91.18"}, ("ประเด็น ยังไม่มีคู่มือ (ข้อ I3) (ค่าคะแนน 91.18)",)),
        ({"item_codes": ["I3"]}, {}, ("ประเด็น ยังไม่มีคู่มือ (ข้อ I3)",)),
        ({"item_codes": ["E4", "E5"]}, {}, ("ประเด็น ยังไม่มีคู่มือ (ข้อ E4 และข้อ E5)",)),
        (
            {"item_codes": ["E4", "E5"]},
            {"E5": "80.00"},
            ("ประเด็น ยังไม่มีคู่มือ (ข้อ E4 และข้อ E5) (ค่าคะแนน ข้อ E5 80.00)",),
        ),
        ({"weak_point": "ประเด็นการยืมพัสดุ"}, {}, ("ประเด็นการยืมพัสดุ",)),
        ({"weak_point": ""}, {}, ("–",)),
    ],
)
def test_a_weak_point_tells_its_items_and_the_scores_that_are_known(measure, items, expected):
    assert first_row(report(measure, items=items))[0] == expected


def test_what_nobody_filled_in_is_a_dash():
    row = first_row(
        report(
            {
                "steps": [],
                "responsible": "",
                "period": "",
                "limitation": "",
                "activities": "",
                "weak_point": "",
            }
        )
    )

    assert row == [("–",), ("- จัดทำคู่มือการใช้ทรัพย์สินของราชการ",), *[("–",)] * 4]


def test_steps_are_numbered_and_activities_follow_the_measure():
    steps = [snapshots.step("จัดทำร่าง"), snapshots.step("ประกาศใช้")]
    row = first_row(report({"activities": "อบรม\n- ติดตาม", "steps": steps}))

    assert row[1] == ("- จัดทำคู่มือการใช้ทรัพย์สินของราชการ", "- อบรม", "- ติดตาม")
    assert row[2] == ("1. จัดทำร่าง", "2. ประกาศใช้")


def test_a_measure_of_two_topics_is_printed_in_the_first_and_referred_to_in_the_other():
    snapshot = report({"title": "ก", "topic_numbers": [6, 2]}, {"title": "ข", "topic_numbers": [6]})
    analysis, _ = tables(snapshot)
    second, sixth = analysis.values()

    assert [row[1].lines for row in second.rows] == [("- ก",)]
    assert [len(row) for row in sixth.rows] == [6, 1]
    assert sixth.rows[1][0].lines == ("ก (รายละเอียดอยู่ในประเด็น (2) การให้บริการและระบบ E-Service)",)
    assert sixth.rows[1][0].colspan == 6


def test_a_topic_with_nothing_but_a_reference_has_no_table():
    snapshot = report({"title": "ก", "topic_numbers": [1, 2]})

    assert len(tables(snapshot)[0]) == 1
    assert any(text.startswith("ก (รายละเอียดอยู่ในประเด็น (1)") for text in told_of_empty_topics(snapshot))


@pytest.mark.parametrize("numbers", [[], [9]])
def test_a_measure_without_topic_comes_last(numbers):
    snapshot = report({"topic_numbers": numbers}, {"topic_numbers": [7]})

    for part in tables(snapshot):
        assert list(part)[-1] == "เรื่องอื่น ๆ"
    assert len(tables(report({"topic_numbers": [7]}))[0]) == 1


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ({}, "ไม่พบข้อบกพร่องที่ต้องแก้ไขในประเด็นนี้"),
        (
            {"4": {"weakness_class": "urgent"}},
            "ไม่พบข้อบกพร่องที่ต้องแก้ไขในประเด็นนี้",
        ),  # its measure stands in topic 4
        ({"3": {"weakness_class": "improve"}}, "ยังไม่ได้กำหนดมาตรการ"),
        ({"3": {"weakness_class": ""}}, "ยังไม่ได้กำหนดมาตรการ"),
    ],
)
def test_no_weakness_is_claimed_only_where_it_is_true(findings, expected):
    assert told_of_empty_topics(report({}, findings=findings)) == {expected}


def test_no_weakness_is_claimed_while_an_indicator_was_not_looked_at():
    snapshot = report({})
    snapshot["assessment"]["instruments"][0]["indicators"][2]["finding"] = None

    assert told_of_empty_topics(snapshot) == {"ยังไม่ได้กำหนดมาตรการ"}


def test_a_year_without_topics_has_one_table_in_each_part():
    snapshot = report({}, assessed=2566)
    headings = [line for block in content(snapshot) if isinstance(block, Heading) for line in block.lines]

    assert [list(part) for part in tables(snapshot)] == [[topic_report.ALL_TOGETHER]] * 2
    assert headings[0].endswith("แก้ไข เพื่อนำไปสู่การปฏิบัติ")
    assert told_of_empty_topics(report(assessed=2566, findings={"1": {"weakness_class": "urgent"}})) == {
        "ยังไม่ได้กำหนดมาตรการ"
    }


def test_results_stand_beside_the_measure():
    told = {"action_taken": "- ประชุม", "result": "มีนโยบาย", "outcome": "ไม่มีเรื่องร้องเรียน", "note": ""}
    row = first_row(report({"progress": snapshots.progress(**told)}), part=2)

    assert row[5:] == [("- ประชุม",), ("มีนโยบาย",), ("ไม่มีเรื่องร้องเรียน",)]


@pytest.mark.parametrize(
    ("status", "note", "expected"),
    [
        ("done", "", ("มีคู่มือ",)),
        ("done", "ครบถ้วน", ("มีคู่มือ", "(ครบถ้วน)")),
        ("in_progress", "", ("มีคู่มือ", "(อยู่ระหว่างดำเนินการ)")),
        ("not_started", "รองบประมาณ", ("มีคู่มือ", "(ยังไม่ดำเนินการ – รองบประมาณ)")),
    ],
)
def test_a_measure_that_is_not_done_says_so(status, note, expected):
    assert (
        first_row(report({"progress": snapshots.progress(status=status, note=note)}), part=2)[6] == expected
    )


def test_a_measure_nobody_reported_on_says_so():
    assert first_row(report({"progress": None}), part=2)[5:] == [
        ("ยังไม่มีรายงานผลการดำเนินการในรอบนี้",), ("–",), ("–",)
    ]  # fmt: skip


def test_the_agency_may_word_the_headings():
    snapshot = report({}, sentences={"analysis": "ผลวิเคราะห์ {จำนวนประเด็น} ประเด็น ปี {ปีแผน}"})
    headings = [block.lines for block in content(snapshot) if isinstance(block, Heading)]

    assert headings[0] == ("1. ผลวิเคราะห์ 7 ประเด็น ปี 2568",)


def test_an_own_title_is_printed_as_it_is():
    snapshot = report({}, letter={"subject": "รายงาน ก"})
    (page,) = topic_report.build(typed(snapshot))

    assert page.blocks[0].lines[:2] == ("รายงาน ก", "ประจำปี พ.ศ. 2568")


def test_nothing_that_was_typed_becomes_markup():
    page = document_html(typed(report({"title": "<b>ก</b> {{ x }}", "weak_point": "<script>"})))

    assert "<b>" not in page
    assert "<script" not in page
    assert "{{ x }}" in page


def test_only_a_row_of_more_than_half_a_page_counts_as_long():
    short, long = {"limitation": "ก" * 100}, {"limitation": "ก" * 4000}
    analysis, _ = tables(report(short, long, copy.deepcopy(short)))

    assert next(iter(analysis.values())).long_rows == {1}
