"""Text tables (CSV and TSV) in the encodings that Thai offices write."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from exchange.reading import limits
from exchange.reading.book import FileRefused
from itaportal.language import marked

_NOT_TEXT = marked("ไฟล์นี้ไม่ใช่ไฟล์ตาราง กรุณาเลือกไฟล์ Excel (.xlsx) หรือ CSV")
_UNKNOWN_LETTERS = marked(
    "อ่านตัวอักษรในไฟล์นี้ไม่ได้ กรุณาเปิดใน Excel แล้วเลือก “บันทึกเป็น” ชนิด CSV UTF-8 หรือ Excel Workbook (.xlsx)"
)
_BROKEN_QUOTES = marked(
    'เครื่องหมายคำพูด (") ในไฟล์ไม่ครบคู่ จึงแยกช่องไม่ได้ กรุณาเปิดใน Excel แล้วบันทึกเป็น Excel Workbook (.xlsx)'
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = (",", "\t", ";", "|")
# Vowels and marks that stand on a Thai letter; after anything else they show that the letters were read wrongly.
_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_MISPLACED = re.compile(f"(?:^|[^\u0e01-\u0e2e{_MARK}\u0e33\u0e45])[{_MARK}]", re.MULTILINE)
_LOOKS_LIKE_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_SAMPLE_LINES = 30


def strip_guard(text: str) -> str:
    """Return the text without the apostrophe that exports put before what a spreadsheet would take for a formula."""
    return text[1:] if text.startswith("'") and _LOOKS_LIKE_FORMULA.match(text) else text


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding. Raises FileRefused for what is no text or cannot be read."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data, encoding), encoding
    if b"\0" in data:
        return _without_mark(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = _decode(data, "cp874")
    if not _plausible(text):
        raise FileRefused(_UNKNOWN_LETTERS)
    return text, "cp874"


def _without_mark(data: bytes) -> tuple[str, str]:
    """Read UTF-16 that does not say so: every second byte of its separators and line ends is zero."""
    sample = data[:4096]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        high = sum(byte in (0x00, 0x0E, 0x20) for byte in zeros)
        if len(data) % 2 == 0 and high > 0.95 * len(zeros):
            return _decode(data, encoding), encoding
    raise FileRefused(_NOT_TEXT)


def _decode(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRefused(_UNKNOWN_LETTERS) from error
    if "\0" in text:
        raise FileRefused(_NOT_TEXT)
    return text


def _plausible(text: str) -> bool:
    """Return whether Thai marks stand where Thai has them, and few characters are control codes."""
    marks = len(re.findall(f"[{_MARK}]", text))
    controls = len(re.findall("[\x01-\x08\x0e-\x1f\x80-\x9f]", text))
    letters = len(re.findall("[\u0e01-\u0e2e]", text))
    return controls <= len(text) / 100 and letters > 0 and len(_MISPLACED.findall(text)) <= marks / 20


def rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with something in them, numbered as a spreadsheet numbers them. Raises FileRefused."""
    text, separator = _find_separator(text)
    csv.field_size_limit(limits.MAX_CHARACTERS)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
            cells = [strip_guard(cell)[: limits.MAX_CELL_CHARACTERS] for cell in row]
            while cells and not cells[-1].strip():
                cells.pop()
            if cells:
                yield number, cells
    except csv.Error as error:
        raise FileRefused(_BROKEN_QUOTES) from error


def _find_separator(text: str) -> tuple[str, str]:
    """Return the text and its separator; a first line "sep=;" says it, else the one that cuts most rows alike."""
    if said := re.match(r"sep=(.)\r?\n", text):
        # Excel does not show the line, but a person who counts lines does: it stays as an empty one.
        return text[said.end() - 1 :], said[1]
    sample = "".join(text[:200_000].splitlines(keepends=True)[:_SAMPLE_LINES])
    return text, max(_SEPARATORS, key=lambda separator: _likeness(sample, separator))


def _likeness(sample: str, separator: str) -> int:
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row]
    except csv.Error:
        return 0
    counted = Counter(width for width in widths if width > 1)
    return max((width * many for width, many in counted.items()), default=0)
