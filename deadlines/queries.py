"""What falls due: gathered from the plans, the agency's own dates and the timetables in the criteria packs."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    Exists,
    Expression,
    F,
    FilteredRelation,
    Min,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from django.db.models.functions import ExtractYear
from django.urls import reverse

from agencies.models import Agency, Membership, User
from criteria.models import CriteriaPack
from criteria.rulebook import Criteria
from deadlines.enums import Source
from deadlines.models import Reminding
from deadlines.rules.due import Due
from deadlines.rules.national import national
from deadlines.tokens import serial_of
from itaportal.language import marked
from itaportal.thai.dates import fiscal_year, fiscal_year_end, fiscal_year_start
from itaportal.translated import translated
from measures.models import Measure, ProgressRound
from measures.queries.ends import End, ends_of

# What is told of a measure, and of the agencies' own dates: the rows behind them are wide.
_OF_MEASURES = (
    *("title", "position", "period_end", "all_departments", "responsible_text"),
    *("plan__fiscal_year", "plan__agency"),
)
_OF_DATES = (
    *("pk", "own__pk", "own__title", "own__due_on", "own__who", "own__is_done", "own__measure", "own__round"),
    *(
        "own__measure__title",
        "own__measure__removed_at",
        "own__measure__plan__fiscal_year",
        "own__round__as_at",
    ),
    *("own__round__plan__fiscal_year", "told__pk", "told__fiscal_year", "told__opens_on"),
    *("told__closes_on", "told__is_done"),
)


# What the national dates are of: the newest criteria by fiscal year.
ByYear = Mapping[int, Criteria]


def due_between(
    agencies: Collection[Agency],
    first: date,
    last: date,
    *,
    ends: Iterable[End] | None = None,
    criteria: ByYear | None = None,
) -> list[Due]:
    """Return what falls due between the days, nearest first; three queries whatever there is.

    ``ends`` are the measures ``telling_of`` it and ``criteria`` those of its years, where the caller has read them.
    """
    known = {agency.pk: agency for agency in agencies}
    if ends is None:
        measures = Measure.objects.filter(telling_of(known, first, last))
        ends = ends_of(measures.only(*_OF_MEASURES))
    if criteria is None:
        criteria = CriteriaPack.objects.filter(fiscal_year__in=_years(first, last)).newest_criteria()
    ends = [*ends]
    found = [
        *_dates(known, first, last),
        *_measures(known, ends),
        *_reports(known, ends),
        *(
            due
            for pack in criteria.values()
            for due in national(pack.fiscal_year, pack.calendar, pack.sources)
        ),
    ]
    within = (due for due in found if first <= due.day <= last)
    return sorted(within, key=lambda due: (due.day, due.source != Source.NATIONAL, due.title))


def due_in_year(agency: Agency, year: int, **known: Any) -> list[Due]:
    """Return what falls due for an agency in a fiscal year (B.E.), nearest first; ``known`` as above."""
    return due_between([agency], fiscal_year_start(year), fiscal_year_end(year), **known)


def telling_of(agencies: Collection[int], first: date, last: date) -> Q:
    """Return which measures tell what falls due: those that end then, and one of each plan of these years."""
    plans = Measure.objects.filter(plan__agency__in=agencies, plan__fiscal_year__in=_years(first, last))
    # Found once for all: asked of each measure by itself, fifty agencies of a country took the better part of a minute.
    one = plans.order_by().values("plan").annotate(one=Min("pk")).values("one")
    return Q(plan__agency__in=agencies) & (Q(period_end__range=(first, last)) | Q(pk__in=one))


def telling_of_year(agency: Agency, year: int) -> Q:
    """Return the same of an agency and a fiscal year (B.E.)."""
    return telling_of([agency.pk], fiscal_year_start(year), fiscal_year_end(year))


def _years(first: date, last: date) -> range:
    return range(fiscal_year(first), fiscal_year(last) + 1)


def years_of(agency: Agency, this_year: int) -> list[int]:
    """Return the fiscal years (B.E.) that have dates, this one and the next among them, newest first."""
    packs = CriteriaPack.objects.published().exclude(data__calendar=[])
    windows = agency.contest_windows.filter(closes_on__isnull=False)
    found = _values(packs, F("fiscal_year")).union(
        _values(agency.plans.all(), F("fiscal_year")),
        _values(agency.deadlines.all(), _year_of("due_on")),
        _values(windows, _year_of("closes_on")),
    )
    # PostgreSQL counts parts of days in decimals.
    return sorted({*map(int, found), this_year, this_year + 1}, reverse=True)


def _values(rows: QuerySet, year: F | Expression) -> QuerySet:
    return rows.order_by().values_list(year, flat=True)


def _year_of(day: str) -> Expression:
    """Return the fiscal year (B.E.) of a column of days, as ``itaportal.thai.dates.fiscal_year`` counts."""
    begun = Case(When(**{f"{day}__month__gte": 10}, then=544), default=543)
    return ExtractYear(day) + begun


def reader_of(token: str) -> User | None:
    """Return whose calendar the secret part of an address opens, None where it opens nothing any more."""
    if not (serial := serial_of(token)):
        return None
    found = Reminding.objects.select_related("user").filter(feed=serial, user__is_active=True).first()
    return found.user if found else None


def worked_for(user: User) -> list[Agency]:
    """Return the agencies in which the person is in office today; an overseer's are none of them."""
    inside = Membership.objects.current().filter(user=user, agency=OuterRef("pk"))
    return list(Agency.objects.filter(Exists(inside)).order_by("name_order", "pk"))


def _of(agency: Agency) -> dict:
    return {"agency": agency.pk, "agency_name": agency.short_name, "slug": agency.slug}


def _dates(agencies: Mapping[int, Agency], first: date, last: date) -> list[Due]:
    """The agencies' own dates, and the last days on which they were told that preliminary OIT scores can be contested."""
    rows = Agency.objects.filter(pk__in=agencies).annotate(
        own=FilteredRelation("deadlines", condition=Q(deadlines__due_on__range=(first, last))),
        told=FilteredRelation(
            "contest_windows", condition=Q(contest_windows__closes_on__range=(first, last))
        ),
    )
    rows = rows.filter(Q(own__isnull=False) | Q(told__isnull=False)).order_by("own__pk", "told__pk")
    found: dict[str, Due] = {}
    for row in rows.values(*_OF_DATES):
        # Of an agency with several of both each stands beside each.
        dues = [_own(agencies[row["pk"]], row)] if row["own__pk"] else []
        dues += [_contest(agencies[row["pk"]], row)] if row["told__pk"] else []
        found |= {due.key: due for due in dues}
    return list(found.values())


def _own(agency: Agency, row: Mapping[str, Any]) -> Due:
    measure, progress_round, page, about = row["own__measure"], row["own__round"], "", ""
    if measure and row["own__measure__removed_at"] is None:
        about = row["own__measure__title"]
        page = _measure_page(agency.slug, row["own__measure__plan__fiscal_year"], measure)
    elif progress_round:
        about = str(ProgressRound(as_at=row["own__round__as_at"]))
        year = row["own__round__plan__fiscal_year"]
        page = reverse("measures:progress_round", args=[agency.slug, year, progress_round])
    return Due(
        key=f"own-{row['own__pk']}", source=Source.OWN, title=row["own__title"], day=row["own__due_on"], page=page,
        about=about, who=row["own__who"], is_done=row["own__is_done"], row=row["own__pk"], **_of(agency),
    )  # fmt: skip


def _contest(agency: Agency, row: Mapping[str, Any]) -> Due:
    year = row["told__fiscal_year"]
    return Due(
        key=f"contest-{row['told__pk']}", source=Source.OWN, day=row["told__closes_on"],
        starts=row["told__opens_on"], is_done=row["told__is_done"],
        title=translated(marked(f"ขอทบทวนคะแนน OIT เบื้องต้น ปี {year}")),
        page=reverse("disclosure:contests", args=[agency.slug, year]), **_of(agency),
    )  # fmt: skip


def _measures(agencies: Mapping[int, Agency], ends: Iterable[End]) -> list[Due]:
    """The last days of measures; done is what was last reported as done."""
    return [
        Due(
            key=f"measure-{end.measure.pk}", source=Source.MEASURE, title=end.measure.title, day=end.measure.period_end,
            page=_measure_page(agency.slug, end.measure.plan.fiscal_year, end.measure.pk), who=end.who, is_done=end.is_done, is_carried=end.is_carried,
            **_of(agency),
        )
        for end in ends
        if end.measure.period_end and (agency := agencies[end.measure.plan.agency_id])
    ]  # fmt: skip


def _measure_page(slug: str, year: int, measure: int) -> str:
    return reverse("measures:plan", args=[slug, year]) + f"#measure-{measure}"


def _reports(agencies: Mapping[int, Agency], ends: Iterable[End]) -> list[Due]:
    """The half-year and the whole year of each plan with measures; done by a round as at that month or later."""
    found = []
    for plan, reported in {end.measure.plan: end.reported for end in ends}.items():
        agency, end = agencies[plan.agency_id], fiscal_year_end(plan.fiscal_year)
        for months, day in ((6, date(end.year, 3, 31)), (12, end)):
            found.append(
                Due(
                    key=f"report-{plan.pk}-{months}", source=Source.REPORT, day=day,
                    is_done=reported is not None and reported >= day.replace(day=1),
                    title=translated(marked(f"รายงานผลตามแผนปี {plan.fiscal_year} รอบ {months} เดือน")),
                    page=reverse("measures:progress", args=[agency.slug, plan.fiscal_year]), **_of(agency),
                )
            )  # fmt: skip
    return found
