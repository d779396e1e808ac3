"""What falls due: gathered from the plans, the agency's own dates and the timetables in the criteria packs."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Case, Exists, Expression, F, Max, OuterRef, QuerySet, When
from django.db.models.functions import ExtractYear
from django.urls import reverse

from agencies.models import Agency, Membership, User
from criteria.models import CriteriaPack
from deadlines.enums import Source
from deadlines.models import Deadline, Reminding
from deadlines.rules.due import Due
from deadlines.rules.national import national
from deadlines.tokens import serial_of
from disclosure.models import ContestWindow
from itaportal.language import marked
from itaportal.thai.dates import fiscal_year, fiscal_year_end, fiscal_year_start
from itaportal.translated import translated
from measures.models import Measure, Plan
from measures.queries.plans import HAS_MEASURES, LAST_STATUS
from measures.rules.carry import is_unfinished


def due_between(agencies: Collection[Agency], first: date, last: date) -> list[Due]:
    """Return what falls due between the days, nearest first; six queries whatever there is."""
    known = {agency.pk: agency for agency in agencies}
    found = [
        *_own(known, first, last),
        *_measures(known, first, last),
        *_reports(known, first, last),
        *_contests(known, first, last),
        *_national(first, last),
    ]
    return sorted(found, key=lambda due: (due.day, due.source != Source.NATIONAL, due.title))


def due_in_year(agency: Agency, year: int) -> list[Due]:
    """Return what falls due for an agency in a fiscal year (B.E.), nearest first."""
    return due_between([agency], fiscal_year_start(year), fiscal_year_end(year))


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


def _own(agencies: Mapping[int, Agency], first: date, last: date) -> list[Due]:
    found = []
    due = Deadline.objects.filter(agency__in=agencies, due_on__range=(first, last))
    rows = due.select_related("measure__plan", "round__plan").only(
        *("agency", "title", "due_on", "who", "is_done"),
        *("measure__title", "measure__removed_at", "measure__plan__fiscal_year"),
        *("round__as_at", "round__plan__fiscal_year"),
    )
    for row in rows:
        agency, page, about = agencies[row.agency_id], "", ""
        if row.measure and row.measure.removed_at is None:
            about, page = row.measure.title, _measure_page(agency.slug, row.measure)
        elif row.round:
            about = str(row.round)
            page = reverse(
                "measures:progress_round", args=[agency.slug, row.round.plan.fiscal_year, row.round.pk]
            )
        found.append(
            Due(
                key=f"own-{row.pk}", source=Source.OWN, title=row.title, day=row.due_on, page=page, about=about,
                who=row.who, is_done=row.is_done, row=row.pk, **_of(agency),
            )
        )  # fmt: skip
    return found


def _measures(agencies: Mapping[int, Agency], first: date, last: date) -> list[Due]:
    """The last days of measures; done is what was last reported as done."""
    rows = Measure.objects.filter(plan__agency__in=agencies, period_end__range=(first, last))
    return [
        Due(
            key=f"measure-{row.pk}", source=Source.MEASURE, title=row.title, day=row.period_end,
            page=_measure_page(agencies[row.plan.agency_id].slug, row), who=", ".join(row.responsible.splitlines()),
            is_done=not is_unfinished(row.last), is_carried=row.carried, **_of(agencies[row.plan.agency_id]),
        )
        for row in rows.annotate(
            last=LAST_STATUS,
            carried=Exists(Measure.objects.filter(continued_from=OuterRef("pk"))),
        )
        .select_related("plan")
        .prefetch_related("departments")
        .only("title", "period_end", "all_departments", "responsible_text", "plan__fiscal_year", "plan__agency")
    ]  # fmt: skip


def _measure_page(slug: str, measure: Measure) -> str:
    return reverse("measures:plan", args=[slug, measure.plan.fiscal_year]) + f"#measure-{measure.pk}"


def _reports(agencies: Mapping[int, Agency], first: date, last: date) -> list[Due]:
    """The half-year and the whole year of each plan with measures; done by a round as at that month or later."""
    years = range(fiscal_year(first), fiscal_year(last) + 1)
    plans = Plan.objects.filter(HAS_MEASURES, agency__in=agencies, fiscal_year__in=years)
    found = []
    for plan in plans.annotate(reported=Max("rounds__as_at")):
        agency, end = agencies[plan.agency_id], fiscal_year_end(plan.fiscal_year)
        for months, day in ((6, date(end.year, 3, 31)), (12, end)):
            if first <= day <= last:
                done = plan.reported is not None and plan.reported >= day.replace(day=1)
                found.append(
                    Due(
                        key=f"report-{plan.pk}-{months}", source=Source.REPORT, day=day, is_done=done,
                        title=translated(marked(f"รายงานผลตามแผนปี {plan.fiscal_year} รอบ {months} เดือน")),
                        page=reverse("measures:progress", args=[agency.slug, plan.fiscal_year]),
                        **_of(agency),
                    )
                )  # fmt: skip
    return found


def _contests(agencies: Mapping[int, Agency], first: date, last: date) -> list[Due]:
    """The last days on which the agencies were told that preliminary OIT scores can be contested."""
    rows = ContestWindow.objects.filter(agency__in=agencies, closes_on__range=(first, last))
    return [
        Due(
            key=f"contest-{row.pk}", source=Source.OWN, day=row.closes_on, starts=row.opens_on,
            is_done=row.is_done, title=translated(marked(f"ขอทบทวนคะแนน OIT เบื้องต้น ปี {row.fiscal_year}")),
            page=reverse("disclosure:contests", args=[agencies[row.agency_id].slug, row.fiscal_year]),
            **_of(agencies[row.agency_id]),
        )
        for row in rows
        if row.closes_on
    ]  # fmt: skip


def _national(first: date, last: date) -> list[Due]:
    """What the newest criteria of the years say, without reading the rest of them."""
    packs = CriteriaPack.objects.latest_of_years().filter(
        fiscal_year__range=(fiscal_year(first), fiscal_year(last))
    )
    rows = packs.values_list("fiscal_year", "data__calendar", "data__sources")
    return [due for row in rows for due in national(*row) if first <= due.day <= last]
