"""Amounts of money as offices type and print them; stored values are plain ``Decimal`` baht with two places."""

import re
from decimal import Decimal

from itaportal.language import marked
from itaportal.thai.numbers import to_arabic_digits
from itaportal.thai.spelling import clean_line, shorten

MOST = Decimal("99999999.99")
_LONGEST = 200  # letters; an amount with its words is shorter
_CENT = Decimal("0.01")
_HINT = marked("กรุณากรอกเป็นตัวเลข เช่น 50,000 หรือ 1,250.50")
_NOTHING_SPENT = {"ไม่ใช้งบประมาณ", "ไม่มีค่าใช้จ่าย", "ไม่ใช้เงิน"}
# "จำนวน 50,000 บาท (ห้าหมื่นบาทถ้วน)", "50,000.-": the words say the same as the number.
_AROUND = re.compile(r"^(?:งบประมาณ|จำนวน|฿|\s)+|\s*(?:\.-|บาท(?:ถ้วน)?|\([\u0e00-\u0e7f\s]*\)|\s)+$")
_NUMBER = re.compile(r"(?:\d{1,20}|\d{1,3}(?:,\d{3}){1,6})(?:\.\d*)?|\.\d+")


class AmountError(ValueError):
    """The text is no amount; the message says in Thai what to type instead."""


def parse_amount(text: str) -> Decimal:
    """Read an amount of baht in Thai or Arabic digits, with commas or without. Raises AmountError."""
    raw = clean_line(str(text))
    if raw.replace(" ", "") in _NOTHING_SPENT:
        return Decimal("0.00")
    plain = _AROUND.sub("", to_arabic_digits(raw[:_LONGEST]))
    if plain.startswith("-") and _NUMBER.fullmatch(plain[1:]):
        raise AmountError(marked(f"จำนวนเงิน {shorten(raw)} ติดลบไม่ได้ {_HINT}"))
    if len(raw) > _LONGEST or not _NUMBER.fullmatch(plain):
        raise AmountError(marked(f"อ่านจำนวนเงิน “{shorten(raw)}” ไม่ได้ {_HINT}"))
    amount = Decimal(plain.replace(",", ""))
    if amount > MOST:
        raise AmountError(marked(f"จำนวนเงิน {shorten(raw)} มากกว่า {MOST:,} บาท กรุณาตรวจตัวเลข"))
    if amount != amount.quantize(_CENT):
        raise AmountError(marked(f"จำนวนเงิน {shorten(raw)} มีทศนิยมเกินสองตำแหน่ง {_HINT}"))
    return amount.quantize(_CENT)


def format_amount(amount: Decimal | None) -> str:
    """Return "50,000" or "1,250.50", "" for none."""
    if amount is None:
        return ""
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def in_words(amount: Decimal) -> str:
    """Return "ห้าหมื่นบาทถ้วน", for amounts up to ``MOST``, which a float still tells to the satang.

    PyThaiNLP's ``bahttext`` takes no Decimal and begins amounts under a baht with "ศูนย์บาท", which nobody writes.
    """
    from pythainlp.util import bahttext

    words = bahttext(float(amount))
    return words.removeprefix("ศูนย์บาท") if 0 < amount < 1 else words
