"""Gathering what a document says into a snapshot: plain data, scores as text, dates as ISO text.

A rendering sees the snapshot and nothing else, so that what was rendered can be rendered again word for word.
"""

import base64
import hashlib
import json
from typing import Any

from agencies.models import Agency
from assessments.queries import overview
from itaportal.thai import format_score
from measures.models import Measure
from measures.queries import measures_of, progress_lines
from reports.models import Document

SCHEMA = 1


def build_snapshot(document: Document) -> dict[str, Any]:
    """Return everything the document prints; a fixed number of queries."""
    plan = document.plan
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
        "assessment": _assessment(plan.assessment),
        "plan": {
            "fiscal_year": plan.fiscal_year,
            "decided_on": plan.decided_on.isoformat() if plan.decided_on else None,
            "decided_in": plan.decided_in,
            "measures": [_measure(entry, entries.get(entry.pk)) for entry in measures_of(plan)],
        },
        "round": {"as_at": document.round.as_at.isoformat()} if document.round else None,
        "signatories": _signatories(document.agency),
    }


def fingerprint(snapshot: dict[str, Any]) -> str:
    """Return the snapshot's sha256 over its canonical JSON."""
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _agency(agency: Agency) -> dict[str, str]:
    names = ("name", "short_name", "kind", "district", "province", "office", "unit", "phone", "email")
    return {**{name: getattr(agency, name) for name in names}, "emblem": _emblem(agency)}


def _emblem(agency: Agency) -> str:
    if not agency.emblem:
        return ""
    with agency.emblem.open("rb") as file:
        return "data:image/png;base64," + base64.b64encode(file.read()).decode()


def _assessment(assessment) -> dict[str, Any]:
    result = overview(assessment)
    return {
        "fiscal_year": assessment.fiscal_year,
        "total": format_score(result.official_total),
        "level": result.official_level,
        "indicators": [
            {"code": row.indicator.code, "name": row.indicator.name, "score": format_score(row.score)}
            for row in result.rows
        ],
    }


def _measure(measure: Measure, entry) -> dict[str, Any]:
    return {
        "kind": measure.kind,
        "title": measure.title,
        "activities": measure.activities,
        "indicator_codes": measure.indicator_codes,
        "item_codes": measure.item_codes,
        "weak_point": measure.weak_point,
        "steps": [
            {"text": step.text, "period": step.period_text, "responsible": step.responsible_text}
            for step in measure.steps.all()
        ],
        "responsible": measure.responsible,
        "period": measure.period,
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
        },
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
