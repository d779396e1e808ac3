"""The progress memo (บันทึกข้อความรายงานผลการดำเนินการตามมาตรการ), after seed document 001.

Measures as planned, the result they answer, the status of each with the tick in its column, closing and the
opinions of the approval chain. Both years come from the cycle, so the text cannot disagree with itself.
"""

from typing import Any

from measures.enums import Status
from reports import blocks
from reports.blocks import Align, Cell, Column
from reports.kinds.wording import GOAL, ITA, day, lines, names_of, phone_of, place_of, step_lines, unit_of

SUBJECT = "รายงานผลการดำเนินการตามมาตรการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
NEEDS_ROUND = True
TICK = "/"  # the mark that Thai offices write in a chosen column

PLAN_COLUMNS = (
    Column("มาตรการ", 23),
    Column("ขั้นตอนหรือวิธีการ", 36),
    Column("ผู้รับผิดชอบ", 16),
    Column("การกำกับติดตาม", 25),
)
STATUS_COLUMNS = (
    Column("มาตรการ", 23),
    Column("ขั้นตอนหรือวิธีการ", 32),
    *(Column(status.label, 15, "สถานะการดำเนินการ", Align.CENTER) for status in Status),
)


def build(snapshot: dict[str, Any]) -> blocks.Printed:
    """Return the memo's pieces."""
    agency, measures = snapshot["agency"], list(enumerate(snapshot["plan"]["measures"], start=1))
    return blocks.Printed(
        title=snapshot["letter"]["subject"],
        author=agency["name"],
        names=names_of(agency),
        blocks=(
            _letterhead(snapshot),
            blocks.Paragraph(opening(snapshot)),
            blocks.Heading((f"มาตรการเพื่อขับเคลื่อน{GOAL}ให้ดีขึ้น",)),
            blocks.Table(PLAN_COLUMNS, tuple(_plan_row(number, measure) for number, measure in measures)),
            blocks.Paragraph(report(snapshot)),
            blocks.Heading(
                (f"ผล{SUBJECT.removeprefix('รายงานผล')} ณ วันที่ {day(snapshot['round']['as_at'])}",)
                + (f"ของ{agency['name']}", place_of(agency))
            ),
            blocks.Table(STATUS_COLUMNS, tuple(_status_row(number, measure) for number, measure in measures)),
            blocks.Paragraph("จึงเรียนมาเพื่อโปรดทราบ", keep=True),
            blocks.Signatures(tuple(blocks.Signatory(**entry) for entry in snapshot["signatories"])),
        ),
    )


def _letterhead(snapshot: dict[str, Any]) -> blocks.Letterhead:
    agency, letter = snapshot["agency"], snapshot["letter"]
    office = f" ({agency['office']})" if agency["office"] else ""
    return blocks.Letterhead(
        office=f"{agency['name']}{office} {place_of(agency)} {phone_of(agency)}".strip(),
        number=letter["number"],
        dated=day(letter["dated"]),
        subject=letter["subject"],
        addressee=letter["addressee"],
        via=letter["via"],
        emblem=agency["emblem"],
        emblem_of=agency["name"],
    )


def opening(snapshot: dict[str, Any]) -> str:
    """Return the sentence that names the memo which set the measures."""
    agency, plan = snapshot["agency"], snapshot["plan"]
    year = snapshot["assessment"]["fiscal_year"]
    where = f" ไว้ใน{plan['decided_in']}" if plan["decided_in"] else ""
    dated = f" ลงวันที่ {day(plan['decided_on'])}" if plan["decided_on"] else ""
    return (
        f"ตามที่ {unit_of(agency)} ได้รายงานการวิเคราะห์ผล{ITA} ในปี พ.ศ. {year} "
        f"และได้กำหนดมาตรการเพื่อขับเคลื่อน{GOAL}ให้ดีขึ้น{where} ตามบันทึกข้อความ เรื่อง "
        f"รายงานการวิเคราะห์ผล{ITA} ในปี พ.ศ. {year} ของ{agency['name']}{dated} มีรายละเอียดดังนี้"
    )


def report(snapshot: dict[str, Any]) -> str:
    """Return the paragraph that tells the result and leads to the status table."""
    agency, assessment = snapshot["agency"], snapshot["assessment"]
    score = f"มีค่าคะแนนเท่ากับ {assessment['total']} คะแนน" if assessment["total"] else "ยังไม่มีค่าคะแนน"
    level = f" อยู่ในระดับ {assessment['level']}" if assessment["level"] else ""
    return (
        f"ผล{ITA} (Integrity and Transparency Assessment : ITA) ประจำปีงบประมาณ พ.ศ. {assessment['fiscal_year']} "
        f"ของ{agency['name']} {place_of(agency)} {score}{level} และเพื่อให้ผล{ITA} (ITA) "
        f"ประจำปีงบประมาณ พ.ศ. {snapshot['plan']['fiscal_year']} มีค่าคะแนนที่สูงขึ้น "
        f"และเป็นไปตามมาตรการเพื่อขับเคลื่อน{GOAL}ให้ดียิ่งขึ้น {unit_of(agency)} "
        f"จึงขอ{SUBJECT}ให้ดียิ่งขึ้น ณ วันที่ {day(snapshot['round']['as_at'])} "
        f"ตามมาตรการที่ได้กำหนดไว้ข้างต้น ดังต่อไปนี้"
    )


def _plan_row(number: int, measure: dict[str, Any]) -> tuple[Cell, ...]:
    return (
        Cell((f"({number}) {measure['title']}", *lines(measure["activities"])), heading=True),
        Cell(step_lines(measure), label="ขั้นตอนหรือวิธีการ"),
        Cell(lines(measure["responsible"]), label="ผู้รับผิดชอบ"),
        Cell(lines(measure["follow_up"]), label="การกำกับติดตาม"),
    )


def _status_row(number: int, measure: dict[str, Any]) -> tuple[Cell, ...]:
    return (
        Cell((f"({number}) {measure['title']}",), heading=True),
        Cell(step_lines(measure), label="ขั้นตอนหรือวิธีการ"),
        *(_tick(measure["progress"], status) for status in Status),
    )


def _tick(progress: dict[str, Any] | None, status: Status) -> Cell:
    if not progress or progress["status"] != status:
        return Cell(("-",), align=Align.CENTER, label=status.label, chosen=False)
    note = f"({progress['note']})" if progress["note"] else ""
    return Cell((TICK,), note=note, align=Align.CENTER, label=status.label)
