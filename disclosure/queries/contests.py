"""The preliminary OIT scores of a year, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from agencies.models import Agency
from criteria.rulebook import Criteria
from criteria.schema import CalendarEntry
from disclosure.models import Contest, ContestFile, ContestWindow
from disclosure.queries.items import items_of
from itaportal.language import gettext


@dataclass(frozen=True, slots=True)
class ContestLine:
    """An item of the year with what is entered of its preliminary score (a row that is not stored where nothing is)."""

    code: str
    wording: str
    row: Contest
    files: tuple[ContestFile, ...] = ()

    @property
    def lacks(self) -> list[str]:
        """What a contested item still lacks."""
        if not self.row.is_disputed:
            return []
        told = (
            (gettext("คะแนนเบื้องต้น"), self.row.score is not None),
            (gettext("เหตุผล"), self.row.reason),
            (gettext("หลักฐาน"), self.row.addresses or self.files),
        )
        return [name for name, has in told if not has]


def contest_lines(agency: Agency, criteria: Criteria) -> list[ContestLine]:
    """Return the year's items in order; two queries."""
    year = criteria.fiscal_year
    rows = Contest.objects.filter(agency=agency, fiscal_year=year).prefetch_related("files")
    stored = {row.code: row for row in rows}
    return [
        _line(agency, year, code, wording, stored.get(code)) for code, wording in items_of(criteria).items()
    ]


def contest_line(agency: Agency, criteria: Criteria, code: str) -> ContestLine | None:
    """Return one item, None where the year has no such item."""
    items, year = items_of(criteria), criteria.fiscal_year
    if code not in items:
        return None
    rows = Contest.objects.filter(agency=agency, fiscal_year=year, code=code)
    found = rows.select_related("agency", "updated_by").prefetch_related("files").first()
    return _line(agency, year, code, items[code], found)


def _line(agency: Agency, year: int, code: str, wording: str, row: Contest | None) -> ContestLine:
    if row is None:
        return ContestLine(code, wording, Contest(agency=agency, fiscal_year=year, code=code, version=0))
    return ContestLine(code, wording, row, tuple(row.files.all()))


def disputed_of(lines: Iterable[ContestLine]) -> list[ContestLine]:
    """Return the items that are contested."""
    return [line for line in lines if line.row.is_disputed]


def window_of(agency: Agency, year: int) -> ContestWindow:
    """Return the agency's window of the year, not stored where it has none yet."""
    found = ContestWindow.objects.select_related("updated_by").filter(agency=agency, fiscal_year=year).first()
    return found or ContestWindow(agency=agency, fiscal_year=year, version=0)


def official_windows(criteria: Criteria) -> list[tuple[str, date | None, date | None, str]]:
    """Return what the year's calendar says of the clarification of scores, with its source; nothing no source backs."""
    found: list[CalendarEntry] = [
        entry for entry in criteria.calendar if "ชี้แจง" in entry.what and entry.confidence.is_backed
    ]
    return [
        (entry.what, entry.start, entry.end, ", ".join(criteria.evidence(entry).sources)) for entry in found
    ]


def contested_items() -> Exists:
    """Return the condition that something is contested in a plan's ``agency`` and ``fiscal_year``."""
    return Exists(
        Contest.objects.filter(
            agency=OuterRef("agency"), fiscal_year=OuterRef("fiscal_year"), is_disputed=True
        )
    )
