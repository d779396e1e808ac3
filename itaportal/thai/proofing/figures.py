"""Scores and years in a text that are nearly those known: ๘๐.๑ where the total is 90.10, 2586 where the year is 2568."""

from collections.abc import Collection, Iterator
from decimal import Decimal
from re import compile

from itaportal.thai.numbers import THAI_DIGITS, to_arabic_digits, to_thai_digits
from itaportal.thai.proofing.slip import Kind, Slip, slip_at

_SCORE = compile(r"(?<![0-9.,])(?:100|[0-9]{1,2})\.[0-9]{1,2}(?![0-9.,%])")
_YEAR = compile(r"(?<![0-9.,/])2[0-9]{3}(?![0-9.,])")
_SPEAKS_OF_POINTS = compile("คะแนน")
_NAMES_A_YEAR = compile(r"(?:ปี|ปีงบประมาณ|พ\.\s?ศ\.|[ก-๎]{2,}คม|[ก-๎]{2,}ยน|[ก-๎]{2,}พันธ์|[มกตพสธเ]\S{0,3}\.)\s?$")
# Points between two scores, and limits, are no score of anybody.
_IS_NO_SCORE = compile(
    r"(?:เพิ่มขึ้น|ลดลง|ต่างกัน|ห่าง|มากกว่า|น้อยกว่า|ต่ำกว่า|สูงกว่า|ไม่เกิน|อย่างน้อย|ตั้งแต่)[^0-9\n]{0,20}$"
)
_NEARBY = 40
_YEARS_AROUND = 12


def nearly_scores(text: str, scores: Collection[Decimal]) -> Iterator[Slip]:
    """Yield scores that no indicator and no total has, but that differ from one by a digit or by two swapped."""
    plain = to_arabic_digits(text)
    for found in _SCORE.finditer(plain):
        around = plain[max(found.start() - _NEARBY, 0) : found.end() + 12]
        if Decimal(found[0]) in scores or not _SPEAKS_OF_POINTS.search(around):
            continue
        if _IS_NO_SCORE.search(plain[max(found.start() - _NEARBY, 0) : found.start()]):
            continue
        written = f"{Decimal(found[0]):.2f}"
        meant = [score for score in sorted(scores) if _is_near(written, f"{score:.2f}")]
        if meant:
            decimals = len(found[0].partition(".")[2])
            shown = [_as_written(_short(score, decimals), text[found.start()]) for score in meant[:3]]
            yield slip_at(text, found.start(), found.end(), Kind.FIGURE, *shown)


def nearly_years(text: str, years: Collection[int]) -> Iterator[Slip]:
    """Yield years far from the document's that are one of them with a digit changed or two swapped."""
    plain = to_arabic_digits(text)
    for found in _YEAR.finditer(plain):
        year = int(found[0])
        likely = any(abs(year - known) <= _YEARS_AROUND for known in years)
        if likely or not _NAMES_A_YEAR.search(plain[max(found.start() - 14, 0) : found.start()]):
            continue
        meant = [str(known) for known in sorted(years, reverse=True) if _is_near(found[0], str(known))]
        if meant:
            shown = [_as_written(known, text[found.start()]) for known in meant[:3]]
            yield slip_at(text, found.start(), found.end(), Kind.FIGURE, *shown)


def _is_near(written: str, known: str) -> bool:
    """Whether one digit differs, or two beside each other are swapped."""
    if len(written) != len(known):
        return False
    places = [place for place, (one, other) in enumerate(zip(written, known, strict=True)) if one != other]
    if len(places) == 1:
        return True
    digits = [place for place in places if written[place] != "."]
    return len(places) == len(digits) == 2 and {written[digits[0]], written[digits[1]]} == {
        known[digits[0]], known[digits[1]],
    } and written[digits[0]] == known[digits[1]]  # fmt: skip


def _short(score: Decimal, decimals: int) -> str:
    full = f"{score:.2f}"
    return full[:-1] if decimals == 1 and full.endswith("0") else full


def _as_written(number: str, like: str) -> str:
    return to_thai_digits(number) if like in THAI_DIGITS else number
