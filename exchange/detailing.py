"""Bringing a table's second sheet (the steps of measures) together with its rows. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from exchange.cells import Unreadable, is_blank
from exchange.columns import ID, NAME, Column, Problem
from exchange.comparing import Change, FieldChange, RowResult
from exchange.enums import RowKind
from exchange.matching import Raw, name_key, number_key
from exchange.parsing import parse
from exchange.rendering import still_shows
from exchange.tables.description import Details


@dataclass(slots=True)
class _Read:
    """The second sheet's rows of one row: their places, values and problems."""

    raws: list[Raw]
    places: list[int]
    values: list[Any]
    problems: list[Problem]


def merge(
    changes: Sequence[Change], raws: Sequence[Raw], details: Details, column: Column
) -> tuple[list[Change], list[RowResult]]:
    """Return the changes with what the second sheet says, and that sheet's rows that belong to none of them.

    ``column`` is the one of the first sheet that shows the same in one cell. Whichever of the two was changed counts;
    where both were, they have to agree.
    """
    groups: dict[int, list[Raw]] = {}
    refused = []
    for raw in raws:
        owner = _owner(raw, changes)
        if owner is None:
            reason = "ไม่พบรายการนี้ในแผ่นแรกของไฟล์ กรุณาตรวจลำดับและชื่อให้ตรงกัน"
            problem = Problem(raw.sheet, raw.row, details.columns[1].heading, reason)
            label = str(raw.cells.get(NAME) or raw.number)
            refused.append(RowResult(RowKind.REFUSED.value, raw.sheet, raw.row, label, (), (problem,)))
        else:
            groups.setdefault(owner, []).append(raw)
    merged = [
        _with_details(change, _read(groups[place], change, details), details, column)
        if place in groups
        else change
        for place, change in enumerate(changes)
    ]
    return merged, refused


def _owner(raw: Raw, changes: Sequence[Change]) -> int | None:
    """Return the place of the row that this one belongs to: by id, by number, by name."""
    pk, number, name = number_key(raw.cells.get(ID)), raw.number, name_key(raw.cells.get(NAME))
    for given, told in ((pk, _pk), (number, _number), (name, _name)):
        if given:
            found = [place for place, change in enumerate(changes) if told(change) == given]
            return found[0] if len(found) == 1 else None
    return None


def _pk(change: Change) -> str:
    return str(change.stored.pk) if change.stored else ""


def _number(change: Change) -> str:
    return change.stored.number if change.stored else change.match.raw.number


def _name(change: Change) -> str:
    return name_key(change.match.raw.cells.get(NAME))


def _read(raws: list[Raw], change: Change, details: Details) -> _Read:
    stored = change.stored.details if change.stored else ()
    read = _Read(raws, [], [], [])
    for place, raw in enumerate(raws, start=1):
        number = number_key(raw.cells.get(details.order))
        place = int(number) if number.isdigit() else place
        if place in read.places:
            twin = raws[read.places.index(place)].row
            read.problems.append(
                Problem(
                    raw.sheet,
                    raw.row,
                    _heading(details, details.order),
                    f"แถว {twin} และ {raw.row} เป็นขั้นเดียวกัน กรุณาแก้เลข",
                )
            )
        before = details.values(stored[place - 1]) if 0 < place <= len(stored) else {}
        read.places.append(place)
        read.values.append(details.read(_cells(raw, before, details, read.problems)))
    return read


def _heading(details: Details, key: str) -> str:
    return next(column.heading for column in details.columns if column.key == key)


def _cells(raw: Raw, before: dict[str, Any], details: Details, problems: list[Problem]) -> dict[str, Any]:
    values = {}
    for column in details.columns:
        if column.locked or column.key == details.order:
            continue
        cell, old = raw.cells.get(column.key), before.get(column.key, "")
        if column.key not in raw.cells or (before and still_shows(column, cell, old)):
            values[column.key] = old
            continue
        try:
            values[column.key] = parse(column, cell)
        except Unreadable as error:
            values[column.key] = old
            problems.append(Problem(raw.sheet, raw.row, column.heading, str(error)))
    return values


def _with_details(change: Change, read: _Read, details: Details, column: Column) -> Change:
    if read.problems:
        return replace(change, problems=(*change.problems, *read.problems))
    ordered = tuple(
        value for _, value in sorted(zip(read.places, read.values, strict=True), key=lambda pair: pair[0])
    )
    if len(ordered) > details.most:
        return change.refused(
            column.heading, f"มี {len(ordered)} ขั้น เกินที่รับได้ {details.most} ขั้น กรุณารวมบางขั้นตอน"
        )
    before = change.stored.details if change.stored else ()
    in_cell = column.key in change.changed
    if ordered == before:
        return change
    if in_cell and details.texts(ordered) != tuple(change.values.get(column.key) or ()):
        reason = f"ไม่ตรงกับแผ่น “{details.title}” กรุณาแก้ให้ตรงกัน หรือแก้เพียงที่เดียว"
        return change.refused(column.heading, reason)
    told = FieldChange(column.heading, details.told(before), details.told(ordered))
    kept = tuple(entry for entry in change.fields if entry.heading != column.heading)
    return replace(
        change,
        details=ordered,
        fields=(*kept, told),
        values={**change.values, column.key: details.texts(ordered)},
        changed=change.changed | {column.key},
    )


def too_many(change: Change, details: Details, column: Column) -> Change:
    """Return the row, refused where its cell holds more than the form takes."""
    count = len(change.values.get(column.key) or ())
    if (
        column.key in change.changed
        and count > details.most
        and not is_blank(change.match.raw.cells.get(column.key))
    ):
        return change.refused(column.heading, f"มี {count} ขั้น เกินที่รับได้ {details.most} ขั้น กรุณารวมบางขั้นตอน")
    return change
