"""Gathering what a document says into a snapshot: plain data, scores as text, dates as ISO text.

A rendering sees the snapshot and nothing else, so that what was rendered can be rendered again word for word.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from agencies.models import Agency
from assessments.models import Assessment
from assessments.queries import (
    IndicatorRow,
    InstrumentGroup,
    Overview,
    history,
    overview,
    scores_by_codes_before,
    total_of,
)
from itaportal.thai import format_score
from measures.enums import EvidenceKind
from measures.models import Evidence, Measure, Plan
from measures.queries.plans import measures_of, progress_lines
from reports.models import Document
from reports.queries import sentences_of
from reports.year_facts import year_facts

SCHEMA = 1


def build_snapshot(document: Document) -> dict[str, Any]:
    """Return everything the document prints; a fixed number of queries."""
    plan = document.plan
    result = overview(plan.assessment)
    entries = (
        {line.measure.pk: line.entry for line in progress_lines(document.round)} if document.round else {}
    )
    return {
        "schema": SCHEMA,
        "kind": document.kind,
        "agency": _agency(document.agency),
        "letter": {
            "number": document.number,
            "dated": document.dated.isoformat() if document.dated else None,
            "subject": document.subject,
            "addressee": document.addressee,
            "via": document.via,
        },
        "assessment": _assessment(result),
        "criteria": year_facts(plan, document.kind, result),
        "history": _history(plan.assessment),
        "later": _later(plan),
        "plan": {
            "fiscal_year": plan.fiscal_year,
            "decided_on": plan.decided_on.isoformat() if plan.decided_on else None,
            "decided_in": plan.decided_in,
            "measures": [_measure(entry, entries.get(entry.pk)) for entry in measures_of(plan)],
        },
        "round": {"as_at": document.round.as_at.isoformat()} if document.round else None,
        "signatories": _signatories(document.agency),
        "sentences": sentences_of(document.agency, document.kind),
    }


def canonical(snapshot: dict[str, Any]) -> str:
    """Return the snapshot as JSON that is the same for the same content."""
    return json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(snapshot: dict[str, Any]) -> str:
    """Return the snapshot's sha256 over its canonical JSON."""
    return hashlib.sha256(canonical(snapshot).encode()).hexdigest()


def _agency(agency: Agency) -> dict[str, str]:
    names = ("name", "short_name", "kind", "district", "province", "office", "unit", "phone", "email")
    return {**{name: getattr(agency, name) for name in names}, "emblem": _emblem(agency)}


def _emblem(agency: Agency) -> str:
    if not agency.emblem:
        return ""
    with agency.emblem.open("rb") as file:
        return "data:image/png;base64," + base64.b64encode(file.read()).decode()


def _assessment(result: Overview) -> dict[str, Any]:
    assessment = result.assessment
    scored = result.scored
    return {
        "fiscal_year": assessment.fiscal_year,
        "total": format_score(result.official_total),
        "level": result.official_level,
        "computed_total": format_score(result.result.total),
        "computed_level": result.result.level.name if result.result.level else "",
        "explanation": assessment.explanation,
        "pass_line": format_score(result.criteria.pass_line),
        "highest": scored[0].indicator.code if scored else "",
        "lowest": scored[-1].indicator.code if scored else "",
        "instruments": [_instrument(group) for group in result.groups],
        "items": _items(assessment),
        "topics": [{"number": topic.number, "name": topic.name} for topic in result.criteria.topics],
    }


def _instrument(group: InstrumentGroup) -> dict[str, Any]:
    return {
        "code": group.instrument.code,
        "name": group.instrument.name,
        "mean": format_score(group.mean),
        "indicators": [_indicator(row) for row in group.rows],
    }


def _indicator(row: IndicatorRow) -> dict[str, Any]:
    finding = row.finding
    return {
        "code": row.indicator.code,
        "name": row.indicator.name,
        "score": format_score(row.score),
        "band": row.band or "",
        "rank": row.rank,
        "change": format_score(row.change),
        "sub_indicators": [{"code": part.code, "name": part.name} for part in row.indicator.sub_indicators],
        "finding": finding
        and {
            "text": finding.text,
            "weakness_class": finding.weakness_class,
            "class_reason": finding.class_reason,
            "recommendation": finding.recommendation,
            "response": finding.response,
            "rank": finding.rank,
        },
    }


def _items(assessment: Assessment) -> dict[str, str]:
    scores = {row.code: row.score for row in assessment.item_scores.all()}
    return {code: format_score(scores[code]) for code in assessment.criteria.sorted_items(scores)}


def _history(assessment: Assessment) -> list[dict[str, Any]]:
    """Return up to five years ending with the assessed one, oldest first.

    Points stand under the assessed year's codes; an indicator that was split, merged or new later has none.
    """
    return [
        {**_scores(year.fiscal_year, year.total, year.comparable), "level": year.level}
        for year in history(assessment.agency, until=assessment.fiscal_year)
    ]


def _later(plan: Plan) -> dict[str, Any] | None:
    """Return the result of the plan's own year, where it is known by now."""
    later = Assessment.objects.with_scores().filter(agency=plan.agency, fiscal_year=plan.fiscal_year).first()
    if later is None:
        return None
    # By the codes of the assessed year, whose indicators the document speaks of.
    scores = scores_by_codes_before(later)
    return {**_scores(later.fiscal_year, total_of(later), scores), "items": _items(later)}


def _scores(fiscal_year: int, total: Decimal | None, scores: Mapping[str, Decimal]) -> dict[str, Any]:
    return {
        "fiscal_year": fiscal_year,
        "total": format_score(total),
        "indicators": {code: format_score(score) for code, score in scores.items()},
    }


def _measure(measure: Measure, entry) -> dict[str, Any]:
    return {
        "id": measure.pk,
        "kind": measure.kind,
        "title": measure.title,
        "activities": measure.activities,
        "indicator_codes": measure.indicator_codes,
        "topic_numbers": measure.topic_numbers,
        "item_codes": measure.item_codes,
        "weak_point": measure.weak_point,
        "steps": [
            {"text": step.text, "period": step.period_text, "responsible": step.responsible_text}
            for step in measure.steps.all()
        ],
        "responsible": measure.responsible,
        "all_departments": measure.all_departments,
        "period": measure.period,
        "period_start": measure.period_start.isoformat() if measure.period_start else None,
        "period_end": measure.period_end.isoformat() if measure.period_end else None,
        "follow_up": measure.follow_up,
        "limitation": measure.limitation,
        "progress": entry
        and {
            "status": entry.status,
            "note": entry.note,
            "action_taken": entry.action_taken,
            "result": entry.result,
            "outcome": entry.outcome,
            "suggestion": entry.suggestion,
            "evidence": [_evidence(piece) for piece in entry.evidence.all()],
        },
    }


def _evidence(piece: Evidence) -> dict[str, Any]:
    return {
        "kind": piece.kind,
        "sha256": piece.sha256,
        "caption": piece.caption,
        # A photo is known by its caption; what the camera or its owner called the file is nobody's business.
        "name": "" if piece.kind == EvidenceKind.PHOTO else piece.name,
        "url": piece.url,
        "event_date": piece.event_date.isoformat() if piece.event_date else None,
    }


def _signatories(agency: Agency) -> list[dict[str, str]]:
    steps = agency.approval_steps.select_related("membership__user")
    return [
        {
            "heading": step.heading,
            "name": step.membership.user.get_full_name(),
            "position": step.membership.position_title,
        }
        for step in steps
    ]
