"""The progress memo (บันทึกข้อความรายงานผลการดำเนินการตามมาตรการ), after seed document 001.

Measures as planned, the result they answer, the status of each with the tick in its column, closing and the
opinions of the approval chain. Both years come from the cycle, so the text cannot disagree with itself.
"""

from datetime import date
from typing import Any

from itaportal.thai import long_date
from measures.enums import Status

ITA = "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ"
SUBJECT = "รายงานผลการดำเนินการตามมาตรการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
GOAL = "การส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
TEMPLATE = "reports/pdf/progress_memo.html"
TICK = "/"  # the mark that Thai offices write in a chosen column


def context(snapshot: dict[str, Any]) -> dict[str, Any]:
    """Return the memo's texts, ready to print except for Thai digits and line keeping."""
    agency, plan = snapshot["agency"], snapshot["plan"]
    place = f"อำเภอ{agency['district']} จังหวัด{agency['province']}"
    return {
        "title": snapshot["letter"]["subject"],
        "agency": agency,
        "letterhead": _letterhead(snapshot, place),
        "opening": _opening(snapshot),
        "plan_heading": f"มาตรการเพื่อขับเคลื่อน{GOAL}ให้ดีขึ้น",
        "plan_rows": [_plan_row(number, measure) for number, measure in enumerate(plan["measures"], start=1)],
        "report": _report(snapshot, place),
        "status_heading": [
            f"ผลการดำเนินการตามมาตรการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ณ วันที่ {_as_at(snapshot)}",
            f"ของ{agency['name']}",
            place,
        ],
        "statuses": [status.label for status in Status],
        "status_rows": [
            _status_row(number, measure) for number, measure in enumerate(plan["measures"], start=1)
        ],
        "closing": "จึงเรียนมาเพื่อโปรดทราบ",
        "signatories": snapshot["signatories"],
        "names": [agency["name"], *place.split(), _phone(agency)],
    }


def _letterhead(snapshot: dict[str, Any], place: str) -> dict[str, Any]:
    agency, letter = snapshot["agency"], snapshot["letter"]
    office = f" ({agency['office']})" if agency["office"] else ""
    return {
        "office": f"{agency['name']}{office} {place} {_phone(agency)}".strip(),
        "number": letter["number"],
        "dated": long_date(date.fromisoformat(letter["dated"])) if letter["dated"] else "",
        "subject": letter["subject"],
        "addressee": letter["addressee"],
        "via": letter["via"],
    }


def _phone(agency: dict[str, str]) -> str:
    return f"โทร. {agency['phone']}" if agency["phone"] else ""


def _opening(snapshot: dict[str, Any]) -> str:
    agency, plan = snapshot["agency"], snapshot["plan"]
    year = snapshot["assessment"]["fiscal_year"]
    where = f" ไว้ใน{plan['decided_in']}" if plan["decided_in"] else ""
    dated = f" ลงวันที่ {long_date(date.fromisoformat(plan['decided_on']))}" if plan["decided_on"] else ""
    return (
        f"ตามที่ {_unit(agency)} ได้รายงานการวิเคราะห์ผล{ITA} ในปี พ.ศ. {year} "
        f"และได้กำหนดมาตรการเพื่อขับเคลื่อน{GOAL}ให้ดีขึ้น{where} ตามบันทึกข้อความ เรื่อง "
        f"รายงานการวิเคราะห์ผล{ITA} ในปี พ.ศ. {year} ของ{agency['name']}{dated} มีรายละเอียดดังนี้"
    )


def _report(snapshot: dict[str, Any], place: str) -> str:
    agency, assessment = snapshot["agency"], snapshot["assessment"]
    score = f"มีค่าคะแนนเท่ากับ {assessment['total']} คะแนน" if assessment["total"] else "ยังไม่มีค่าคะแนน"
    level = f" อยู่ในระดับ {assessment['level']}" if assessment["level"] else ""
    return (
        f"ผล{ITA} (Integrity and Transparency Assessment : ITA) ประจำปีงบประมาณ พ.ศ. {assessment['fiscal_year']} "
        f"ของ{agency['name']} {place} {score}{level} และเพื่อให้ผล{ITA} (ITA) "
        f"ประจำปีงบประมาณ พ.ศ. {snapshot['plan']['fiscal_year']} มีค่าคะแนนที่สูงขึ้น "
        f"และเป็นไปตามมาตรการเพื่อขับเคลื่อน{GOAL}ให้ดียิ่งขึ้น {_unit(agency)} "
        f"จึงขอรายงานผลการดำเนินการตามมาตรการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงานให้ดียิ่งขึ้น "
        f"ณ วันที่ {_as_at(snapshot)} ตามมาตรการที่ได้กำหนดไว้ข้างต้น ดังต่อไปนี้"
    )


def _unit(agency: dict[str, str]) -> str:
    return agency["unit"] or agency["office"] or agency["name"]


def _as_at(snapshot: dict[str, Any]) -> str:
    return long_date(date.fromisoformat(snapshot["round"]["as_at"]))


def _plan_row(number: int, measure: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": f"({number}) {measure['title']}",
        "activities": lines(measure["activities"]),
        "steps": step_lines(measure),
        "responsible": lines(measure["responsible"]),
        "follow_up": lines(measure["follow_up"]),
    }


def _status_row(number: int, measure: dict[str, Any]) -> dict[str, Any]:
    progress = measure["progress"]
    return {
        "title": f"({number}) {measure['title']}",
        "steps": step_lines(measure),
        "ticks": [
            {"mark": TICK, "note": f"({progress['note']})" if progress["note"] else "", "label": status.label}
            if progress and progress["status"] == status
            else {"mark": "-", "note": "", "label": ""}
            for status in Status
        ],
    }


def lines(text: str) -> list[str]:
    """Return a text's lines, without empty ones."""
    return [line for line in text.split("\n") if line]


def step_lines(measure: dict[str, Any]) -> list[str]:
    """Return the steps' texts, with a dash each where there are several."""
    steps = [step["text"] for step in measure["steps"]]
    if len(steps) < 2:
        return [line for step in steps for line in lines(step)]
    return [f"{'- ' if first else ''}{line}" for step in steps for first, line in _marked(step)]


def _marked(step: str) -> list[tuple[bool, str]]:
    return [(position == 0, line) for position, line in enumerate(lines(step))]
