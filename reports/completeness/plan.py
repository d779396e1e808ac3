"""Rules over the plan: who does what, when, and who looks after it."""

from collections.abc import Callable

from itaportal.language import gettext, gettext_lazy
from itaportal.thai.dates import fiscal_year, fiscal_year_end, fiscal_year_start, long_date
from reports.completeness.citations import fiscal_years, unknown_items
from reports.completeness.parts import Faults, MeasureFaults, Snapshot, each_measure
from reports.snapshot.plan import Measure


def no_measures(snapshot: Snapshot) -> Faults:
    if not snapshot.plan.measures:
        yield (
            gettext("แผนปี {fiscal_year} ยังไม่มีมาตรการ กรุณาเพิ่มมาตรการ").format(
                fiscal_year=snapshot.plan.fiscal_year
            ),
            ("measures",),
        )


def _measure_without(
    field: str, advice: str, *, lack: str = gettext_lazy("ไม่มี"), mended_at: str = "", or_steps: bool = False
) -> Callable[[Snapshot], Faults]:
    """Return the rule that every measure has the field; with ``or_steps`` all of its steps may tell it instead."""

    def look(measure: Measure, snapshot: Snapshot) -> MeasureFaults:
        steps = [getattr(step, field) for step in measure.steps] if or_steps else []
        if not (getattr(measure, field) or (steps and all(steps))):
            yield f"{lack}{Measure.title_of(field)} {advice}", mended_at or field

    look.__name__ = f"measure_without_{field}"
    return each_measure(look)


measure_without_responsible = _measure_without(
    "responsible",
    gettext_lazy("กรุณาเลือกส่วนราชการหรือพิมพ์ชื่อผู้รับผิดชอบ"),
    mended_at="responsible_text",
    or_steps=True,
)
measure_without_period = _measure_without(
    "period", gettext_lazy("กรุณากรอกวันเริ่มและวันสิ้นสุด"), mended_at="period_start", or_steps=True
)
measure_without_steps = _measure_without("steps", gettext_lazy("กรุณาเพิ่มอย่างน้อยหนึ่งขั้นตอน"))
# Four of six follow-up cells of seed document 001 are empty.
measure_without_follow_up = _measure_without("follow_up", gettext_lazy("กรุณากรอกว่าใครติดตาม อย่างไร และเมื่อใด"))
measure_without_weak_point = _measure_without(
    "weak_point", gettext_lazy("กรุณากรอกตามผลการวิเคราะห์"), lack=gettext_lazy("ไม่ได้บอก")
)
measure_without_limitation = _measure_without("limitation", gettext_lazy("กรุณากรอก หากไม่มีให้พิมพ์ว่า “ไม่มี”"))


@each_measure
def period_outside_plan_year(measure: Measure, snapshot: Snapshot) -> MeasureFaults:
    year = snapshot.plan.fiscal_year
    if told := sorted(_years_told(measure) - {year}):
        yield (
            gettext(
                "มีระยะเวลาในปีงบประมาณ {items} ซึ่งอยู่นอกปีของแผน (1 ต.ค. {year} – 30 ก.ย. {year2}) กรุณาตรวจปีของวันที่"
            ).format(items=", ".join(map(str, told)), year=year - 1, year2=year),
            "period_start",
        )


def _years_told(measure: Measure) -> set[int]:
    years = {fiscal_year(day) for day in (measure.period_start, measure.period_end) if day}
    periods = (measure.period, *(step.period for step in measure.steps))
    return years.union(*map(fiscal_years, periods))


@each_measure
def measure_without_indicator(measure: Measure, snapshot: Snapshot) -> MeasureFaults:
    if not measure.indicator_codes:
        yield (
            gettext("ยังไม่ได้เลือกตัวชี้วัด จึงไม่มีแถวในตารางของเอกสารนี้ กรุณาเลือกตัวชี้วัดที่เกี่ยวข้อง"),
            "indicator_codes",
        )


@each_measure
def measure_without_topic(measure: Measure, snapshot: Snapshot) -> MeasureFaults:
    if snapshot.assessment.topics and not measure.topic_numbers:
        yield gettext("ยังไม่ได้เลือกประเด็น จึงพิมพ์ต่อท้ายประเด็นทั้งหมด กรุณาเลือกประเด็น"), "topic_numbers"


def topic_without_measure(snapshot: Snapshot) -> Faults:
    answered = {number for entry in snapshot.plan.measures for number in entry.topic_numbers}
    for topic in snapshot.assessment.topics:
        if topic.number not in answered:
            yield (
                gettext("ประเด็นที่ {number} {name} ไม่มีมาตรการ หากพบข้อบกพร่องในประเด็นนี้ กรุณาเพิ่มมาตรการ").format(
                    number=topic.number, name=topic.name
                ),
                ("measures",),
            )


@each_measure
def measure_items(measure: Measure, snapshot: Snapshot) -> MeasureFaults:
    if unknown := unknown_items(measure.item_codes, snapshot.criteria.items[:1]):
        year = snapshot.assessment.fiscal_year
        yield (
            gettext("อ้างข้อ {items} ซึ่งไม่มีในปี {year} กรุณาแก้เลขข้อ").format(items=", ".join(unknown), year=year),
            "item_codes",
        )


@each_measure
def page_break_row(measure: Measure, snapshot: Snapshot) -> MeasureFaults:
    """Seed document 000 tears one measure in two at the foot of a page: the first half has no unit and no period."""
    if "(ต่อ)" in measure.title or "-ต่อ-" in measure.title:
        yield gettext("เป็นแถวที่ถูกตัดหน้ากระดาษ กรุณารวมขั้นตอนไว้กับมาตรการก่อนหน้าแล้วลบแถวนี้"), "title"


def decided_outside_cycle(snapshot: Snapshot) -> Faults:
    """Measures are decided after the assessed year began and before the plan's year ends."""
    plan = snapshot.plan
    first, last = fiscal_year_start(plan.fiscal_year - 1), fiscal_year_end(plan.fiscal_year)
    if plan.decided_on and not first <= plan.decided_on <= last:
        yield (
            gettext("วันที่ของบันทึกที่กำหนดมาตรการ {decided_on} ไม่อยู่ในช่วงของแผนปี {fiscal_year} กรุณาตรวจวันที่").format(
                decided_on=long_date(plan.decided_on), fiscal_year=plan.fiscal_year
            ),
            ("plan", "decided_on"),
        )
