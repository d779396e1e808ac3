"""The path of a year: what is done, what is missing, what comes next. Words for the clerk."""

from typing import Any

from django.urls import reverse

from assessments.enums import WeaknessClass
from reports.queries import Cycle


def steps(cycle: Cycle, slug: str) -> list[dict[str, Any]]:
    """Return the five steps with state (done | partial | todo) and what is missing; the first open one is current."""
    view, year = cycle.overview, cycle.overview.assessment.fiscal_year
    has_scores = bool(view.scored) or view.official_total is not None
    has_findings = any(row.finding is not None for row in view.rows)
    unwritten = f"ยังไม่วิเคราะห์ {cycle.without_finding} ตัวชี้วัด" if cycle.without_finding else ""
    no_documents = "" if cycle.documents else "ยังไม่มีเอกสารของปีนี้"
    result = [
        _step("คะแนน", "assessments:score_detail", [slug, year], _missing_scores(cycle), has_scores),
        _step("วิเคราะห์", "assessments:analysis", [slug, year], unwritten, has_findings),
        _step("มาตรการ", "measures:plan", [slug, year + 1], _missing_measures(cycle), bool(cycle.measures)),
        _step(
            "รายงานผล", "measures:progress", [slug, year + 1], _missing_progress(cycle), bool(cycle.rounds)
        ),
        _step("เอกสาร", "reports:index", [slug], no_documents, bool(cycle.documents)),
    ]
    for step in result:
        if step["state"] != "done":
            step["state"] = "current"
            break
    return result


def _step(label: str, page: str, args: list[str | int], missing: str, started: bool) -> dict[str, Any]:
    state = "done" if started and not missing else "partial" if started else "todo"
    return {"label": label, "url": reverse(page, args=args), "missing": missing, "state": state}


def _missing_scores(cycle: Cycle) -> str:
    view = cycle.overview
    if view.missing:
        return f"ขาดคะแนน {len(view.missing)} ตัวชี้วัด"
    unexplained = view.total_difference is not None and not view.assessment.explanation
    return "คะแนนรวมไม่ตรงกัน ยังไม่มีคำอธิบาย" if unexplained else ""


def _missing_measures(cycle: Cycle) -> str:
    if not cycle.measures:
        weak = len(cycle.overview.of_class(WeaknessClass.URGENT))
        return f"มีจุดอ่อนเร่งด่วน {weak} ข้อ ยังไม่มีมาตรการ" if weak else "ยังไม่มีมาตรการ"
    if cycle.uncovered:
        return f"จุดอ่อนเร่งด่วน {len(cycle.uncovered)} ข้อยังไม่มีมาตรการ"
    return f"มาตรการ {cycle.incomplete_measures} ข้อยังกรอกไม่ครบ" if cycle.incomplete_measures else ""


def _missing_progress(cycle: Cycle) -> str:
    if not cycle.rounds:
        return "ยังไม่มีรอบรายงาน"
    unreported = cycle.rounds[0][1].unreported
    return f"ยังไม่รายงาน {unreported} มาตรการ" if unreported else ""
