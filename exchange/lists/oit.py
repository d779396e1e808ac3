"""The O-items of a year as a file: who answers, and what is typed into ITAS."""

from agencies.models import Agency
from criteria.rulebook import Criteria
from disclosure.models import Disclosure
from disclosure.queries.items import lines_of
from exchange.engine.columns import CellKind, Column
from exchange.engine.layout import Layout, of_list
from itaportal.editing.modelfields import label_of
from itaportal.language import in_thai

_COLUMNS = (
    Column("code", label_of(Disclosure, "code"), CellKind.LINE, width=8),
    Column("wording", "ข้อมูลที่ต้องเปิดเผย", CellKind.LINE, width=60),
    Column("department", label_of(Disclosure, "department"), CellKind.LINE, width=28),
    Column("state", label_of(Disclosure, "state"), CellKind.LINE, width=24),
    Column("addresses", "URL", CellKind.TEXT, width=60),
    Column("explanation", label_of(Disclosure, "explanation"), CellKind.TEXT, width=60),
    Column("note", label_of(Disclosure, "note"), CellKind.TEXT, width=40),
)


@in_thai()
def oit_list(agency: Agency, criteria: Criteria) -> Layout:
    """Return every item of the year, answered or not; three queries."""
    rows = (
        {
            "code": line.code,
            "wording": line.wording,
            "department": line.row.department.name if line.row.department else "",
            "state": line.state.label,
            "addresses": "\n".join(line.addresses),
            "explanation": line.explanation,
            "note": line.row.note,
        }
        for line in lines_of(agency, criteria)
    )
    return of_list(f"ข้อมูล OIT {criteria.fiscal_year}", _COLUMNS, rows)
