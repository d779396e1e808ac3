"""The path of a year: what is done, what is missing, what comes next. Words for the clerk."""

from typing import Any

from django.urls import reverse

from assessments.enums import WeaknessClass
from assessments.queries import IndicatorRow
from itaportal.language import gettext, gettext_lazy
from measures.models import Measure
from reports.enums import Stage
from reports.models import Document
from reports.queries import Cycle, stage_of


def steps(cycle: Cycle, slug: str) -> list[dict[str, Any]]:
    """Return the five steps with state (done | partial | todo) and what is missing; the first open one is current."""
    view, year = cycle.overview, cycle.overview.assessment.fiscal_year
    has_scores = bool(view.scored) or view.official_total is not None
    has_findings = any(row.finding is not None for row in view.rows)
    unwritten = (
        gettext("ยังไม่วิเคราะห์ {without_finding} ตัวชี้วัด").format(without_finding=cycle.without_finding)
        if cycle.without_finding
        else ""
    )
    result = [
        step_of(
            gettext("คะแนน"), "assessments:score_detail", [slug, year], _missing_scores(cycle), has_scores
        ),
        step_of(gettext("วิเคราะห์"), "assessments:analysis", [slug, year], unwritten, has_findings),
        step_of(
            gettext("มาตรการ"),
            "measures:plan",
            [slug, year + 1],
            _missing_measures(cycle),
            bool(cycle.measures),
        ),
        step_of(
            gettext("รายงานผล"),
            "measures:progress",
            [slug, year + 1],
            _missing_progress(cycle),
            bool(cycle.rounds),
        ),
        _documents(cycle, slug),
    ]
    return mark_current(result)


def mark_current(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the steps with the one to take next marked: what came back, for somebody waits for it, else the first open."""
    urgent = next((step for step in steps if step.get("returned")), None)
    if current := urgent or next((step for step in steps if step["state"] != "done"), None):
        current["state"] = "current"
    return steps


def next_of(steps: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the step to take next, None where all are done."""
    return next((step for step in steps if step["state"] == "current"), None)


def weakest(cycle: Cycle, most: int = 3) -> list[tuple[IndicatorRow, list[Measure]]]:
    """Return the indicators that ask for work first, each with the measures that answer it.

    By their findings; by score alone where nothing is analysed yet.
    """
    view = cycle.overview
    weak = [*view.of_class(WeaknessClass.URGENT), *view.of_class(WeaknessClass.IMPROVE)]
    if not any(row.finding for row in view.rows):
        weak = view.scored[::-1]
    return [
        (row, [measure for measure in cycle.measures if row.indicator.code in measure.indicator_codes])
        for row in weak[:most]
    ]


def percent(cycle: Cycle) -> int:
    """Return how much of the year's work is done: the mean of the five steps, in whole percent."""
    view, measures, latest = cycle.overview, len(cycle.measures), cycle.rounds[:1]
    stages = cycle.stages
    parts = (
        _share(len(view.scored), len(view.rows)),
        _share(len(view.scored) - cycle.without_finding, len(view.rows)),
        _share(measures - cycle.incomplete_measures, measures + len(cycle.uncovered)),
        _share(latest[0][1].reported if latest else 0, measures),
        _share(sum(_WEIGHTS[stage] * count for stage, count in stages.items()), stages.total()),
    )
    return int(100 * sum(parts) / len(parts))


def _share(done: float, of: int) -> float:
    return done / of if of else 0


# How far a document at a stage has come.
_WEIGHTS = {
    Stage.DRAFT: 0.25,
    Stage.RETURNED: 0.25,
    Stage.SUBMITTED: 0.5,
    Stage.APPROVED: 0.9,
    Stage.PUBLISHED: 1,
}
_OPEN = {
    Stage.RETURNED: gettext_lazy("ส่งกลับให้แก้ไข {} ฉบับ"),
    Stage.DRAFT: gettext_lazy("ร่างที่ยังไม่เสนอ {} ฉบับ"),
    Stage.SUBMITTED: gettext_lazy("รอพิจารณา {} ฉบับ"),
}


def _documents(cycle: Cycle, slug: str) -> dict[str, Any]:
    """Return the last step, which ends when nothing is under way and something is published."""
    count = cycle.stages
    missing = [words.format(count[stage]) for stage, words in _OPEN.items() if count[stage]]
    if not cycle.documents:
        missing = [gettext("ยังไม่มีเอกสารของปีนี้")]
    elif not missing and not count[Stage.PUBLISHED]:
        missing = [gettext("อนุมัติแล้ว ยังไม่เผยแพร่")]
    step = step_of(gettext("เอกสาร"), "reports:index", [slug], " ".join(missing), bool(cycle.documents))
    stages: dict[Stage, Document] = {stage_of(document): document for document in reversed(cycle.documents)}
    # The document itself, where one is to be worked on.
    if mine := stages.get(Stage.RETURNED) or stages.get(Stage.DRAFT):
        step["url"] = reverse("reports:document", args=[slug, mine.pk])
    return step | {"returned": Stage.RETURNED in stages}


def step_of(label: str, page: str, args: list[str | int], missing: str, started: bool) -> dict[str, Any]:
    """Return a step as `_components/path.html` shows it; ``missing`` is "" where it is done."""
    state = "done" if started and not missing else "partial" if started else "todo"
    return {"label": label, "url": reverse(page, args=args), "missing": missing, "state": state}


def _missing_scores(cycle: Cycle) -> str:
    view = cycle.overview
    if view.missing:
        return gettext("ขาดคะแนน {missing} ตัวชี้วัด").format(missing=len(view.missing))
    unexplained = view.total_difference is not None and not view.assessment.explanation
    return gettext("คะแนนรวมไม่ตรงกัน ยังไม่มีคำอธิบาย") if unexplained else ""


def _missing_measures(cycle: Cycle) -> str:
    if not cycle.measures:
        weak = len(cycle.overview.of_class(WeaknessClass.URGENT))
        return (
            gettext("มีจุดอ่อนเร่งด่วน {weak} ข้อ ยังไม่มีมาตรการ").format(weak=weak)
            if weak
            else gettext("ยังไม่มีมาตรการ")
        )
    if cycle.uncovered:
        return gettext("จุดอ่อนเร่งด่วน {uncovered} ข้อยังไม่มีมาตรการ").format(uncovered=len(cycle.uncovered))
    return (
        gettext("มาตรการ {incomplete_measures} ข้อยังกรอกไม่ครบ").format(
            incomplete_measures=cycle.incomplete_measures
        )
        if cycle.incomplete_measures
        else ""
    )


def _missing_progress(cycle: Cycle) -> str:
    if not cycle.rounds:
        return gettext("ยังไม่มีรอบรายงาน")
    unreported = cycle.rounds[0][1].unreported
    return gettext("ยังไม่รายงาน {unreported} มาตรการ").format(unreported=unreported) if unreported else ""
