"""The steps of an import, whatever its file is about: read, confirm, undo."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from agencies.auditlog.writing import record
from agencies.models import User
from exchange.engine.columns import Column
from exchange.engine.compare import Preview, RowChange
from exchange.engine.layout import Layout, of_refused
from exchange.engine.locate import FoundTable
from exchange.engine.match import TableRefused
from exchange.engine.prepare import Prepared, prepare
from exchange.engine.table import RowsChanged, Table, UndoRefused
from exchange.enums import Blank, ImportState, Mode, RowKind
from exchange.models import Import, ImportedRow
from exchange.reading.book import Book, FileRefused
from exchange.reading.files import read
from exchange.tables import table_of
from exchange.tables.scope import Scope
from exchange.writing.files import as_xlsx
from itaportal.bulk import insert
from itaportal.editing.concurrency import StaleEdit
from itaportal.keeping.kept import read_whole
from itaportal.language import in_thai, marked

_TAKEN = {
    Mode.STOP: (RowKind.NEW,),
    Mode.SKIP: (RowKind.NEW,),
    Mode.UPDATE: (RowKind.NEW, RowKind.CHANGED),
}


class ImportBlocked(Exception):
    """The import cannot be confirmed as it is; the message says why in Thai."""


class PreviewOutdated(Exception):
    """Somebody changed the data after the preview was made; the import holds a new preview to look at."""


class UndoBlocked(Exception):
    """Something was changed since the import, or built on it; the message says what, in Thai."""


@in_thai()
def read_import(*, started: Import) -> Import:
    """Read the file and keep what it would change; a file that cannot be taken leaves the reason in ``problem``.

    May be called again, with other choices as well, until the import is confirmed.
    """
    _advance(started, state=ImportState.READING, progress=10)
    try:
        book = _book_of(started)
        _advance(started, progress=50)
        preview = _compare(started, book).preview
    except FileRefused as error:
        _fail(started, str(error))
    except TableRefused as error:
        # Why the table is not found often stands in what was noted while reading.
        _fail(started, "\n".join((str(error), *book.notes)))
    else:
        _keep(started, preview)
    return started


def _book_of(started: Import) -> Book:
    """Return the kept file as it was read. Raises FileRefused."""
    return read(read_whole(started.file.name, started.sha256), started.name)


def _table_of(started: Import) -> Table:
    year = started.fiscal_year or 0
    return table_of(Scope(started.table, started.agency, year, started.progress_round))


def _compare(started: Import, book: Book) -> Prepared:
    return prepare(_table_of(started), book, Blank(started.blank))


@in_thai()
def confirm(*, started: Import, by: User | None) -> Import:
    """Write what the preview showed, all rows or none; refused rows are left out unless the mode is to stop at them.

    Raises ImportBlocked, and PreviewOutdated where the rows are not any more what the preview compared with.
    """
    # Read before the transaction: nobody else should wait for a slow file.
    book = _book_of(started)
    try:
        with transaction.atomic():
            _claim(started)
            prepared = _compare(started, book)
            # Notes also speak of what other imports stored meanwhile; only rows are written.
            if prepared.preview.rows != started.preview.rows:
                raise RowsChanged
            _write(started, _choose_rows(started, prepared), by)
            _finish(started, prepared.preview.counts, by)
    except (RowsChanged, StaleEdit):
        _keep(started, _compare(started, book).preview)
        raise PreviewOutdated from None
    started.refresh_from_db()
    return started


def _write(started: Import, rows: Sequence[RowChange], by: User | None) -> None:
    """Write the rows and keep what undoing them needs."""
    written = _table_of(started).apply(rows, by)
    insert(
        ImportedRow,
        ("object_type", "object_id", "version", "before"),
        ((row.model, row.pk, row.version, row.before) for row in written),
        source_id=started.pk,
    )


@transaction.atomic
def undo(*, started: Import, by: User | None) -> Import:
    """Take everything the import wrote back to what was there before, or nothing of it. Raises UndoBlocked."""
    claimed = Import.objects.filter(pk=started.pk, state=ImportState.DONE).update(state=ImportState.UNDONE)
    if not claimed:
        raise UndoBlocked(marked("การนำเข้านี้ยังไม่ได้ยืนยัน หรือเลิกไปแล้ว"))
    try:
        _table_of(started).take_back(list(started.imported_rows.order_by("pk")), by)
    except UndoRefused as refused:
        raise UndoBlocked(marked(f"เลิกการนำเข้าไม่ได้ เพราะ{refused}")) from None
    record("import.undo", started, by=by, agency=started.agency, after={"name": started.name})
    started.refresh_from_db()
    return started


@in_thai()
def refused_workbook(started: Import, part: int = 1) -> bytes:
    """Return a part of the refused rows as a workbook with the reasons, to be corrected and brought in again.

    Raises FileRefused and TableRefused.
    """
    table, book, refused = _table_of(started), _book_of(started), started.preview.refused

    def sheet(found: FoundTable, columns: tuple[Column, ...]) -> Layout:
        return of_refused(found, columns, refused, part)

    layouts = [sheet(table.find_in(book), table.columns)]
    details = table.details
    if details and any(problem.sheet != layouts[0].title for row in refused for problem in row.problems):
        layouts.append(sheet(details.find_in(book), details.columns))
    return as_xlsx(layouts, creator=table.creator)


def _keep(started: Import, preview: Preview) -> None:
    kept = {"preview_json": preview.to_json(), "counts": preview.counts, "compared_at": timezone.now()}
    _advance(started, state=ImportState.READY, problem="", progress=100, **kept)


def _fail(started: Import, problem: str) -> None:
    failed = {"problem": problem, "preview_json": "", "counts": {}, "progress": 100}
    _advance(started, state=ImportState.FAILED, **failed)


def _advance(started: Import, **values: Any) -> None:
    for name, value in values.items():
        setattr(started, name, value)
    started.save(update_fields=list(values))


def _claim(started: Import) -> None:
    """Take the import for this transaction; whoever confirms it a second time is turned away."""
    waiting = Import.objects.filter(pk=started.pk, state=ImportState.READY)
    if not waiting.update(state=ImportState.IMPORTING):
        raise ImportBlocked(marked("รายการนี้ไม่ได้รอยืนยันแล้ว กรุณาเปิดหน้าการนำเข้าใหม่เพื่อดูสถานะล่าสุด"))


def _choose_rows(started: Import, prepared: Prepared) -> list[RowChange]:
    counts = prepared.preview.counts
    if started.mode == Mode.STOP and (counts[RowKind.CHANGED] or counts[RowKind.REFUSED]):
        raise ImportBlocked(
            marked(
                f"เลือกไว้ว่าให้หยุด และไฟล์มีแถวที่ต่างจากเดิม {counts[RowKind.CHANGED]:,} แถว รับไม่ได้ {counts[RowKind.REFUSED]:,} แถว กรุณาแก้ไฟล์ หรือเลือกข้ามหรือแก้ไข"
            )
        )
    wanted = prepared.wanted(_TAKEN[Mode(started.mode)])
    if not wanted:
        raise ImportBlocked(marked("ไม่มีแถวใดให้นำเข้า"))
    return wanted


def _finish(started: Import, counts: dict[str, int], by: User | None) -> None:
    done = {"state": ImportState.DONE, "by": by, "at": timezone.now(), "progress": 100}
    Import.objects.filter(pk=started.pk).update(**done)
    after = {"name": started.name, "sha256": started.sha256, **{str(kind): counts[kind] for kind in RowKind}}
    record("import.confirm", started, by=by, agency=started.agency, after=after)
