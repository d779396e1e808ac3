"""From a cell as it was read to a value as it is stored. Pure.

What cannot be read is refused with a reason in Thai, never guessed.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from exchange.engine.cells import YEARS, Unreadable, as_text, christian, is_blank
from exchange.engine.choices import choice, codes
from exchange.engine.columns import CellKind, Column
from itaportal.language import marked
from itaportal.thai import dates, money, numbers, spacing, spelling
from itaportal.thai.keys import same_word_key

_CENT = Decimal("0.01")
_NO_SCORE = {
    "",
    "-",
    "na",
    "n/a",
    "nil",
    "null",
    "ไม่มี",
    "ไม่มีข้อมูล",
    "ไม่มีคะแนน",
    "ไม่ประเมิน",
    "ยังไม่มี",
    "ยังไม่ประกาศ",
}
_DASHES = re.compile(r"[-–—\s]+")
_YES = {"ใช่", "yes", "y", "true", "1", "/", "x", "✓", "✔", "มี"}
_NO = {"ไม่ใช่", "ไม่", "no", "n", "false", "0", "ไม่มี", "-"}
_EXCEL_ERROR = re.compile(
    r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)", re.IGNORECASE
)
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$")
# Excel counts days from here; the day numbers are those of 1950–2150 in either era.
_EXCEL_EPOCH = date(1899, 12, 30)
_NUMBERS = {CellKind.SCORE, CellKind.AMOUNT, CellKind.INTEGER, CellKind.DATE}
_ITEM_MARKS = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[-•])\s*")


def parse(column: Column, cell: Any) -> Any:
    """Return the value as it is stored. Raises Unreadable."""
    if isinstance(cell, str) and _EXCEL_ERROR.fullmatch(cell.strip()):
        raise Unreadable(marked(f"เซลล์แสดงค่าผิดพลาด {cell.strip()} กรุณาพิมพ์ค่าจริงแทนสูตร"))
    if isinstance(cell, str) and column.kind in _NUMBERS and any(mark in cell for mark in spelling.TURNING):
        raise Unreadable(marked("ช่องนี้มีรหัสกลับทิศทางตัวอักษร เลขที่เห็นอาจไม่ใช่เลขที่เก็บ กรุณาลบแล้วพิมพ์ใหม่"))
    value = _READERS[column.kind](column, cell)
    if column.required and value in (None, "", ()):
        raise Unreadable(marked("ต้องกรอกช่องนี้"))
    return value


def _line(column: Column, cell: Any) -> str:
    line = spelling.clean_line(as_text(cell))
    return _check_text(column, spacing.joined(line) if column.prose else line)


def _text(column: Column, cell: Any) -> str:
    return _check_text(column, spacing.clean_prose(as_text(cell)))


def _check_text(column: Column, text: str) -> str:
    if refusal := spelling.refusal_of(text, column.limit):
        raise Unreadable(refusal)
    return text


def _lines(column: Column, cell: Any) -> tuple[str, ...]:
    """Read numbered lines: a line that goes on with the next number (or any bullet) starts the next entry."""
    entries: list[list[str]] = []
    for line in spacing.clean_prose(as_text(cell)).split("\n"):
        if not entries or _starts(line, len(entries) + 1, numbered=_is_numbered(entries[0][0])):
            entries.append([line])
        else:
            entries[-1].append(line)
    texts = ("\n".join([_ITEM_MARKS.sub("", first), *rest]).strip() for first, *rest in entries)
    return tuple(_check_text(column, text) for text in texts if text)


def _is_numbered(line: str) -> bool:
    return bool(re.match(r"\s*\(?1[.)]", numbers.to_arabic_digits(line)))


def _starts(line: str, number: int, *, numbered: bool) -> bool:
    # Without numbers every line that is not blank is an entry of its own.
    if not numbered:
        return bool(line)
    return bool(re.match(rf"\(?{number}[.)](?!\d)", numbers.to_arabic_digits(line)))


@lru_cache(maxsize=10_001)
def _plain_points(cell: float) -> Decimal | None:
    """Return points of at most two decimals, None for other numbers; the same few thousand come again and again."""
    if not 0 <= cell <= 100:
        return None
    points = abs(Decimal(repr(cell)))  # -0.0 is the same key as 0
    return points.quantize(_CENT) if int(points.as_tuple().exponent) >= -2 else None


def _score(_column: Column, cell: Any) -> Decimal | None:
    # Most scores are plain numbers, which need none of the rules for what people type.
    if type(cell) in (int, float) and (points := _plain_points(cell)) is not None:
        return points
    if isinstance(cell, bool):
        raise Unreadable(marked("ช่องคะแนนเป็นค่าใช่/ไม่ใช่ กรุณากรอกคะแนน เช่น 85.50"))
    if isinstance(cell, date):
        raise Unreadable(marked(f"โปรแกรมตารางเปลี่ยนคะแนนเป็นวันที่ ({as_text(cell)}) กรุณาพิมพ์คะแนนใหม่ เช่น 85.50"))
    # The reader gives a percentage as the person sees it.
    text = spelling.clean_line(as_text(cell)).removesuffix("%")
    key = _DASHES.sub("-", same_word_key(text))
    if key in _NO_SCORE:
        return None
    try:
        return numbers.parse_score(text)
    except numbers.ScoreError as error:
        raise Unreadable(str(error)) from None


def _amount(_column: Column, cell: Any) -> Decimal | None:
    if isinstance(cell, bool | date):
        raise Unreadable(marked(f"“{as_text(cell)}” ไม่ใช่จำนวนเงิน กรุณากรอกเป็นตัวเลข เช่น 50,000"))
    text = spelling.clean_line(as_text(cell))
    if _DASHES.sub("-", text.casefold()) in ("", "-"):
        return None
    try:
        return money.parse_amount(text)
    except money.AmountError as error:
        raise Unreadable(str(error)) from None


def _integer(column: Column, cell: Any) -> int | None:
    text = numbers.to_arabic_digits(spelling.clean_line(as_text(cell))).removesuffix(".")
    if not text or text == "-":
        return None
    if not re.fullmatch(r"\d{1,6}", text) or not column.smallest <= int(text) <= column.largest:
        raise Unreadable(marked(f"“{text[:24]}” ใช้ไม่ได้ กรุณากรอกเลข {column.smallest}–{column.largest}"))
    return int(text)


def _date(_column: Column, cell: Any) -> date | None:
    if is_blank(cell) or (isinstance(cell, str) and spelling.clean_line(cell) == "-"):
        return None
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return christian(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _excel_day(cell)
    try:
        return dates.parse_date(_CLOCK.sub("", spelling.clean_line(str(cell))))
    except dates.DateError as error:
        raise Unreadable(str(error)) from None


def _excel_day(number: float) -> date:
    try:
        day = christian(_EXCEL_EPOCH + timedelta(days=int(number)))
    except OverflowError:
        day = date.min
    if day.year not in YEARS:
        raise Unreadable(
            marked(f"อ่านวันที่ “{as_text(number)}” ไม่ได้ กรุณากรอกวันที่ เช่น 31/3/2565 หรือ 31 มีนาคม 2565")
        )
    return day


def _yes_no(_column: Column, cell: Any) -> bool:
    text = same_word_key(as_text(cell))
    if not text or text in _NO:
        return False
    if text in _YES:
        return True
    raise Unreadable(marked(f"“{text[:24]}” ใช้ไม่ได้ กรุณากรอก ใช่ หรือ ไม่ใช่"))


_READERS: dict[CellKind, Callable[[Column, Any], Any]] = {
    CellKind.LINE: _line,
    CellKind.TEXT: _text,
    CellKind.LINES: _lines,
    CellKind.SCORE: _score,
    CellKind.AMOUNT: _amount,
    CellKind.INTEGER: _integer,
    CellKind.DATE: _date,
    CellKind.CHOICE: choice,
    CellKind.CODES: codes,
    CellKind.YES_NO: _yes_no,
}
