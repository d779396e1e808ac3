"""Which published documents answer an O-item of a year."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from agencies.models import Agency
from agencies.navigation import permanent_url
from disclosure.answering import PublishedAnswer
from publications.queries import newest_published
from reports.enums import KINDS_OF_A_PLAN, KINDS_OF_A_ROUND, Kind


def published_answers(
    agency: Agency, analysis_of: int | None, result_of: int | None
) -> tuple[list[PublishedAnswer], list[PublishedAnswer]]:
    """Return the analyses of a year's result and the reports on a year's plan that are published; one query."""
    analysing = Q(document__kind__in=KINDS_OF_A_PLAN, document__plan__assessment__fiscal_year=analysis_of)
    reporting = Q(document__kind__in=KINDS_OF_A_ROUND, document__plan__fiscal_year=result_of)
    editions = newest_published().filter(analysing | reporting, document__agency=agency)
    found: tuple[list[PublishedAnswer], list[PublishedAnswer]] = [], []
    rows = editions.order_by("published_at", "pk").values_list("document__kind", "code", "published_at")
    for kind, code, published_at in rows:
        answer = PublishedAnswer(
            title=str(Kind(kind).label),
            address=permanent_url(reverse("publications:document", args=[code])),
            published_on=timezone.localdate(published_at),
        )
        found[kind in KINDS_OF_A_ROUND].append(answer)
    return found
