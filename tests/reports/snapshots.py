"""Small snapshots for the completeness check: plain data of the real criteria, faultless until a test spoils it.

Tests spoil plain data and hand it over as ``typed``.
"""

import json
from decimal import Decimal
from functools import cache

import yaml

from assessments.grading import band, grade
from criteria.rulebook import Criteria
from itaportal.thai.dates import fiscal_year_end, fiscal_year_start, period
from itaportal.thai.numbers import format_score
from reports.enums import KINDS_WITHOUT_ROUND, MEMOS, Kind
from reports.snapshot.building import build_snapshot
from reports.snapshot.model import Snapshot
from reports.snapshot.reading import data_of
from reports.snapshot.year_facts import facts
from tests.conftest import ROOT

# The ten scores of seed document 000: total 91.10, level A.
SCORES = ("90.11", "83.50", "88.54", "79.52", "85.65", "86.66", "87.18", "85.24", "97.78", "100.00")
LAST_YEAR = 2569  # the last one that criteria are known of
CLASS_OF_BAND = {"low": "urgent", "medium": "improve", "good": "maintain"}


@cache
def criteria(year):
    """Return the year's criteria as they are shipped."""
    file = ROOT / "fixtures" / "criteria" / f"{year}.yaml"
    return Criteria.from_data(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def typed(data, part=Snapshot):
    """Return plain data as the snapshot, or part of one, that the product works with."""
    return part.model_validate_json(json.dumps(data))


def built(document):
    """Return the document's snapshot as plain data, for a test to spoil."""
    return data_of(build_snapshot(document))


def finding(**changes):
    return {
        "text": "ควรรักษามาตรฐานไว้", "weakness_class": "maintain", "class_reason": "", "recommendation": "",
        "response": "", "rank": None, **changes,
    }  # fmt: skip


def progress(**changes):
    return {
        "status": "done", "note": "ตรวจสอบได้ในเว็บไซต์ของหน่วยงาน", "action_taken": "จัดทำคู่มือ", "result": "มีคู่มือ",
        "outcome": "บุคลากรปฏิบัติถูกต้อง", "suggestion": "", "evidence": [], **changes,
    }  # fmt: skip


def step(text="จัดทำคู่มือ", **changes):
    return {"text": text, "period": "", "responsible": "", **changes}


def measure(*, plan_year=2566, **changes):
    """Return a complete measure for indicator 4, topic 4, with progress."""
    start, end = fiscal_year_start(plan_year), fiscal_year_end(plan_year)
    values = {
        "id": 1, "kind": "measure", "title": "จัดทำคู่มือการใช้ทรัพย์สินของราชการ", "activities": "",
        "indicator_codes": ["4"], "topic_numbers": [4], "item_codes": [], "weak_point": "ยังไม่มีคู่มือ",
        "steps": [step()], "responsible": "กองคลัง", "all_departments": False, "period": period(start, end),
        "period_start": start.isoformat(), "period_end": end.isoformat(),
        "follow_up": "รายงานในที่ประชุมประจำเดือน", "limitation": "ไม่มี", "progress": progress(),
    }  # fmt: skip
    return {**values, **changes}


def snapshot(
    kind=Kind.PROGRESS_MEMO,
    *,
    assessed=2565,
    scores=SCORES,
    total="91.10",
    level="A",
    explanation="",
    findings=None,
    measures=None,
    letter=None,
    agency=None,
    **changes,
):
    """Return a snapshot; ``findings`` and the dicts replace single values, ``findings`` by indicator code.

    Indicators with a score get a finding of the class that the score asks for.
    """
    of_plan = kind in KINDS_WITHOUT_ROUND
    year = assessed + 1
    values = {
        "schema": 1,
        "kind": kind.value,
        "agency": {
            "name": "องค์การบริหารส่วนตำบลตัวอย่าง", "short_name": "อบต.ตัวอย่าง", "kind": "อบต.", "district": "เมือง",
            "province": "ตัวอย่าง", "office": "", "unit": "", "phone": "", "email": "", "emblem": "data:,",
            **(agency or {}),
        },
        "letter": {
            "number": "กส 1/2", "dated": fiscal_year_end(year).isoformat() if kind in MEMOS or not of_plan else None,
            "subject": "รายงานผลการดำเนินการ", "addressee": "นายกองค์การบริหารส่วนตำบลตัวอย่าง",
            "via": "ปลัดองค์การบริหารส่วนตำบลตัวอย่าง", **(letter or {}),
        },
        **_result(kind, assessed, scores, total, level, explanation, findings),
        "history": [{"fiscal_year": assessed, "total": total, "level": level, "indicators": {}}],
        "later": {"fiscal_year": year, "total": "95.00", "indicators": {}, "items": {}},
        "plan": {
            "fiscal_year": year, "decided_on": None, "decided_in": "",
            "measures": [measure(plan_year=year, **({"progress": None} if of_plan else {}))]
            if measures is None else measures,
        },
        "round": None if of_plan else {"as_at": fiscal_year_end(year).isoformat()},
        "signatories": [{"heading": "", "name": "นางชูใจ ตัวอย่าง", "position": "หัวหน้าสำนักปลัด"}],
        "sentences": {},
        **({"disclosed": disclosed(year)} if kind == Kind.OIT_MEMO else {}),
        **({"contested": contested(year)} if kind == Kind.OIT_CONTEST else {}),
    }  # fmt: skip
    return {**values, **changes}


def contested(year=2566, **item):
    """Return what is told of one contested item."""
    told = {
        "code": "O6", "wording": "ความก้าวหน้า", "score": "0.00", "reason": "เผยแพร่แล้ว",
        "links": ["https://a.go.th/6"], "files": [],
    }  # fmt: skip
    return {"fiscal_year": year, "closes_on": None, "items": [{**told, **item}]}


def disclosed(year=2566, **item):
    """Return what is told of one O-item."""
    told = {"code": "O1", "wording": "โครงสร้าง", "department": "สำนักปลัด", "state": "ready", "broken": 0}
    return {"fiscal_year": year, "checked_on": None, "items": [{**told, **item}]}


def _result(kind, assessed, scores, total, level, explanation, findings):
    year = criteria(assessed)
    points = {
        entry.code: Decimal(score) for entry, score in zip(year.indicators, scores, strict=False) if score
    }
    result = grade(points, year)
    later = [criteria(number) for number in (assessed + 1, assessed + 2) if number <= LAST_YEAR]
    official = Decimal(total) if total else None
    return {
        "assessment": {
            "fiscal_year": assessed,
            "total": total,
            "level": level,
            "computed_total": format_score(result.total),
            "explanation": explanation,
            "instruments": [
                {
                    "code": group.code,
                    "indicators": [
                        _indicator(entry, points.get(entry.code), (findings or {}).get(entry.code, {}))
                        for entry in year.indicators_of(group.code)
                    ],
                }
                for group in year.instruments
            ],
            "topics": [{"number": topic.number, "name": topic.name} for topic in year.topics],
        },
        "criteria": facts(kind, assessed=year, later=later, total=official, means=result.means).model_dump(
            mode="json"
        ),
    }


def _indicator(indicator, score, told):
    if score is None:
        return {"code": indicator.code, "name": indicator.name, "score": "", "band": "", "finding": None}
    of_band = band(score, Decimal(80), Decimal(85)).value
    return {
        "code": indicator.code,
        "name": indicator.name,
        "score": format_score(score),
        "band": of_band,
        "finding": None if told is None else finding(**{"weakness_class": CLASS_OF_BAND[of_band], **told}),
    }


def approval(**changes):
    """Return what a submitted document's snapshot says of its approval, with a chain of three."""
    return {
        "code": "7F3K-9QWD-2M", "url": "https://portal.example.go.th/verify/7F3K9QWD2M/", "edition": 2,
        "number": "นฐ 70001/12", "submitted_on": "2026-11-21",
        "steps": [
            {"name": "นางชูใจ ตัวอย่าง", "position": "หัวหน้าสำนักปลัด", "heading": ""},
            {"name": "นายสมชาย ตัวอย่าง", "position": "ปลัดเทศบาล", "heading": "ความเห็นของปลัดเทศบาล"},
            {"name": "นายมานะ ตัวอย่าง", "position": "นายกเทศมนตรี", "heading": "ความเห็นของนายกเทศมนตรี"},
        ],
        **changes,
    }  # fmt: skip
