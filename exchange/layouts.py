"""What stands on the sheets of a file: columns and rows of plain cells, for templates, exports and refused rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from exchange.columns import AGENCY, ID, NAME, NUMBER, REASON, REASON_COLUMN, YEAR, Column, Kind
from exchange.comparing import RowResult
from exchange.locating import Found
from exchange.matching import Stored
from exchange.rendering import render
from exchange.scope import Scope
from exchange.tables import Details, Table

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


def of_table(table: Table, scope: Scope, *, is_template: bool = False) -> list[Layout]:
    """Return the table's sheets with all that is stored; a template also has what may be filled in."""
    columns = table.columns(scope)
    stored = table.stored(scope)
    shown = [row for row in stored if row.exists or is_template or not table.grows]
    title = f"{table.title} {scope.year_words} {scope.agency.name}"
    rows = tuple(_row(row, columns, scope) for row in shown)
    above = (title, "กรอกเฉพาะช่องสีขาว ช่องสีเทาบอกว่าเป็นแถวของรายการใด") if is_template else ()
    spare = table.spare_rows if is_template else 0
    layouts = [Layout(table.title, columns, rows, above, spare)]
    if table.details:
        layouts.append(_details(table.details, shown, title if is_template else ""))
    return layouts


def _row(row: Stored, columns: Iterable[Column], scope: Scope) -> dict[str, Any]:
    whose = {
        ID: row.pk,
        AGENCY: scope.agency.slug,
        YEAR: scope.fiscal_year,
        NUMBER: row.number,
        NAME: row.names[0] if row.names else "",
    }
    values = {**row.values, **whose}
    cells = {column.key: render(column.at(row.number), values.get(column.key)) for column in columns}
    number = next(column for column in columns if column.key == NUMBER)
    return {**cells, NUMBER: int(row.number) if number.kind is Kind.INTEGER else row.number}


def _details(details: Details, stored: Iterable[Stored], title: str) -> Layout:
    rows = tuple(
        {
            ID: row.pk,
            NUMBER: int(row.number),
            NAME: row.names[0],
            details.order: place,
            **details.values(entry),
        }
        for row in stored
        for place, entry in enumerate(row.details, start=1)
    )
    above = (title, "หนึ่งแถวต่อหนึ่งขั้น บอกลำดับของมาตรการในแผ่นแรกและเลขขั้น") if title else ()
    return Layout(details.title, details.columns, rows, above, SPARE_DETAILS if title else 0)


def of_refused(
    found: Found, columns: Sequence[Column], refused: Iterable[RowResult], part: int = 1
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
