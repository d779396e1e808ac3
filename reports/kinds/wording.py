"""Words and small conversions that all kinds of document share, and the sentences an agency may word itself.

A kind names its sentences in ``SENTENCES`` and prints them with ``sentence``. Placeholders beyond ``PLACEHOLDERS`` are named in the kind's own ``PLACEHOLDERS``
(name → Thai explanation) and filled by its ``values(snapshot)`` (name → text).
"""

from datetime import date
from decimal import Decimal

from itaportal.sentences import fill_placeholders
from itaportal.thai.dates import fiscal_year_end, long_date
from itaportal.thai.money import format_amount, in_words
from reports.blocks import UNKNOWN
from reports.snapshot.model import Snapshot
from reports.snapshot.plan import Measure

ITA = "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ"
NO_MEASURE = "ยังไม่ได้กำหนดมาตรการ"
GOAL = "การส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"

# What every sentence of every kind may name in braces, and what that is.
PLACEHOLDERS = {
    "หน่วยงาน": "ชื่อหน่วยงาน",
    "สถานที่": "อำเภอและจังหวัด",
    "ผู้จัดทำ": "งานที่จัดทำรายงาน",
    "ปีผลประเมิน": "ปีของผลการประเมินที่นำมาวิเคราะห์",
    "ปีแผน": "ปีของแผนมาตรการ",
    "คะแนน": "คะแนนรวมของผลการประเมิน",
    "ระดับ": "ระดับของผลการประเมิน",
    "วันที่รายงาน": "วันที่ของรอบรายงานผล",
    "รอบรายงาน": "คำว่า รอบ 6 เดือน หรือ รอบ 12 เดือน",
}


def sentence(snapshot: Snapshot, name: str, default: str, **values: str) -> str:
    """Return the agency's own wording of the kind's sentence, or the default, with its placeholders filled.

    A placeholder nobody knows stays as it was typed; a known one without a value becomes "–", one of ``values``
    that is empty leaves nothing behind. Names with ำ must come from a dict: Python respells them in keywords.
    """
    text = snapshot.sentences.get(name) or default
    return fill_placeholders(text, {**common_values(snapshot), **values})


def common_values(snapshot: Snapshot) -> dict[str, str]:
    """Return what the placeholders of every kind stand for; "–" for what is not known."""
    agency, assessment = snapshot.agency, snapshot.assessment
    values = {
        "หน่วยงาน": agency.name,
        "สถานที่": agency.place,
        "ผู้จัดทำ": agency.writer,
        "ปีผลประเมิน": str(assessment.fiscal_year),
        "ปีแผน": str(snapshot.plan.fiscal_year),
        "คะแนน": assessment.total,
        "ระดับ": assessment.level,
        "วันที่รายงาน": day(snapshot.as_at),
    }
    known = {name: value or UNKNOWN for name, value in values.items()}
    return {**known, "รอบรายงาน": round_of(snapshot)}


def round_of(snapshot: Snapshot) -> str:
    """Return "รอบ 6 เดือน" or "รอบ 12 เดือน" for a round at the middle or end of the plan's year, "" for any other."""
    return round_words(snapshot.plan.fiscal_year, snapshot.as_at) if snapshot.as_at else ""


def round_words(fiscal_year: int, as_at: date) -> str:
    """Return "รอบ 6 เดือน" for 31 March of the fiscal year, "รอบ 12 เดือน" for 30 September, "" for other days."""
    end = fiscal_year_end(fiscal_year)
    return {end: "รอบ 12 เดือน", date(end.year, 3, 31): "รอบ 6 เดือน"}.get(as_at, "")


def level_words(name: str) -> str:
    """Return "ระดับ A" or "ระดับผ่านดี"; "" for none."""
    if not name:
        return ""
    return f"ระดับ {name}" if name.isascii() else f"ระดับ{name.removeprefix('ระดับ')}"


def day(known: date | None) -> str:
    """Return "31 มีนาคม 2565", "" for none."""
    return long_date(known) if known else ""


def result_link(snapshot: Snapshot) -> dict[str, str]:
    """Return what a cover says of the result's page in ITAS: its address; a draft without one says what is missing."""
    if link := snapshot.assessment.result_url:
        return {"link": link}
    return {} if snapshot.approval else {"missing": "(ลิงก์ผลการประเมินในระบบ ITAS: ยังไม่ได้กรอก)"}


def lines(text: str) -> tuple[str, ...]:
    """Return a text's lines, without empty ones."""
    return tuple(line for line in text.split("\n") if line)


def plan_lines(measure: Measure) -> tuple[str, ...]:
    """Return what a measure consists of beside its name, one a line: its activities, and its budget where one is given."""
    return (*lines(measure.activities), *budget_lines(measure))


def budget_lines(measure: Measure) -> tuple[str, ...]:
    """Return "งบประมาณ 50,000 บาท (ห้าหมื่นบาทถ้วน)", nothing where no budget is given."""
    if not measure.budget:
        return ()
    amount = Decimal(measure.budget)
    return (f"งบประมาณ {format_amount(amount)} บาท ({in_words(amount)})" if amount else "ไม่ใช้งบประมาณ",)


def step_lines(measure: Measure) -> tuple[str, ...]:
    """Return the steps' texts, with a dash each where there are several."""
    steps = [lines(step.text) for step in measure.steps]
    if len(steps) < 2:
        return tuple(line for step in steps for line in step)
    return tuple(f"{'- ' if not place else ''}{line}" for step in steps for place, line in enumerate(step))
