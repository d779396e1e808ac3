"""Taking a file in and comparing it with what is stored; until it is confirmed nothing else is written."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from agencies.auditlog.writing import record
from agencies.models import Agency, User
from exchange.actions.steps import book_of, look_into
from exchange.columns import REASON_COLUMN
from exchange.enums import Blank, Mode
from exchange.layouts import of_refused
from exchange.locating import find_table
from exchange.models import Import, Source
from exchange.preparing import Prepared
from exchange.preparing import prepare as compare
from exchange.reading.book import Book
from exchange.scope import Scope
from exchange.tables import TABLES
from exchange.writing.files import as_xlsx
from itaportal.thai import clean_line
from measures.models import ProgressRound


@transaction.atomic
def upload(
    *,
    agency: Agency,
    table: str,
    fiscal_year: int,
    progress_round: ProgressRound | None = None,
    name: str,
    data: bytes,
    mode: Mode = Mode.UPDATE,
    blank: Blank = Blank.KEEP,
    source: Source | None = None,
    by: User | None,
) -> Import:
    """Keep the file under its sha256 and start an import of it; the same bytes are kept once.

    ``source`` is what the file's rows were chosen from, where it was made by the portal.
    """
    digest = hashlib.sha256(data).hexdigest()
    path = f"imports/{digest}"
    if not default_storage.exists(path):
        path = default_storage.save(path, ContentFile(data))
    started = Import.objects.create(
        agency=agency,
        table=table,
        fiscal_year=fiscal_year,
        progress_round=progress_round,
        file=path,
        name=file_name(name),
        source=source,
        sha256=digest,
        size=len(data),
        mode=mode,
        blank=blank,
        by=by,
    )
    told = {"name": started.name, "table": table, "fiscal_year": fiscal_year, "sha256": digest}
    if source:
        told["source"] = f"{source.name} sha256 {source.sha256}"
    record("import.upload", started, by=by, agency=agency, after=told)
    return started


def file_name(name: str) -> str:
    """Return the name of an uploaded file without folders, as it is shown."""
    return clean_line(name.replace("\\", "/").rsplit("/", 1)[-1])[:150] or "ไฟล์ไม่มีชื่อ"


def scope_of(started: Import) -> Scope:
    """Return whose rows the import is about."""
    return Scope(started.table, started.agency, started.fiscal_year, started.progress_round)


def compared(started: Import, book: Book) -> Prepared:
    """Return what the book would change now. Raises TableRefused."""
    return compare(TABLES[started.table], scope_of(started), book, Blank(started.blank))


def prepare(*, started: Import, mode: Mode | None = None, blank: Blank | None = None) -> Import:
    """Read the file and keep what it would change.

    May be called again, with other choices as well, until the import is confirmed.
    """
    started.mode, started.blank = mode or started.mode, blank or started.blank
    started.save(update_fields=["mode", "blank"])
    return look_into(started, lambda book: compared(started, book))


def refused_workbook(started: Import, part: int = 1) -> bytes:
    """Return a part of the refused rows as a workbook with the reasons, to be corrected and brought in again."""
    table, scope, book = TABLES[started.table], scope_of(started), book_of(started)
    refused = started.preview.refused
    columns = table.columns(scope)
    layouts = [of_refused(find_table(book, table.title, (*columns, REASON_COLUMN)), columns, refused, part)]
    details = table.details
    if details and any(problem.sheet != layouts[0].title for row in refused for problem in row.problems):
        found = find_table(book, details.title, (*details.columns, REASON_COLUMN))
        layouts.append(of_refused(found, details.columns, refused, part))
    return as_xlsx(layouts, creator=started.agency.name)
