"""What a site administrator does with a file of many agencies: read, confirm, undo."""

from django.db import IntegrityError

from agencies.models import User
from exchange.actions.steps import RowsChanged, book_of, look_into, put_in, take_out
from exchange.columns import REASON_COLUMN
from exchange.enums import Blank
from exchange.layouts import of_refused
from exchange.locating import find_table
from exchange.many import preparing
from exchange.many.columns import TITLE, columns
from exchange.many.enums import ManyTable
from exchange.many.preparing import ManyPrepared
from exchange.many.undoing import take_back
from exchange.many.writing import write
from exchange.models import Import
from exchange.reading.book import Book
from exchange.writing.files import as_xlsx


def prepare(*, started: Import) -> Import:
    """Read the file and keep what it would change."""
    return look_into(started, lambda book: _compared(started, book))


def _compared(started: Import, book: Book) -> ManyPrepared:
    return preparing.prepare(
        fiscal_year=started.fiscal_year,
        book=book,
        blank=Blank(started.blank),
        creates=started.table == ManyTable.CREATING,
    )


def confirm(*, started: Import, by: User | None) -> Import:
    """Write the rows that the preview showed. Raises what ``put_in`` does."""

    def written(rows) -> None:
        try:
            write(started, rows, by)
        except IntegrityError as error:
            # Somebody added a year or an agency that was not there.
            raise RowsChanged from error

    return put_in(started, lambda book: _compared(started, book), written, by)


def undo(*, started: Import, by: User | None) -> Import:
    """Take the import back as one action. Raises UndoBlocked."""
    return take_out(started, lambda: take_back(started, by), by)


def refused_workbook(started: Import, part: int = 1) -> bytes:
    """Return a part of the refused rows as a workbook with the reasons, to be corrected and brought in again."""
    table = columns(preparing.criteria(started.fiscal_year))
    found = find_table(book_of(started), TITLE, (*table, REASON_COLUMN))
    return as_xlsx([of_refused(found, table, started.preview.refused, part)], creator="ITA Portal")
