"""Proof-reading of one text: what is found, what is meant, and what is left alone."""

import re
from decimal import Decimal

import pytest

from itaportal.thai.proofing import Kind, slips
from itaportal.thai.proofing.figures import nearly_scores, nearly_years
from itaportal.thai.proofing.numbering import skipped_titles
from tests.conftest import ROOT

NAMES = ("องค์การบริหารส่วนตำบลทุ่งน้อย", "ตำบลทุ่งน้อย", "ทุ่งน้อย", "กองคลัง", "สมหญิง รักเรียน")


def told(text, **known):
    """Return what is found in the text: word, kind, the likeliest word meant."""
    return [(slip.word, slip.kind, *slip.suggestions[:1]) for slip in slips(text, **known)]


def sentences():
    """Return the sentences of the file: text, slip, what is meant."""
    lines = (ROOT / "tests" / "data" / "slips.txt").read_text(encoding="utf-8").splitlines()
    marked = [
        re.fullmatch(r"(.*)\[(.+)>(.+)\](.*)", line) for line in lines if line and not line.startswith("#")
    ]
    return [(found[1] + found[2] + found[4], found[2], found[3]) for found in marked]


@pytest.mark.parametrize(("text", "word", "meant"), sentences())
def test_the_slip_of_a_sentence_is_told_with_what_is_meant(text, word, meant):
    [(found, _, likeliest)] = told(text, names=NAMES)

    assert (found, likeliest) == (word, meant)


@pytest.mark.parametrize(
    "text",
    [
        "เจ้าหน้าที่ที่เข้าถึงง่าย ด้านต่าง ๆ และต่างๆ มากมาย",
        "ดำเนินการการประเมิน ตอบทุกข้อ ข้อใดมีปัญหา",
        "หน่วยงานของ ป.ป.ช. และของ สสว. พ.ศ. ๒๕๖๘ วันที่ ๑๘ พ.ย. ๖๗",
        "ซื้อของ และผู้ชนะ ไม่มี จึงไม่เปลี่ยน",
        "การให้บริการ ณ จุดเดียว (One Stop Service)",
        "ซึ่งจะเป็นแนวทาง จะต้องแก้ไข นำขึ้นเผยแพร่ มากน้อยเพียงใด",
        "นางสาวเกษรา พิชัยช่วง ที่บ้านทุ่งหัวขวัญ ตำบลห้วยเม็ก",
        "คุณภาพการดำเนินงานอย่างต่อเนื่อง กล่องที่มีกุญแจล็อก ๓ ชั้น",
        "เผยแพร่ทาง Facebook, e-Service และ https://example.go.th/?Year=2022 ปี ๒๕๖๘",
        "ข้อ O๑๔-O๑๙ และ I๓ คะแนน ๙๐.๑๐ วันที่ ๓๑/๓/๒๕๖๕",
        "😀 ☑ \n\t ๆ ฯ",
        "",
    ],
)
def test_what_is_right_is_left_alone(text):
    assert told(text) == []


def test_a_word_written_many_times_is_one_slip():
    assert told("ในจุดที่ที่ที่ประชาชนเห็น") == [("ที่ที่ที่", Kind.REPEATED, "ที่")]


def test_a_word_without_end_is_cut_and_nothing_offered_for_its_beginning():
    [slip] = slips("ก" * 300)

    assert (slip.end - slip.start, slip.suggestions) == (100, ())


def test_words_and_names_of_the_agency_are_right():
    assert told("โครงการตุ๊มฮอมเฮ็ดดี") != []
    assert told("โครงการตุ๊มฮอมเฮ็ดดี", own_words=["ตุ๊มฮอมเฮ็ดดี"]) == []
    assert told("ตามมาตราการ", own_words=["มาตราการ"]) == []
    assert told("แจ้งศรัญญูพัชรกมลา", names=["ศรัญญูพัชรกมลา"]) == []


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("ของหมู่บ้านท่งน้อย", "ท่งน้อย", "ทุ่งน้อย"),
        ("นางสมหญง รักเรียน รายงาน", "สมหญง รักเรียน", "สมหญิง รักเรียน"),
        ("จังหวัดกาฬสินธ์", "กาฬสินธ์", "กาฬสินธุ์"),
    ],
)
def test_what_is_nearly_a_name_is_told(text, word, meant):
    assert [row for row in told(text, names=NAMES) if row[1] == Kind.NAME][:1] == [(word, Kind.NAME, meant)]


def test_a_letter_behind_a_name_is_left_over():
    assert told("ขององค์การบริหารส่วนตำบลทุ่งน้อยย จัดทำ", names=NAMES) == [("ย", Kind.UNKNOWN, "")]


def test_another_name_is_no_slip_of_the_first():
    assert told("กองคลังและกองช่าง จังหวัดนครปฐมและจังหวัดนครพนม", names=("กองคลัง", "กองช่าง")) == []


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("ข้อ 1๓ และข้อ ๕", "1๓", ("I๓", "๑๓")),
        ("(0๒๘)", "0๒๘", ("O๒๘", "๐๒๘")),
        ("ปี ๒๕๖๗ และ ๒๕๖๘ กับ 2569", "2569", ("๒๕๖๙",)),
        ("ปี 2567 และ 2568 กับ ๒๕๖๙", "๒๕๖๙", ("2569",)),
    ],
)
def test_mixed_digits_are_told(text, word, meant):
    (slip,) = slips(text)

    assert (slip.word, slip.kind, slip.suggestions) == (word, Kind.DIGITS, meant)


def test_a_list_that_leaves_a_number_out_is_told():
    assert told("1. จัดทำ\n2. เผยแพร่\n4. รายงาน") == [("4", Kind.NUMBERING, "3")]
    assert told("มาตรการที่ ๑ จัดทำ\nมาตรการที่ ๓ รายงาน") == [("๓", Kind.NUMBERING, "๒")]
    assert told("1. จัดทำ\n2. เผยแพร่\n1. รายงาน\n2. ติดตาม") == []
    titles = ["มาตรการที่ 1 ก", "มาตรการที่ 2 ข", "มาตรการที่ 4 ค", "ไม่มีเลข"]
    assert [(place, slip.word, slip.suggestions) for place, slip in skipped_titles(titles)] == [
        (2, "4", ("3",))
    ]


SCORES = {Decimal("90.10"), Decimal("85.25"), Decimal("73.33")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("คะแนนภาพรวมอยู่ที่ ๘๐.๑ คะแนน", [("๘๐.๑", "๙๐.๑")]),
        ("ได้คะแนน 85.52", [("85.52", "85.25")]),
        ("มีคะแนน ๙๐.๑ คะแนน และ 85.25 คะแนน", []),
        ("ร้อยละ 80.10 ของงบประมาณ", []),
        ("คะแนน 12.34", []),
        ("คะแนนเพิ่มขึ้นจากปีก่อน 80.10 คะแนน", []),
    ],
)
def test_scores_that_are_nearly_the_stored_ones_are_told(text, found):
    assert [(slip.word, slip.suggestions[0]) for slip in nearly_scores(text, SCORES)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ประจำปีงบประมาณ พ.ศ. 2586", [("2586", "2568")]),
        ("เดือนมีนาคม ๒๖๕๙", [("๒๖๕๙", "๒๕๖๙")]),
        ("ปี 2564 และ พ.ศ. ๒๕๕๘ เลขที่ 2586", []),
        ("ปี 2345", []),
    ],
)
def test_years_that_are_nearly_the_documents_are_told(text, found):
    assert [(slip.word, slip.suggestions[0]) for slip in nearly_years(text, {2568, 2569})] == found


@pytest.mark.parametrize(
    "text",
    ["ก" * 100_000, "่" * 5000, "ปัญฺญา" * 500, "กขคabc" * 2000, "😀" * 5000, ("ก" * 300 + " ") * 50, "ค ุณ " * 2000],
)  # fmt: skip
def test_any_text_gets_an_answer_of_bounded_length(text):
    found = slips(text, names=NAMES)

    assert len(found) <= 200
    assert all(slip.word == text[slip.start : slip.end] and len(slip.word) <= 100 for slip in found)


def test_places_follow_each_other_and_never_overlap():
    found = slips("ตามมาตราการ การ การ ประเมินเขาถึงได้ง่าย 1๓")

    assert [slip.start for slip in found] == sorted(slip.start for slip in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
