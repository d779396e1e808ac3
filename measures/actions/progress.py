"""Progress rounds and what they say about each measure."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from agencies.auditlog.writing import record, values_of
from agencies.entered_values import complete_values, entered_names, record_change, store_values
from agencies.models import User
from itaportal.editing.concurrency import StaleEdit
from measures.actions.evidence import forget_files
from measures.enums import Status
from measures.models import Evidence, Measure, Plan, Progress, ProgressRound

PROGRESS_FIELDS = entered_names(Progress)


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
        f"measure {entry.measure_id}": values_of(entry, *PROGRESS_FIELDS)
        for entry in progress_round.entries.all()
    }
    agency, gone = progress_round.plan.agency, copy(progress_round)
    forget_files(agency, Evidence.everything.filter(entry__round=progress_round))
    try:
        progress_round.delete()
    except ProtectedError:
        raise RoundInUse from None
    record("round.delete", gone, by=by, agency=agency, before=before)


@transaction.atomic
def save_progress(
    *, progress_round: ProgressRound, measure: Measure, version: int | None, by: User | None, **values: Any
) -> Progress:
    """Save a measure's progress in a round, by field name; raises StaleEdit when somebody saved something else first."""
    values = complete_values(Progress, PROGRESS_FIELDS, values)
    entry, before = _write(progress_round, measure, values, version, by)
    _record(entry, before, by)
    return entry


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
    # Recorded once all rows are locked: the audit log makes an agency's other writers wait.
    for row, before in saved:
        _record(row, before, by)
    return [row for row, _ in saved]


def _write(
    progress_round: ProgressRound,
    measure: Measure,
    values: Mapping[str, Any],
    version: int | None,
    by: User | None,
) -> tuple[Progress, dict[str, str] | None]:
    """Return the entry and what it said before, None for a new one."""
    key = {"round": progress_round, "measure": measure}
    entry, before = store_values(Progress.objects.all(), key, values, version or 0, by)
    entry.round = progress_round
    return entry, before


def _record(entry: Progress, before: dict[str, str] | None, by: User | None) -> None:
    record_change("progress.save", entry, before, *PROGRESS_FIELDS, by=by, agency=entry.round.plan.agency)
