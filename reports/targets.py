"""Findings of the completeness check as a page shows them: in groups, each with the address that mends it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from reports.completeness.parts import Issue, Target
from reports.enums import Severity
from reports.models import Document

_TAGS = {Severity.MUST: "urgent", Severity.SHOULD: "partial", Severity.HINT: "neutral"}
_SHOWN_OPEN = 5  # a longer group of lesser findings is folded, so that the document stays in sight
_ANCHORS = {"explanation": "explanation", "steps": "steps-title"}
_SETTINGS = {"agency": "edit", "emblem": "emblem", "chain": "chain", "people": "settings"}


@dataclass(frozen=True, slots=True)
class Line:
    """One finding; ``for_manager``: only the agency's administrator can mend it."""

    message: str
    url: str
    for_manager: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one severity, with the tag that shows it."""

    severity: Severity
    tag: str
    lines: tuple[Line, ...]

    @property
    def label(self) -> str:
        """What the findings ask for, and how many there are."""
        return f"{self.severity.label} {len(self.lines)} ข้อ"

    @property
    def is_open(self) -> bool:
        """Whether the group is shown unfolded."""
        return self.severity == Severity.MUST or len(self.lines) <= _SHOWN_OPEN


def groups(issues: Iterable[Issue], document: Document) -> list[Group]:
    """Return the findings by severity, the heaviest first, without empty groups."""
    found = list(issues)
    by_severity = {
        severity: tuple(_line(issue, document) for issue in found if issue.severity == severity)
        for severity in Severity
    }
    return [Group(severity, _TAGS[severity], lines) for severity, lines in by_severity.items() if lines]


def _line(issue: Issue, document: Document) -> Line:
    for_manager = issue.target[0] in ("settings", "sentences")
    return Line(issue.message, url_of(issue.target, document), for_manager)


def url_of(target: Target, document: Document) -> str:
    """Return the address of the form that mends it, at the field where one is named.

    Raises LookupError for a target that nobody knows.
    """
    name, args, more = _page(target, document)
    return reverse(name, args=[document.agency.slug, *args]) + more


def _page(target: Target, document: Document) -> tuple[str, list[str | int], str]:
    """Return the page's name, its arguments after the agency, and what follows the address."""
    year, assessed = document.plan.fiscal_year, document.plan.assessment.fiscal_year
    match target:
        case "scores", field:
            return "assessments:score_edit", [assessed], _at(field)
        case ("years",):
            return "assessments:index", [], ""
        case "finding", code, field:
            return "assessments:analysis_finding", [assessed, code], _at(field)
        case "plan", field:
            return "measures:plan_edit", [year], _at(field)
        case ("measures",):
            return "measures:plan", [year], ""
        case "measure_new", code:
            return "measures:plan_measure_add", [year], f"?indicator={code}"
        case "measure", pk, field:
            return "measures:plan_measure_edit", [year, pk], _at(field)
        case ("rounds",):
            return "measures:progress", [year], ""
        case "progress", pk, "evidence":
            return "measures:progress_evidence", [year, document.round_id, pk], ""
        case "progress", pk, field:
            return "measures:progress_entry", [year, document.round_id, pk], _at(field)
        case "letter", field:
            return "reports:document_edit", [document.pk], _at(field)
        case "settings", page:
            return f"agencies:{_SETTINGS[page]}", [], ""
        case "sentences", name:
            return "reports:document_sentences", [document.kind], _at(name)
    raise LookupError(target)


def _at(field: str | int) -> str:
    return f"#{_ANCHORS.get(field, f'id_{field}')}"
