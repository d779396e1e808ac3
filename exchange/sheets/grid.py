"""The rows of one sheet of a workbook, as its XML streams by."""

import math
import re
from collections.abc import Callable
from datetime import datetime

from exchange.sheets import limits
from exchange.sheets.book import Value
from exchange.sheets.budget import Budget
from exchange.sheets.formats import NUMBER, shown
from exchange.sheets.package import Package
from exchange.sheets.parts import Entry, Workbook, unescape
from exchange.sheets.xmlstream import Enough, walk

NOT_COMPUTED = "#CALC!"

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
Emit = Callable[[int, list[Value]], None]


def column_number(letters: str) -> int:
    """Return 0 for "A", 26 for "AA"."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_name(number: int) -> str:
    """Return "A" for 0, "AA" for 26."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


class Grid:
    """Reads one sheet; afterwards tells what was hidden, merged, not computed or left out."""

    def __init__(self, book: Workbook, budget: Budget, emit: Emit) -> None:
        self.hidden_rows: list[int] = []
        self.merges: list[tuple[int, int, int, int]] = []  # first and last row, first and last column
        self.not_computed: list[str] = []  # cells, as Excel names them
        self.stopped_at = 0  # the row after which only blank ones were met
        self.too_wide = False
        self._book, self._budget, self._emit = book, budget, emit
        self._columns: dict[str, int] = {}
        self._row = self._column = self._blank = 0
        self._values: list[Value] = []
        self._pieces: list[str] = []
        self._collecting = self._formula = self._has_value = self._reading = False
        self._type = self._style = ""
        self._starts = {"c": self._cell, "row": self._start_row, "v": self._value, "t": self._inline}
        self._starts |= {"f": self._has_formula, "rPh": self._phonetic, "mergeCell": self._merge}
        self._ends = {"c": self._end_cell, "row": self._end_row, "v": self._end_text, "t": self._end_text}
        self._ends |= {"rPh": self._end_phonetic}

    def read(self, package: Package, entry: Entry) -> None:
        """Emit every row that holds a value. Raises FileRefused."""
        with package.open(entry.path) as stream:
            walk(stream, self._starts, self._ends, self._text)

    def _start_row(self, attributes) -> None:
        number = attributes.get("r", "")
        # Rows out of order would take a number twice; they count on from the row before instead.
        self._row = (
            max(int(number), self._row + 1) if number.isdecimal() and len(number) < 8 else self._row + 1
        )
        self._column, self._values = -1, []
        if attributes.get("hidden") in ("1", "true"):
            self.hidden_rows.append(self._row)

    def _cell(self, attributes) -> None:
        letters = attributes.get("r", "").rstrip("0123456789")
        place = self._columns.get(letters)
        if place is None:
            known = letters.isascii() and letters.isupper() and len(letters) <= 3
            place = self._columns[letters] = column_number(letters) if known else -1
        self._column = place if place >= 0 else self._column + 1
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._formula = self._has_value = False
        self._pieces = []

    def _value(self, _attributes) -> None:
        self._collecting = self._has_value = True

    def _inline(self, _attributes) -> None:
        self._collecting = self._has_value = not self._reading

    def _has_formula(self, _attributes) -> None:
        self._formula = True

    def _phonetic(self, _attributes) -> None:
        self._reading = True

    def _merge(self, attributes) -> None:
        ends = _REFERENCE.findall(attributes.get("ref", ""))
        if len(ends) == 2 and len(self.merges) < limits.MAX_MERGES:
            (left, top), (right, bottom) = ends
            self.merges.append((int(top), int(bottom), column_number(left), column_number(right)))

    def _text(self, piece: str) -> None:
        if self._collecting:
            self._pieces.append(piece)

    def _end_text(self) -> None:
        self._collecting = False

    def _end_phonetic(self) -> None:
        self._reading = False

    def _end_cell(self) -> None:
        if self._pieces or self._formula:
            self._place(self._read_cell())

    def _read_cell(self) -> Value:
        text = "".join(self._pieces)[: limits.MAX_CELL_CHARACTERS]
        if self._formula and not text and not (self._type == "str" and self._has_value):
            self.not_computed.append(f"{column_name(self._column)}{self._row}")
            return NOT_COMPUTED
        if not text:
            return None
        if self._type == "s":
            return self._shared(text)
        if self._type == "n":
            return self._number(text)
        if self._type == "b":
            return text.strip() in ("1", "true")
        if self._type == "d":
            return _moment(text)
        return text if self._type == "e" else unescape(text)

    def _shared(self, text: str) -> Value:
        place = int(text) if text.strip().isdecimal() and len(text) < 12 else -1
        return self._book.strings[place] or None if 0 <= place < len(self._book.strings) else None

    def _number(self, text: str) -> Value:
        if text.isdecimal() and len(text) <= 15:
            number: float | int = int(text)
        else:
            try:
                number = float(text)
            except ValueError:
                return text
            if not math.isfinite(number):
                return text
            number = int(number) if number.is_integer() and abs(number) < 1e15 else number
        if not self._style or not self._style.isdecimal():
            return number
        place = int(self._style[:9])
        kind = self._book.kinds[place] if place < len(self._book.kinds) else NUMBER
        return number if kind == NUMBER else shown(number, kind, from_1904=self._book.from_1904)

    def _place(self, value: Value) -> None:
        if value is None:
            return
        if self._column >= limits.MAX_COLUMNS:
            self.too_wide = True
            return
        self._values.extend([None] * (self._column + 1 - len(self._values)))
        self._values[self._column] = value

    def _end_row(self) -> None:
        if any(value is not None and value != "" for value in self._values):
            self._blank = 0
            self._budget.take(self._values)
            self._emit(self._row, self._values)
            return
        self._blank += 1
        if self._blank >= limits.MAX_BLANK_ROWS:
            self.stopped_at = self._row
            raise Enough


def _moment(text: str) -> Value:
    try:
        return datetime.fromisoformat(text.strip().removesuffix("Z"))
    except ValueError:
        return text
