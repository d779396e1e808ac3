"""Which part of an import runs now and which later, and what becomes of one whose process was ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from agencies.models import User
from exchange.actions.imports import ImportBlocked, PreviewOutdated, confirm, read_import
from exchange.actions.sources import forget_sources
from exchange.engine.match import TableRefused
from exchange.enums import Blank, ImportState, Mode
from exchange.models import Import
from exchange.reading.book import FileRefused
from itaportal.language import marked

# What a person can wait for in front of the page; a workbook of this size holds about as many rows.
LONG_ROWS = 500
LONG_BYTES = 256 * 1024
# No import works longer; one that still says so afterwards was ended.
PATIENCE = timedelta(minutes=10)
OUTDATED = marked("มีผู้แก้ไขข้อมูลในระบบหลังจากที่ตรวจไฟล์นี้ ยังไม่ได้นำเข้า ระบบเปรียบเทียบให้ใหม่แล้ว กรุณาดูอีกครั้งแล้วกดยืนยัน")
_ENDED = marked("การทำงานหยุดกลางคัน ยังไม่มีข้อมูลใดถูกบันทึก กรุณากด “ลองใหม่”")
_BROKEN = marked(
    "เกิดข้อผิดพลาดในระบบ ยังไม่มีข้อมูลใดถูกบันทึก กรุณากด “ลองใหม่” ถ้ายังไม่ได้ กรุณาแจ้งผู้ดูแลระบบ พร้อมชื่อไฟล์และเวลา"
)
_BUSY = marked("รายการนี้กำลังทำงานอยู่หรือนำเข้าไปแล้ว กรุณาดูสถานะล่าสุด")
_WORKING = (ImportState.UPLOADED, ImportState.READING, ImportState.IMPORTING)


def is_long_file(data: bytes) -> bool:
    """Whether reading the file takes longer than a person waits for a page."""
    return len(data) > LONG_BYTES if data.startswith(b"PK") else data.count(b"\n") > LONG_ROWS


def is_long(started: Import) -> bool:
    """Whether the rows of a preview take longer to write than a person waits for a page."""
    return sum(started.counts.values()) > LONG_ROWS


def is_working(started: Import) -> bool:
    """Whether something is being done with the import, or will be when its turn comes."""
    return started.state in _WORKING and not is_ended(started)


def is_ended(started: Import) -> bool:
    """Whether the process that worked on the import must have been ended."""
    return started.state in _WORKING and started.at < timezone.now() - PATIENCE


@contextmanager
def given_up_when_broken(pk: int) -> Iterator[None]:
    """Give the import up where something unforeseen ends the work on it, and let that go on to whoever logs it.

    What writes an import stands inside with its transaction, so that nothing of it is left by then.
    """
    try:
        yield
    except BaseException as broken:
        problem = _BROKEN if isinstance(broken, Exception) else _ENDED
        Import.objects.filter(pk=pk, state__in=_WORKING).update(**_failure(problem))
        raise


def _failure(problem: str) -> dict[str, object]:
    return {"state": ImportState.FAILED, "problem": problem, "progress": 100}


def read_begun(pk: int) -> None:
    """Read and compare an import that waits for it; another one is left alone."""
    waiting = Import.objects.filter(pk=pk, state__in=(ImportState.UPLOADED, ImportState.READING))
    with given_up_when_broken(pk):
        if started := waiting.first():
            read_import(started=started)


def begin_again(started: Import, *, mode: Mode, blank: Blank) -> None:
    """Let an import be read once more, with other choices or because it failed. Raises ImportBlocked."""
    may = Q(state__in=(ImportState.READY, ImportState.FAILED)) | _ended_before(timezone.now() - PATIENCE)
    begun = Import.objects.filter(may, pk=started.pk).update(
        state=ImportState.READING, progress=0, problem="", mode=mode, blank=blank, at=timezone.now()
    )
    if not begun:
        raise ImportBlocked(_BUSY)
    started.refresh_from_db()


def begin_writing(started: Import, by: User | None) -> None:
    """Take an import that waits to be confirmed; of two people who confirm it one is told so by ImportBlocked."""
    begun = Import.objects.filter(pk=started.pk, state=ImportState.READY).update(
        state=ImportState.IMPORTING, progress=10, problem="", by=by, at=timezone.now()
    )
    if not begun:
        raise ImportBlocked(_BUSY)
    started.refresh_from_db()


def write_begun(pk: int) -> None:
    """Write an import that was taken; what stops it is kept in ``problem``, and it waits to be confirmed again."""
    # In one transaction, so that nobody sees it waiting for confirmation meanwhile.
    with given_up_when_broken(pk), transaction.atomic():
        if not Import.objects.filter(pk=pk, state=ImportState.IMPORTING).update(state=ImportState.READY):
            return
        started = Import.objects.get(pk=pk)
        try:
            confirm(started=started, by=started.by)
        except (ImportBlocked, FileRefused, TableRefused) as blocked:
            _keep_problem(pk, str(blocked))
        except PreviewOutdated:
            _keep_problem(pk, OUTDATED)


def _keep_problem(pk: int, problem: str) -> None:
    Import.objects.filter(pk=pk).update(problem=problem, progress=100)


def reap(*, everything: bool = False) -> int:
    """Give up imports whose process was ended and return how many; ``everything`` where no worker is work.

    Pasted sources that nobody went on with are forgotten on the way.
    """
    forget_sources()
    ended = Q(state__in=_WORKING) if everything else _ended_before(timezone.now() - PATIENCE)
    return Import.objects.filter(ended).update(**_failure(_ENDED))


def _ended_before(moment: datetime) -> Q:
    return Q(state__in=_WORKING, at__lt=moment)
