"""Measures tables as five real reports lay them out, pasted from Word, a web page or plain text; names are made up."""

import contextlib
import time

import pytest

from exchange.reading.book import FileRefused
from exchange.reading.page import html_tables
from exchange.sources import measures as told
from exchange.sources import rowparts
from exchange.sources.measures import measures_in
from exchange.sources.pasted import pasted_tables

TITLE, STEPS, WHO, WHEN = (
    "ชื่อมาตรการ / โครงการ / กิจกรรม",
    "ขั้นตอน / วิธีการ",
    "ผู้รับผิดชอบ (ข้อความ)",
    "ระยะเวลา (ข้อความ)",
)


def read(text: str):
    return measures_in(pasted_tables(text))


def column(plain, heading: str) -> list[str]:
    return [row[plain.headings.index(heading)] for row in plain.rows]


def test_a_table_cut_by_pages_is_put_together_again():
    plain = read(
        "มาตรการ/แนวทาง\tวิธีการดำเนินการ\tผู้รับผิดชอบ\tระยะเวลาดำเนินการ\tการติดตามประเมินผล\n"
        "๑.การใช้ทรัพย์สิน\t๑) จัดทำคู่มือ ๒) ประชาสัมพันธ์คู่มือ\tกองคลัง\tตุลาคม ๖๕\t-รายงานผล\n"
        "๒.การใช้งบประมาณ\t๑) เผยแพร่แผน ๒) กำชับบุคลากร\t\t\t-รายงานผล\n"
        "\n"
        "มาตรการ/แนวทาง\tวิธีการดำเนินการ\tผู้รับผิดชอบ\tระยะเวลา ดำเนินการ\tการติดตาม ประเมินผล\n"
        "๒.การใช้งบประมาณ (ต่อ)\t๓) เพิ่มช่องทาง\tสำนักปลัด\tมีนาคม ๖๖\t-รายงาน ผล\n"
    )
    assert plain.headings == (TITLE, STEPS, WHO, WHEN, "การกำกับติดตาม")
    assert plain.rows == (
        ("การใช้ทรัพย์สิน", "1. จัดทำคู่มือ\n2. ประชาสัมพันธ์คู่มือ", "กองคลัง", "ตุลาคม ๖๕", "-รายงานผล"),
        ("การใช้งบประมาณ", "1. เผยแพร่แผน\n2. กำชับบุคลากร\n3. เพิ่มช่องทาง", "สำนักปลัด", "มีนาคม ๖๖", "-รายงานผล"),
    )
    assert plain.doubts == ()


def test_two_columns_of_one_kind_are_joined_and_said():
    plain = read(
        "ที่\tมาตรการ\tโครงการ/กิจกรรม\tขั้นตอน\tผู้รับผิดชอบ\tหน่วยงานรับผิดชอบ\n"
        "1\tให้ความรู้\tอบรมพนักงาน\tจัดอบรม\tปลัด\tสำนักปลัด\n"
        "2\tลดขั้นตอน\t\tปรับปรุง\tกองคลัง\tกองคลัง\n"
    )
    assert column(plain, TITLE) == ["ให้ความรู้ อบรมพนักงาน", "ลดขั้นตอน"]
    assert column(plain, WHO) == ["ปลัด\nสำนักปลัด", "กองคลัง"]
    said = [(doubt.row, doubt.heading, doubt.reason) for doubt in plain.doubts]
    assert [(row, heading) for row, heading, _ in said] == [(1, TITLE), (1, WHO), (2, WHO)]
    assert "“มาตรการ” และ “โครงการ/กิจกรรม”" in said[0][2]


def test_a_part_of_an_earlier_line_is_another_thing():
    plain = read(
        "มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา\n"
        "ให้ความรู้\t1. อบรม\tกองคลังและพัสดุ\tต.ค. 67 – ก.ย. 68\n"
        "ให้ความรู้ (ต่อ)\t2. ติดตาม\tกองคลัง\tก.ย. 68\n"
        "ให้ความรู้ (ต่อ)\t3. สรุป\tกองคลัง\tต.ค. 67 – ก.ย. 68\n"
    )
    assert column(plain, WHO) == ["กองคลังและพัสดุ\nกองคลัง"]
    assert column(plain, WHEN) == ["ต.ค. 67 – ก.ย. 68\nก.ย. 68"]


def test_a_memo_without_period_and_with_steps_behind_dashes_says_that_it_is_not_sure():
    plain = read(
        "มาตรการ\tขั้นตอนหรือวิธีการ\tผู้รับผิดชอบ\tการกำกับติดตาม\n"
        "(๑) ให้ความรู้\tรณรงค์ให้ความรู้เรื่องการประเมิน\tกองคลัง\t\n"
        "(๒) ลดขั้นตอน\t-ปรับปรุงกระบวนการ -เปิดช่องทางติดต่อ - สอบถาม\tกองช่าง\t\n"
    )
    assert column(plain, STEPS) == [
        "1. รณรงค์ให้ความรู้เรื่องการประเมิน",
        "1. ปรับปรุงกระบวนการ\n2. เปิดช่องทางติดต่อ - สอบถาม",
    ]
    assert [(doubt.row, doubt.heading) for doubt in plain.doubts] == [(2, STEPS)]


def test_indicator_stands_once_and_a_row_without_a_measure_goes_on_with_the_one_above():
    plain = read(
        "ตัวชี้วัดที่\tมาตรการ/โครงการ/กิจกรรม\tผลการวิเคราะห์ตัวชี้วัด\tขั้นตอน/วิธีการปฏิบัติ\tหน่วยงานผู้รับผิดชอบ\n"
        "๔\tมาตรการควบคุม\tจุดอ่อน\tออกคำสั่ง\tกองคลัง\n"
        "\tโครงการทะเบียน\t\tตรวจนับ\tกองช่าง\n"
        "\t\t\tรายงานทุกเดือน\t\n"
        "--\t--\t---\t-----\t--\n"
    )
    assert column(plain, "ตัวชี้วัดที่") == ["๔", "๔"]
    assert column(plain, STEPS) == ["1. ออกคำสั่ง", "1. ตรวจนับ\n2. รายงานทุกเดือน"]
    assert {(doubt.row, doubt.reason) for doubt in plain.doubts} == {(2, told._CARRIED), (2, told._JOINED)}
    assert plain.left_out == (("ผลการวิเคราะห์ตัวชี้วัด", rowparts._COLUMN),)


@pytest.mark.parametrize("heading", ["ลำดับ", "ตัวชี้วัดที่"])
def test_a_number_or_indicator_that_goes_on_says_so_for_the_row(heading):
    plain = read(
        f"{heading}\tมาตรการ\tขั้นตอน\tผู้รับผิดชอบ\n"
        "๑\tมาตรการควบคุม\t1) ออกคำสั่ง\tกองคลัง\n"
        "๑ (ต่อ)\t\t2) รายงาน\t\n"
        "๑ (ต่อ)\tโครงการทะเบียน\tตรวจนับ\tกองช่าง\n"
    )
    assert column(plain, STEPS) == ["1. ออกคำสั่ง\n2. รายงาน", "1. ตรวจนับ"]
    assert "(ต่อ)" not in "".join(cell for row in plain.rows for cell in row)
    assert plain.doubts == ()


def test_what_joined_cells_say_is_sure():
    plain = read(
        "<table><tr><th>ตัวชี้วัดที่<th>มาตรการ<th>วิธีการ<th>ผู้รับผิดชอบ</tr>"
        "<tr><td rowspan=3>๔<td rowspan=2>มาตรการควบคุม<td>๑. ออกคำสั่ง<td rowspan=2>กองคลัง</tr>"
        "<tr><td>๒. รายงาน</tr><tr><td>โครงการทะเบียน<td>ตรวจนับ<td>กองช่าง</tr></table>"
    )
    assert plain.rows == (
        ("๔", "มาตรการควบคุม", "1. ออกคำสั่ง\n2. รายงาน", "กองคลัง"),
        ("๔", "โครงการทะเบียน", "1. ตรวจนับ", "กองช่าง"),
    )
    assert plain.doubts == ()


def test_what_word_puts_on_the_clipboard():
    plain = read(
        "<html xmlns:o='urn'><head><style>p {mso-x: '<table>'}</style></head><body><!--StartFragment-->"
        "<table class=MsoTableGrid><tr><td><p class=MsoNormal><b>มาตรการ</b><o:p></o:p></p></td>"
        "<td><p>ขั้นตอน/วิธีการ</p></td><td><p>ระยะเวลา</p></td></tr>"
        "<tr><td><p>๑. ส่งเสริม\r\nคุณธรรม</p></td><td>"
        "<p class=MsoListParagraph><![if !supportLists]><span>๑)<span>&nbsp;&nbsp;</span></span><![endif]>ประชุม</p>"
        "<p class=MsoListParagraph><!--[if !supportLists]-->๒)<!--[endif]-->ติดตาม<br>ทุกเดือน</p></td>"
        "<td><p>ต.ค. ๖๗ - ก.ย. ๖๘</p></td></tr></table><!--EndFragment--></body></html>"
    )
    assert plain.rows == (("ส่งเสริม คุณธรรม", "1. ประชุม\n2. ติดตาม ทุกเดือน", "ต.ค. ๖๗ - ก.ย. ๖๘"),)
    assert plain.doubts == ()


def test_lists_of_a_web_page_are_steps():
    plain = read(
        "<table><tr><th>โครงการ</th><th>วิธีการ</th></tr><tr><td>ก</td><td><ol><li><p>หนึ่ง</p><li>สอง</ol></td></tr>"
        "<tr><td>ข</td><td><ul><li>หนึ่ง</li><li>สอง</li></ul></td></tr></table>"
    )
    assert column(plain, STEPS) == ["1. หนึ่ง\n2. สอง"] * 2


def test_a_cell_of_several_lines_in_plain_text_is_joined_and_said():
    plain = read("มาตรการ\tวิธีการ\tผู้รับผิดชอบ\tระยะเวลา\nก\t1. หนึ่ง\n2. สอง\tกองคลัง\tทั้งปี\nข\tสาม\tกองช่าง\tทั้งปี\n")
    assert plain.rows[0] == ("ก", "1. หนึ่ง\n2. สอง", "กองคลัง", "ทั้งปี")
    assert [(doubt.row, doubt.reason) for doubt in plain.doubts] == [(1, rowparts._BROKEN_LINE)]


def test_a_cell_of_several_lines_that_excel_quotes_is_sure():
    plain = read('มาตรการ\tวิธีการ\tผู้รับผิดชอบ\nก\t"1. หนึ่ง\n2. ""สอง"""\tกองคลัง\n')
    assert plain.rows == (("ก", '1. หนึ่ง\n2. "สอง"', "กองคลัง"),)
    assert plain.doubts == ()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("ก (ต่อ)\tหนึ่ง\t", told._NOTHING_BEFORE),
        ("ก\t\t", told._ONLY_NAME),
        ("ค ุณ ภา พ\tหนึ่ง\tกองคลัง", told._TORN),
        ("ก\tหนึ่ง\tกองคลัง\tเกินมา", rowparts._WIDTH),
        ("ก\t1) หนึ่ง\t\nข (ต่อ)\t2) สอง\t", told._OTHER_NAME),
        ("ก\t1) หนึ่ง\t\nก (ต่อ)\t3) สาม\t", told._STEPS_GAP),
        ("ก\tหนึ่ง\t\n\nข\tสอง\t", rowparts._NO_HEADING),
    ],
)
def test_every_assumption_is_said(row, reason):
    plain = read(f"มาตรการ\tวิธีการ\tผู้รับผิดชอบ\n{row}\n")
    assert [doubt.reason for doubt in plain.doubts] == [reason]


def test_lines_across_the_table_and_other_tables_are_left_out_and_named():
    plain = read(
        "ที่\tตัวชี้วัด\tคะแนน\n1\tการใช้อำนาจ\t88.54\n\n"
        "ที่\tมาตรการ\tวิธีการ\tสถานะการดำเนินการ\t\n\t\t\tเสร็จ\tไม่เสร็จ\nด้านที่หนึ่ง\t\t\t\n1\tก\tหนึ่ง\t/\t\n"
    )
    assert plain.rows == (("ก", "1. หนึ่ง"),)
    assert plain.left_out == (
        ("ที่ ตัวชี้วัด คะแนน", rowparts._TABLE),
        ("สถานะการดำเนินการ", rowparts._COLUMN),
        ("เสร็จ ไม่เสร็จ", rowparts._SUBHEADING),
        ("ด้านที่หนึ่ง", rowparts._SECTION),
    )


@pytest.mark.parametrize("row", ["ก\tหนึ่ง\n" * 1001, f"ก\t{'ก' * 500_001}\n", "\t" * 20_001])
def test_a_table_too_long_for_a_plan_is_refused(row):
    with pytest.raises(FileRefused, match="คัดลอกเฉพาะตาราง"):
        read(f"มาตรการ\tวิธีการ\n{row}")


@pytest.mark.parametrize(
    "row", ['\t"\n' * 500, "\tต่อ\n" * 900, "<p>ก\tข\n" * 900, "ก\t1. " * 1 + "1. " * 30_000]
)
def test_a_long_table_is_read_soon(row):
    started = time.process_time()
    assert read(f"มาตรการ\tวิธีการ\nก\tข\n{row}").rows
    assert time.process_time() - started < 3


def test_the_rows_go_on_as_a_book_with_headings_the_import_knows():
    book = read("มาตรการ\tวิธีการ\nก\tหนึ่ง\n").book("มาตรการ")
    assert book.sheets[0].rows == ((1, (TITLE, STEPS)), (2, ("ก", "1. หนึ่ง")))


@pytest.mark.parametrize("text", ["", "ไม่มีตาราง", "ก\tข\nค\tง", "<table><tr><td>ก</table>", "<table>"])
def test_text_without_a_measures_table_is_refused(text):
    with pytest.raises(FileRefused, match="ไม่พบตาราง"):
        read(text)


@pytest.mark.parametrize(
    "source",
    ["<table>" * 21, "<table><tr>" + "<td colspan=300>" * 700, "ก" * 2_000_001],
)
def test_pages_beyond_the_bounds_are_refused(source):
    with pytest.raises(FileRefused, match="คัดลอกเฉพาะตาราง"):
        html_tables(source)


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a ",
        "</",
        "<!--",
        "<![",
        "<script",
        "&#99999999999999999999;",
        "<td rowspan=9>",
        '<a b="',
        "<table ",
    ],
)
def test_hostile_pages_end_soon(piece):
    started = time.process_time()
    with contextlib.suppress(FileRefused):
        html_tables(f"<p>{piece * (200_000 // len(piece))}")
    assert time.process_time() - started < 3
