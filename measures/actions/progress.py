"""Progress rounds and what they say about each measure."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from agencies.auditlog.writing import record, values_of
from agencies.models import User
from itaportal.editing.concurrency import StaleEdit, claim
from measures.actions.evidence import files_forgotten
from measures.enums import Status
from measures.models import Evidence, Measure, Plan, Progress, ProgressRound


class DuplicateRound(Exception):
    """The plan already has a round as at that day: ``existing``."""

    def __init__(self, existing: ProgressRound):
        super().__init__(str(existing))
        self.existing = existing


class RoundInUse(Exception):
    """A document is made from the round."""


class StaleStatuses(Exception):
    """Somebody saved some of the measures first; ``current`` holds their entries as they are now."""

    def __init__(self, current: list[Progress]):
        super().__init__(f"{len(current)} progress entries were saved by somebody else")
        self.current = current


@transaction.atomic
def start_round(*, plan: Plan, as_at: date, by: User | None) -> ProgressRound:
    """Open a progress round as at a day; raises DuplicateRound if there is one already."""
    try:
        with transaction.atomic():
            progress_round = ProgressRound.objects.create(plan=plan, as_at=as_at)
    except IntegrityError:
        raise DuplicateRound(plan.rounds.get(as_at=as_at)) from None
    record("round.start", progress_round, by=by, agency=plan.agency, after={"as_at": as_at})
    return progress_round


@transaction.atomic
def delete_round(*, progress_round: ProgressRound, by: User) -> None:
    """Remove a round, its entries and evidence; the audit log keeps their text. Raises RoundInUse while a document needs it."""
    before = {
        f"measure {entry.measure_id}": values_of(entry, *_PROGRESS_FIELDS)
        for entry in progress_round.entries.all()
    }
    agency, gone = progress_round.plan.agency, copy(progress_round)
    forget = files_forgotten(agency, Evidence.objects.filter(entry__round=progress_round))
    try:
        progress_round.delete()
    except ProtectedError:
        raise RoundInUse from None
    record("round.delete", gone, by=by, agency=agency, before=before)
    transaction.on_commit(forget)


_PROGRESS_FIELDS = ("status", "note", "action_taken", "result", "outcome", "suggestion")


@transaction.atomic
def save_progress(
    *,
    progress_round: ProgressRound,
    measure: Measure,
    status: Status,
    note: str = "",
    action_taken: str = "",
    result: str = "",
    outcome: str = "",
    suggestion: str = "",
    version: int | None,
    by: User | None,
) -> Progress:
    """Save a measure's progress in a round; raises StaleEdit when somebody saved something else first."""
    values = {
        "status": status,
        "note": note,
        "action_taken": action_taken,
        "result": result,
        "outcome": outcome,
        "suggestion": suggestion,
    }
    return _told(_write(progress_round, measure, values, version, by), progress_round, by)


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """A measure's status as entered in the list of all; ``version`` is None where nothing was reported before."""

    measure: Measure
    status: Status
    note: str
    version: int | None


@transaction.atomic
def save_statuses(
    *, progress_round: ProgressRound, entries: Iterable[StatusEntry], by: User | None
) -> list[Progress]:
    """Save status and note of several measures, all or none; other texts stay as they are.

    Raises StaleStatuses naming every entry that somebody saved first.
    """
    saved, stale = [], []
    for entry in entries:
        values = {"status": entry.status, "note": entry.note}
        try:
            saved.append(_write(progress_round, entry.measure, values, entry.version, by))
        except StaleEdit as error:
            stale.append(error.current)
    if stale:
        raise StaleStatuses(stale)
    # Told once all rows are locked: the audit log makes an agency's other writers wait.
    return [_told(change, progress_round, by) for change in saved]


@dataclass(frozen=True, slots=True)
class _Change:
    """An entry as it is now, and what it said before: None for a new one."""

    entry: Progress
    before: dict[str, str] | None
    saved: bool = True


def _write(
    progress_round: ProgressRound,
    measure: Measure,
    values: dict[str, str],
    version: int | None,
    by: User | None,
) -> _Change:
    entry = Progress.objects.filter(round=progress_round, measure=measure).first()
    if entry is None:
        entry, before = Progress(round=progress_round, measure=measure, updated_by=by), None
    elif all(getattr(entry, name) == value for name, value in values.items()):
        return _Change(entry, None, saved=False)
    else:
        before = values_of(entry, *_PROGRESS_FIELDS)
        claim(entry, version or 0, by)
    for name, value in values.items():
        setattr(entry, name, value)
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError:
        raise StaleEdit(Progress.objects.get(round=progress_round, measure=measure)) from None
    return _Change(entry, before)


def _told(change: _Change, progress_round: ProgressRound, by: User | None) -> Progress:
    entry = change.entry
    if change.saved:
        after = values_of(entry, *_PROGRESS_FIELDS)
        record(
            "progress.save",
            entry,
            by=by,
            agency=progress_round.plan.agency,
            before=change.before,
            after=after,
        )
    return entry
