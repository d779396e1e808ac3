"""Pasted ITAS result pages: the forms a page comes in, its total, extremes and level."""

from decimal import Decimal

import pytest

from assessments.itas import KnownIndicator, parse, results
from itaportal.thai.numbers import to_thai_digits
from tests.assessments.itas_pages import (
    INDICATORS,
    PAGE,
    PAGE_FOOT,
    PAGE_HEAD,
    SCORES,
    TABLE,
    read,
    reasons,
    scores,
    table,
)


def test_the_copied_page():
    pasted = read(PAGE)
    assert scores(pasted) == SCORES
    assert [row.code for row in pasted.rows] == [indicator.code for indicator in INDICATORS]
    assert all(row.sure for row in pasted.rows)
    assert (pasted.total, pasted.level) == (Decimal("91.10"), "A")
    assert (pasted.missing, pasted.not_understood, pasted.problems) == ((), (), ())
    budget = pasted.rows[1]
    assert (budget.name, budget.score, budget.rank) == ("การใช้งบประมาณ", Decimal("83.50"), 9)
    assert budget.source == "9 การใช้งบประมาณ 83.50"


def test_a_misspelt_name_without_alias_is_matched_but_not_sure():
    pasted = parse(PAGE, [KnownIndicator(known.code, known.name) for known in INDICATORS])
    assert scores(pasted) == SCORES
    assert [row.code for row in pasted.rows if not row.sure] == ["1", "8"]


@pytest.mark.parametrize("rows", ["\n", "\r\n", "\n\n", "\r", "\u2028", "\t\n\t"])
@pytest.mark.parametrize("cells", ["\t", "   ", " ", "\n", "\n\n", " \t ", "\r\n", "", " | ", "\u00a0\u00a0"])
def test_separators(cells, rows):
    pasted = read(PAGE_HEAD + table(cells, rows) + PAGE_FOOT)
    assert scores(pasted) == SCORES
    assert [row.rank for row in pasted.rows] == [3, 9, 4, 10, 7, 6, 5, 8, 2, 1]
    assert (pasted.total, pasted.level, pasted.problems) == (Decimal("91.10"), "A", ())


@pytest.mark.parametrize("cells", [" ", "\t", "   ", ""])
def test_line_breaks_lost(cells):
    pasted = read("อันดับ ตัวชี้วัด คะแนน " + table(cells, " ") + " " + PAGE_FOOT.strip().splitlines()[0])
    assert scores(pasted) == SCORES
    assert (pasted.problems, pasted.total) == ((), None)


@pytest.mark.parametrize("cells", [" ", "\n", ""])
def test_without_ranks_and_headings(cells):
    pasted = read(table(cells, "\n", [line[1:] for line in TABLE]))
    assert scores(pasted) == SCORES
    assert {row.rank for row in pasted.rows} == {None}
    assert pasted.problems == ()


def test_thai_digits_decimal_comma_and_the_word_for_points():
    lines = [(rank, name, f"{score.replace('.', ',')} คะแนน") for rank, name, score in TABLE]
    pasted = read(to_thai_digits(table(" ", "\n", lines)))
    assert scores(pasted) == SCORES
    assert pasted.rows[0].source == "๓ การปฏิบัติงานที่ ๙๐,๑๑ คะแนน"


def test_indicator_numbers_are_no_ranks():
    pasted = read("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ (IIT) 90.11\nตัวชี้วัดที่ ๑๐. การป้องกันการทุจริต (OIT) ๑๐๐")
    assert [(row.code, row.score, row.sure, row.rank) for row in pasted.rows] == [
        ("1", Decimal("90.11"), True, None),
        ("10", Decimal(100), True, None),
    ]


def test_the_table_of_the_report_with_instrument_headings():
    text = """ที่\tตัวชี้วัด\tผลคะแนน
แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)\t\t๘๕.๔๖
๑\tการปฏิบัติหน้าที่\t๙๐.๑๑
IIT 85.46
แบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT) 98.89
๙\tการเปิดเผยข้อมูล\t๙๗.๗๘"""
    pasted = read(text)
    assert scores(pasted) == {"1": "90.11", "9": "97.78"}
    assert (pasted.total, pasted.not_understood, pasted.problems) == (None, (), ())


@pytest.mark.parametrize(
    "text", ["OIT\n98.89 คะแนน", "OIT 98.89 คะแนน", "คะแนน (OIT)\n98.89", "แบบวัด OIT\n98.89 คะแนน"]
)
def test_scores_of_instruments_are_ignored(text):
    pasted = read(f"{text}\n{table()}\n{text}")
    assert (scores(pasted), pasted.total, pasted.not_understood, pasted.problems) == (SCORES, None, (), ())


@pytest.mark.parametrize(
    "text", ["การใช้อำนาจ\nIIT\n88.54", "การใช้อำนาจ\tIIT\t88.54", "การใช้อำนาจ\n88.54 (IIT)"]
)
def test_the_instrument_of_an_indicator(text):
    assert [(row.code, row.score, row.sure) for row in read(text).rows] == [("3", Decimal("88.54"), True)]


def test_the_score_of_an_instrument_is_not_that_of_the_name_above():
    assert reasons(read("การใช้อำนาจ\nIIT 85.46")) == [(1, results.NO_SCORE)]


HTML_ROWS = "".join(
    f"<tr class='row'>\n  <td>{rank}</td>\n  <td><a href='#' title='1 > 0'>{name.replace('การทุจริต', '<br>การทุจริต')}</a></td>"
    f"<td><div>{score}</div> </td></tr>\n"
    for rank, name, score in TABLE
)


@pytest.mark.parametrize("tables", [HTML_ROWS, HTML_ROWS.replace("</td>", "").replace("</tr>", "")])
def test_html_source(tables):
    text = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN"><html><head>
    <style>td {{ width: 12.50 }}</style><script>var rows = "<td>การใช้อำนาจ</td><td>11.11</td>";</script></head>
    <body><!-- <td>การใช้อำนาจ</td><td>22.22</td> --><h3>ระดับผลการประเมิน</h3><p>91.1&nbsp;คะแนน</p><p>A</p>
    <table><tr><th>อันดับ</th><th>ตัวชี้วัด</th><th>คะแนน</th></tr>{tables}</table>
    <span>คะแนนสูงสุด</span> <b>100.00 คะแนน</b> <span>คะแนนต่ำสุด</span> <b>79.52 คะแนน</b></body></html>"""
    pasted = read(text)
    assert scores(pasted) == SCORES
    assert (pasted.total, pasted.level) == (Decimal("91.10"), "A")
    assert (pasted.not_understood, pasted.problems) == ((), ())


def test_html_built_from_blocks():
    blocks = "".join(f"<div><div>{'</div><div>'.join(line)}</div></div>" for line in TABLE)
    assert scores(read(blocks)) == SCORES


def test_line_breaks_inside_html_cells_are_spaces():
    cell = "<p>การใช้ทรัพย์สิน<br>ของ\n<br/>ราชกาน</p>"
    pasted = read(
        f"<table><tr><td>10<td>{cell}<td>79.52<tr><td>{cell}<td>79.52</table><p>A</p>\n<p>รวม 91.1</p>"
    )
    assert [(row.code, row.sure, row.rank) for row in pasted.rows] == [("4", False, 10)]
    assert (pasted.level, pasted.not_understood) == ("A", ())


def test_a_stray_tag_leaves_the_lines_of_plain_text_alone():
    pasted = read(f"{table()}\n<br>\nการใช้จ่ายเงิน 75.00")
    assert (scores(pasted), reasons(pasted)) == (SCORES, [(13, results.UNKNOWN)])


@pytest.mark.parametrize(
    "source",
    ["<!--" * 40_000, "<a " * 60_000, "</" * 90_000, "<![" * 60_000, '<a b="' * 30_000, "<?" * 90_000]
    + ["&#" + "9" * 190_000 + ";", "<script>" + "</" * 90_000, "&" * 190_000],
)
def test_hostile_html_is_read_to_the_end(source):
    """Each of these keeps the bare HTML parser busy for minutes, or makes it raise."""
    pasted = read("<table><tr><td>การใช้อำนาจ<td>88.54</table>" + source)
    assert scores(pasted) == {"3": "88.54"}


@pytest.mark.parametrize(
    "text", ["", " \n\t\n", "\ufeff", "<table></table>", "สวัสดี", "เมนู\nเข้าสู่ระบบ\nโทร 0 2528 4800"]
)
def test_nothing_to_read(text):
    pasted = read(text)
    assert (pasted.rows, pasted.total, pasted.level, pasted.not_understood) == ((), None, None, ())
    assert pasted.missing == tuple(SCORES)
    assert pasted.problems == (results.NOTHING_FOUND,)


def test_page_chrome_around_the_table_is_ignored():
    chrome = "หน้าหลัก\nปีงบประมาณ พ.ศ. 2565\nA- A A+\n361 ถนนนนทบุรี 11000\nโทร 0-2528-4800 ต่อ 49\nวันที่ 31/3/2565\nรุ่น Version 2565\nVersion 2.50\nที่มา https://itas.nacc.go.th/report?v=12.50\nผลการประเมิน\n2300\nรวม 2300 แห่ง"
    pasted = read(f"{chrome}\n{PAGE}\n{chrome}\n2565\n")
    assert scores(pasted) == SCORES
    assert (pasted.total, pasted.level, pasted.not_understood, pasted.problems) == (
        Decimal("91.10"),
        "A",
        (),
        (),
    )


# --- Total, highest, lowest, level ---


@pytest.mark.parametrize(
    "text",
    [
        "91.1 คะแนน",
        "คะแนนสูงสุดรายตัวชี้วัด\n91.1 คะแนน",
        "คะแนนรวมทุกตัวชี้วัด 91.1",
        "ผลการประเมิน ITA 91.10",
        "คะแนน 91.1",
        "คะแนนรวม 91.10",
        "ผลคะแนน\t๙๑.๑๐",
        "ระดับผลการประเมิน\n\n91.1\nคะแนน",
        "คะแนนภาพรวมอยู่ที่ ๙๑,๑ คะแนน",
    ]
    + ["พบว่า มีผลคะแนน ๙๑.๑๐ คะแนน ระดับผลการประเมิน ระดับ A ดังนี้", "คะแนน อบต.ทุ่งน้อย\n91.1 คะแนน", "รวม 91.1"],
)
def test_totals(text):
    pasted = read(f"{text}\n{table()}")
    assert (pasted.total, scores(pasted), pasted.problems) == (Decimal("91.10"), SCORES, ())


@pytest.mark.parametrize(
    "text",
    [
        "คะแนนเต็ม 100 คะแนน",
        "คะแนนเฉลี่ยระดับประเทศ 87.57 คะแนน",
        "คะแนนเฉลี่ยระดับประเทศ\n87.57 คะแนน",
        "ความคืบหน้า 50%",
    ]
    + [
        "การใช้จ่ายเงิน\n75.00 คะแนน",
        "การใช้จ่ายเงิน มีผลคะแนน 75.00",
        "คะแนนสูงสุดรายตัวชี้วัด 100.00 คะแนน",
        "ประเด็นในตัวชี้วัดด้านการจัดซื้อจัดจ้างและพัสดุของหน่วยงาน มีผลคะแนน 75.00",
    ],
)
def test_other_numbers_are_no_totals(text):
    assert read(f"{text}\n{table()}").total is None


def test_a_total_on_the_line_of_the_first_row_and_below_the_table():
    pasted = read("91.1 คะแนน การใช้อำนาจ 88.54")
    assert (pasted.total, scores(pasted)) == (Decimal("91.10"), {"3": "88.54"})
    pasted = read("การใช้อำนาจ 88.54\n91.1 คะแนน")
    assert (pasted.total, reasons(pasted)) == (None, [(2, results.NO_NAME)])
    assert read("การใช้อำนาจ 88.54 คะแนนรวม 91.1").total == Decimal("91.10")


def test_two_totals_and_an_impossible_total():
    pasted = read("คะแนนรวม 90.1\nคะแนนรวม 80.1\nการใช้อำนาจ 88.54")
    assert (pasted.total, pasted.problems) == (None, (results.TWO_TOTALS,))
    pasted = read("คะแนนรวม 901.00\nการใช้อำนาจ 88.54")
    assert pasted.total is None
    assert pasted.problems[0].startswith("คะแนนรวม: ")


@pytest.mark.parametrize(
    "line", ["คะแนนสูงสุด 98.00 คะแนน", "คะแนนสูงสุด\n98.00 คะแนน", "คะแนนต่ำสุด 80.00", "คะแนนต่ำสุด 70.00"]
)
def test_printed_extremes_that_differ_from_the_scores(line):
    pasted = read(f"{table()}\n{line}")
    assert scores(pasted) == SCORES
    [problem] = pasted.problems
    assert line.split()[1] in problem


def test_a_printed_extreme_may_belong_to_a_missing_row():
    assert read(f"{table(lines=TABLE[1:-1])}\n{PAGE_FOOT}").problems == ()
    [problem] = read(f"{table(lines=TABLE[1:-1])}\nคะแนนสูงสุด 97.00").problems
    assert "97.78" in problem


@pytest.mark.parametrize(
    "level", ["AA", "A", "B", "C", "D", "E", "F", "ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง", "ต้องปรับปรุงโดยด่วน"]
)
@pytest.mark.parametrize(
    "form", ["{}", "ระดับ {}", "ระดับผลการประเมิน : {}", "ระดับ{} ดังนี้", "91.1 คะแนน\t{}", "ระดับผลการประเมิน\n{}"]
)
def test_levels(level, form):
    assert read(form.format(level)).level == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("A\nA\nB\nผ่านดี", "ผ่านดี"),
        ("A\nระดับ B", "B"),
        ("ระดับ A 85.00 – 94.99\nระดับ B 75.00-84.99\nA", "A"),
        ("ต้องปรับปรุง โดยด่วน", "ต้องปรับปรุงโดยด่วน"),
        ("ระดับผ่านเกณฑ์\nไม่ผ่าน\nA-\nAB\nG\nการใช้อำนาจ 88.54 ผ่าน", None),
        ("เข้าสู่ระบบ A", None),
    ],
)
def test_which_level_counts(text, level):
    pasted = read(text)
    assert (pasted.level, results.TWO_LEVELS in pasted.problems) == (level, False)


def test_two_levels():
    pasted = read("ระดับ A\nระดับ B")
    assert (pasted.level, results.TWO_LEVELS in pasted.problems) == (None, True)
