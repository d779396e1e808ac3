"""The compared agencies as a file."""

from collections.abc import Iterator
from typing import Any

from exchange.engine.columns import CellKind, Column
from exchange.engine.layout import Layout, of_list
from overview.comparison.comparing import Comparison
from overview.comparison.figures import Row

MOST_IN_A_WORKBOOK = 2000  # more would take longer to write than anybody waits for a page
_AT_ONCE = 500
_NAMES = (
    Column("name", "หน่วยงาน", CellKind.LINE, width=44),
    Column("kind", "ประเภท", CellKind.LINE, width=28),
    Column("district", "อำเภอ", CellKind.LINE, width=20),
    Column("province", "จังหวัด", CellKind.LINE, width=20),
    Column("fiscal_year", "ปีที่ประเมิน", CellKind.INTEGER, width=12),
    Column("total", "คะแนนรวม", CellKind.SCORE, width=12),
    Column("change", "ต่างจากปีก่อน", CellKind.SCORE, width=14),
    Column("level", "ระดับผล", CellKind.LINE, width=22),
)
_WORK = {
    "reached": Column("reached", "ถึงขั้น", CellKind.LINE, width=16),
    "papers": Column("papers", "เอกสาร", CellKind.INTEGER, width=10),
    "published": Column("published", "เอกสารที่เผยแพร่", CellKind.INTEGER, width=16),
    "overdue": Column("overdue", "มาตรการเกินกำหนด", CellKind.INTEGER, width=18),
}


def agency_list(compared: Comparison) -> Layout:
    """Return all agencies that were asked for, with the figures of the page and the totals of five years."""
    year, work = compared.year, compared.figures.work(compared.year)
    columns = (
        *_NAMES,
        *(Column(_mean(code), code, CellKind.SCORE, width=10) for code in compared.instruments),
        *(column for name, column in _WORK.items() if name in work),
        *(Column(str(then), f"คะแนนรวมปี {then}", CellKind.SCORE, width=16) for then in compared.years),
    )
    above = (f"หน่วยงานเทียบกัน ผลการประเมินปี {year}", "ช่องว่างคือไม่มีคะแนน")
    return of_list(f"หน่วยงาน {year}", columns, _rows(compared, list(work)), above=above, kept=1)


def _rows(compared: Comparison, work: list[str]) -> Iterator[dict[str, Any]]:
    pks = list(compared.agencies.values_list("pk", flat=True))
    for start in range(0, len(pks), _AT_ONCE):
        for row in compared.rows(pks[start : start + _AT_ONCE]):
            yield _cells(row, compared.year, work)


def _cells(row: Row, year: int, work: list[str]) -> dict[str, Any]:
    agency = row.agency
    return {
        **{name: getattr(agency, name) for name in ("name", "district", "province", "total")},
        "kind": agency.get_kind_display(),
        "fiscal_year": year,
        "change": row.change,
        "level": agency.level,
        **{_mean(code): mean for code, mean in row.means.items()},
        **{name: row.reached if name == "reached" else getattr(agency, name) for name in work},
        **{str(then): total for then, total in row.totals.items()},
    }


def _mean(code: str) -> str:
    return f"mean:{code}"
