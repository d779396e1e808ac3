"""A table of a page or a document as it is built up cell by cell. Pure.

Spanned cells stay in one place and the spans are handed on, so that whoever reads the rows knows what belongs together.
"""

from dataclasses import dataclass, field

from exchange.reading.book import FileRefused
from itaportal.language import marked
from itaportal.thai.spelling import clean_line

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 20  # tables inside tables
MAX_SPAN = 1000
MAX_COLUMNS = 300
MAX_CELLS = 200_000

TOO_LONG = marked("หน้าเว็บ เอกสาร หรือข้อความที่วางยาวเกินไป กรุณาคัดลอกเฉพาะตารางที่ต้องการแล้ววางใหม่")
TOO_DEEP = marked("ตารางในต้นฉบับซ้อนกันหลายชั้นเกินไป กรุณาคัดลอกเฉพาะตารางที่ต้องการแล้ววางใหม่")


@dataclass(frozen=True, slots=True)
class PageTable:
    """Rows of text from the first column; ``spans`` are first and last row and column (from 0) of joined cells."""

    rows: tuple[tuple[str, ...], ...]
    spans: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(slots=True)
class Grid:
    """An open table; ``pieces`` are those of its open cell."""

    rows: list[dict[int, str]] = field(default_factory=list)
    spans: list[tuple[int, int, int, int]] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)  # column → last row that a cell above reaches into
    pieces: list[str] | None = None
    place: tuple[int, int] = (0, 0)
    going_on: dict[int, int] = field(
        default_factory=dict
    )  # column → the span that the next row may go on with

    def start_row(self) -> None:
        """Begin a row."""
        self.rows.append({})

    def start_cell(self, down: int, right: int) -> None:
        """Begin a cell at the first free place of the row."""
        row, column = self._free()
        self.place, self.pieces = (row, column), []
        if column < MAX_COLUMNS:
            right = self._take(row, column, right)
            if down > 1:
                self.taken |= dict.fromkeys(range(column, column + right), row + down - 1)
            if down > 1 or right > 1:
                self.spans.append((row, row + down - 1, column, column + right - 1))
            self.going_on.pop(column, None)

    def may_go_on(self) -> None:
        """Let cells below go on with the open one, as Word's do."""
        row, column = self.place
        last = self.spans[-1] if self.spans else None
        if not last or (last[0], last[2]) != (row, column):
            self.spans.append((row, row, column, column))
        self.going_on[column] = len(self.spans) - 1

    def go_on(self, right: int) -> None:
        """Let the cell above reach into this row; what stands in the covered cell nobody sees."""
        row, column = self._free()
        self.place, self.pieces = (row, MAX_COLUMNS), []
        if column < MAX_COLUMNS:
            self._take(row, column, right)
            if (place := self.going_on.get(column)) is not None:
                top, _, left, last = self.spans[place]
                self.spans[place] = (top, row, left, last)

    def _free(self) -> tuple[int, int]:
        if not self.rows:
            self.rows.append({})
        row, column = len(self.rows) - 1, 0
        while column in self.rows[row] or self.taken.get(column, -1) >= row:
            column += 1
        return row, column

    def _take(self, row: int, column: int, right: int) -> int:
        right = min(right, MAX_COLUMNS - column)
        self.rows[row] |= dict.fromkeys(range(column, column + right), "")
        return right

    def end_cell(self) -> None:
        """Put what was said into the open cell."""
        row, column = self.place
        if self.pieces is not None and column < MAX_COLUMNS:
            lines = (clean_line(line) for line in "".join(self.pieces).split("\n"))
            self.rows[row][column] = "\n".join(line for line in lines if line)
        self.pieces = None

    def drop_row(self) -> None:
        """Take the last row away, which was deleted while changes were tracked."""
        self.pieces = None
        row = len(self.rows) - 1
        self.rows.pop()
        self.spans = [
            (top, min(bottom, row - 1), left, right) if top < row else (0, 0, 0, 0)
            for top, bottom, left, right in self.spans
        ]

    def finished(self) -> PageTable:
        """Return the table, its rows up to the last cell that stands in them or reaches into them.

        Raises FileRefused for too much.
        """
        last = len(self.rows) - 1
        spans = [(top, min(bottom, last), left, right) for top, bottom, left, right in self.spans]
        spans = [span for span in spans if span[0] < span[1] or span[2] < span[3]]
        widths = [max(row, default=-1) + 1 for row in self.rows]
        for top, bottom, _, right in spans:
            for row in range(top, bottom + 1):
                widths[row] = max(widths[row], right + 1)
        if sum(widths) > MAX_CELLS:
            raise FileRefused(TOO_LONG)
        rows = (
            tuple(row.get(place, "") for place in range(width))
            for row, width in zip(self.rows, widths, strict=True)
        )
        return PageTable(tuple(rows), tuple(spans))


def span_of(text: str | None) -> int:
    """Return how far a cell reaches, 1 where that is not told."""
    return min(int(text), MAX_SPAN) if text and text.isdecimal() and len(text) < 9 and int(text) else 1


@dataclass(slots=True)
class Flow:
    """Paragraphs and tables of a document in their order; inner tables before the one they stand in."""

    parts: list[str | PageTable] = field(default_factory=list)
    open: list[Grid] = field(default_factory=list)
    cells: int = 0
    characters: int = 0

    def say(self, text: str) -> None:
        """Add a paragraph to the open cell or to the document. Raises FileRefused for too much."""
        self.characters += len(text)
        if self.characters > MAX_CHARACTERS:
            raise FileRefused(TOO_LONG)
        inside = self.open[-1].pieces if self.open else None
        if inside is not None:
            inside.append(f"{text}\n")
        elif not self.open and (line := clean_line(text)):
            self.parts.append(line)

    def start_table(self) -> None:
        """Begin a table. Raises FileRefused where it stands too deep in others."""
        if len(self.open) == MAX_DEPTH:
            raise FileRefused(TOO_DEEP)
        self.open.append(Grid())

    def count(self, right: int) -> None:
        """Count a cell. Raises FileRefused."""
        self.cells += min(right, MAX_COLUMNS)
        if self.cells > MAX_CELLS:
            raise FileRefused(TOO_LONG)

    def end_table(self) -> None:
        """Finish the innermost table."""
        grid = self.open.pop()
        grid.end_cell()
        table = grid.finished()
        if any(map(any, table.rows)):
            self.parts.append(table)
