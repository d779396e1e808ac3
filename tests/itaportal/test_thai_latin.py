"""What keeps its Arabic digits among Thai print, and what of it is an address that can be opened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itaportal.thai.latin import in_latin, with_links
from itaportal.thai.numbers import to_arabic_digits, to_thai_digits

LONG = "https://www.x.go.th/ita/2566/o43?id=123"


@pytest.mark.parametrize(
    "kept",
    [
        LONG, "www.x2.go.th/2566", "a@b2.go.th", "plan2568.pdf", "แผน2568.docx", "ITA 2.0", "COVID-19", "MP4", "4G", "v1.2",
        "LPA2568/1", "ISO 9001:2015", "https://x.go.th/ดาวน์โหลด/2566",
    ],
)  # fmt: skip
def test_what_is_written_in_latin_letters_keeps_its_digits(kept):
    assert to_thai_digits(f"ตาม {kept} ข้อ 5, 7") == f"ตาม {kept} ข้อ ๕, ๗"
    assert to_thai_digits(f"(ดู{kept})" if kept[0].isascii() else kept).strip("(ดู)") == kept


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("O17-O19, O1/O2 และ I3", "O๑๗-O๑๙, O๑/O๒ และ I๓"),
        ("คะแนน IIT 92.50 EIT 5.0", "คะแนน IIT ๙๒.๕๐ EIT ๕.๐"),
        ("ITA 2567 ระดับ B 81.25 (B/85.50) ระดับ AA 9.5", "ITA ๒๕๖๗ ระดับ B ๘๑.๒๕ (B/๘๕.๕๐) ระดับ AA ๙.๕"),
        ("e-Service 24 ชั่วโมง OIT 1-OIT 5", "e-Service ๒๔ ชั่วโมง OIT ๑-OIT ๕"),
    ],
)
def test_items_scores_and_years_are_printed_in_thai_digits(text, printed):
    assert to_thai_digits(text) == printed


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (f"ดูที่ {LONG} และ 5", [LONG]),
        (f"({LONG}).", [LONG]),
        ("ดูhttps://x.go.th/2566ได้ และ https://x.go.th/a_(1), www.y.go.th", [
            "https://x.go.th/2566", "https://x.go.th/a_(1)", "http://www.y.go.th",
        ]),
        ("javascript:alert(1) file:///etc data:text/html,1 http:// https://. a@b.go.th plan.pdf", []),
        ('https://x.go.th/"onclick="1', ["https://x.go.th/"]),
    ],
)  # fmt: skip
def test_addresses_end_where_the_sentence_goes_on(text, links):
    assert [address for _, address in with_links(text) if address] == links


@given(st.text(alphabet="a1.@:/-_ก่5 wtph()O", max_size=60))
def test_no_character_is_lost(text):
    assert "".join(piece for piece, _ in in_latin(text)) == text
    assert "".join(piece for piece, _ in with_links(text)) == text
    assert to_arabic_digits(to_thai_digits(text)) == text
