"""The steps of an import that are the same whatever its file is about: read, confirm, undo."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from agencies.auditlog.writing import record
from agencies.models import User
from exchange.comparing import Preview
from exchange.enums import ImportState, Mode, RowKind
from exchange.matching import TableRefused
from exchange.models import Import
from exchange.reading.book import Book, FileRefused
from exchange.reading.files import read
from itaportal.editing.concurrency import StaleEdit

_TAKEN = {
    Mode.STOP: (RowKind.NEW,),
    Mode.SKIP: (RowKind.NEW,),
    Mode.UPDATE: (RowKind.NEW, RowKind.CHANGED),
}

_SHOWN = 5


class ImportBlocked(Exception):
    """The import cannot be confirmed as it is; the message says why in Thai."""


class PreviewOutdated(Exception):
    """Somebody changed the data after the preview was made; the import holds a new preview to look at."""


class UndoBlocked(Exception):
    """Something was changed since the import, or built on it; the message says what, in Thai."""


class RowsChanged(Exception):
    """A row is not any more what the preview compared with."""


class Compared(Protocol):
    """What a book would change: the preview, and the rows to write."""

    @property
    def preview(self) -> Preview: ...

    def wanted(self, kinds: Sequence[str]) -> Sequence[Any]:
        """Return the rows of the kinds."""


def book_of(started: Import) -> Book:
    """Return the kept file as it was read. Raises FileRefused."""
    with started.file.open("rb") as file:
        return read(file.read(), started.name)


def look_into(started: Import, compare: Callable[[Book], Compared]) -> Import:
    """Read the file and keep what it would change; a file that cannot be taken leaves the reason in ``problem``."""
    _advance(started, state=ImportState.READING, progress=10)
    try:
        book = book_of(started)
        _advance(started, progress=50)
        preview = compare(book).preview
    except FileRefused as error:
        _fail(started, str(error))
    except TableRefused as error:
        # Why the table is not found often stands in what was noted while reading.
        _fail(started, "\n".join((str(error), *book.notes)))
    else:
        _keep(started, preview)
    return started


def put_in(
    started: Import,
    compare: Callable[[Book], Compared],
    write: Callable[[Sequence[Any]], None],
    by: User | None,
) -> Import:
    """Write what the preview showed, all rows or none; refused rows are left out unless the mode is to stop at them.

    ``write`` may raise RowsChanged or StaleEdit. Raises ImportBlocked, and PreviewOutdated where the rows are not any
    more what the preview compared with.
    """
    # Read before the transaction: nobody else should wait for a slow file.
    book = book_of(started)
    try:
        with transaction.atomic():
            _claim(started)
            compared = compare(book)
            if compared.preview.to_json() != started.preview_json:
                raise RowsChanged
            write(_wanted(started, compared))
            _finish(started, compared.preview.counts, by)
    except (RowsChanged, StaleEdit):
        _keep(started, compare(book).preview)
        raise PreviewOutdated from None
    started.refresh_from_db()
    return started


def some_of(changed: Sequence[Any]) -> str:
    """Return the first few by name, and how many more there are."""
    more = len(changed) - _SHOWN
    return ", ".join(str(each)[:80] for each in changed[:_SHOWN]) + (
        f" และอีก {more:,} รายการ" if more > 0 else ""
    )


@transaction.atomic
def take_out(started: Import, take_back: Callable[[], None], by: User | None) -> Import:
    """Take everything the import wrote back to what was there before, or nothing of it. Raises UndoBlocked."""
    claimed = Import.objects.filter(pk=started.pk, state=ImportState.DONE).update(state=ImportState.UNDONE)
    if not claimed:
        raise UndoBlocked("การนำเข้านี้ยังไม่ได้ยืนยัน หรือเลิกไปแล้ว")
    take_back()
    record("import.undo", started, by=by, agency=started.agency, after={"name": started.name})
    started.refresh_from_db()
    return started


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
        raise ImportBlocked("รายการนี้ไม่ได้รอยืนยันแล้ว กรุณาเปิดหน้าการนำเข้าใหม่เพื่อดูสถานะล่าสุด")


def _wanted(started: Import, compared: Compared) -> Sequence[Any]:
    counts = compared.preview.counts
    if started.mode == Mode.STOP and (counts[RowKind.CHANGED] or counts[RowKind.REFUSED]):
        raise ImportBlocked(
            f"เลือกไว้ว่าให้หยุด และไฟล์มีแถวที่ต่างจากเดิม {counts[RowKind.CHANGED]:,} แถว รับไม่ได้ {counts[RowKind.REFUSED]:,} แถว "
            "กรุณาแก้ไฟล์ หรือเลือกข้ามหรือแก้ไข"
        )
    wanted = compared.wanted(_TAKEN[Mode(started.mode)])
    if not wanted:
        raise ImportBlocked("ไม่มีแถวใดให้นำเข้า")
    return wanted


def _finish(started: Import, counts: dict[str, int], by: User | None) -> None:
    done = {"state": ImportState.DONE, "by": by, "at": timezone.now(), "progress": 100}
    Import.objects.filter(pk=started.pk).update(**done)
    told = {"name": started.name, "sha256": started.sha256, **{str(kind): counts[kind] for kind in RowKind}}
    record("import.confirm", started, by=by, agency=started.agency, after=told)
