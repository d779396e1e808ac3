"""Entering the country as one whole, and telling whether two are the same."""

import hashlib
from dataclasses import astuple, fields
from random import Random

from django.db import transaction

from agencies.auditlog.writing import NewEvent, record_many
from agencies.models import Agency
from assessments.models import Assessment, Finding, IndicatorScore
from itaportal.bulk import insert
from measures.models import Measure, Plan, Progress, Step
from overview.national.places import SLUGS, Place, invent
from overview.national.plans import add_departments, add_plans
from overview.national.published import PUBLISHED
from overview.national.results import add_year
from reports.models import Document

_PLANNED_YEARS = 2
_NAMES = tuple(field.name for field in fields(Place))
# What is the same with the same seed: everything but keys and days of entry, which the database gives.
_TOLD = (
    (Agency, _NAMES),
    (Assessment, ("agency__slug", "fiscal_year", "official_total", "official_level", "printed_total")),
    (IndicatorScore, ("assessment__agency__slug", "assessment__fiscal_year", "code", "score")),
    (Finding, ("assessment__agency__slug", "assessment__fiscal_year", "code", "weakness_class", "text")),
    (Plan, ("agency__slug", "fiscal_year")),
    (Measure, ("plan__agency__slug", "plan__fiscal_year", "position", "title")),
    (
        Step,
        (
            "measure__plan__agency__slug",
            "measure__plan__fiscal_year",
            "measure__position",
            "position",
            "text",
        ),
    ),
    (Progress, ("measure__plan__agency__slug", "measure__plan__fiscal_year", "measure__position", "status")),
    (Document, ("agency__slug", "plan__fiscal_year", "kind", "subject", "addressee")),
)


@transaction.atomic
def make(count: int, years: int, seed: int) -> list[Agency]:
    """Enter so many agencies with the newest published years, all or nothing; search is told afterwards."""
    random = Random(seed)
    places = invent(count, random)
    insert(Agency, _NAMES, map(astuple, places))
    stored = {each.slug: each for each in Agency.objects.filter(slug__startswith=SLUGS)}
    agencies = [stored[place.slug] for place in places]
    added = [NewEvent(each, each, None, {"name": each.name, "kind": each.kind}) for each in agencies]
    record_many("agency.add", added, by=None)
    add_departments(agencies)
    likely = [random.gauss(0, 1) for _ in agencies]
    told = sorted(PUBLISHED)[-years:]
    for year in told:
        add_year(year, agencies, likely, random)
    for year in told[-_PLANNED_YEARS:]:
        add_plans(year + 1, agencies, random)
    return agencies


def digest() -> str:
    """Return one hash of all that was entered, in an order that no database decides."""
    whole = hashlib.sha256()
    for model, names in _TOLD:
        rows = model._default_manager.order_by().values_list(*names)
        for line in sorted("\x1f".join(map(str, row)) for row in rows.iterator(chunk_size=2000)):
            whole.update(f"{line}\n".encode())
    return whole.hexdigest()
