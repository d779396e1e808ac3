"""Gathering what a document says from what is stored now."""

import base64
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from agencies import models as agencies
from assessments.models import Assessment as StoredAssessment
from assessments.queries import (
    IndicatorRow,
    Overview,
    history,
    overview,
    scores_by_codes_before,
    total_of,
)
from itaportal.keeping.kept import read_whole
from itaportal.language import in_thai
from itaportal.thai.numbers import format_score
from measures import models as measures
from measures.enums import EvidenceKind
from measures.queries.plans import measures_of, progress_lines
from reports.enums import Kind
from reports.models import Document
from reports.queries import sentences_of
from reports.snapshot.disclosing import contested_in, disclosed_in
from reports.snapshot.model import Agency, Letter, SigningStep, Snapshot
from reports.snapshot.plan import Evidence, Measure, Plan, Progress, Round, Step
from reports.snapshot.result import (
    Assessment,
    CodedName,
    Finding,
    Indicator,
    Instrument,
    LaterScores,
    Topic,
    YearScores,
)
from reports.snapshot.year_facts import year_facts


@in_thai()
def build_snapshot(document: Document) -> Snapshot:
    """Return everything the document prints; a fixed number of queries."""
    plan, agency = document.plan, document.agency
    result = overview(plan.assessment)
    entries = (
        {line.measure.pk: line.entry for line in progress_lines(document.round)} if document.round else {}
    )
    return Snapshot(
        kind=document.kind,
        agency=Agency.of(agency, emblem=_emblem(agency)),
        letter=Letter.of(document),
        assessment=_assessment(result),
        criteria=year_facts(plan, document.kind, result),
        history=tuple(
            YearScores(level=year.level, **_scores(year.fiscal_year, year.total, year.comparable))
            for year in history(agency, until=plan.assessment.fiscal_year)
        ),
        later=_later(plan),
        disclosed=disclosed_in(plan) if document.kind == Kind.OIT_MEMO else None,
        contested=contested_in(plan) if document.kind == Kind.OIT_CONTEST else None,
        plan=Plan.of(plan, measures=tuple(_measure(row, entries.get(row.pk)) for row in measures_of(plan))),
        round=Round.of(document.round) if document.round else None,
        signatories=signing_steps(agency.approval_steps.select_related("membership__user")),
        sentences=sentences_of(agency, document.kind),
    )


def signing_steps(steps: Iterable[agencies.ApprovalStep]) -> tuple[SigningStep, ...]:
    """Return who signs, from the steps of an approval chain with their people."""
    return tuple(
        SigningStep(
            name=step.membership.user.get_full_name(),
            position=step.membership.position_title,
            heading=step.heading,
        )
        for step in steps
    )


def _emblem(agency: agencies.Agency) -> str:
    if not agency.emblem:
        return ""
    try:
        png = read_whole(agency.emblem.name)
    except OSError:
        return ""  # the completeness check asks for one
    return "data:image/png;base64," + base64.b64encode(png).decode()


def _assessment(result: Overview) -> Assessment:
    scored = result.scored
    return Assessment.of(
        result.assessment,
        total=format_score(result.official_total),
        level=result.official_level,
        computed_total=format_score(result.result.total),
        computed_level=result.result.level.name if result.result.level else "",
        pass_line=format_score(result.criteria.pass_line),
        highest=scored[0].indicator.code if scored else "",
        lowest=scored[-1].indicator.code if scored else "",
        instruments=tuple(
            Instrument.of(
                group.instrument,
                mean=format_score(group.mean),
                indicators=tuple(_indicator(row) for row in group.rows),
            )
            for group in result.groups
        ),
        items=_items(result.assessment),
        topics=tuple(Topic.of(topic) for topic in result.criteria.topics),
    )


def _indicator(row: IndicatorRow) -> Indicator:
    return Indicator.of(
        row.indicator,
        score=format_score(row.score),
        band=row.band or "",
        rank=row.rank,
        change=format_score(row.change),
        sub_indicators=tuple(CodedName.of(part) for part in row.indicator.sub_indicators),
        finding=row.finding and Finding.of(row.finding),
    )


def _items(assessment: StoredAssessment) -> dict[str, str]:
    scores = assessment.item_points
    return {code: format_score(scores[code]) for code in assessment.criteria.sorted_items(scores)}


def _later(plan: measures.Plan) -> LaterScores | None:
    """Return the result of the plan's own year, where it is known by now."""
    later = (
        StoredAssessment.objects.with_scores()
        .filter(agency=plan.agency, fiscal_year=plan.fiscal_year)
        .first()
    )
    if later is None:
        return None
    # By the codes of the assessed year, whose indicators the document speaks of.
    scores = scores_by_codes_before(later)
    return LaterScores(items=_items(later), **_scores(later.fiscal_year, total_of(later), scores))


def _scores(fiscal_year: int, total: Decimal | None, scores: Mapping[str, Decimal]) -> dict[str, Any]:
    """Return a year's scores; an indicator that was split, merged or new later has none."""
    return {
        "fiscal_year": fiscal_year,
        "total": format_score(total),
        "indicators": {code: format_score(score) for code, score in scores.items()},
    }


def _measure(measure: measures.Measure, entry: measures.Progress | None) -> Measure:
    return Measure.of(
        measure,
        steps=tuple(
            Step(text=step.text, period=step.period_text, responsible=step.responsible_text)
            for step in measure.steps.all()
        ),
        progress=entry and Progress.of(entry, evidence=tuple(map(_evidence, entry.evidence.all()))),
    )


def _evidence(piece: measures.Evidence) -> Evidence:
    # A photo is known by its caption; what the camera or its owner called the file is nobody's business.
    return Evidence.of(piece, name="" if piece.kind == EvidenceKind.PHOTO else piece.name)
