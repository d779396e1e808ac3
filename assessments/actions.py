"""What people do to assessments; each function is one transaction and writes the audit log."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from agencies.auditlog.writing import record
from agencies.entered_values import complete_values, record_change, store_values
from agencies.models import Agency, User
from assessments import weakness
from assessments.drafting.year import draft_texts
from assessments.grading import grade, official
from assessments.models import Assessment, Finding, IndicatorScore, ItemScore
from assessments.queries import overview, scores_of
from criteria.models import CriteriaPack
from itaportal.bulk import update
from itaportal.editing.concurrency import StaleEdit, claim
from itaportal.editing.modelfields import described_fields
from itaportal.thai.numbers import format_score
from search.indexing import refresh

# What people enter, in the order of the models.
ASSESSMENT_FIELDS = tuple(field.name for field in described_fields(Assessment))
OFFICIAL_FIELDS = ("official_total", "official_level")
FINDING_FIELDS = tuple(field.name for field in described_fields(Finding))


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A year's scores as entered: points by indicator and item code, and what ITAS printed."""

    indicators: Mapping[str, Decimal] = field(default_factory=dict)
    items: Mapping[str, Decimal] = field(default_factory=dict)
    printed_total: Decimal | None = None
    printed_level: str = ""
    explanation: str = ""
    result_url: str = ""

    def as_text(self) -> dict[str, str]:
        """Return the sheet as the audit log keeps it."""
        return {
            "indicators": _scores_as_text(self.indicators),
            "items": _scores_as_text(self.items),
            "printed_total": format_score(self.printed_total),
            "printed_level": self.printed_level,
            "explanation": self.explanation,
            "result_url": self.result_url,
        }


def _scores_as_text(scores: Mapping[str, Decimal]) -> str:
    return json.dumps({code: format_score(score) for code, score in sorted(scores.items())})


@transaction.atomic
def save_scores(
    *, agency: Agency, fiscal_year: int, sheet: ScoreSheet, version: int | None, by: User | None
) -> Assessment:
    """Save a year's scores as one whole; saving what is stored already changes nothing.

    ``version`` is the one the form was opened with, None for a year without scores. Raises StaleEdit when somebody
    saved first, and CriteriaPack.DoesNotExist when the year has no published criteria.
    """
    assessment = agency.assessments.with_scores().filter(fiscal_year=fiscal_year).first()
    if assessment is None:
        assessment = _start(agency, fiscal_year, by)
        before = ScoreSheet()
    else:
        before = sheet_of(assessment)
        # A form sent twice is no conflict with oneself.
        if before == sheet:
            return assessment
        claim(assessment, version or 0, by)
    for name in ASSESSMENT_FIELDS:
        setattr(assessment, name, getattr(sheet, name))
    result = grade(sheet.indicators, assessment.criteria)
    assessment.official_total, assessment.official_level = official(
        sheet.printed_total, sheet.printed_level, result
    )
    assessment.save(update_fields=[*ASSESSMENT_FIELDS, *OFFICIAL_FIELDS])
    _replace(IndicatorScore, assessment, sheet.indicators)
    _replace(ItemScore, assessment, sheet.items)
    texts = {"before": before.as_text(), "after": sheet.as_text()}
    record("assessment.save_scores", assessment, by=by, agency=agency, **texts)
    return agency.assessments.with_scores().get(pk=assessment.pk)


def store_official(assessments: Collection[int]) -> int:
    """Store anew what the scores of the assessments (ids) come to, and return how many were stored otherwise.

    For whoever writes scores in bulk, in the same transaction; four statements, whatever their number.
    """
    rows = Assessment.objects.filter(pk__in=assessments).prefetch_related("indicator_scores")
    packs = CriteriaPack.objects.filter(pk__in=rows.values("criteria_pack"))
    criteria = {pack.pk: pack.criteria for pack in packs}
    changed = []
    for row in rows.order_by("pk"):
        result = grade(scores_of(row), criteria[row.criteria_pack_id])
        found = official(row.printed_total, row.printed_level, result)
        if found != (row.official_total, row.official_level):
            changed.append((*found, row.pk))
    return update(Assessment, OFFICIAL_FIELDS, ("id",), changed)


def _start(agency: Agency, fiscal_year: int, by: User | None) -> Assessment:
    pack = CriteriaPack.objects.published().filter(fiscal_year=fiscal_year).latest("version")
    try:
        with transaction.atomic():
            return Assessment.objects.create(
                agency=agency, fiscal_year=fiscal_year, criteria_pack=pack, updated_by=by
            )
    except IntegrityError:
        # Two people started the same year at once; the second sees the first one's scores.
        raise StaleEdit(Assessment.objects.get(agency=agency, fiscal_year=fiscal_year)) from None


def sheet_of(assessment: Assessment) -> ScoreSheet:
    """Return the stored scores as a sheet."""
    return ScoreSheet(
        indicators={row.code: row.score for row in assessment.indicator_scores.all()},
        items=assessment.item_points,
        printed_total=assessment.printed_total,
        printed_level=assessment.printed_level,
        explanation=assessment.explanation,
        result_url=assessment.result_url,
    )


def _replace(model, assessment: Assessment, scores: Mapping[str, Decimal]) -> None:
    model.objects.filter(assessment=assessment).exclude(code__in=scores).delete()
    model.objects.bulk_create(
        [model(assessment=assessment, code=code, score=score) for code, score in scores.items()],
        update_conflicts=True,
        unique_fields=["assessment", "code"],
        update_fields=["score"],
    )


@transaction.atomic
def draft_findings(*, assessment: Assessment, by: User | None) -> list[Finding]:
    """Draft a finding for every scored indicator that has none; existing texts stay untouched."""
    view = overview(assessment)
    texts = draft_texts(view) if view.unanalysed else {}
    drafts = [
        Finding(
            assessment=assessment,
            code=row.indicator.code,
            text=texts[row.indicator.code],
            weakness_class=weakness.classify(row.band),
            updated_by=by,
        )
        for row in view.unanalysed
        if row.band
    ]
    # Two people drafting at once would collide on the unique indicator; the first one's drafts stay.
    Finding.objects.bulk_create(drafts, ignore_conflicts=True)
    refresh(Finding, assessment.findings.values_list("pk", flat=True))
    if drafts:
        codes = ", ".join(draft.code for draft in drafts)
        record("finding.draft", assessment, by=by, agency=assessment.agency, after={"indicators": codes})
    return drafts


@transaction.atomic
def save_finding(
    *, assessment: Assessment, code: str, version: int | None, by: User | None, **values: Any
) -> Finding:
    """Save one indicator's finding, ``values`` by field name; saving what is stored already changes nothing.

    Raises StaleEdit when somebody saved it first.
    """
    entered = complete_values(Finding, FINDING_FIELDS, values)
    key = {"assessment": assessment, "code": code}
    finding, before = store_values(Finding.objects.all(), key, entered, version or 0, by)
    record_change("finding.save", finding, before, *FINDING_FIELDS, by=by, agency=assessment.agency)
    return finding
