"""Findings of the completeness check as a page shows them: in groups, each with the address that mends it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from itaportal.language import gettext
from reports.completeness.parts import Issue, Target
from reports.enums import Severity
from reports.models import Document

_TAGS = {Severity.MUST: "urgent", Severity.SHOULD: "partial", Severity.HINT: "neutral"}
_SHOWN_OPEN = 5  # a longer group of lesser findings is folded, so that the document stays in sight
_ANCHORS: dict[str | int, str] = {"explanation": "#explanation", "steps": "#steps-title"}
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
        return gettext("{label} {lines} ข้อ").format(label=self.severity.label, lines=len(self.lines))

    @property
    def is_open(self) -> bool:
        """Whether the group is shown unfolded."""
        return self.severity == Severity.MUST or len(self.lines) <= _SHOWN_OPEN


def groups(issues: Iterable[Issue], document: Document) -> list[Group]:
    """Return the findings by severity, the heaviest first, without empty groups."""
    lines: dict[Severity, list[Line]] = {severity: [] for severity in Severity}
    for issue in issues:
        for_manager = issue.target[0] in ("settings", "sentences")
        lines[issue.severity].append(Line(issue.message, _mended_at(issue, document), for_manager))
    return [Group(severity, _TAGS[severity], tuple(told)) for severity, told in lines.items() if told]


def _mended_at(issue: Issue, document: Document) -> str:
    # Words are mended where each stands in its sentence.
    if issue.rule == "spelling":
        return reverse("reports:document_words", args=[document.agency.slug, document.pk])
    return url_of(issue.target, document)


def url_of(target: Target, document: Document) -> str:
    """Return the address of the form that mends it, at the field where one is named.

    Raises LookupError for a target that nobody knows.
    """
    name, args, more = _page(target, document)
    return reverse(name, args=[document.agency.slug, *args]) + more


def _page(target: Target, document: Document) -> tuple[str, list[str | int | None], str]:
    """Return the page's name, its arguments after the agency, and what follows the address."""
    year, assessed = document.plan.fiscal_year, document.plan.assessment.fiscal_year
    at = _ANCHORS.get(target[-1], f"#id_{target[-1]}")
    match target:
        case "scores", _:
            return "assessments:score_edit", [assessed], at
        case ("years",):
            return "assessments:index", [], ""
        case "finding", code, _:
            return "assessments:analysis_finding", [assessed, code], at
        case "plan", _:
            return "measures:plan_edit", [year], at
        case ("measures",):
            return "measures:plan", [year], ""
        case "measure_new", code:
            return "measures:plan_measure_add", [year], f"?indicator={code}"
        case "measure", pk, _:
            return "measures:plan_measure_edit", [year, pk], at
        case ("oit",):
            return "disclosure:index", [], f"?year={year}"
        case ("contests",):
            return "disclosure:contests", [year], ""
        case "contest", code, _:
            return "disclosure:contest", [year, code], at
        case ("rounds",):
            return "measures:progress", [year], ""
        case "progress", pk, "evidence":
            return "measures:progress_evidence", [year, document.round_id, pk], ""
        case "progress", pk, _:
            return "measures:progress_entry", [year, document.round_id, pk], at
        case "letter", _:
            return "reports:document_edit", [document.pk], at
        case "settings", str(page):
            return f"agencies:{_SETTINGS[page]}", [], ""
        case "sentences", _:
            return "reports:document_sentences", [document.kind], at
    raise LookupError(target)
