"""Fetching a plan year for a request: the agency, the result it answers, and the plan once it was begun."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from agencies.access import get_agency
from agencies.models import Agency, Department, User
from agencies.roles import Capability
from assessments.models import Assessment
from itaportal.editing.flow import FormPage
from itaportal.language import gettext
from itaportal.templatetags.thai import digits
from measures.actions import start_plan
from measures.models import Measure, Plan
from measures.queries.plans import HAS_MEASURES, measures_of, plan_of
from measures.queries.removal import standing_and_removed


@dataclass
class PlanYear:
    """A plan year; looking at it creates nothing, so ``plan`` is None until something is written."""

    agency: Agency
    assessment: Assessment
    plan: Plan | None
    can_copy: bool
    """Whether the plan of the year before has measures."""

    @property
    def fiscal_year(self) -> int:
        """The plan's Buddhist-era year, one after the assessed one."""
        return self.assessment.fiscal_year + 1

    @cached_property
    def measures(self) -> list[Measure]:
        """The plan's measures in order."""
        return measures_of(self.plan) if self.plan else []

    def read_removed(self) -> list[Measure]:
        """Return what can be brought back, read with the measures."""
        self.measures, removed = standing_and_removed(self.plan) if self.plan else ([], [])
        return removed

    def begun(self, by: User) -> Plan:
        """Return the plan, made now if this is the first write."""
        if self.plan is None:
            self.plan = start_plan(assessment=self.assessment, by=by)
        return self.plan

    def context(self, **more: Any) -> dict[str, Any]:
        """Return what every page of a plan year shows."""
        return {
            "plan": self.plan,
            "plan_year": self.fiscal_year,
            "year": self.assessment.fiscal_year,
            "measures": self.measures,
            **more,
        }

    @property
    def url(self) -> str:
        """The plan's own page."""
        return reverse("measures:plan", args=[self.agency.slug, self.fiscal_year])

    def page(self, title: str, *, heading: str = "", lead: str = "", **words: Any) -> FormPage:
        """Return a form page below the plan; ``lead`` may have places for the plan's year and the assessed one."""
        year, assessed = digits(self.fiscal_year), digits(self.assessment.fiscal_year)
        return FormPage(
            title=gettext("{title} แผนปี {year}").format(title=title, year=year),
            heading=heading or title,
            here=title,
            lead=lead.format(year, assessed),
            cancel=self.url,
            **words,
        )


def get_year(request, slug: str, year: int, capability: Capability = Capability.VIEW) -> PlanYear:
    """Return the plan year; 404 where the agency has no result of the year before."""
    agency = get_agency(request, slug, capability)
    assessment = Assessment.objects.of_year(agency, year - 1)
    if assessment is None:
        raise Http404
    plans = agency.plans.filter(fiscal_year__in=(year - 1, year)).annotate(has_measures=HAS_MEASURES)
    found = {plan.fiscal_year: plan for plan in plans}
    plan, before = found.get(year), found.get(year - 1)
    if plan and plan.assessment_id == assessment.pk:
        plan.assessment = assessment
    return PlanYear(agency, assessment, plan, can_copy=bool(before and vars(before)["has_measures"]))


def get_plan(request, slug: str, year: int, capability: Capability = Capability.VIEW) -> Plan:
    """Return the begun plan of the year; 404 without one."""
    plan = plan_of(get_agency(request, slug, capability), year)
    if plan is None:
        raise Http404
    return plan


def get_measure(plan_year: PlanYear, pk: int) -> Measure:
    """Return a measure of the plan year; 404 for any other."""
    if plan_year.plan is None:
        raise Http404
    return get_object_or_404(plan_year.plan.measures.with_details(), pk=pk)


def find_measure(plan_year: PlanYear, pk: int) -> Measure | None:
    """Return a measure of the plan year, None for any other or one that was removed."""
    return plan_year.plan.measures.with_details().filter(pk=pk).first() if plan_year.plan else None


def list_departments(plan_year: PlanYear, measure: Measure | None = None) -> QuerySet[Department]:
    """Departments to choose from: those in use, and those the measure has had since before they were not."""
    ids = [entry.pk for entry in measure.departments.all()] if measure else []
    return Department.objects.filter(Q(active=True) | Q(pk__in=ids), agency=plan_year.agency)


def capability_for(request) -> Capability:
    """Return what a page needs that many may look at and few may send."""
    return Capability.ENTER if request.method == "POST" else Capability.VIEW
