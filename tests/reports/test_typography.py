import re
from itertools import pairwise
from unicodedata import category

import pytest
from django.template.loader import render_to_string

from itaportal.thai.breaks import Grade
from reports.blocks.tables import Cell, Column, Table
from reports.pages import STYLESHEETS
from reports.templatetags.document import print_text
from reports.typesetting.rendering import render_pdf
from reports.typesetting.typography import grades_of, keep_together, kept_pieces, unbroken_pieces
from tests.pdftext import opened


def kept(text, *names):
    return re.findall(r'<span class="keep">(.*?)</span>', keep_together(text, *names))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ลงวันที่ ๓๐ มกราคม ๒๕๖๕ เรื่อง", ["๓๐ มกราคม ๒๕๖๕"]),
        ("๓๑ มีนาคม พ.ศ. ๒๕๖๕", ["๓๑ มีนาคม พ.ศ. ๒๕๖๕"]),
        ("ต.ค. ๖๗ – ก.ย. ๖๘", ["ต.ค. ๖๗", "ก.ย. ๖๘"]),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๔ ของ", ["พ.ศ. ๒๕๖๔"]),
        ("พ.ศ.๒๕๖๔", ["พ.ศ.๒๕๖๔"]),
        ("เท่ากับ ๘๑.๒๕ คะแนน อยู่ในระดับ B และ", ["๘๑.๒๕ คะแนน", "ระดับ B"]),
        ("ร้อยละ ๙๕ ของ", ["ร้อยละ ๙๕"]),
        ("ตาม ข้อ I๓ และ ข้อ E๗", ["ข้อ I๓", "ข้อ E๗"]),
        ("ตัวชี้วัดที่ ๑๐ การป้องกัน", ["ตัวชี้วัดที่ ๑๐"]),
        ("O๒๕ และ O26", ["O๒๕", "O26"]),
        ("ข้อมูล O๑๗-O๑๙ และ O๓๒ – O๓๕", ["O๑๗-O๑๙", "O๓๒ – O๓๕"]),
        ("ภายใน ๔๘ ชั่วโมง ๓๐ นาที ๒ สัปดาห์", ["๔๘ ชั่วโมง", "๓๐ นาที", "๒ สัปดาห์"]),
        ("จำนวน ๑.๕ ล้านบาท จาก ๓ หน่วยงาน", ["๑.๕ ล้านบาท"]),
        ("ITA และ No Gift Policy", []),
    ],
)
def test_what_belongs_together_stays_together(text, pieces):
    assert kept(text) == pieces


def test_what_is_kept_breaks_only_where_it_is_wider_than_its_line():
    text = "ก่อน ๓๐ มกราคม ๒๕๖๕ ทันที"

    assert unbroken_pieces(text) == ["ก่อน ", "๓๐ มกราคม ๒๕๖๕ ", "ทันที"]
    assert grades_of(text)[text.index("มกราคม")] == Grade.SYLLABLE


def test_names_are_kept_whole():
    assert kept("ของอบต.ทราย ทอง อำเภอ", "อบต.ทราย ทอง") == ["อบต.ทราย ทอง"]


def test_what_is_wider_than_a_column_is_left_to_the_line_breaker():
    assert kept("ก" * 60, "ก" * 60) == []


def test_user_text_is_escaped_inside_and_outside():
    html = keep_together("<b>&๑๐ คน</b>", "</b>")

    assert "<b>" not in html
    assert html.startswith("&lt;b&gt;&amp;")
    assert '<span class="keep">&lt;/b&gt;</span>' in html


def test_addresses_are_links_that_nothing_in_them_can_leave():
    html = print_text('ดู https://x.go.th/ita/2566/o43?a=1&b="ก ปี 2566', ("ปี 2566",))

    assert html == (
        'ดู <a href="https://x.go.th/ita/2566/o43?a=1&amp;b=">https://x.go.th/ita/2566/o43?a=1&amp;b=</a>&quot;ก '
        '<span class="keep">ปี ๒๕๖๖</span>'
    )


@pytest.mark.parametrize("text", ["", "ข้อความธรรมดา", "๑/๒ 3.5% (ก) “ข”"])
def test_no_character_is_lost(text):
    assert re.sub(r"<[^>]+>", "", keep_together(text)) == text


def test_the_pieces_of_plain_text_are_the_text():
    text = "ลงวันที่ ๓๐ มกราคม ๒๕๖๕ มี ๕ คน"
    pieces = list(kept_pieces(text, ""))

    assert pieces == [
        ("ลงวันที่ ", False), ("๓๐ มกราคม ๒๕๖๕", True), (" มี ", False), ("๕ คน", True)
    ]  # fmt: skip
    assert "".join(piece for piece, _ in pieces) == text


NAME = "องค์การบริหารส่วนตำบลโพหนอง"
TABLE = Table(
    (Column("รายการ", 30), Column("ผู้รับผิดชอบ", 70)),
    ((Cell(("ก",), note=f"ของ{NAME}"), Cell((f"สำนักปลัด{NAME} อำเภอเรณูนคร",))),),
    caption=f"มาตรการของ{NAME}",
)


def test_names_are_kept_whole_in_every_part_of_a_table():
    html = render_to_string("reports/pdf/_blocks.html", {"blocks": (TABLE,), "names": (NAME, "อำเภอเรณูนคร")})

    assert re.findall(r'<span class="keep">(.*?)</span>', html) == [NAME, NAME, NAME, "อำเภอเรณูนคร"]


@pytest.mark.pdf
@pytest.mark.parametrize("width", [30, 50, 70])
def test_a_name_in_a_cell_breaks_only_where_its_column_is_too_narrow(width):
    rows = tuple((Cell((f"{'งาน' * count} {NAME}",)), Cell(("ก",))) for count in range(3, 12))
    table = Table((Column("ผู้รับผิดชอบ", width), Column("รายการ", 100 - width)), rows)
    body = render_to_string("reports/pdf/_blocks.html", {"blocks": (table,), "names": (NAME,)})
    html = f'<html lang="th"><title>ก</title><body><main class="paper">{body}</main></body></html>'
    with opened(render_pdf(html, stylesheets=STYLESHEETS)) as document:
        text = document[0].get_textpage()
        search, lines, right = text.search(NAME), [], 0
        while found := search.get_next():
            boxes = [text.get_charbox(place) for place in range(found[0], sum(found))]
            feet = sorted(box[1] for box, sign in zip(boxes, NAME, strict=False) if category(sign) != "Mn")
            lines.append(1 + sum(above - below > 8 for below, above in pairwise(feet)))
            right = max(right, *(box[2] for box in boxes))

    assert len(lines) == 9
    assert set(lines) == {2 if width == 30 else 1}
    assert right <= 85 + (595 - 85 - 57) * width / 100
