"""Putting right what was read from a source where it stands: rows split, joined and moved, columns given another meaning."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.contrib import messages

from exchange.actions.habits import forget, remember
from exchange.actions.sources import change_found
from exchange.enums import TableName
from exchange.forms import ChosenRowsForm
from exchange.models import Source
from exchange.reading.book import FileRefused
from exchange.sources import score_columns, shapes
from exchange.sources.found import Found, Line, Table, Ticks
from exchange.sources.headings import HEADINGS
from exchange.sources.mending import PREFIX, AllCells
from exchange.sources.rowchanges import CHANGES
from exchange.sources.rowparts import Choosing
from exchange.sources.shapes import shape_of
from exchange.tables.scope import Scope
from exchange.views.read_scores import told_scores
from exchange.views.read_sources import measures_found
from itaportal.language import gettext_lazy
from itaportal.translated import translated

_STILL_UNKNOWN = {
    TableName.MEASURES: gettext_lazy(
        "ยังอ่านเป็นมาตรการไม่ได้ กรุณาเลือกว่าคอลัมน์ใดเป็น “ชื่อมาตรการ / โครงการ / กิจกรรม” และเลือกอีกอย่างน้อยหนึ่งคอลัมน์"
    ),
    TableName.SCORES: gettext_lazy(
        "ยังอ่านเป็นคะแนนไม่ได้ กรุณาเลือกว่าคอลัมน์ใดเป็น “คะแนนของปีนี้” และคอลัมน์ใดเป็นเลขหรือชื่อตัวชี้วัด อย่างละหนึ่งคอลัมน์"
    ),
}
_OFFERED = {TableName.MEASURES: shapes.OFFERED, TableName.SCORES: score_columns.OFFERED}
_READ_AGAIN = gettext_lazy("อ่านตารางใหม่ตามความหมายของคอลัมน์ที่เลือกแล้ว ระบบจำไว้เสนอกับตารางแบบเดียวกันครั้งต่อไป")
_FORGOTTEN = gettext_lazy("เลิกจำความหมายของคอลัมน์แล้ว อ่านตารางใหม่ตามหัวตาราง")
# Cells of more rows would be more fields than one form may send.
_MOST_OPEN = 250


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that can be put right: its heading, the name of its field, its text, and what to choose from, if anything."""

    heading: str
    field: str
    value: str
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as the page shows it: ``texts`` are headings and what stands there, ``cells`` what can be put right."""

    name: str
    line: Line
    ticked: bool
    texts: list[tuple[str, str]]
    cells: list[Cell]


def measure_cells(scope: Scope) -> AllCells:
    """Return what cells of measures may be put right to: indicators and topics of the year from lists."""
    criteria = scope.criteria
    lists = {
        HEADINGS["indicator"]: {each.code: each.name for each in criteria.indicators},
        HEADINGS["topic"]: {str(topic.number): topic.name for topic in criteria.topics},
    }
    return AllCells({heading: choices for heading, choices in lists.items() if choices})


def shown_rows(ticks: Ticks, place: int, lists: Mapping[str, Mapping[str, str]]) -> list[Shown]:
    """Return the rows of a table; those that are doubtful can be put right at once, the others when asked."""
    rows, opened, table = [], 0, ticks.found.tables[place]
    for name, line, ticked in ticks.lines(place):
        is_open = not table.unknown and (line.opened or bool(line.doubts)) and opened < _MOST_OPEN
        opened += is_open
        named = list(zip(table.headings, line.cells, strict=False))
        cells = [
            Cell(heading, f"{PREFIX}{name}-{number}", text, lists.get(heading, {}))
            for number, (heading, text) in enumerate(named if is_open else ())
        ]
        rows.append(Shown(name, line, ticked, [each for each in named if each[1]], cells))
    return rows


def change(request, source: Source, scope: Scope, form: ChosenRowsForm) -> tuple[Ticks, int]:
    """Do what a button of the page says, keep it with the source, and return what to show and which table."""
    step, _, which = request.POST["change"].partition(":")
    place, ticks = form.cleaned_data["shown"], form.ticks()
    if step in CHANGES:
        ticks = _change_row(ticks, step, which)
    elif ticks.found.raw:
        ticks, place = _read_again(request, source, scope, ticks, place, forgetting=step == "forget")
    change_found(source=source, found_json=ticks.found.to_json())
    return ticks, place


def _change_row(ticks: Ticks, step: str, which: str) -> Ticks:
    place, _, row = which.partition("-")
    if not (place.isdecimal() and row.isdecimal() and int(place) < len(ticks.found.tables)):
        return ticks
    table = ticks.found.tables[int(place)]
    if int(row) >= len(table.lines):
        return ticks
    changed, order = CHANGES[step](table, int(row))
    taken = {name for name, _, ticked in ticks.lines(int(place)) if ticked}
    kept = {f"{place}-{new}" for new, old in enumerate(order) if f"{place}-{old}" in taken}
    others = {name for name in ticks.ticked if not name.startswith(f"{place}-")}
    tables = [*ticks.found.tables]
    tables[int(place)] = changed
    found = replace(ticks.found, tables=tuple(tables))
    return replace(ticks, found=found, ticked=frozenset(others | kept), shown=ticks.shown | {int(place)})


def _read_again(
    request, source: Source, scope: Scope, ticks: Ticks, place: int, *, forgetting: bool
) -> tuple[Ticks, int]:
    """Read the tables anew with columns as they were chosen, or as their headings say where that is forgotten."""
    before = ticks.found
    table = before.tables[place]
    choosing = _choosing(request, source, before, table, forgetting=forgetting)
    read = measures_found if scope.table == TableName.MEASURES else told_scores
    try:
        found = read(scope, before.raw, choosing)
    except FileRefused as refused:
        messages.error(request, translated(refused))
        return ticks, place
    if any(each.unknown for each in found.tables):
        messages.warning(request, _STILL_UNKNOWN[TableName(scope.table)])
    else:
        messages.success(request, _FORGOTTEN if forgetting else _READ_AGAIN)
    found = found.of_another(before.foreign) if before.foreign else found
    return Ticks(found, agreed=ticks.agreed), place if place < len(found.tables) else found.best


def _choosing(request, source: Source, before: Found, table: Table, *, forgetting: bool) -> Choosing:
    """Remember what was chosen for the columns of a table, or forget it, and return what is to be read by."""
    shape = shape_of(table.columns)
    if forgetting:
        forget(agency=source.agency, table=source.table, shapes=[shape])
        return Choosing()
    chosen = _chosen(request, table, _OFFERED[TableName(source.table)])
    remember(agency=source.agency, table=source.table, shape=shape, meanings=chosen, by=request.user)
    return Choosing({**before.meanings, **chosen}, frozenset(before.recalled) - chosen.keys())


def _chosen(request, table: Table, offered: Mapping[str, str]) -> dict[str, str]:
    sent = ((column, request.POST.get(f"column-{number}")) for number, column in enumerate(table.columns))
    return {
        column.name: sent_key if sent_key in offered else column.key
        for column, sent_key in sent
        if table.unknown or sent_key != column.key
    }


def columns_context(kind: str, found: Found, table: Table) -> dict:
    """Return what the page needs to let columns be given another meaning."""
    names = {column.name for column in table.columns}
    return {
        "offered": list(_OFFERED.get(TableName(kind), {}).items()),
        "remembered": bool(names & set(found.recalled)),
    }
