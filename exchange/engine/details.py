"""Bringing a table's second sheet (the steps of measures) together with its rows. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from exchange.engine.cells import Unreadable, is_blank
from exchange.engine.columns import ID, NAME, Column, RowProblem
from exchange.engine.compare import FieldChange, RowChange, RowResult
from exchange.engine.match import FileRow, name_key, number_key
from exchange.engine.parse import parse
from exchange.engine.render import still_shows
from exchange.engine.table import Details
from exchange.enums import RowKind
from itaportal.language import marked


@dataclass(slots=True)
class _DetailRows:
    """The second sheet's rows of one row: their places, values and problems."""

    places: list[int]
    values: list[Any]
    problems: list[RowProblem]


def merge_details(
    changes: Sequence[RowChange], raws: Sequence[FileRow], details: Details, column: Column
) -> tuple[list[RowChange], list[RowResult]]:
    """Return the changes with what the second sheet says, and that sheet's rows that belong to none of them.

    ``column`` is the one of the first sheet that shows the same in one cell. Whichever of the two was changed counts;
    where both were, they have to agree.
    """
    groups: dict[int, list[FileRow]] = {}
    refused = []
    known = [_keys(change) for change in changes]
    for raw in raws:
        owner = _owner(raw, known)
        if owner is None:
            reason = marked("ไม่พบรายการนี้ในแผ่นแรกของไฟล์ กรุณาตรวจลำดับและชื่อให้ตรงกัน")
            problem = RowProblem(raw.sheet, raw.row, details.columns[1].heading, reason)
            label = str(raw.cells.get(NAME) or raw.number)
            refused.append(RowResult(RowKind.REFUSED.value, raw.sheet, raw.row, label, (), (problem,)))
        else:
            groups.setdefault(owner, []).append(raw)
    merged = list(changes)
    for place, group in groups.items():
        merged[place] = _with_details(merged[place], _read(group, merged[place], details), details, column)
    return merged, refused


def _keys(change: RowChange) -> tuple[str, str, str]:
    """Return the row's id, number and name as they are compared."""
    stored, raw = change.stored, change.match.raw
    name = name_key(raw.cells.get(NAME))
    return (str(stored.pk), stored.number, name) if stored else ("", raw.number, name)


def _owner(raw: FileRow, known: Sequence[tuple[str, str, str]]) -> int | None:
    """Return the place of the row that this one belongs to: by id, by number, by name."""
    given = (number_key(raw.cells.get(ID)), raw.number, name_key(raw.cells.get(NAME)))
    which = next((which for which, key in enumerate(given) if key), None)
    if which is None:
        return None
    found = [place for place, keys in enumerate(known) if keys[which] == given[which]]
    return found[0] if len(found) == 1 else None


def _read(raws: list[FileRow], change: RowChange, details: Details) -> _DetailRows:
    stored = change.stored.details if change.stored else ()
    read = _DetailRows([], [], [])
    heading = next(column.heading for column in details.columns if column.key == details.order)
    for place, raw in enumerate(raws, start=1):
        number = number_key(raw.cells.get(details.order))
        place = int(number) if number.isdigit() else place
        if place in read.places:
            twin = raws[read.places.index(place)].row
            reason = marked(f"แถว {twin} และ {raw.row} เป็นขั้นเดียวกัน กรุณาแก้เลข")
            read.problems.append(RowProblem(raw.sheet, raw.row, heading, reason))
        before = details.values(stored[place - 1]) if 0 < place <= len(stored) else {}
        read.places.append(place)
        read.values.append(details.read(_cells(raw, before, details, read.problems)))
    return read


def _cells(
    raw: FileRow, before: dict[str, Any], details: Details, problems: list[RowProblem]
) -> dict[str, Any]:
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
            problems.append(RowProblem(raw.sheet, raw.row, column.heading, str(error)))
    return values


def _with_details(change: RowChange, read: _DetailRows, details: Details, column: Column) -> RowChange:
    if read.problems:
        return replace(change, problems=(*change.problems, *read.problems))
    in_order = sorted(zip(read.places, read.values, strict=True), key=lambda pair: pair[0])
    ordered = tuple(value for _, value in in_order)
    if len(ordered) > details.most:
        return _refuse_count(change, len(ordered), details, column)
    before = change.stored.details if change.stored else ()
    if ordered == before:
        return change
    texts = details.texts(ordered)
    if column.key in change.changed and texts != tuple(change.values.get(column.key) or ()):
        reason = marked(f"ไม่ตรงกับแผ่น “{details.title}” กรุณาแก้ให้ตรงกัน หรือแก้เพียงที่เดียว")
        return change.refuse(column.heading, reason)
    words = FieldChange(column.heading, details.describe(before), details.describe(ordered))
    others = tuple(entry for entry in change.fields if entry.heading != column.heading)
    return replace(
        change,
        details=ordered,
        fields=(*others, words),
        values={**change.values, column.key: texts},
        changed=change.changed | {column.key},
    )


def refuse_too_many(change: RowChange, details: Details, column: Column) -> RowChange:
    """Return the row, refused where its cell holds more than the form takes."""
    count = len(change.values.get(column.key) or ())
    in_cell = column.key in change.changed and not is_blank(change.match.raw.cells.get(column.key))
    return _refuse_count(change, count, details, column) if in_cell and count > details.most else change


def _refuse_count(change: RowChange, count: int, details: Details, column: Column) -> RowChange:
    return change.refuse(column.heading, marked(f"มี {count} ขั้น เกินที่รับได้ {details.most} ขั้น กรุณารวมบางขั้นตอน"))
