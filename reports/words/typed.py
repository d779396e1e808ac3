"""What people typed for a document, a plan or the analysis of a year, text by text, with the row that holds it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Model

from assessments.models import Assessment, Finding
from disclosure.models import Contest
from itaportal.editing.concurrency import Versioned
from itaportal.editing.modelfields import ThaiLine, ThaiText, described_fields, label_of
from itaportal.language import gettext
from itaportal.thai.proofing import Slip
from itaportal.thai.proofing.numbering import skipped_titles
from itaportal.thai.spelling import shorten
from measures.models import Measure, Plan, Progress, Step
from measures.queries.plans import measures_of
from reports.completeness.parts import Target
from reports.completeness.spelling import Occasion
from reports.enums import KINDS_OF_A_PLAN, KINDS_OF_OIT, Kind
from reports.models import Document
from reports.queries import sentences_of

_LETTER = ("subject", "addressee", "via")


@dataclass(frozen=True, slots=True)
class TypedText:
    """One text: what it is called, where it is mended, its row and field.

    A step is known by its place among its measure's; sentences have no row here. ``also`` are slips that show only
    beside other texts.
    """

    where: str
    target: Target
    place: str
    text: str
    row: Versioned | None
    field: str
    step: int | None = None
    also: tuple[Slip, ...] = ()

    @property
    def key(self) -> str:
        """What tells the text from every other on a page."""
        return self.place if self.step is None else f"{self.place}/{self.step}"

    @property
    def version(self) -> int:
        """The version of the row that a change has to name."""
        return self.row.version if self.row else 0


def of_document(document: Document) -> list[TypedText]:
    """Return what the document prints of what was typed, or its sentences come from."""
    plan, as_at = document.plan, document.round.as_at if document.round else None
    occasion = Occasion(plan.assessment.fiscal_year, plan.fiscal_year, document.kind, as_at)
    measures = measures_of(plan)
    found = [
        *_row(document, _LETTER, gettext("หัวเอกสาร"), ("letter",), occasion),
        *_sentences(document, occasion),
    ]
    if document.kind in KINDS_OF_OIT:
        return found + _contests(document, occasion)
    if document.kind in KINDS_OF_A_PLAN:
        found += _assessment(plan.assessment, occasion)
    found += _plan(plan, measures, occasion)
    return found + _progress(document, measures, occasion)


def _contests(document: Document, occasion: Occasion) -> list[TypedText]:
    if document.kind != Kind.OIT_CONTEST:
        return []
    rows = Contest.objects.select_related("agency").filter(
        agency=document.agency_id, fiscal_year=document.plan.fiscal_year, is_disputed=True
    )
    return [
        text
        for row in sorted(rows, key=lambda row: (len(row.code), row.code))
        for text in _row(row, _texts_of(Contest), f"ข้อ {row.code}", ("contest", row.code), occasion)
    ]


def of_plan(plan: Plan) -> list[TypedText]:
    """Return the texts of the plan and its measures."""
    return _plan(plan, measures_of(plan), Occasion(plan.assessment.fiscal_year, plan.fiscal_year))


def of_assessment(assessment: Assessment) -> list[TypedText]:
    """Return the texts of the year's findings."""
    return _assessment(assessment, Occasion(assessment.fiscal_year, assessment.fiscal_year + 1))


def _plan(plan: Plan, measures: list[Measure], occasion: Occasion) -> list[TypedText]:
    found = list(_row(plan, _texts_of(Plan), gettext("แผน"), ("plan",), occasion))
    skipped = dict(skipped_titles(measure.title for measure in measures))
    for number, measure in enumerate(measures, start=1):
        where, target = _name(number, measure), ("measure", measure.pk)
        for text in _row(measure, _texts_of(Measure), where, target, occasion):
            also = (skipped[number - 1],) if text.field == "title" and number - 1 in skipped else ()
            found.append(replace(text, also=also))
        found += _steps(measure, where, occasion)
    return found


def _steps(measure: Measure, where: str, occasion: Occasion) -> Iterator[TypedText]:
    target = ("measure", measure.pk, "steps")
    names = _texts_of(Step)
    for place, step in enumerate(measure.steps.all()):
        for name in names:
            if text := getattr(step, name):
                label = gettext("{where} (ขั้นตอนที่ {place}: {step})").format(
                    where=where, place=place + 1, step=label_of(Step, name)
                )
                key = occasion.place_of(target) if name == "text" else f"{occasion.place_of(target)}/{name}"
                yield TypedText(label, target, key, text, measure, name, place)


def _assessment(assessment: Assessment, occasion: Occasion) -> list[TypedText]:
    found = list(_row(assessment, ("explanation",), gettext("คะแนน"), ("scores",), occasion))
    findings = Finding.objects.filter(assessment=assessment)
    order = {indicator.code: place for place, indicator in enumerate(assessment.criteria.indicators)}
    for finding in sorted(findings, key=lambda finding: order.get(finding.code, len(order))):
        target = ("finding", finding.code)
        found += _row(
            finding, _texts_of(Finding), gettext("ตัวชี้วัดที่ {code}").format(code=finding.code), target, occasion
        )
    return found


def _progress(document: Document, measures: list[Measure], occasion: Occasion) -> list[TypedText]:
    entries = {entry.measure_id: entry for entry in Progress.objects.filter(round=document.round_id)}
    return [
        text
        for number, measure in enumerate(measures, start=1)
        if (entry := entries.get(measure.pk))
        for text in _row(
            entry, _texts_of(Progress), _name(number, measure), ("progress", measure.pk), occasion
        )
    ]


def _sentences(document: Document, occasion: Occasion) -> Iterator[TypedText]:
    for name, text in sentences_of(document.agency, document.kind).items():
        target = ("sentences", name)
        yield TypedText(gettext("ถ้อยคำในเอกสาร"), target, occasion.place_of(target), text, None, name)


def _row(
    row: Versioned, names: Iterable[str], where: str, target: Target, occasion: Occasion
) -> Iterator[TypedText]:
    for name in names:
        if text := getattr(row, name):
            at = (*target, name)
            label = f"{where} ({label_of(type(row), name)})"
            yield TypedText(label, at, occasion.place_of(at), text, row, name)


def _texts_of(model: type[Model]) -> list[str]:
    return [field.name for field in described_fields(model) if isinstance(field, ThaiLine | ThaiText)]


def _name(number: int, measure: Measure) -> str:
    return gettext("มาตรการที่ {number} “{title}”").format(number=number, title=shorten(measure.title, 50))
