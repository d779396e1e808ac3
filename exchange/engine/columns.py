"""What a table's columns are: one description for template, export, import and comparison. Pure values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from itaportal.language import in_thai
from itaportal.thai.keys import same_heading_key


class CellKind(StrEnum):
    """How the cells of a column are read and written."""

    LINE = "line"  # text on one line
    TEXT = "text"  # text of several lines
    LINES = "lines"  # numbered lines, each a text of its own
    SCORE = "score"  # points 0–100, Decimal with two places
    AMOUNT = "amount"  # baht, Decimal with two places
    INTEGER = "integer"
    DATE = "date"
    CHOICE = "choice"  # one of the choices
    CODES = "codes"  # several of the choices
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``key`` names the value in a record.

    ``aliases`` are other wordings of the heading; ``loose`` ones often head something else (a running number, a
    weight), so they mean the column only where nothing better does.

    ``prose`` marks a long line, whose words are put together like those of long texts.

    ``choices`` are pairs of stored value and label; ``offered`` are those of them that a new row may well choose,
    all where it is None. ``read`` reads a single code that no list can name (an item number); it returns the stored
    value or raises ValueError with the reason in Thai. ``may_keep`` marks what a blank cell clears only if the person
    chose so, ``nothing`` what is stored then where that is not just nothing. ``locked`` cells tell the reader which row this is, or are there to be read; ``hidden`` ones are locked
    and not shown. ``by_number`` gives rows of their own kind another column (the level among scores).
    """

    key: str
    heading: str
    kind: CellKind
    aliases: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    choices: tuple[tuple[Any, str], ...] = ()
    offered: tuple[Any, ...] | None = None
    required: bool = False
    limit: int = 2000
    prose: bool = False
    smallest: int = 1
    largest: int = 9999
    may_keep: bool = False
    nothing: Any = None
    locked: bool = False
    hidden: bool = False
    width: int = 16
    help: str = ""
    separator: str = ", "
    read: Callable[[str], Any] | None = None
    order: Callable[[Sequence[Any]], Sequence[Any]] | None = None
    by_number: Mapping[str, "Column"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with in_thai():
            object.__setattr__(self, "heading", str(self.heading))
            object.__setattr__(self, "help", str(self.help))
            object.__setattr__(self, "choices", tuple((value, str(label)) for value, label in self.choices))

    def at(self, number: str) -> "Column":
        """Return the column as it is in the row of that number."""
        return self.by_number.get(number, self)

    def label_of(self, value: Any) -> str:
        """Return the words of a choice, the value itself where the year has no such choice."""
        return next((label for known, label in self.choices if known == value), str(value))


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row is not taken: the sheet's name, the row's number as Excel shows it, the heading, the reason in Thai."""

    sheet: str
    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        place = f"แผ่น “{self.sheet}” แถว {self.row}"
        return f"{place} ช่อง “{self.column}”: {self.reason}" if self.column else f"{place}: {self.reason}"


ID, AGENCY, YEAR, NUMBER, NAME, REASON = "id", "agency", "fiscal_year", "number", "name", "reason"

# Where refused rows go out to be corrected, this column tells why; coming back it is not read.
REASON_COLUMN = Column(
    REASON, "เหตุผลที่ไม่รับ", CellKind.TEXT, locked=True, width=50, help="แก้ตามเหตุผลแล้วนำเข้าไฟล์นี้อีกครั้ง"
)


def heading_ranks(column: Column) -> tuple[set[str], ...]:
    """Return the keys of the headings that mean the column, surest first: its own, its aliases, the loose ones."""
    ranks = ((column.heading,), column.aliases, column.loose)
    return tuple({same_heading_key(name) for name in names} for names in ranks)


def heading_keys(column: Column) -> set[str]:
    """Return the keys of all headings that mean the column."""
    return set().union(*heading_ranks(column))
