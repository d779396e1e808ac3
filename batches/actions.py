"""What people do to batches, and what the worker does for them; whatever is done is in the audit log."""

import logging
import time
from collections.abc import Iterable
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from agencies.auditlog.writing import record
from agencies.models import User
from approvals.signing.failures import SigningFailed
from batches.enums import BatchState, SheetState
from batches.files import sealed_pdf, wanted_of
from batches.models import Batch, Sheet, sheet_path
from batches.queries import chosen
from itaportal.bulk import insert
from itaportal.keeping.kept import is_whole, keep
from itaportal.language import gettext_lazy
from itaportal.passing import ServiceAway
from reports.models import Document

logger = logging.getLogger(__name__)
MOST_TRIES = 3
# No document takes longer; one that is still worked on afterwards lost its worker.
PATIENCE = timedelta(minutes=10)
_BROKEN = gettext_lazy("เกิดข้อผิดพลาดในระบบ รายละเอียดอยู่ในบันทึกของเครื่องแม่ข่าย กรุณาแก้เหตุแล้วกด “ลองที่ไม่สำเร็จใหม่”")
_NO_FILE = gettext_lazy("เก็บไฟล์ไม่ได้หรือไฟล์เดิมเสีย กรุณาตรวจที่เก็บไฟล์ แล้วกด “ลองที่ไม่สำเร็จใหม่”")
_OPEN = (BatchState.RUNNING, BatchState.PAUSED)


class NothingChosen(Exception):
    """No agency has such a document."""


@transaction.atomic
def start(*, kind: str, fiscal_year: int, province: str, by: User | None) -> Batch:
    """Begin a batch, or return the one of the same choice that this person has open. Raises NothingChosen."""
    choice = {"kind": kind, "fiscal_year": fiscal_year, "province": province}
    if by is not None:
        # A form sent twice waits here for its first sending.
        User.objects.select_for_update().get(pk=by.pk)
    if there := Batch.objects.filter(**choice, by=by, state__in=_OPEN).first():
        return there
    documents = chosen(kind, fiscal_year, province, by)
    if not documents:
        raise NothingChosen
    batch = Batch.objects.create(**choice, by=by)
    insert(Sheet, ("document_id",), [(document,) for document in documents], batch_id=batch.pk)
    record("batch.start", batch, by=by, agency=None, after={**choice, "documents": len(documents)})
    return batch


def pause(*, batch: Batch, by: User | None) -> bool:
    """Let no further document be begun."""
    return _move(batch, (BatchState.RUNNING,), BatchState.PAUSED, "batch.pause", by)


def resume(*, batch: Batch, by: User | None) -> bool:
    """Go on with a batch that rests."""
    return _move(batch, (BatchState.PAUSED,), BatchState.RUNNING, "batch.resume", by)


def cancel(*, batch: Batch, by: User | None) -> bool:
    """Give up what is not made yet; what is made stays."""
    return _move(batch, _OPEN, BatchState.CANCELLED, "batch.cancel", by)


@transaction.atomic
def retry(*, batch: Batch, by: User | None) -> bool:
    """Try again what did not succeed."""
    failed = batch.sheets.filter(state=SheetState.FAILED)
    ended = (*_OPEN, BatchState.DONE)
    if not failed.exists() or not _move(batch, ended, BatchState.RUNNING, "batch.retry", by):
        return False
    failed.update(state=SheetState.WAITING, tries=0, problem="")
    return True


@transaction.atomic
def _move(batch: Batch, before: Iterable[str], state: BatchState, action: str, by: User | None) -> bool:
    """Bring the batch into another state and return whether it was in one of those before."""
    moved = Batch.objects.filter(pk=batch.pk, state__in=before).update(state=state, turn=F("turn") + 1)
    if moved:
        batch.refresh_from_db()
        record(action, batch, by=by, agency=None, after={"state": state.label})
    return bool(moved)


@transaction.atomic
def revive(*, everything: bool = False) -> list[Batch]:
    """Give back what a worker was ended in and return the batches to set going anew; ``everything``: no worker is at work."""
    taken = Sheet.objects.filter(state=SheetState.WORKING, batch__state=BatchState.RUNNING)
    if not everything:
        taken = taken.filter(taken_at__lt=timezone.now() - PATIENCE)
    taken.update(state=SheetState.WAITING)
    running = Batch.objects.filter(state=BatchState.RUNNING)
    running.update(turn=F("turn") + 1)
    return list(running)


def work(pk: int, turn: int, *, seconds: float) -> bool:
    """Make documents of the batch for so long, and return whether this turn goes on."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        sheet = _take(pk, turn)
        if sheet is None:
            _end_if_done(pk)
            return False
        try:
            _make(sheet)
        except (SigningFailed, OSError, ServiceAway) as failure:
            logger.exception("Document %s of batch %s could not be made", sheet.document_id, pk)
            _fail(sheet, str(failure) if isinstance(failure, SigningFailed) else _NO_FILE)
        except Exception:  # one document must not end the batch; the log has it all
            logger.exception("Document %s of batch %s could not be made", sheet.document_id, pk)
            _fail(sheet, _BROKEN)
    return True


@transaction.atomic
def _take(pk: int, turn: int) -> Sheet | None:
    """Take the next document, so that no other worker does; None where there is none or the batch does not go on."""
    if not Batch.objects.filter(pk=pk, turn=turn, state=BatchState.RUNNING).exists():
        return None
    skip = connection.features.has_select_for_update_skip_locked
    waiting = Sheet.objects.filter(batch=pk, state=SheetState.WAITING).order_by("tries", "pk")
    sheet = waiting.select_for_update(skip_locked=skip).first()
    if sheet is not None:
        sheet.state, sheet.tries, sheet.taken_at = SheetState.WORKING, sheet.tries + 1, timezone.now()
        sheet.save(update_fields=["state", "tries", "taken_at"])
    return sheet


def _make(sheet: Sheet) -> None:
    documents = Document.objects.select_related("agency", "plan__assessment__criteria_pack", "round")
    document = documents.get(pk=sheet.document_id)
    wanted = wanted_of(document)
    earlier = Sheet.objects.filter(document=document, key=wanted.key, state=SheetState.DONE).first()
    made = earlier is None or not is_whole(earlier.file.name, earlier.sha256)
    if made:
        path = keep(sheet_path(sheet, ""), content := sealed_pdf(document, wanted))
        size = len(content)
    else:
        assert earlier is not None
        path, size = earlier.file.name, 0
    sha256 = path.rpartition("sha256-")[2].removesuffix(".pdf")
    with transaction.atomic():
        mine = Sheet.objects.filter(pk=sheet.pk, state=SheetState.WORKING, tries=sheet.tries)
        done = mine.update(
            state=SheetState.DONE,
            file=path,
            sha256=sha256,
            key=wanted.key,
            done_at=timezone.now(),
            problem="",
        )
        if done and made:
            by, after = sheet.batch.by, {"sha256": sha256, "size": size}
            record("batch.seal", document, by=by, agency=document.agency, after=after)


def _fail(sheet: Sheet, problem: str) -> None:
    """Let it be tried again after the others, or give it up."""
    state = SheetState.WAITING if sheet.tries < MOST_TRIES else SheetState.FAILED
    mine = Sheet.objects.filter(pk=sheet.pk, state=SheetState.WORKING, tries=sheet.tries)
    mine.update(state=state, problem=problem[:300])


def _end_if_done(pk: int) -> None:
    left = Sheet.objects.filter(batch=pk, state__in=(SheetState.WAITING, SheetState.WORKING))
    if not left.exists():
        Batch.objects.filter(pk=pk, state=BatchState.RUNNING).update(state=BatchState.DONE)
