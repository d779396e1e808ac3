"""Other people's score tables made readable: which column has the names, which the chosen year, what is only a rank. Pure.

Names are looked for in every column, because they stand under many headings. A running number is an indicator's number
only where its heading says so or the names beside it agree; a table sorted by score numbers its rows as well.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assessments.itas import KnownIndicator
from assessments.itas.names import Names, key_of
from assessments.itas.years import year_of_heading
from exchange.engine.cells import as_text, is_blank
from exchange.engine.columns import NAME, NUMBER, Column, heading_keys, heading_ranks
from exchange.engine.locate import HEADING_WITHIN, fit_headings
from exchange.engine.match import TableRefused, number_key
from exchange.reading.book import Book, Sheet, Value
from itaportal.language import marked
from itaportal.thai.keys import letters_key, same_heading_key
from itaportal.thai.numbers import to_arabic_digits
from itaportal.thai.spelling import clean_line

SCORE = "score"
NAMED_IN = "ชื่อตามเกณฑ์ปี"  # heading of the list of five years: of which year name and number are
# Numbers of these headings run through the rows of any table; only with a letter they are the codes of items.
_ORDINALS = {same_heading_key(heading) for heading in ("ข้อ", "ข้อที่", "อันดับ", "อันดับที่", "No", "#")}
_SUB_INDICATOR = re.compile(r"\D*\d+\.\d")
_INSTRUMENT = re.compile(r"(?:ค่า|คะแนน|ผล|รวม|เฉลี่ย)*(?:แบบวัด|แบบตรวจ|เครื่องมือ|[ieo]it)")
_FEWEST = 2

_Cells = tuple[Value, ...]
_Rows = tuple[tuple[int, _Cells], ...]


@dataclass(frozen=True, slots=True)
class ScoreSheets:
    """Makes books readable for one year: by its indicators' names, into ``columns``."""

    indicators: Sequence[KnownIndicator]
    columns: Sequence[Column]
    year: int

    def readable(self, book: Book) -> Book:
        """Return the book with headings and names as the table calls them. Raises TableRefused."""
        names = Names(self.indicators)
        return replace(book, sheets=tuple(self._readable(sheet, names) for sheet in book.sheets))

    def _readable(self, sheet: Sheet, names: Names) -> Sheet:
        found = _name_column(sheet, names)
        start = self._heading(sheet, found)
        if start is None:
            return sheet
        number, cells = sheet.rows[start]
        heading = self._renamed(cells, found[0] if found else None)
        rows = self._of_indicators(cells, heading, sheet.rows[start + 1 :], names)
        return replace(sheet, rows=(*self._above(sheet.rows[:start]), (number, heading), *rows))

    def _of_indicators(self, told: _Cells, heading: _Cells, rows: _Rows, names: Names) -> _Rows:
        """Return the rows below a heading with names as the criteria have them, without means and mere ranks."""
        places = fit_headings(heading, self.columns)
        # Of several that may be meant none is guessed; the search for columns says so.
        name, number = (
            each[0] if len(each) == 1 else None for each in (places.get(NAME, ()), places.get(NUMBER, ()))
        )
        if name is not None:
            kept = (each for each in rows if not _of_instrument(each[1], name))
            rows = tuple((row, _named(cells, name, names)) for row, cells in kept)
        if number is not None and not self._proven(told, rows, number, name):
            rows = tuple((row, _without_ordinal(cells, number)) for row, cells in rows)
        return rows

    def _above(self, rows: _Rows) -> _Rows:
        """Return what stands above the heading, without other rows of headings."""
        known = set().union(*map(heading_keys, self.columns))
        return tuple(
            (row, tuple(None if same_heading_key(as_text(cell)) in known else cell for cell in cells))
            for row, cells in rows
        )

    def _heading(self, sheet: Sheet, found: tuple[int, int] | None) -> int | None:
        """Return the place of the heading row: above the first name the one that says most."""
        within = sheet.rows[: min(HEADING_WITHIN, found[1]) if found else HEADING_WITHIN]
        said = [len(fit_headings(cells, self.columns)) + 2 * len(years_of(cells)) for _, cells in within]
        most = max(said, default=0)
        return said.index(most) if most else None

    def _renamed(self, cells: _Cells, name: int | None) -> _Cells:
        """Return the heading row with the names' column and the year's called as the table calls them."""
        headings = {column.key: column.heading for column in self.columns}
        renamed = list(cells)
        if name is not None and name < len(cells):
            renamed[name] = headings[NAME]
        if years := years_of(cells):
            if self.year not in years:
                listed = ", ".join(map(str, sorted(years)))
                raise TableRefused(
                    marked(f"ตารางมีคะแนนของปี {listed} แต่กำลังนำเข้าปี {self.year} กรุณาเลือกนำเข้าให้ตรงปี")
                )
            score = {same_heading_key(headings[SCORE])}
            renamed = [None if same_heading_key(as_text(cell)) in score else cell for cell in renamed]
            renamed[years[self.year]] = headings[SCORE]
        return tuple(renamed)

    def _proven(self, heading: _Cells, rows: _Rows, number: int, name: int | None) -> bool:
        """Return whether the numbers are those of indicators: the heading says so, or all names beside them agree."""
        key = same_heading_key(as_text(heading[number]))
        own, aliases, _ = heading_ranks(next(column for column in self.columns if column.key == NUMBER))
        if key in (own | aliases) - _ORDINALS:
            return self._of_this_year(heading, rows)
        if name is None:
            return False
        codes = {indicator.name: indicator.code for indicator in self.indicators}
        pairs = ((number_key(_at(cells, number)), codes.get(as_text(_at(cells, name)))) for _, cells in rows)
        named = [(said, code) for said, code in pairs if code and said]
        return 2 * len(named) >= len(codes) and all(said == code for said, code in named)

    def _of_this_year(self, heading: _Cells, rows: _Rows) -> bool:
        """Return whether no column says that the numbers are those of another year's criteria."""
        keys = [same_heading_key(as_text(cell)) for cell in heading]
        if same_heading_key(NAMED_IN) not in keys:
            return True
        place = keys.index(same_heading_key(NAMED_IN))
        return {number_key(_at(cells, place)) for _, cells in rows} <= {"", str(self.year)}


def years_of(cells: Sequence[Value]) -> dict[int, int]:
    """Return the places of the cells of a heading row that are years, by year; the first of each."""
    found: dict[int, int] = {}
    # A year over the whole width of the table is a title.
    if len({clean_line(as_text(cell)) for cell in cells} - {""}) < 2:
        return found
    for place, cell in enumerate(cells):
        if (year := year_of_heading(same_heading_key(as_text(cell)))) is not None:
            found.setdefault(year, place)
    return found


def _name_column(sheet: Sheet, names: Names) -> tuple[int, int] | None:
    """Return the column with most names of indicators, and the place of the first row that has one there."""
    hits: dict[int, list[int]] = {}
    for place, (_, cells) in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and _code_of(cell, names):
                hits.setdefault(column, []).append(place)
    best = max(hits, key=lambda column: len(hits[column]), default=None)
    return (best, hits[best][0]) if best is not None and len(hits[best]) >= _FEWEST else None


def _code_of(cell: str, names: Names) -> str:
    if len(cell) > 300 or _SUB_INDICATOR.match(to_arabic_digits(cell)):
        return ""
    guess = names.find(key_of(letters_key(cell)), guess=False)
    return guess.codes[0] if guess.sure else ""


def _named(cells: _Cells, name: int, names: Names) -> _Cells:
    cell = _at(cells, name)
    code = _code_of(cell, names) if isinstance(cell, str) else ""
    return (*cells[:name], names.by_code[code], *cells[name + 1 :]) if code else cells


def _of_instrument(cells: _Cells, name: int) -> bool:
    """Whether the row is the mean of an instrument, which is computed and never stored."""
    cell = _at(cells, name)
    return isinstance(cell, str) and bool(_INSTRUMENT.match(letters_key(cell[:300])))


def _without_ordinal(cells: _Cells, number: int) -> _Cells:
    cell = _at(cells, number)
    if is_blank(cell) or not number_key(cell).replace(".", "").isdigit():
        return cells
    return (*cells[:number], None, *cells[number + 1 :])


def _at(cells: _Cells, place: int) -> Value:
    return cells[place] if place < len(cells) else None
