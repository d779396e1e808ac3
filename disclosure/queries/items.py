"""The O-items of a year with what the agency answers, in a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q

from agencies.models import Agency
from criteria.models import CriteriaPack
from criteria.rulebook import Criteria
from criteria.schema import Documents
from disclosure.answering import PublishedAnswer, published_answers
from disclosure.enums import State
from disclosure.models import Disclosure
from disclosure.queries.links import Link, links_of, newest_checks
from disclosure.rules.readiness import Tally, tally
from itaportal.language import gettext
from itaportal.thai.dates import long_date

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
    published: list[PublishedAnswer] = field(default_factory=list)
    """Documents of the portal that answer it by themselves."""

    @property
    def state(self) -> State:
        """The state that counts: what the portal published is published, whatever was entered."""
        return State.PUBLISHED if self.published else State(self.row.state)

    @property
    def addresses(self) -> list[str]:
        """What is typed into ITAS: the entered addresses and those of the portal's own documents, each once."""
        return list(dict.fromkeys([*self.row.links, *(each.address for each in self.published)]))

    @property
    def explanation(self) -> str:
        """What is typed into ITAS beside the addresses."""
        said = (
            gettext("{title} เผยแพร่เมื่อวันที่ {published_on}").format(
                title=each.title, published_on=long_date(each.published_on)
            )
            for each in self.published
        )
        return self.row.explanation or "\n".join(said)

    @property
    def broken(self) -> list[Link]:
        """The addresses that people cannot open, as far as they were checked."""
        return [link for link in self.links if link.is_broken]


def years() -> list[int]:
    """Return the fiscal years (B.E.) whose O-items are known, newest first."""
    packs = CriteriaPack.objects.latest_of_years().filter(_LISTED)
    return list(packs.values_list("fiscal_year", flat=True))


def known_items() -> Exists:
    """Return the condition that the O-items of a row's ``fiscal_year`` are known."""
    return Exists(CriteriaPack.objects.published().filter(_LISTED, fiscal_year=OuterRef("fiscal_year")))


def criteria_of(year: int) -> Criteria | None:
    """Return the newest criteria of a year whose O-items are known."""
    pack = CriteriaPack.objects.latest_of_years().filter(_LISTED, fiscal_year=year).first()
    return pack.criteria if pack else None


def new_row(agency: Agency, year: int, code: str) -> Disclosure:
    """Return a row that is not stored; its version is none that a stored one has."""
    return Disclosure(agency=agency, fiscal_year=year, code=code, version=0)


def lines_of(agency: Agency, criteria: Criteria) -> list[Line]:
    """Return the year's items in order, each with the agency's row, links and published documents; three queries."""
    year = criteria.fiscal_year
    rows = Disclosure.objects.filter(agency=agency, fiscal_year=year).select_related("department")
    stored = {row.code: row for row in rows}
    checks, answers = newest_checks(stored.values()), answers_of(agency, criteria.documents)
    found = [
        (code, wording, stored.get(code) or new_row(agency, year, code))
        for code, wording in items_of(criteria).items()
    ]
    return [
        Line(code, wording, row, links_of(row, checks), answers.get(code, [])) for code, wording, row in found
    ]


def answers_of(
    agency: Agency, documents: Documents, published: Iterable[Any] | None = None
) -> dict[str, list[PublishedAnswer]]:
    """Return the published documents by the item they answer, where a source backs which that is.

    One query, none where what is ``published`` of ``answering_years`` was read.
    """
    if not documents.is_backed or not (documents.analysis or documents.result):
        return {}
    analyses, results = published_answers(agency, documents.analysis_of, documents.result_of, published)
    found = {documents.analysis: analyses, documents.result: results}
    return {code: each for code, each in found.items() if code and each}


def line_of(agency: Agency, criteria: Criteria, code: str) -> Line | None:
    """Return one item with the agency's row, None where the year has no such item."""
    items = items_of(criteria)
    if code not in items:
        return None
    rows = Disclosure.objects.filter(agency=agency, fiscal_year=criteria.fiscal_year, code=code)
    row = rows.select_related("department", "updated_by").first()
    return Line(code, items[code], row or new_row(agency, criteria.fiscal_year, code))


def items_of(criteria: Criteria) -> dict[str, str]:
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
        and (not state or line.state == state)
        and (not links or any(link.check and link.check.told.standing == links for link in line.links))
    ]


def tally_of(lines: Iterable[Line]) -> Tally:
    """Count the lines by state."""
    return tally((line.state for line in lines), State.values)


def count_of(criteria: Criteria) -> int:
    """Return how many O-items the year has, 0 where they are not known."""
    return next((each.count or 0 for each in criteria.items if each.code == OIT), 0)


def newest_listed(known: Mapping[int, Criteria]) -> Criteria | None:
    """Return the newest of the criteria whose items are known."""
    years = (year for year, criteria in known.items() if count_of(criteria))
    return known.get(max(years, default=0))


def answering_years(criteria: Criteria | None) -> list[int]:
    """Return the years of the plans whose documents answer items of the criteria's year."""
    if criteria is None:
        return []
    analysed, reported = criteria.documents.analysis_of, criteria.documents.result_of
    return [*([analysed + 1] if analysed else []), *([reported] if reported else [])]


def tally_in(agency: Agency, criteria: Criteria, published: Iterable[Any] | None = None) -> Tally:
    """Return the count of the year's items; two queries, one where what is ``published`` of ``answering_years`` was read."""
    rows = Disclosure.objects.filter(agency=agency, fiscal_year=criteria.fiscal_year)
    filled = answers_of(agency, criteria.documents, published)
    states = dict(rows.values_list("code", "state")) | dict.fromkeys(filled, State.PUBLISHED)
    unbegun = [State.NOT_BEGUN] * (count_of(criteria) - len(states))
    return tally([*states.values(), *unbegun], State.values)
