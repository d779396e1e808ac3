"""Writing all departments of an agency at once: their names, their order, new ones, and the removal of unused ones."""

from collections.abc import Collection, Iterable, Sequence
from copy import copy
from dataclasses import dataclass

from django.db import transaction

from agencies.actions.rows import save_values
from agencies.auditlog.writing import record, values_of
from agencies.models import Agency, Department, User
from itaportal.editing.concurrency import claim


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department as it was typed; ``pk`` is None for a new one, ``version`` the one its form was opened with."""

    pk: int | None
    version: int
    name: str
    active: bool


class DepartmentInUse(Exception):
    """The department is named by somebody's work and is not removed."""

    def __init__(self, department: Department):
        super().__init__(f"{department} is in use")
        self.department = department


def in_use(departments: Iterable[Department]) -> set[int]:
    """Return the ids of those that anything refers to: a query for each kind of thing that can."""
    found: set[int] = set()
    ids = [department.pk for department in departments]
    for relation in Department._meta.related_objects:
        name = relation.field.name
        rows = relation.related_model._base_manager.filter(**{f"{name}__in": ids})
        found |= {pk for pk in rows.values_list(name, flat=True) if pk in ids}
    return found


@transaction.atomic
def save_departments(
    *, agency: Agency, rows: Sequence[DepartmentRow], opened: Collection[int], by: User
) -> None:
    """Store the rows in their order; those of ``opened`` that are no longer among them are removed.

    A department that somebody added meanwhile stays behind them. Raises DepartmentInUse, DuplicateName, and StaleEdit for
    a row that somebody saved first.
    """
    Agency.objects.select_for_update().get(pk=agency.pk)
    stored = {department.pk: department for department in agency.departments.all()}
    before = [(department.pk, department.name) for department in stored.values()]
    _remove([stored[pk] for pk in opened if pk in stored and pk not in {row.pk for row in rows}], agency, by)
    placed = [_save(agency, stored.get(row.pk or 0), row, by) for row in rows]
    kept = {department.pk for department in placed} | set(opened)
    placed += [department for pk, department in stored.items() if pk not in kept]
    for position, department in enumerate(placed, start=1):
        department.position = position
    Department.objects.bulk_update(placed, ["position"])
    _tell_order(agency, before, placed, by)


def _remove(departments: Sequence[Department], agency: Agency, by: User) -> None:
    used = in_use(departments)
    for department in departments:
        if department.pk in used:
            raise DepartmentInUse(department)
        gone, told = copy(department), values_of(department, "name", "active")
        department.delete()
        record("department.remove", gone, by=by, agency=agency, before=told)


def _save(agency: Agency, stored: Department | None, row: DepartmentRow, by: User) -> Department:
    values = {"name": row.name, "active": row.active}
    if stored is None:
        stored = Department(agency=agency)
    elif (stored.name, stored.active) == (row.name, row.active):
        return stored
    else:
        claim(stored, row.version, by)
    record("department.save", stored, by=by, agency=agency, **save_values(stored, values))
    return stored


def _tell_order(
    agency: Agency, before: Sequence[tuple[int, str]], placed: Sequence[Department], by: User
) -> None:
    """Tell the log where those that were there before, and still are, changed places."""
    was, now = [pk for pk, _ in before], [department.pk for department in placed]
    if [pk for pk in was if pk in now] != [pk for pk in now if pk in was]:
        told = [name for _, name in before], [department.name for department in placed]
        record(
            "department.order",
            agency,
            by=by,
            agency=agency,
            before={"order": told[0]},
            after={"order": told[1]},
        )
