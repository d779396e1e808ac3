"""The O-items of a year with what the agency answers, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q

from agencies.models import Agency
from criteria.models import CriteriaPack
from criteria.rulebook import Criteria
from disclosure.enums import State
from disclosure.models import Disclosure
from disclosure.queries.links import Link, links_of, newest_checks
from disclosure.rules.readiness import Tally, tally

OIT = "OIT"
# Both ends: where no number is stored, one of the databases takes it as above and the other as below any.
_LISTED = Q(data__items__OIT__count__gte=1, data__items__OIT__count__lte=99)
NOBODYS = "none"  # sent by the filter for items without a department


@dataclass(frozen=True, slots=True)
class Line:
    """An item of the year, ``wording`` "" where only its number is known, and the agency's row (not stored yet where nothing was entered)."""

    code: str
    wording: str
    row: Disclosure
    links: list[Link] = field(default_factory=list)

    @property
    def broken(self) -> list[Link]:
        """The addresses that people cannot open, as far as they were checked."""
        return [link for link in self.links if link.is_broken]


def years() -> list[int]:
    """Return the fiscal years (B.E.) whose O-items are known, newest first."""
    packs = CriteriaPack.objects.latest_of_years().filter(_LISTED)
    return list(packs.values_list("fiscal_year", flat=True))


def criteria_of(year: int) -> Criteria | None:
    """Return the newest criteria of a year whose O-items are known."""
    pack = CriteriaPack.objects.latest_of_years().filter(_LISTED, fiscal_year=year).first()
    return pack.criteria if pack else None


def new_row(agency: Agency, year: int, code: str) -> Disclosure:
    """Return a row that is not stored; its version is none that a stored one has."""
    return Disclosure(agency=agency, fiscal_year=year, code=code, version=0)


def lines_of(agency: Agency, criteria: Criteria) -> list[Line]:
    """Return the year's items in order, each with the agency's row and its links; two queries."""
    year = criteria.fiscal_year
    rows = Disclosure.objects.filter(agency=agency, fiscal_year=year).select_related("department")
    stored = {row.code: row for row in rows}
    checks = newest_checks(stored.values())
    found = [
        (code, wording, stored.get(code) or new_row(agency, year, code))
        for code, wording in _items(criteria).items()
    ]
    return [Line(code, wording, row, links_of(row, checks)) for code, wording, row in found]


def line_of(agency: Agency, criteria: Criteria, code: str) -> Line | None:
    """Return one item with the agency's row, None where the year has no such item."""
    items = _items(criteria)
    if code not in items:
        return None
    rows = Disclosure.objects.filter(agency=agency, fiscal_year=criteria.fiscal_year, code=code)
    row = rows.select_related("department", "updated_by").first()
    return Line(code, items[code], row or new_row(agency, criteria.fiscal_year, code))


def _items(criteria: Criteria) -> dict[str, str]:
    """Return the wording of each item by its code, in order; "" for those of which the list has the number alone."""
    letter, count = criteria.instrument(OIT).letter, criteria.item_list(OIT).count or 0
    found = ((code, criteria.item(code)) for code in (f"{letter}{number}" for number in range(1, count + 1)))
    return {code: item.wording if item else "" for code, item in found}


def matching(lines: Iterable[Line], *, department: str = "", state: str = "", links: str = "") -> list[Line]:
    """Return the lines of a department (its id as text, NOBODYS for none), a state, and a Standing of links; "" means any."""
    return [
        line
        for line in lines
        if (not department or str(line.row.department_id or NOBODYS) == department)
        and (not state or line.row.state == state)
        and (not links or any(link.check and link.check.told.standing == links for link in line.links))
    ]


def tally_of(lines: Iterable[Line]) -> Tally:
    """Count the lines by state."""
    return tally((line.row.state for line in lines), State.values)


def newest_tally(agency: Agency, until: int) -> tuple[int, Tally] | None:
    """Return the newest year up to ``until`` whose items are known with their count; two queries, None for no such year."""
    packs = CriteriaPack.objects.latest_of_years().filter(_LISTED, fiscal_year__lte=until)
    for year, total in packs.values_list("fiscal_year", "data__items__OIT__count")[:1]:
        rows = Disclosure.objects.filter(agency=agency, fiscal_year=year)
        found = dict(rows.order_by().values_list("state").annotate(number=Count("pk")))
        begun = sum(found.values()) - found.get(State.NOT_BEGUN, 0)
        states = {state: found.get(state, 0) for state in State.values} | {
            State.NOT_BEGUN.value: total - begun
        }
        return year, Tally(total, states, found.get(State.PUBLISHED, 0))
    return None
