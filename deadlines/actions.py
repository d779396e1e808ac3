"""Writing dates of an agency's own, choosing reminders, and reminding."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from copy import copy
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.auditlog.writing import record, values_of
from agencies.entered_values import complete_values, entered_names, record_change, write_values
from agencies.models import Agency, Membership, User
from agencies.roles import Capability, roles_with
from approvals.actions.notices import tell_due
from deadlines.enums import Step
from deadlines.models import Deadline, Reminder, Reminding
from deadlines.queries import due_between
from deadlines.rules.due import REMEMBERED, Due, step_of
from deadlines.tokens import new_serial
from itaportal.language import in_thai, marked
from itaportal.thai.dates import long_date
from itaportal.thai.spelling import shorten

DEADLINE_FIELDS = entered_names(Deadline, "measure", "round", "is_done")
_AT_ONCE = 50  # agencies looked through by the same queries


@transaction.atomic
def add_deadline(*, agency: Agency, by: User | None, **values: Any) -> Deadline:
    """Add a date of the agency's own, by field name."""
    values = complete_values(Deadline, DEADLINE_FIELDS, values)
    deadline = Deadline.objects.create(agency=agency, updated_by=by, **values)
    record_change("deadline.add", deadline, None, *DEADLINE_FIELDS, by=by, agency=agency)
    return deadline


@transaction.atomic
def save_deadline(*, deadline: Deadline, version: int, by: User | None, **values: Any) -> Deadline:
    """Save a date, by field name; raises StaleEdit when somebody saved something else first."""
    before = write_values(deadline, complete_values(Deadline, DEADLINE_FIELDS, values), version, by)
    record_change("deadline.save", deadline, before, by=by, agency=deadline.agency)
    return deadline


@transaction.atomic
def delete_deadline(*, deadline: Deadline, by: User) -> None:
    """Remove a date; the audit log keeps what it said."""
    before, agency, gone = values_of(deadline, *DEADLINE_FIELDS), deadline.agency, copy(deadline)
    deadline.delete()
    record("deadline.delete", gone, by=by, agency=agency, before=before)


@transaction.atomic
def choose_steps(*, user: User, steps: Collection[int]) -> None:
    """Store when the person is reminded."""
    Reminding.objects.update_or_create(user=user, defaults={"steps": sorted(steps, reverse=True)})


@transaction.atomic
def open_feed(*, user: User, steps: Collection[int]) -> None:
    """Give the person's calendar a new address, the old one opens nothing any more; ``steps`` where none were chosen yet."""
    serial = new_serial()
    Reminding.objects.update_or_create(
        user=user, defaults={"feed": serial}, create_defaults={"feed": serial, "steps": list(steps)}
    )


@transaction.atomic
def close_feed(*, user: User) -> None:
    """Let the address of the person's calendar open nothing any more."""
    Reminding.objects.filter(user=user).update(feed="")


@in_thai()
def remind(today: date | None = None) -> int:
    """Tell everybody of what falls due, each thing once at each step they chose; return how many notices that were."""
    today = today or timezone.localdate()
    agencies = list(Agency.objects.filter(closed_at=None).order_by("pk"))
    Reminder.objects.filter(day__lt=today - timedelta(days=2 * REMEMBERED)).delete()
    told = 0
    for start in range(0, len(agencies), _AT_ONCE):
        told += _remind(agencies[start : start + _AT_ONCE], today)
    return told


def _remind(agencies: Collection[Agency], today: date) -> int:
    found = due_between(
        agencies, today - timedelta(days=REMEMBERED), today + timedelta(days=max(Step.values))
    )
    reached = [(due, step) for due in found if (step := step_of(due, today)) is not None]
    people = _steps_of_people(agencies)
    told = 0
    for agency in agencies:
        mine = [(due, step) for due, step in reached if due.agency in (None, agency.pk)]
        if mine and agency.pk in people:
            with suppress(IntegrityError):  # another process told of the same just now
                told += _tell(agency, people[agency.pk], mine)
    return told


def _steps_of_people(agencies: Collection[Agency]) -> dict[int, dict[int, set[int]]]:
    """Return by agency and person the steps they want; without a choice, all for those who enter data."""
    choices = Reminding.objects.filter(user__memberships__agency__in=agencies)
    chosen = dict(choices.values_list("user_id", "steps"))
    entering, everybody = set(roles_with(Capability.ENTER)), set(Step.values)
    found: dict[int, dict[int, set[int]]] = {}
    inside = Membership.objects.current().filter(agency__in=agencies).order_by("agency_id", "user_id")
    for agency, person, role in inside.values_list("agency_id", "user_id", "role"):
        steps = chosen.get(person, everybody if role in entering else ())
        found.setdefault(agency, {}).setdefault(person, set()).update(steps)
    return found


@transaction.atomic
def _tell(agency: Agency, people: dict[int, set[int]], reached: list[tuple[Due, Step]]) -> int:
    """Tell the people of one agency; everything that falls due on one day is one notice."""
    keys = {due.key for due, _ in reached}
    known = set(
        Reminder.objects.filter(user__in=people, key__in=keys).values_list("user_id", "key", "day", "step")
    )
    told, new = 0, []
    for (day, step), rows in groupby(reached, key=lambda row: (row[0].day, row[1])):
        due = [row for row, _ in rows]
        hearers: dict[tuple[str, ...], list[int]] = {}
        for person, steps in people.items():
            untold = [row for row in due if step in steps and (person, row.key, day, step.value) not in known]
            if untold:
                hearers.setdefault(tuple(row.key for row in untold), []).append(person)
                new += [Reminder(user_id=person, key=row.key, day=day, step=step) for row in untold]
        for untold_keys, heard_by in hearers.items():
            tell_due(agency, heard_by, _words([row for row in due if row.key in untold_keys], step))
            told += len(heard_by)
    Reminder.objects.bulk_create(new)
    return told


def _words(due: Iterable[Due], step: Step) -> str:
    first, *others = due
    day, title = long_date(first.day), shorten(first.title, 200)
    if step == Step.OVERDUE:
        words = marked(f"เลยกำหนดวันที่ {day} แล้ว: {title}")
    else:
        words = marked(f"ครบกำหนดวันที่ {day}: {title}")
    return "\n".join([words, *([marked(f"และอีก {len(others)} เรื่อง")] if others else [])])
