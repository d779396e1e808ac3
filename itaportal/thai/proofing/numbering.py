"""Lists that leave a number out or have one twice: มาตรการที่ 1, 2, 4."""

from collections.abc import Iterable, Iterator
from re import compile

from itaportal.thai.numbers import THAI_DIGITS, to_arabic_digits, to_thai_digits
from itaportal.thai.proofing.slip import Kind, Slip, slip_at

_HEADS = "มาตรการที่|กิจกรรมที่|โครงการที่|ขั้นตอนที่|แนวทางที่|ข้อที่|ข้อ"
# At the beginning of a line or item: "มาตรการที่ 2", "2.", "2)", "(2)".
_NUMBERED = compile(
    rf"(?:^|\n)\s*(?:({_HEADS})\s?([0-9๐-๙]{{1,2}})(?![0-9๐-๙.])|\(?([0-9๐-๙]{{1,2}})[.)](?![0-9๐-๙]))"
)


def skipped_numbers(text: str) -> Iterator[Slip]:
    """Yield the numbers of a text's list that do not follow the one before, with the number that does."""
    expected: dict[str, int] = {}
    for found in _NUMBERED.finditer(text):
        head, group = (found[1], 2) if found[1] else ("", 3)
        number = int(to_arabic_digits(found[group]))
        follows = expected.get(head)
        if follows is not None and number != follows and number != 1:
            meant = to_thai_digits(follows) if found[group][0] in THAI_DIGITS else str(follows)
            yield slip_at(text, *found.span(group), Kind.NUMBERING, meant)
        expected[head] = number + 1


_TITLE = compile(r"\s*มาตรการที่\s?([0-9๐-๙]{1,2})(?![0-9๐-๙.])")


def skipped_titles(titles: Iterable[str]) -> Iterator[tuple[int, Slip]]:
    """Yield which of a plan's titles is numbered out of order, with the slip in it."""
    last = 0
    for place, title in enumerate(titles):
        if found := _TITLE.match(title):
            number = int(to_arabic_digits(found[1]))
            if last and number != last + 1:
                meant = to_thai_digits(last + 1) if found[1][0] in THAI_DIGITS else str(last + 1)
                yield place, slip_at(title, *found.span(1), Kind.NUMBERING, meant)
            last = number
