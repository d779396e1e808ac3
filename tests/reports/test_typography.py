import re

import pytest

from reports.typography import keep_together, kept_pieces


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
        ("ITA และ No Gift Policy", []),
    ],
)
def test_what_belongs_together_stays_together(text, pieces):
    assert kept(text) == pieces


def test_names_are_kept_whole():
    assert kept("ของอบต.ทราย ทอง อำเภอ", "อบต.ทราย ทอง") == ["อบต.ทราย ทอง"]


def test_what_is_wider_than_a_column_is_left_to_the_line_breaker():
    assert kept("ก" * 60, "ก" * 60) == []


def test_user_text_is_escaped_inside_and_outside():
    html = keep_together("<b>&๑๐ คน</b>", "</b>")

    assert "<b>" not in html
    assert html.startswith("&lt;b&gt;&amp;")
    assert '<span class="keep">&lt;/b&gt;</span>' in html


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
