"""The path of a year: what is done, what is missing, what comes next. Words for the clerk."""

from typing import Any

from django.urls import reverse

from assessments.enums import WeaknessClass
from reports.queries import Cycle


def steps(cycle: Cycle, slug: str) -> list[dict[str, Any]]:
    """Return the five steps with state (done | partial | todo) and what is missing; the first open one is current."""
    result = [
        _scores(cycle, slug),
        _analysis(cycle, slug),
        _plan(cycle, slug),
        _progress(cycle, slug),
        _documents(cycle, slug),
    ]
    for step in result:
        if step["state"] != "done":
            step["state"] = "current"
            break
    return result


def _step(label: str, url: str, missing: str, *, started: bool) -> dict[str, Any]:
    state = "done" if started and not missing else "partial" if started else "todo"
    return {"label": label, "url": url, "missing": missing, "state": state}


def _scores(cycle: Cycle, slug: str) -> dict[str, Any]:
    view = cycle.overview
    year = view.assessment.fiscal_year
    missing = ""
    if view.missing:
        missing = f"ขาดคะแนน {len(view.missing)} ตัวชี้วัด"
    elif view.total_difference is not None and not view.assessment.explanation:
        missing = "คะแนนรวมไม่ตรงกัน ยังไม่มีคำอธิบาย"
    started = bool(view.scored) or view.official_total is not None
    return _step("คะแนน", reverse("assessments:score_detail", args=[slug, year]), missing, started=started)


def _analysis(cycle: Cycle, slug: str) -> dict[str, Any]:
    url = reverse("assessments:analysis", args=[slug, cycle.overview.assessment.fiscal_year])
    found = sum(row.finding is not None for row in cycle.overview.rows)
    missing = f"ยังไม่วิเคราะห์ {cycle.without_finding} ตัวชี้วัด" if cycle.without_finding else ""
    return _step("วิเคราะห์", url, missing, started=found > 0)


def _plan(cycle: Cycle, slug: str) -> dict[str, Any]:
    url = reverse("measures:plan", args=[slug, cycle.overview.assessment.fiscal_year + 1])
    missing = ""
    if not cycle.measures:
        weak = len(cycle.overview.of_class(WeaknessClass.URGENT))
        missing = f"มีจุดอ่อนเร่งด่วน {weak} ข้อ ยังไม่มีมาตรการ" if weak else "ยังไม่มีมาตรการ"
    elif cycle.uncovered:
        missing = f"จุดอ่อนเร่งด่วน {len(cycle.uncovered)} ข้อยังไม่มีมาตรการ"
    elif cycle.incomplete_measures:
        missing = f"มาตรการ {cycle.incomplete_measures} ข้อยังกรอกไม่ครบ"
    return _step("มาตรการ", url, missing, started=bool(cycle.measures))


def _progress(cycle: Cycle, slug: str) -> dict[str, Any]:
    url = reverse("measures:progress", args=[slug, cycle.overview.assessment.fiscal_year + 1])
    if not cycle.rounds:
        return _step("รายงานผล", url, "ยังไม่มีรอบรายงาน", started=False)
    tally = cycle.rounds[0][1]
    missing = f"ยังไม่รายงาน {tally.unreported} มาตรการ" if tally.unreported else ""
    return _step("รายงานผล", url, missing, started=True)


def _documents(cycle: Cycle, slug: str) -> dict[str, Any]:
    missing = "" if cycle.documents else "ยังไม่มีเอกสารของปีนี้"
    return _step("เอกสาร", reverse("reports:index", args=[slug]), missing, started=bool(cycle.documents))
