"""What stands on the sheets of a file: columns and rows of plain cells, for templates, exports and refused rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from exchange.engine.columns import ID, NAME, NUMBER, REASON, REASON_COLUMN, Column
from exchange.engine.compare import RowResult
from exchange.engine.locate import FoundTable
from exchange.engine.match import StoredRow
from exchange.engine.render import render
from exchange.engine.table import Details, Table

SPARE_DETAILS = 300
# As many as one person corrects; more would take longer to write than anybody waits for a page.
MOST_REFUSED = 2000


@dataclass(frozen=True, slots=True)
class Layout:
    """One sheet: ``above`` stands over the headings, ``spare`` empty rows to fill in follow the rows.

    ``kept`` of the columns stay in sight when the others are scrolled.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]
    above: tuple[str, ...] = ()
    spare: int = 0
    kept: int = 0


def of_table(table: Table, *, title: str = "") -> list[Layout]:
    """Return the table's sheets with all that is stored.

    ``title`` stands over a template, which also has what may be filled in.
    """
    shown = [row for row in table.list_rows() if row.exists or title or not table.spare_rows]
    above = (title, "กรอกเฉพาะช่องสีขาว ช่องสีเทาบอกว่าเป็นแถวของรายการใด") if title else ()
    rows = tuple(_cells(table.columns, row.number, table.values_of(row)) for row in shown)
    layouts = [Layout(table.title, table.columns, rows, above, table.spare_rows if title else 0)]
    if details := table.details:
        rows = tuple(_detail_rows(details, shown))
        above = (title, "หนึ่งแถวต่อหนึ่งขั้น บอกลำดับของมาตรการในแผ่นแรกและเลขขั้น") if title else ()
        layouts.append(Layout(details.title, details.columns, rows, above, SPARE_DETAILS if title else 0))
    return layouts


def _cells(columns: Sequence[Column], number: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {column.key: render(column.at(number), values.get(column.key)) for column in columns}


def of_list(
    title: str,
    columns: tuple[Column, ...],
    rows: Iterable[Mapping[str, Any]],
    *,
    above: tuple[str, ...] = (),
    kept: int = 0,
) -> Layout:
    """Return a sheet that only goes out, of values by column."""
    return Layout(title, columns, tuple(_cells(columns, "", row) for row in rows), above, kept=kept)


def _detail_rows(details: Details, stored: Iterable[StoredRow]) -> Iterator[dict[str, Any]]:
    for row in stored:
        whose = {ID: row.pk, NUMBER: int(row.number), NAME: row.names[0]}
        for place, entry in enumerate(row.details, start=1):
            yield {**whose, details.order: place, **details.values(entry)}


def of_refused(
    found: FoundTable, columns: Sequence[Column], refused: Iterable[RowResult], part: int = 1
) -> Layout:
    """Return a part of the refused rows of a sheet as they came, with the reasons in a column of their own."""
    reasons: dict[int, list[str]] = {}
    for row in refused:
        for problem in row.problems:
            if problem.sheet == found.sheet:
                words = f"{problem.column}: {problem.reason}" if problem.column else problem.reason
                reasons.setdefault(problem.row, []).append(words)
        if row.sheet == found.sheet:
            reasons.setdefault(row.row, [f"แก้แถวของรายการนี้ในแผ่นอื่น: {row.problems[0].reason}"])
    known = (raw for raw in found.rows if raw.row in reasons)
    of_part = islice(known, (part - 1) * MOST_REFUSED, part * MOST_REFUSED)
    rows = tuple({**raw.cells, REASON: "\n".join(reasons[raw.row])} for raw in of_part)
    return Layout(found.sheet, (REASON_COLUMN, *columns), rows)
