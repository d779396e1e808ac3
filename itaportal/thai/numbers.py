"""Numbers in Thai and Arabic digits. Stored values are plain: Arabic digits, ``Decimal`` points (0–100)."""

import re
from decimal import Decimal, InvalidOperation

from itaportal.language import marked
from itaportal.thai.latin import in_latin
from itaportal.thai.spelling import clean_line, shorten

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"

_TO_THAI = str.maketrans("0123456789", THAI_DIGITS)
_TO_ARABIC = str.maketrans(THAI_DIGITS, "0123456789")
_HAS_LATIN = re.compile("[A-Za-z]")


class ScoreError(ValueError):
    """The text is no score; the message says in Thai what to type instead."""


def to_thai_digits(text: object) -> str:
    """Return the text with 0–9 written ๐–๙, but not in addresses, file names and codes in Latin letters."""
    text = str(text)
    if not _HAS_LATIN.search(text):
        return text.translate(_TO_THAI)
    return "".join(piece if kept else piece.translate(_TO_THAI) for piece, kept in in_latin(text))


def to_arabic_digits(text: str) -> str:
    """Return the text with ๐–๙ written 0–9."""
    return text.translate(_TO_ARABIC)


def parse_score(text: str) -> Decimal:
    """Read a score of 0–100 points with at most two decimals, in Thai or Arabic digits.

    A comma stands for the decimal point where exactly one or two digits follow it; the word คะแนน may follow.
    Raises ScoreError.
    """
    raw = clean_line(str(text))
    plain = to_arabic_digits(raw).removesuffix("คะแนน").strip()
    plain = re.sub(r"^(\d{1,3}),(\d{1,2})$", r"\1.\2", plain)
    if not plain:
        raise ScoreError(marked("กรุณากรอกคะแนน เช่น 85.50"))
    if not re.fullmatch(r"[+-]?\d{1,20}(\.\d*)?|\.\d+", plain):
        raise ScoreError(marked(f"“{shorten(raw)}” ไม่ใช่คะแนน กรุณากรอกเฉพาะตัวเลข เช่น 85.50"))
    try:
        value = Decimal(plain)
    except InvalidOperation:  # pragma: no cover - the pattern admits plain decimals only
        raise ScoreError(marked("กรุณากรอกคะแนนเป็นตัวเลข เช่น 85.50")) from None
    if not 0 <= value <= 100:
        raise ScoreError(marked(f"คะแนน {shorten(raw)} อยู่นอกช่วง 0–100 กรุณาตรวจตัวเลขและจุดทศนิยม"))
    if value != value.quantize(Decimal("0.01")):
        raise ScoreError(marked(f"คะแนน {shorten(raw)} มีทศนิยมเกินสองตำแหน่ง กรุณากรอกไม่เกินสองตำแหน่ง เช่น 85.50"))
    return value.quantize(Decimal("0.01"))


def format_score(value: Decimal | None) -> str:
    """Return points with two decimals ("83.50"), or "" for none."""
    return "" if value is None else f"{value:.2f}"
