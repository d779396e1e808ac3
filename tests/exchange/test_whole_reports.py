"""Five real reports as Word files and PDFs: what is read of them, held against what people read."""

import pytest

from exchange.reading.grid import PageTable
from exchange.sources.wholes.document import WholeReport
from exchange.sources.wholes.findings import findings_in
from exchange.sources.wholes.progress import DONE, IN_PROGRESS, progress_in
from exchange.sources.wholes.rulings import tables_in
from exchange.sources.wholes.scores import told_in
from exchange.sources.wholes.topics import with_topics
from scripts import bench_whole
from tests.assessments.itas_pages import INDICATORS


def held(results: dict[str, bench_whole.Count]) -> None:
    for part, count in results.items():
        assert count.wrong_unmarked == bench_whole.LIMITS["wrong_unmarked"], part
        assert count.right >= bench_whole.LIMITS["right_or_marked"], part


@pytest.mark.parametrize("name", bench_whole.YEARS)
def test_a_report_in_word_is_read_as_people_read_it(name):
    results = bench_whole.compare(name, bench_whole.as_docx(bench_whole.parts_of(name)))
    held(results)
    assert results.get("measures", bench_whole.Count(marked=1)).clear or results["measures"].marked


@pytest.mark.pdf
@pytest.mark.parametrize("name", ["001", "003"])
def test_a_report_in_pdf_is_read_as_well_but_never_called_sure(name):
    results = bench_whole.compare(name, bench_whole.as_pdf(bench_whole.parts_of(name)))
    # A row that goes on behind a page is put together wrongly at times, and marked like every row of a PDF.
    for part, count in results.items():
        assert (count.clear, count.wrong_unmarked) == (0, 0), part
        assert count.right >= 0.6, part


def test_the_comparison_tells_wrong_cells_from_right_ones():
    parts = bench_whole.parts_of("003")
    table = next(part for part in parts if not isinstance(part, str))
    table[1][2], table[1][3] = table[1][3], table[1][2]
    results = bench_whole.compare("003", bench_whole.as_docx(parts))
    assert results["measures"].wrong_unmarked == 2


def report(*parts) -> WholeReport:
    return WholeReport(tuple(parts))


def table(*rows, spans=()) -> PageTable:
    return PageTable(tuple(rows), spans)


MARKS = (
    ("มาตรการ", "วิธีการ", "สถานะการดำเนินการ", "", ""),
    ("", "", "ยังไม่ดำเนินการ", "อยู่ระหว่างดำเนินการ", "ดำเนินการแล้วเสร็จ"),
)


def test_marks_tell_the_status_and_what_stands_beside_them_is_a_note():
    found = progress_in(
        report(
            table(
                *MARKS,
                ("ก", "1", "-", "/", ""),
                ("ข", "2", "", "/", "/"),
                ("ค", "3", "-", "-", "-"),
                ("ง", "4", "", "", "/ ดูเว็บไซต์"),
            )
        )
    )
    status, note = (found.headings.index(name) for name in ("สถานะ", "หมายเหตุ"))
    assert [line.cells[status] for line in found.lines] == [IN_PROGRESS, "", "", DONE]
    assert [bool(line.doubts) for line in found.lines] == [False, True, True, False]
    assert found.lines[3].cells[note] == "ดูเว็บไซต์"


def test_a_progress_row_that_goes_on_is_one_and_says_so():
    head = ("มาตรการ", "ผลการดำเนินการ")
    found = progress_in(report(table(head, ("ก", "หนึ่ง"), ("", "สอง")), table(("ก (ต่อ)", "สาม"), ("ข", "สี่"))))
    assert [line.cells[0] for line in found.lines] == ["ก", "ข"]
    assert found.lines[0].cells[-1] == "หนึ่ง\nสอง\nสาม"
    assert any("ถือว่าต่อจากแถวบน" in doubt for doubt in found.lines[0].doubts)


def test_a_finding_whose_name_and_number_disagree_is_doubtful():
    found = findings_in(
        report("ตัวชี้วัดที่ ๗ ประสิทธิภาพการสื่อสาร", "ก. " * 60, "ตัวชี้วัดที่ ๘ ประสิทธิภาพการสื่อสาร", "ข. " * 60),
        INDICATORS,
    )
    assert [(line.cells[0], any("ไม่ตรงกับชื่อ" in doubt for doubt in line.doubts)) for line in found.lines] == [
        ("7", False),
        ("8", True),
    ]


def test_an_indicator_in_two_classes_is_doubtful():
    found = findings_in(
        report(
            "ประเด็นที่ต้องแก้ไขโดยเร่งด่วน",
            "๑. การใช้งบประมาณ ผลการประเมินต่ำ",
            "ประเด็นที่จะพัฒนาให้ดีขึ้น",
            "๑. การใช้งบประมาณ ผลการประเมินดี",
        ),
        INDICATORS,
    )
    assert any("มากกว่าหนึ่งกลุ่ม" in doubt for doubt in found.lines[0].doubts)


def test_total_and_level_are_those_of_the_year_that_the_sentence_names():
    line = "ปีงบประมาณ พ.ศ. ๒๕๖๔ ได้คะแนน ๙๑.๐๐ (ระดับ A) ปีงบประมาณ พ.ศ. ๒๕๖๕ ได้คะแนน ๘๑.๑๐ (ระดับ B)"
    [told] = told_in(report(line), 2565)
    assert (str(told.total), told.level) == ("81.10", "B")
    assert not told_in(report("ปี ๒๕๖๕ ได้คะแนน ๑๐๑.๐๐"), 2565)
    assert len(told_in(report(line, "ปี ๒๕๖๕ มีคะแนน ๙๙.๐๐"), 2565)) == 2


@pytest.mark.parametrize(
    ("line", "is_known"),
    [("(๒) การให้บริการและระบบ E-Service", True), ("(๓) การให้บริการและระบบ E-Service", False)],
)
def test_a_topic_counts_where_number_and_words_agree(line, is_known):
    topics = [(2, "การให้บริการและระบบ E-Service"), (3, "ช่องทางและรูปแบบการประชาสัมพันธ์")]
    [found] = with_topics(report(line, table(("มาตรการ", "ขั้นตอน"), ("ก", "ข"))), topics)
    assert (found.rows[1][-1] == "2") is is_known


def box(left, bottom, right, top):
    return (left, bottom, right, top)


def test_cells_come_out_of_the_lines_drawn_around_them():
    # Two columns, two rows; the left cells are joined, and the last row has no line below it.
    lines = [
        box(0, 100, 200, 100.5), box(100, 50, 200, 50.5),
        box(0, 0, 0.5, 100), box(100, 0, 100.5, 100), box(200, 0, 200.5, 100),
    ]  # fmt: skip
    [found] = tables_in(lines)
    assert (found.rows, found.columns, found.goes_on) == (2, 2, True)
    assert [merge for merge, _ in found.cells] == [(0, 1, 0, 0), (0, 0, 1, 1), (1, 1, 1, 1)]
    assert tables_in(lines * 2000) == []  # a drawing is no table
    assert tables_in([box(0, 0, 100, 0.5)]) == []
