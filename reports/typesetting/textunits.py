"""The units that the text layer draws in one piece: what viewers must be told of hyphens, spaces and languages."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

# Words, addresses and codes in Latin letters, and spaces and signs between two of them.
LATIN = re.compile(r"[A-Za-z][!-~]*(?: (?:[!-~]* )?[A-Za-z][!-~]*)*")


@dataclass(slots=True)
class Unit:
    """Whole graphemes that are drawn as they are, or inside one Span: their text, and what is drawn of them."""

    text: str = ""
    drawn: list[bytes] = field(default_factory=list)
    span: bool = False
    lead: bool = False
    latin: bool = False

    def take(self, other: "Unit") -> None:
        """Say what the other says as well."""
        self.text += other.text
        self.drawn += other.drawn


def find_latin(units: list[Unit]) -> None:
    """Mark the units of words in Latin letters and what stands between them, which are read as English."""
    text = "".join(unit.text for unit in units)
    ends = list(accumulate(len(unit.text) for unit in units))
    for match in LATIN.finditer(text):
        for unit in units[bisect_right(ends, match.start()) : bisect_left(ends, match.end()) + 1]:
            unit.latin = True


def settle_hyphen(units: list[Unit]) -> None:
    """Make viewers keep a hyphen at the end of a line, which they take for a division of the word.

    They look at the last character, so a no-break space follows. The hyphen WeasyPrint draws for a soft one
    is told as what it was.
    """
    last = next((unit for unit in reversed(units) if not unit.text.isspace()), Unit())
    if last.text.endswith(("-", "\u2010")):
        last.text = "\u00ad" if last.text == "\u2010" else last.text + "\u00a0"
        last.span = True


def settle_blanks(units: list[Unit]) -> list[Unit]:
    """Move a space that stands alone between Spans into one of them: PDFium drops text without ink."""
    settled: list[Unit] = []
    for before, unit, after in zip([None, *units[:-1]], units, [*units[1:], None], strict=True):
        alone = unit.text.isspace() and all(not near or near.span for near in (before, after))
        if alone and before:
            settled[-1].take(unit)
        elif alone and after:
            after.text = unit.text + after.text
            after.drawn = unit.drawn + after.drawn
        else:
            settled.append(unit)
    return settled
