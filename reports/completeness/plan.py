"""Rules over the plan: who does what, when, and who looks after it."""

from datetime import date
from typing import Any

from itaportal.thai import fiscal_year, fiscal_year_end, fiscal_year_start, long_date
from reports.completeness.item_codes import unknown_items
from reports.completeness.parts import Found, Snapshot, measures
from reports.completeness.periods import fiscal_years


def no_measures(snapshot: Snapshot) -> Found:
    if not snapshot["plan"]["measures"]:
        year = snapshot["plan"]["fiscal_year"]
        yield f"แผนปี {year} ยังไม่มีมาตรการ กรุณาเพิ่มมาตรการ", ("measures",)


def measure_without_responsible(snapshot: Snapshot) -> Found:
    for measure, label in measures(snapshot):
        if not measure["responsible"] and not _every_step_tells(measure, "responsible"):
            yield (
                f"{label} ไม่มีผู้รับผิดชอบ กรุณาเลือกส่วนราชการหรือพิมพ์ชื่อผู้รับผิดชอบ",
                ("measure", measure["id"], "responsible_text"),
            )


def measure_without_period(snapshot: Snapshot) -> Found:
    for measure, label in measures(snapshot):
        if not measure["period"] and not _every_step_tells(measure, "period"):
            yield (
                f"{label} ไม่มีระยะเวลาดำเนินการ กรุณากรอกวันเริ่มและวันสิ้นสุด",
                ("measure", measure["id"], "period_start"),
            )


def _every_step_tells(measure: dict[str, Any], name: str) -> bool:
    return bool(measure["steps"]) and all(step[name] for step in measure["steps"])


def period_outside_plan_year(snapshot: Snapshot) -> Found:
    year = snapshot["plan"]["fiscal_year"]
    for measure, label in measures(snapshot):
        if told := sorted(_years_told(measure) - {year}):
            names = ", ".join(map(str, told))
            yield (
                f"{label} มีระยะเวลาในปีงบประมาณ {names} ซึ่งอยู่นอกปีของแผน (1 ต.ค. {year - 1} – 30 ก.ย. {year}) "
                "กรุณาตรวจปีของวันที่",
                ("measure", measure["id"], "period_start"),
            )


def _years_told(measure: dict[str, Any]) -> set[int]:
    dates = [measure["period_start"], measure["period_end"]]
    years = {fiscal_year(date.fromisoformat(day)) for day in dates if day}
    return years.union(*(fiscal_years(text) for text in _periods(measure)))


def _periods(measure: dict[str, Any]) -> list[str]:
    return [measure["period"], *(step["period"] for step in measure["steps"])]


def measure_without_steps(snapshot: Snapshot) -> Found:
    for measure, label in measures(snapshot):
        if not measure["steps"]:
            yield (
                f"{label} ไม่มีขั้นตอนหรือวิธีการ กรุณาเพิ่มอย่างน้อยหนึ่งขั้นตอน",
                ("measure", measure["id"], "steps"),
            )


def measure_without_follow_up(snapshot: Snapshot) -> Found:
    """Four of six follow-up cells of seed document 001 are empty."""
    for measure, label in measures(snapshot):
        if not measure["follow_up"]:
            yield (
                f"{label} ไม่มีการกำกับติดตาม กรุณากรอกว่าใครติดตาม อย่างไร และเมื่อใด",
                ("measure", measure["id"], "follow_up"),
            )


def measure_without_indicator(snapshot: Snapshot) -> Found:
    for measure, label in measures(snapshot):
        if not measure["indicator_codes"]:
            yield (
                f"{label} ยังไม่ได้เลือกตัวชี้วัด จึงไม่มีแถวในตารางของเอกสารนี้ กรุณาเลือกตัวชี้วัดที่เกี่ยวข้อง",
                ("measure", measure["id"], "indicator_codes"),
            )


def measure_without_topic(snapshot: Snapshot) -> Found:
    if not snapshot["assessment"]["topics"]:
        return
    for measure, label in measures(snapshot):
        if not measure["topic_numbers"]:
            yield (
                f"{label} ยังไม่ได้เลือกประเด็น จึงพิมพ์ต่อท้ายประเด็นทั้งหมด กรุณาเลือกประเด็น",
                ("measure", measure["id"], "topic_numbers"),
            )


def topic_without_measure(snapshot: Snapshot) -> Found:
    answered = {number for entry in snapshot["plan"]["measures"] for number in entry["topic_numbers"]}
    for topic in snapshot["assessment"]["topics"]:
        if topic["number"] not in answered:
            yield (
                f"ประเด็นที่ {topic['number']} {topic['name']} ไม่มีมาตรการ หากพบข้อบกพร่องในประเด็นนี้ กรุณาเพิ่มมาตรการ",
                ("measures",),
            )


def measure_without_weak_point(snapshot: Snapshot) -> Found:
    for measure, label in measures(snapshot):
        if not measure["weak_point"]:
            yield (
                f"{label} ไม่ได้บอกข้อบกพร่องหรือจุดอ่อนที่แก้ กรุณากรอกตามผลการวิเคราะห์",
                ("measure", measure["id"], "weak_point"),
            )


def measure_without_limitation(snapshot: Snapshot) -> Found:
    for measure, label in measures(snapshot):
        if not measure["limitation"]:
            yield (
                f"{label} ไม่มีข้อจำกัดของหน่วยงาน กรุณากรอก หากไม่มีให้พิมพ์ว่า “ไม่มี”",
                ("measure", measure["id"], "limitation"),
            )


def measure_items(snapshot: Snapshot) -> Found:
    for measure, label in measures(snapshot):
        if unknown := unknown_items(measure["item_codes"], snapshot["criteria"]["items"][:1]):
            yield (
                f"{label} อ้างข้อ {', '.join(unknown)} ซึ่งไม่มีในปี {snapshot['assessment']['fiscal_year']} กรุณาแก้เลขข้อ",
                ("measure", measure["id"], "item_codes"),
            )


def page_break_row(snapshot: Snapshot) -> Found:
    """Seed document 000 tears one measure in two at the foot of a page: the first half has no unit and no period."""
    for measure, label in measures(snapshot):
        if "(ต่อ)" in measure["title"] or "-ต่อ-" in measure["title"]:
            yield (
                f"{label} เป็นแถวที่ถูกตัดหน้ากระดาษ กรุณารวมขั้นตอนไว้กับมาตรการก่อนหน้าแล้วลบแถวนี้",
                ("measure", measure["id"], "title"),
            )


def decided_outside_cycle(snapshot: Snapshot) -> Found:
    """Measures are decided after the assessed year began and before the plan's year ends."""
    plan = snapshot["plan"]
    if not plan["decided_on"]:
        return
    day = date.fromisoformat(plan["decided_on"])
    first, last = fiscal_year_start(plan["fiscal_year"] - 1), fiscal_year_end(plan["fiscal_year"])
    if not first <= day <= last:
        yield (
            f"วันที่ของบันทึกที่กำหนดมาตรการ {long_date(day)} ไม่อยู่ในช่วงของแผนปี {plan['fiscal_year']} กรุณาตรวจวันที่",
            ("plan", "decided_on"),
        )
