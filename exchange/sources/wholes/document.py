"""A whole report as its paragraphs and tables in order, and what all its readers ask of them. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exchange.reading.document import Document
from exchange.reading.grid import PageTable

_LONGEST = 400  # characters of a line that may stand above a table as its title


@dataclass(frozen=True, slots=True)
class WholeReport(Document):
    """``always`` is said of every row that is read of it: why nothing in it is sure, "" where something may be."""

    always: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The lines between the tables; "" stands for a table, so that nobody reads across it."""
        return tuple(part if isinstance(part, str) else "" for part in self.parts)

    def titled(self) -> Iterator[tuple[str, PageTable]]:
        """Yield every table with the line that stands right above it, "" where none does."""
        above = ""
        for part in self.parts:
            if isinstance(part, PageTable):
                yield above, part
                above = ""
            else:
                above = part if len(part) <= _LONGEST else ""


def spread(table: PageTable) -> list[tuple[str, ...]]:
    """Return the rows with what stands in a joined cell repeated in each row that it reaches into."""
    rows = [list(row) for row in table.rows]
    for top, bottom, left, _ in table.spans:
        text = rows[top][left] if left < len(rows[top]) else ""
        for row in rows[top + 1 : bottom + 1]:
            row.extend([""] * (left + 1 - len(row)))
            row[left] = row[left] or text
    return [tuple(row) for row in rows]


def is_empty(cells: Sequence[str]) -> bool:
    """Whether a row says nothing: blank, or lines that were drawn with dashes."""
    return not any(cell.strip(" -–—_=|:") for cell in cells)
