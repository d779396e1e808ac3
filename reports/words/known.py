"""What is right in an agency's texts, from what is stored: names, its own words, what was kept, scores and years."""

from collections.abc import Iterable, Iterator

from agencies.models import Agency
from assessments.models import Assessment
from assessments.queries import Overview, history, overview
from itaportal.thai.numbers import to_arabic_digits
from reports.completeness.spelling import Known
from reports.models import KeptWord

_OWN = ("name", "short_name", "district", "province", "office", "unit")
_KINDS = ("องค์การบริหารส่วนตำบล", "องค์การบริหารส่วนจังหวัด", "เทศบาลตำบล", "เทศบาลเมือง", "เทศบาลนคร")


def known_of(agency: Agency, assessment: Assessment) -> Known:
    """Return what proof-reading takes as right for the agency in the year's texts; a fixed number of queries."""
    people = list(agency.memberships.select_related("user"))
    departments = agency.departments.values_list("name", flat=True)
    names = [
        *(getattr(agency, field) for field in _OWN),
        *_places(agency),
        *departments,
        *(membership.position_title for membership in people),
        *(membership.user.get_full_name() for membership in people),
        *(f"{membership.user.first_name} {membership.user.last_name}".strip() for membership in people),
    ]
    words = [
        *agency.words.values_list("word", flat=True),
        *(name for membership in people for name in (membership.user.first_name, membership.user.last_name)),
    ]
    kept = KeptWord.objects.filter(agency=agency).values_list("place", "word")
    year = assessment.fiscal_year
    return Known(
        names=_told(names),
        words=_told(words),
        kept=frozenset((place, to_arabic_digits(word)) for place, word in kept),
        scores=frozenset(filter(None, _scores(overview(assessment), agency))),
        years=frozenset({year, year + 1}),
    )


def _told(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in names if name)


def _places(agency: Agency) -> Iterator[str]:
    """Yield the name without the words for its kind: "ทรายทอง"."""
    for kind in _KINDS:
        if agency.name.startswith(kind):
            yield agency.name.removeprefix(kind)


def _scores(view: Overview, agency: Agency) -> Iterator:
    """Yield every score that a text may quote: of the year, of its parts, and of other years."""
    yield from (view.official_total, view.result.total)
    yield from (row.score for row in view.rows)
    yield from (group.mean for group in view.groups)
    yield from view.assessment.item_points.values()
    for year in history(agency):
        yield year.total
        yield from year.comparable.values()
