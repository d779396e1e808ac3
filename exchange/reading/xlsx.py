"""What calamine does not tell of an xlsx: hidden rows, formulas never computed, errors, percentages and Thai dates.

Only sheets that hold any of it are looked at cell by cell; most hold none. Entities have been refused before.
"""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, iterparse

from exchange.reading import limits
from exchange.reading.archive import Archive
from exchange.reading.book import FileRefused, Value
from exchange.reading.formats import NUMBER, kind_of, show
from exchange.reading.kinds import BROKEN

NOT_COMPUTED = "#CALC!"

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
# Of hidden rows, errors and formulas; the first, because all programs write the other quotes.
_MARKS = (
    *(b"='", b'hidden="1"', b'hidden="true"', b't="e"'),
    *(b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/"),
)


@dataclass(slots=True)
class Untold:
    """``cells`` by row (from 1) and column (from 0) stand instead of what calamine gives."""

    hidden_rows: list[int] = field(default_factory=list)
    not_computed: list[str] = field(default_factory=list)  # cells, as Excel names them
    cells: defaultdict[int, dict[int, Value]] = field(default_factory=lambda: defaultdict(dict))


class Xlsx:
    """The parts of an xlsx that its sheets share. Raises FileRefused where they are broken."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        targets: dict[str, str] = {}
        styles = ""
        for relation in _elements(archive, _RELATIONS, "Relationship"):
            path = posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
            targets[relation.get("Id", "")] = path
            styles = path if relation.get("Type", "").endswith("/styles") else styles
        self._paths: dict[str, str] = {}
        self._from_1904 = False
        for element in _elements(archive, _BOOK, "sheet", "workbookPr"):
            self._from_1904 |= element.get("date1904") in ("1", "true", "on")
            relation_id = next((value for name, value in element.items() if name.endswith("}id")), "")
            self._paths.setdefault(element.get("name", ""), targets.get(relation_id, ""))
        self._kinds = _kinds_by_style(archive, styles)
        self._marks = [*_MARKS, *(b's="%b"' % style.encode() for style in self._kinds)]

    def untold(self, sheet: str) -> Untold:
        """Return what calamine leaves out of the sheet of that name. Raises FileRefused."""
        found, path = Untold(), self._paths.get(sheet, "")
        if not self._archive.has(path) or not self._archive.mentions(path, self._marks):
            return found
        number = count = 0
        for row in _elements(self._archive, path, "row"):
            number = _integer(row.get("r")) or number + 1
            if row.get("hidden") in ("1", "true"):
                found.hidden_rows.append(number)
            for place, value in self._odd_cells(row, number):
                count += 1
                if count > limits.MAX_CELLS:
                    raise FileRefused(limits.TOO_LARGE)
                found.cells[place[0]][place[1]] = value
                if value == NOT_COMPUTED:
                    found.not_computed.append(f"{_column_name(place[1])}{place[0]}")
        return found

    def _odd_cells(self, row: Element, number: int) -> Iterator[tuple[tuple[int, int], Value]]:
        before, offset = "", -1  # the last reference, and how many cells without one came after it
        for cell in row:
            if reference := cell.get("r"):
                before, offset = reference, 0
            else:
                offset += 1
            if len(cell) and (value := self._read(cell)) is not None:
                named = _REFERENCE.fullmatch(before)
                place = (int(named[2]), _column_number(named[1]) + offset) if named else (number, offset)
                yield place, value

    def _read(self, cell: Element) -> Value:
        """Return the value that calamine would not give, None where it gives the right one."""
        kind, formula = cell.get("t", "n"), False
        text: str | None = None
        for part in cell:
            name = part.tag.rpartition("}")[2]
            formula = formula or name == "f"
            text = part.text or "" if name == "v" else text
        # A text that is computed to nothing has an empty value.
        if formula and not text and (kind != "str" or text is None):
            return NOT_COMPUTED
        if kind == "e":
            return text
        meaning = self._kinds.get(cell.get("s", "")) if kind == "n" and text else None
        try:
            return show(float(text or ""), meaning, from_1904=self._from_1904) if meaning else None
        except (ValueError, OverflowError):
            return None


def _elements(archive: Archive, path: str, *names: str) -> Iterator[Element]:
    """Yield the elements of these local names ("x:row" is "row") as the part streams by. Raises FileRefused."""
    if not archive.has(path):
        return
    with archive.open(path) as stream:
        try:
            for _, element in iterparse(stream):
                if element.tag.rpartition("}")[2] in names:
                    yield element
                    element.clear()
        except ParseError as error:
            raise FileRefused(BROKEN) from error


def _kinds_by_style(archive: Archive, path: str) -> dict[str, str]:
    """Return what the format of a style makes of a number, where calamine does not tell."""
    codes: dict[int, str] = {}
    kinds: dict[str, str] = {}
    for element in _elements(archive, path, "numFmt", "cellXfs"):
        if "formatCode" in element.attrib:
            # Conditional formats further on may use the same numbers again.
            codes.setdefault(_integer(element.get("numFmtId")), element.get("formatCode", "")[:255])
            continue
        numbers = [_integer(style.get("numFmtId")) for style in element]
        known = {number: kind_of(number, codes.get(number)) for number in set(numbers)}
        kinds = {str(style): known[number] for style, number in enumerate(numbers) if known[number] != NUMBER}
    return kinds


def _integer(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0


def _column_number(letters: str) -> int:
    """Return 0 for "A", 26 for "AA"."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _column_name(number: int) -> str:
    """Return "A" for 0, "AA" for 26."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
