"""Thai and Arabic digits in one text."""

from collections.abc import Iterator
from re import compile

from itaportal.thai.numbers import to_arabic_digits, to_thai_digits
from itaportal.thai.proofing.slip import Kind, Slip, slip_at

# Numbers by themselves: those of codes and addresses (I3, e-Service 2.0, https://…?Year=2022) are written as they are.
_NUMBER = compile(r"(?<![A-Za-z0-9๐-๙_/=&.\-])[0-9๐-๙]+(?:[.,:/][0-9๐-๙]+)*(?![A-Za-z0-9๐-๙_=&])")
_ARABIC, _THAI = compile("[0-9]"), compile("[๐-๙]")
# Item I3 typed with a one, O14 with a nought.
_ITEM = compile("([01])([๐-๙]{1,2})")


def mixed_digits(text: str) -> Iterator[Slip]:
    """Yield numbers with both kinds of digits, and those of the rarer kind where a text has both."""
    numbers = list(_NUMBER.finditer(text))
    arabic = [found for found in numbers if not _THAI.search(found[0])]
    thai = [found for found in numbers if not _ARABIC.search(found[0])]
    rarer = arabic if len(arabic) <= len(thai) else thai
    into = to_thai_digits if rarer is arabic else to_arabic_digits
    for found in numbers:
        both = bool(_ARABIC.search(found[0]) and _THAI.search(found[0]))
        if both or (arabic and thai and found in rarer):
            meant = _ITEM.fullmatch(found[0])
            item = (("I" if meant[1] == "1" else "O") + meant[2],) if meant else ()
            yield slip_at(text, found.start(), found.end(), Kind.DIGITS, *item, into(found[0]))
