from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from itaportal.thai import dates, numbers, spelling
from itaportal.thai.words import dictionary


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("85.5", "85.50"),
        ("๘๕.๕๐", "85.50"),
        ("๘๕,๕๐", "85.50"),
        ("85.5 คะแนน", "85.50"),
        (" 100 ", "100.00"),
        ("0", "0.00"),
        ("85.", "85.00"),
        (".5", "0.50"),
        ("85.500", "85.50"),
    ],
)
def test_parse_score_reads_what_clerks_type(text, points):
    assert numbers.parse_score(text) == Decimal(points)


@pytest.mark.parametrize(
    ("text", "part_of_message"),
    [
        ("", "กรุณากรอกคะแนน"),
        ("   ", "กรุณากรอกคะแนน"),
        ("101", "นอกช่วง"),
        ("-1", "นอกช่วง"),
        ("123456789012", "นอกช่วง"),
        ("85.555", "ทศนิยมเกินสองตำแหน่ง"),
        ("แปดสิบ", "ไม่ใช่คะแนน"),
        ("85.5.5", "ไม่ใช่คะแนน"),
        ("😀", "ไม่ใช่คะแนน"),
        ("1e2", "ไม่ใช่คะแนน"),
        ("NaN", "ไม่ใช่คะแนน"),
        ("1,234", "ไม่ใช่คะแนน"),
        ("9" * 500, "ไม่ใช่คะแนน"),
    ],
)
def test_parse_score_refuses_in_thai(text, part_of_message):
    with pytest.raises(numbers.ScoreError, match=part_of_message):
        numbers.parse_score(text)


@given(st.integers(0, 10000))
def test_scores_survive_being_printed_and_read(hundredths):
    score = Decimal(hundredths) / 100

    assert numbers.parse_score(numbers.to_thai_digits(numbers.format_score(score))) == score


@pytest.mark.parametrize(
    "text",
    [
        "31/3/2565", "31-3-2565", "31.3.2565", "31/3/65", "2022-03-31", "31/3/2022", "๓๑/๓/๒๕๖๕",
        "31 มีนาคม 2565", "๓๑ มีนาคม พ.ศ. ๒๕๖๕", "31 มี.ค. 65", "31มี.ค.65", "วันที่ ๓๑ เดือน มีนาคม พ.ศ. ๒๕๖๕",
    ],
)  # fmt: skip
def test_parse_date_reads_thai_ways_of_writing(text):
    assert dates.parse_date(text) == date(2022, 3, 31)


@pytest.mark.parametrize(
    "text", ["", "31", "31/13/2565", "31/2/2565", "มีนาคม", "1/1/9999", "😀", "๓๑ มีค๑ ๒๕"]
)
def test_parse_date_refuses_in_thai(text):
    with pytest.raises(dates.DateError, match="กรุณากรอกวันที่"):
        dates.parse_date(text)


@pytest.mark.parametrize("day", [date(1997, 1, 1), date(2026, 11, 21), date(2046, 12, 31)])
def test_a_likely_date_is_taken(day):
    assert dates.likely_date(day, date(2026, 11, 21)) == day


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1/11/2069", "1 พฤศจิกายน 2612"), ("1/1/2590", "1 มกราคม 2590"), ("31/12/2539", "31 ธันวาคม 2539"),
        ("1/11/1969", "1 พฤศจิกายน 2512"),
    ],
)  # fmt: skip
def test_a_year_that_is_hardly_meant_is_asked_about(typed, read):
    with pytest.raises(dates.DateError, match=f"อ่านได้เป็น {read} หมายถึงปีอื่นหรือไม่ .* 2540 ถึง 2589"):
        dates.likely_date(dates.parse_date(typed), date(2026, 11, 21))


@given(st.dates(date(1957, 1, 1), date(2100, 12, 31)))
def test_dates_survive_being_printed_and_read(day):
    assert dates.parse_date(numbers.to_thai_digits(dates.long_date(day))) == day
    assert dates.parse_date(dates.numeric_date(day)) == day


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2024, 9, 30), 2567),
        (date(2024, 10, 1), 2568),
        (date(2025, 9, 30), 2568),
        (date(2025, 1, 1), 2568),
    ],
)
def test_fiscal_year_begins_in_october(day, year):
    assert dates.fiscal_year(day) == year
    assert dates.fiscal_year_start(year) <= day <= dates.fiscal_year_end(year)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2024, 10, 1), date(2025, 9, 30), "ต.ค. 67 – ก.ย. 68"),
        (date(2022, 10, 1), date(2023, 2, 28), "ต.ค. 65 – ก.พ. 66"),
        (date(2022, 10, 1), date(2022, 10, 31), "ต.ค. 65"),
        (date(2022, 10, 5), date(2023, 2, 28), "5 ต.ค. 65 – 28 ก.พ. 66"),
        (date(2022, 10, 5), date(2022, 10, 5), "5 ต.ค. 65"),
    ],
)
def test_period_names_whole_months_as_months(start, end, words):
    assert dates.period(start, end) == words


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("กระทํา", "กระทำ"),
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("เเผน", "แผน"),
        ("\ufeffแผน\u200b งาน\u00ad", "แผน งาน"),
        ("  ก  \r\n\tข ", "ก\nข"),
        ("ก\x00\x07ข", "กข"),
        ("● ข้อหนึ่ง", "• ข้อหนึ่ง"),
        ("ก\u00a0ข\u2003ค", "ก ข ค"),
        ("ที่่ ร้้อง ดีี ดูู ก็็ สิทธิ์์", "ที่ ร้อง ดี ดู ก็ สิทธิ์"),
        ("ทำำ ทำา ท\u0e4dำ นานาาา ใใน", "ทำ ทำ ทำ นานา ใน"),
        ("ก่ี ก้ั สิทธ์ิ คะ่ ค่า่", "กี่ กั้ สิทธิ์ ค่ะ ค่า"),
        ("เเเผน", "แผน"),
        ("พ ุ่ม ที ่ ให ้มี เป ็น สิทธิ ์ ก ิ ่", "พุ่ม ที่ ให้มี เป็น สิทธิ์ กิ่"),
        ("e\u200b\u0301", "é"),
    ],
)
def test_clean_text_gives_equal_words_one_spelling(typed, stored):
    assert spelling.clean_text(typed) == stored
    assert spelling.clean_text(stored) == stored


@pytest.mark.parametrize(
    "text",
    [
        "ปัญฺญา อิทฺธิ พุทฺธํ ฤๅษี เคราะห์ เพราะ",
        "จริง ๆ ต่าง ๆ ฯลฯ ๆๆ",
        "ก. า า ข. ใ ใ เ เปิด",  # what is listed, or not certain
        "ก่้ กิี",  # two different marks: one of them is wrong, which one is not known
        "ภาพ ุ่ม คำ ่ที่สอง ไม่ม ี",  # a mark without a letter that it certainly belongs to
        "มาตรการที่ๅ",  # ๅ and 1 are one key
        "ข้อ 1\n\n\nข้อ 22  II ๒๒",
    ],
)
def test_clean_text_leaves_what_is_right_or_not_certain(text):
    assert spelling.clean_text(text) == text


def test_no_word_of_the_dictionary_is_spelled_otherwise():
    assert [word for word in dictionary() if spelling.clean_text(word) != word] == []


typed = st.text(st.sampled_from("กนอรฤะัาำิีึืฺุูเแโใไๅ็่้๊๋์ํๆ  \n1๒ab\u200b\u0301"), max_size=24)


@given(st.one_of(typed, st.text()))
def test_clean_text_is_stable(text):
    once = spelling.clean_text(text)

    assert spelling.clean_text(once) == once


@given(typed)
@example("a\u0301")
def test_clean_text_keeps_every_letter_and_the_kinds_of_marks(text):
    """Marks and vowels may be doubled, so they are compared as kinds; ำ is ํ + า and แ is two เ."""
    cleaned = spelling.clean_text(text)

    assert kept(cleaned, "กนอรฤๆ1๒ab") == kept(text, "กนอรฤๆ1๒ab")
    assert signs(cleaned) == signs(text)


def kept(text: str, letters: str) -> list[str]:
    return sorted(letter for letter in normalize("NFD", text) if letter in letters)


def signs(text: str) -> set[str]:
    plain = normalize("NFD", text)
    return set(plain.replace("แ", "เ").replace("ำ", "\u0e4dา")) - set(" \n\u200b\u0301")


@pytest.mark.parametrize("piece", ["า", "่", "า่", "่้", "เ", "ก ุ", "ก ิ ่", "ํิา", " ", "ทำำ "])
def test_cleaning_text_of_a_hundred_thousand_letters_comes_to_an_end(piece):
    text = piece * (100_000 // len(piece))

    assert len(spelling.clean_text(text)) <= len(text)


def test_clean_line_is_one_line():
    assert spelling.clean_line(" ก\n\n ข\tค ") == "ก ข ค"


def test_unprintable_names_emoji_once():
    assert spelling.unprintable("ดี 😀 มาก 😀 漢") == ["😀", "漢"]
    assert spelling.unprintable("ก–ฮ ๆ ฯลฯ “ก” ½ ๕๐% No Gift Policy\n") == []


def test_everything_accepted_is_in_the_document_fonts():
    from fontTools.ttLib import TTFont

    fonts = Path(__file__).resolve().parents[2] / "static" / "fonts" / "laksaman"
    accepted = {chr(code) for code in range(0x20, 0x10000) if not spelling.unprintable(chr(code))}

    for font in fonts.glob("*.ttf"):
        missing = accepted - {chr(code) for code in TTFont(font).getBestCmap()}
        assert missing == set(), font.name


@pytest.mark.parametrize(("text", "count"), [("", 0), ("กำลัง", 4), ("ผู้ที่", 2), ("ITA ๒๕๖๙", 8)])
def test_letters_are_those_side_by_side(text, count):
    assert spelling.letters(text) == count


@pytest.mark.parametrize("printed", ["short_date", "long_date"])
def test_a_moment_is_printed_as_the_day_in_bangkok(printed):
    from django.template import Context, Template

    page = Template("{{ at|" + printed + " }} {{ day|" + printed + " }}")
    shown = page.render(Context({"at": datetime(2026, 11, 28, 17, 0, tzinfo=UTC), "day": date(2026, 11, 28)}))

    assert [word for word in shown.split() if word in ("28", "29")] == ["29", "28"]
