"""Tables in pasted text: the column of the chosen year, and rows whose cells do not fit under the heading. Pure.

A row is never shifted: where its cells do not stand under those of the heading, it stays as it is and is doubtful.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assessments.itas.years import buddhist, year_of_heading
from itaportal.thai.keys import same_heading_key

_HEADING = re.compile(r"(?:ชื่อ)?(?:ตัวชี้วัด|หัวข้อ|ด้าน|รายการ|ประเด็น)|คะแนน|ผลคะแนน|ผลการประเมิน")
_SPACED_YEARS = re.compile(
    r"(?:ปี|พ\.?\s?ศ\.?|งบประมาณ|ITA|\s)*(25[0-9]{2}|20[0-9]{2})(?![0-9])", re.IGNORECASE
)
_SCORE = re.compile(r"(?<![0-9.,+−-])[0-9]{1,3}[.,][0-9]{1,2}(?![0-9.,])")


@dataclass(frozen=True, slots=True)
class Arranged:
    """Lines with one score each; ``uneven`` are the numbers of doubtful ones, ``years`` those of the columns.

    ``years`` is empty where the table does not tell years by column.
    """

    lines: list[str]
    uneven: frozenset[int] = frozenset()
    years: tuple[int, ...] = ()


def arrange(lines: Sequence[str], plain: Sequence[str], year: int) -> Arranged:
    """Return the lines with the column of the year alone. ``plain``: the same in Arabic digits."""
    kept, uneven, told = list(lines), set(), dict[int, None]()
    heading: _Heading | None = None
    for place, (line, digits) in enumerate(zip(lines, plain, strict=True)):
        if found := _heading(digits):
            heading = found
            told |= dict.fromkeys(found.years)
            if found.years:
                kept[place] = ""
        elif heading and heading.years:
            picked = heading.pick(line, digits, year)
            kept[place] = line if picked is None else picked
            if picked is None and _SCORE.search(digits):
                uneven.add(place + 1)
        elif heading and not heading.fits(line):
            uneven.add(place + 1)
    return Arranged(kept, frozenset(uneven), tuple(told))


@dataclass(frozen=True, slots=True)
class _Heading:
    cells: int
    filled: int
    years: dict[int, int]  # by year the place of its cell, in text without tabs its turn among the years
    tabbed: bool

    def fits(self, line: str) -> bool:
        """Whether the row has as many cells as the heading, empty ones at the end left out, or as many filled."""
        cells = line.rstrip().split("\t")
        filled = sum(bool(cell.strip()) for cell in cells)
        return filled < 2 or len(cells) == self.cells or filled == self.filled

    def pick(self, line: str, plain: str, year: int) -> str | None:
        """Return the row with the score of the year alone, None where that cannot be told."""
        if not self.tabbed:
            scores = list(_SCORE.finditer(plain))
            if year not in self.years:
                return line[: scores[0].start()] if scores else line
            if len(scores) != len(self.years):
                return None
            score = scores[self.years[year]]
            return f"{line[: scores[0].start()]} {line[score.start() : score.end()]}"
        cells, first = line.split("\t"), min(self.years.values())
        if year not in self.years:
            return "\t".join(cells[:first])
        if not self.years[year] < len(cells) or len(line.rstrip().split("\t")) > self.cells:
            return None
        return "\t".join([*cells[:first], cells[self.years[year]]])


def _heading(plain: str) -> _Heading | None:
    cells = plain.rstrip().split("\t")
    keys = [same_heading_key(cell) if len(cell) <= 80 else "" for cell in cells]
    filled = sum(map(bool, keys))
    if _SCORE.search(plain):
        return None
    if filled >= 2:
        years: dict[int, int] = {}
        for place, key in enumerate(keys):
            if (year := year_of_heading(key)) is not None:
                years.setdefault(year, place)
        named = sum(bool(_HEADING.fullmatch(key)) for key in keys)
        # A single number without headings beside it is a cell of some row ("according to the criteria of 2567").
        if len(years) == 1 and not named and keys[next(iter(years.values()))].isdigit():
            years = {}
        if years or named >= 2:
            return _Heading(len(cells), filled, years, tabbed=True)
        return None
    if re.search(r"[0-9]{4}\s*[-–—]", plain):
        return None
    found = [buddhist(int(match[1])) for match in _SPACED_YEARS.finditer(plain)]
    begins = _HEADING.match(same_heading_key(re.sub(r"^\s*(?:ที่|ลำดับ(?:ที่)?|อันดับ)\s", "", plain[:80])))
    if len(found) < 2 or len(set(found)) < len(found) or not begins:
        return None
    return _Heading(0, 0, {year: turn for turn, year in enumerate(found)}, tabbed=False)


def tabbed(lines: Sequence[str]) -> list[str]:
    """Return lines whose cells are parted by | , or ; with tabs instead, where a heading tells so."""
    if any("\t" in line for line in lines):
        return list(lines)
    for sign in "|;,":
        cells = (line.strip(f" {sign}").split(sign) for line in lines[:50] if sign in line)
        if any(
            sum(bool(_HEADING.fullmatch(same_heading_key(cell[:80]))) for cell in row) and len(row) > 1
            for row in cells
        ):
            return [line.strip(f" {sign}").replace(sign, "\t") if sign in line else line for line in lines]
    return list(lines)
