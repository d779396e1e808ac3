"""The scores of many agencies as files that can be filled in and brought in again."""

from agencies.models import Agency
from exchange.columns import NAME, NUMBER, YEAR
from exchange.layouts import Layout
from exchange.many.columns import DISTRICT, KIND, PROVINCE, TITLE, columns
from exchange.many.preparing import criteria, stored_scores
from exchange.many.rows import Scores
from exchange.rendering import render
from exchange.writing.files import as_csv, as_xlsx


def provinces() -> list[str]:
    """Return the provinces that have agencies, by name."""
    names = Agency.objects.order_by("province").values_list("province", flat=True).distinct()
    return list(names)


def workbook(fiscal_year: int, province: str) -> bytes:
    """Return the province's agencies as a workbook. Raises TableRefused for a year without criteria."""
    return as_xlsx([_layout(fiscal_year, province)])


def delimited(fiscal_year: int, province: str = "") -> bytes:
    """Return the agencies of a province, or all, as CSV. Raises TableRefused for a year without criteria."""
    return as_csv(_layout(fiscal_year, province))


def _layout(fiscal_year: int, province: str) -> Layout:
    table = columns(criteria(fiscal_year))
    agencies = Agency.objects.filter(province=province) if province else Agency.objects.all()
    stored = stored_scores([fiscal_year])
    rows = []
    for agency in agencies.only("slug", "name", "province", "district", "kind"):
        whose = {
            NUMBER: agency.slug, NAME: agency.name, PROVINCE: agency.province, DISTRICT: agency.district,
            KIND: agency.kind, YEAR: fiscal_year,
        }  # fmt: skip
        values = {**stored.get((agency.pk, fiscal_year), Scores()).values, **whose}
        rows.append({column.key: render(column, values.get(column.key)) for column in table})
    return Layout(TITLE, table, tuple(rows))
