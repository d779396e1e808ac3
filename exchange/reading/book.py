"""A spreadsheet as it was read: plain values, whatever kind of file they came from."""

from dataclasses import dataclass
from datetime import date, datetime

Value = str | int | float | bool | date | datetime | None

LISTS = "ตัวเลือก"  # the sheet that a template hides: what its cells offer to choose from


class FileRefused(ValueError):
    """The file is not read; the message says in Thai why and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: ``rows`` are pairs of the number Excel shows and the values from column A; blank rows are left out.

    A merged heading stands in every cell it covers; below the headings only in its first cell. A formula gives the
    value last computed, "#CALC!" where the file holds none; a percentage gives its text ("85.50%"), because the stored
    number is a hundredth of what the person sees. ``was_read`` is false for sheets beyond the limit, which have no rows.
    ``merges`` are first and last row (as Excel numbers them) and first and last column (from 0) of joined cells.
    """

    name: str
    hidden: bool
    rows: tuple[tuple[int, tuple[Value, ...]], ...]
    hidden_rows: frozenset[int] = frozenset()
    was_read: bool = True
    merges: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """All sheets in the file's order; ``kind`` is xlsx, xls, xlsb, ods, csv, html, docx or odt; ``notes`` tell in Thai what a person should know."""

    kind: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
