"""Books as the reader gives them, and imports, for tests."""

from exchange.actions import read_import, upload
from exchange.models import Import
from exchange.reading.book import Book, Sheet


def sheet(name, *rows, hidden=False) -> Sheet:
    """Return a sheet of rows of cells, numbered from 1."""
    return Sheet(name, hidden, tuple((number, tuple(row)) for number, row in enumerate(rows, start=1)))


def book(*sheets) -> Book:
    """Return a workbook of the sheets."""
    return Book("xlsx", tuple(sheets))


def delimited(*rows) -> bytes:
    """Return rows of text as CSV."""
    return "\n".join(",".join(row) for row in rows).encode("utf-8-sig")


def brought(scope, data: bytes, *, name="แบบกรอก.xlsx", by=None, **choices) -> Import:
    """Upload the file into the scope and return it compared."""
    started = upload(
        agency=scope.agency,
        table=scope.table,
        fiscal_year=scope.fiscal_year,
        progress_round=scope.progress_round,
        name=name,
        data=data,
        by=by,
        **choices,
    )
    return read_import(started=started)
