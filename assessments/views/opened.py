"""A year as it is stored when somebody opens it for entry, by hand or from a pasted text."""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import Http404, HttpResponse
from django.urls import reverse

from agencies.models import Agency
from assessments import actions
from assessments.actions import ScoreSheet, sheet_of
from assessments.forms import ScoreForm
from assessments.models import Assessment
from assessments.queries import criteria_of_year
from criteria.rulebook import Criteria
from itaportal.editing.flow import FormPage, go_on
from itaportal.language import gettext
from itaportal.templatetags.thai import digits

AnyForm = TypeVar("AnyForm", bound=ScoreForm)


@dataclass(frozen=True, slots=True)
class Opened:
    """A year as it is stored when somebody opens it for entry; without assessment it is a new one."""

    agency: Agency
    year: int
    criteria: Criteria
    assessment: Assessment | None
    sheet: ScoreSheet

    def fill(self, form: type[AnyForm], data: Any, shown: ScoreSheet, **words: Any) -> AnyForm:
        """Return the form with the scores of the sheet, for the version that is stored."""
        opened = {
            **ScoreForm.values_of(shown),
            "version": self.assessment.version if self.assessment else None,
        }
        level = self.sheet.printed_level
        return form(data, opened=opened, criteria=self.criteria, stored_level=level, **words)

    def page(self, title: str, here: str, **words: Any) -> FormPage:
        """Return the page of a form, left to the year or, where it is new, to the list of years."""
        name, args = "assessments:index", [self.agency.slug]
        if self.assessment:
            name, args = "assessments:score_detail", [*args, str(self.year)]
        return FormPage(title=title, here=here, cancel=reverse(name, args=args), **words)

    def shown(self, template: str, **context: Any) -> dict[str, Any]:
        """Return what ``show_form`` asks for the page."""
        year = {"year": self.year, "started": self.assessment is not None}
        return {"template": f"assessments/{template}.html", "context": year | context}

    def save(self, request, sheet: ScoreSheet, version: int) -> HttpResponse:
        """Save, say what is missing, and go on to the result."""
        saved = actions.save_scores(
            agency=self.agency, fiscal_year=self.year, sheet=sheet, version=version, by=request.user
        )
        text = gettext("บันทึกคะแนนปี {year} แล้ว").format(year=self.year)
        if missing := missing_codes(saved.criteria, sheet):
            text += gettext(" ยังขาดคะแนนตัวชี้วัดที่ {items}").format(items=", ".join(missing))
        return go_on(request, digits(text), "assessments:score_detail", self.agency.slug, self.year)


def open_year(agency: Agency, year: int) -> Opened:
    """Return the year; Http404 where it has neither scores nor criteria."""
    assessment = Assessment.objects.of_year(agency, year)
    criteria = assessment.criteria if assessment else criteria_of_year(year)
    if criteria is None:
        raise Http404
    return Opened(agency, year, criteria, assessment, sheet_of(assessment) if assessment else ScoreSheet())


def missing_codes(criteria: Criteria, sheet: ScoreSheet) -> list[str]:
    """Return the indicators of the year without a score."""
    return [each.code for each in criteria.indicators if each.code not in sheet.indicators]
