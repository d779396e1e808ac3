"""Which published documents answer an O-item of a year."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from agencies.models import Agency
from agencies.navigation import permanent_url
from approvals.models import Edition
from disclosure.answering import Answers, PublishedAnswer
from publications.queries import newest_published
from reports.enums import KINDS_OF_A_PLAN, KINDS_OF_A_ROUND, Kind

_READ = ("code", "published_at", "document__kind", "document__plan__fiscal_year")


def published_answers(
    agency: Agency, analysis_of: int | None, result_of: int | None, read: Iterable[Edition] | None = None
) -> Answers:
    """Return the analyses of a year's result and the reports on a year's plan that are published.

    One query, none where what is published of the two years was ``read``.
    """
    # The plan of a year answers the result of the year before.
    analysed = None if analysis_of is None else analysis_of + 1
    if read is None:
        years = [year for year in (analysed, result_of) if year is not None]
        editions = newest_published().filter(document__agency=agency, document__plan__fiscal_year__in=years)
        read = editions.select_related(None).select_related("document__plan").only(*_READ)
    found: Answers = [], []
    for edition in sorted(read, key=lambda each: (each.published_at, each.pk)):
        kind, year = edition.document.kind, edition.document.plan.fiscal_year
        reports = kind in KINDS_OF_A_ROUND
        if not (reports and year == result_of or kind in KINDS_OF_A_PLAN and year == analysed):
            continue
        answer = PublishedAnswer(
            title=str(Kind(kind).label),
            address=permanent_url(reverse("publications:document", args=[edition.code])),
            published_on=timezone.localdate(edition.published_at),
        )
        found[reports].append(answer)
    return found
