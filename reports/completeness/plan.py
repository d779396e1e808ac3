"""Rules over the plan: who does what, when, and who looks after it."""

from collections.abc import Callable

from itaportal.thai import fiscal_year, fiscal_year_end, fiscal_year_start, long_date
from reports.completeness.item_codes import unknown_items
from reports.completeness.parts import Found, Snapshot, measures
from reports.completeness.periods import fiscal_years
from reports.snapshot.plan import Measure


def no_measures(snapshot: Snapshot) -> Found:
    if not snapshot.plan.measures:
        year = snapshot.plan.fiscal_year
        yield f"แผนปี {year} ยังไม่มีมาตรการ กรุณาเพิ่มมาตรการ", ("measures",)


def _measure_without(
    field: str,
    advice: str,
    *,
    lack: str = "ไม่มี",
    at: str = "",
    tells: Callable[[Measure], object] | None = None,
) -> Callable[[Snapshot], Found]:
    """Return the rule that every measure has the field, which is mended at the field ``at`` of its form.

    ``tells`` is what is asked of a measure where another field may say it too.
    """

    def check(snapshot: Snapshot) -> Found:
        for measure, label in measures(snapshot):
            if not (tells(measure) if tells else getattr(measure, field)):
                message = f"{label} {lack}{Measure.title_of(field)} {advice}"
                yield message, ("measure", measure.id, at or field)

    check.__name__ = f"measure_without_{field}"
    return check


def _told_by_measure_or_steps(measure: Measure, name: str) -> bool:
    steps = [getattr(step, name) for step in measure.steps]
    return bool(getattr(measure, name) or (steps and all(steps)))


measure_without_responsible = _measure_without(
    "responsible",
    "กรุณาเลือกส่วนราชการหรือพิมพ์ชื่อผู้รับผิดชอบ",
    at="responsible_text",
    tells=lambda measure: _told_by_measure_or_steps(measure, "responsible"),
)
measure_without_period = _measure_without(
    "period",
    "กรุณากรอกวันเริ่มและวันสิ้นสุด",
    at="period_start",
    tells=lambda measure: _told_by_measure_or_steps(measure, "period"),
)
measure_without_steps = _measure_without("steps", "กรุณาเพิ่มอย่างน้อยหนึ่งขั้นตอน")
# Four of six follow-up cells of seed document 001 are empty.
measure_without_follow_up = _measure_without("follow_up", "กรุณากรอกว่าใครติดตาม อย่างไร และเมื่อใด")
measure_without_weak_point = _measure_without("weak_point", "กรุณากรอกตามผลการวิเคราะห์", lack="ไม่ได้บอก")
measure_without_limitation = _measure_without("limitation", "กรุณากรอก หากไม่มีให้พิมพ์ว่า “ไม่มี”")


def period_outside_plan_year(snapshot: Snapshot) -> Found:
    year = snapshot.plan.fiscal_year
    for measure, label in measures(snapshot):
        if told := sorted(_years_told(measure) - {year}):
            names = ", ".join(map(str, told))
            yield (
                f"{label} มีระยะเวลาในปีงบประมาณ {names} ซึ่งอยู่นอกปีของแผน (1 ต.ค. {year - 1} – 30 ก.ย. {year}) "
                "กรุณาตรวจปีของวันที่",
                ("measure", measure.id, "period_start"),
            )


def _years_told(measure: Measure) -> set[int]:
    years = {fiscal_year(day) for day in (measure.period_start, measure.period_end) if day}
    periods = (measure.period, *(step.period for step in measure.steps))
    return years.union(*map(fiscal_years, periods))


def measure_without_indicator(snapshot: Snapshot) -> Found:
    for measure, label in measures(snapshot):
        if not measure.indicator_codes:
            yield (
                f"{label} ยังไม่ได้เลือกตัวชี้วัด จึงไม่มีแถวในตารางของเอกสารนี้ กรุณาเลือกตัวชี้วัดที่เกี่ยวข้อง",
                ("measure", measure.id, "indicator_codes"),
            )


def measure_without_topic(snapshot: Snapshot) -> Found:
    if not snapshot.assessment.topics:
        return
    for measure, label in measures(snapshot):
        if not measure.topic_numbers:
            yield (
                f"{label} ยังไม่ได้เลือกประเด็น จึงพิมพ์ต่อท้ายประเด็นทั้งหมด กรุณาเลือกประเด็น",
                ("measure", measure.id, "topic_numbers"),
            )


def topic_without_measure(snapshot: Snapshot) -> Found:
    answered = {number for entry in snapshot.plan.measures for number in entry.topic_numbers}
    for topic in snapshot.assessment.topics:
        if topic.number not in answered:
            yield (
                f"ประเด็นที่ {topic.number} {topic.name} ไม่มีมาตรการ หากพบข้อบกพร่องในประเด็นนี้ กรุณาเพิ่มมาตรการ",
                ("measures",),
            )


def measure_items(snapshot: Snapshot) -> Found:
    for measure, label in measures(snapshot):
        if unknown := unknown_items(measure.item_codes, snapshot.criteria.items[:1]):
            yield (
                f"{label} อ้างข้อ {', '.join(unknown)} ซึ่งไม่มีในปี {snapshot.assessment.fiscal_year} กรุณาแก้เลขข้อ",
                ("measure", measure.id, "item_codes"),
            )


def page_break_row(snapshot: Snapshot) -> Found:
    """Seed document 000 tears one measure in two at the foot of a page: the first half has no unit and no period."""
    for measure, label in measures(snapshot):
        if "(ต่อ)" in measure.title or "-ต่อ-" in measure.title:
            yield (
                f"{label} เป็นแถวที่ถูกตัดหน้ากระดาษ กรุณารวมขั้นตอนไว้กับมาตรการก่อนหน้าแล้วลบแถวนี้",
                ("measure", measure.id, "title"),
            )


def decided_outside_cycle(snapshot: Snapshot) -> Found:
    """Measures are decided after the assessed year began and before the plan's year ends."""
    plan = snapshot.plan
    if not plan.decided_on:
        return
    first, last = fiscal_year_start(plan.fiscal_year - 1), fiscal_year_end(plan.fiscal_year)
    if not first <= plan.decided_on <= last:
        yield (
            f"วันที่ของบันทึกที่กำหนดมาตรการ {long_date(plan.decided_on)} ไม่อยู่ในช่วงของแผนปี {plan.fiscal_year} กรุณาตรวจวันที่",
            ("plan", "decided_on"),
        )
