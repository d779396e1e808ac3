"""The progress memo (บันทึกข้อความรายงานผลการดำเนินการตามมาตรการ), after seed document 001.

Measures as planned, the result they answer, the status of each with the tick in its column, closing and the
opinions of the approval chain. Both years come from the cycle, so the text cannot disagree with itself.
"""

from collections.abc import Iterable
from datetime import date

from itaportal.sentences import Sentence
from measures.enums import Status
from reports import blocks
from reports.blocks import Align, Block
from reports.blocks.tables import Cell, Column, Table, row_of
from reports.kinds.column_widths import UPRIGHT, fit_columns
from reports.kinds.letterheads import letterhead
from reports.kinds.wording import (
    GOAL,
    ITA,
    NO_MEASURE,
    day,
    level_words,
    lines,
    plan_lines,
    round_of,
    round_words,
    sentence,
    step_lines,
)
from reports.snapshot.model import Snapshot
from reports.snapshot.plan import Measure, Progress

SUBJECT = "รายงานผลการดำเนินการตามมาตรการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
TICK = "/"  # the mark that Thai offices write in a chosen column

SENTENCES = {
    "opening": Sentence(
        "ประโยคขึ้นต้น",
        f"ตามที่ {{ผู้จัดทำ}} ได้รายงานการวิเคราะห์ผล{ITA} ในปี พ.ศ. {{ปีผลประเมิน}} "
        f"และได้กำหนดมาตรการเพื่อขับเคลื่อน{GOAL}ให้ดีขึ้น {{กำหนดไว้ใน}} ตามบันทึกข้อความ เรื่อง "
        f"รายงานการวิเคราะห์ผล{ITA} ในปี พ.ศ. {{ปีผลประเมิน}} ของ{{หน่วยงาน}} {{ลงวันที่}} มีรายละเอียดดังนี้",
    ),
    "report": Sentence(
        "ประโยครายงานผล",
        f"ผล{ITA} (Integrity and Transparency Assessment : ITA) ประจำปีงบประมาณ พ.ศ. {{ปีผลประเมิน}} "
        f"ของ{{หน่วยงาน}} {{สถานที่}} {{ผลคะแนน}} และเพื่อให้ผล{ITA} (ITA) ประจำปีงบประมาณ พ.ศ. {{ปีแผน}} "
        f"มีค่าคะแนนที่สูงขึ้น และเป็นไปตามมาตรการเพื่อขับเคลื่อน{GOAL}ให้ดียิ่งขึ้น {{ผู้จัดทำ}} "
        f"จึงขอ{SUBJECT}ให้ดียิ่งขึ้น {{รอบรายงาน}} ณ วันที่ {{วันที่รายงาน}} ตามมาตรการที่ได้กำหนดไว้ข้างต้น ดังต่อไปนี้",
    ),
    "closing": Sentence("คำลงท้าย", "จึงเรียนมาเพื่อโปรดทราบ"),
}
PLACEHOLDERS = {
    "กำหนดไว้ใน": "ไว้ในข้อใดของบันทึกที่กำหนดมาตรการ",
    "ลงวันที่": "วันที่ของบันทึกที่กำหนดมาตรการ",
    "ผลคะแนน": "คะแนนรวมและระดับเป็นประโยค",
}

PLAN_COLUMNS = (
    Column("มาตรการ", 23),
    Column("ขั้นตอนหรือวิธีการ", 33),
    Column("ผู้รับผิดชอบ", 20),
    Column("การกำกับติดตาม", 24),
)
STATUS_COLUMNS = (
    Column("มาตรการ", 23),
    Column("ขั้นตอนหรือวิธีการ", 32),
    *(Column(status.label, 15, Align.CENTER, "สถานะการดำเนินการ") for status in Status),
)
# The narrowest columns that break no word of their headings.
LEAST_WIDTHS = {PLAN_COLUMNS: (18, 26, 17, 20), STATUS_COLUMNS: (18, 26, 15, 15, 15)}


def build(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the memo's pieces."""
    agency, plan = snapshot.agency, snapshot.plan.measures
    numbers = range(1, len(plan) + 1)
    reported = (
        f"ผล{SUBJECT.removeprefix('รายงานผล')}",
        f"{round_of(snapshot)} ณ วันที่ {day(snapshot.as_at)}".strip(),
        f"ของ{agency.name}",
        agency.place,
    )
    return (
        letterhead(snapshot),
        blocks.Paragraph(word_sentence(snapshot, "opening")),
        blocks.Heading((f"มาตรการเพื่อขับเคลื่อน{GOAL}ให้ดีขึ้น",)),
        _table(
            PLAN_COLUMNS,
            (row_of(PLAN_COLUMNS, *texts, empty="") for texts in map(_plan_texts, numbers, plan)),
        ),
        blocks.Paragraph(word_sentence(snapshot, "report")),
        blocks.Heading(reported),
        _table(STATUS_COLUMNS, map(_status_cells, numbers, plan)),
        blocks.Paragraph(word_sentence(snapshot, "closing"), keep=True),
        blocks.Signatures(tuple(blocks.Signatory(**dict(step)) for step in snapshot.signatories)),
    )


def _table(columns: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]]) -> Block:
    """Return the table with columns that make its rows low, or what is to be said of a plan without measures."""
    if not (made := tuple(rows)):
        return blocks.Paragraph(NO_MEASURE, indent=False, align=Align.CENTER)
    least = LEAST_WIDTHS[columns]
    return Table(fit_columns(columns, made, least=least, paper=UPRIGHT), made)


def subject(fiscal_year: int, as_at: date | None) -> str:
    """Return the subject of the memo of a plan year's round."""
    return f"{SUBJECT} {round_words(fiscal_year, as_at) if as_at else ''}".strip()


def values(snapshot: Snapshot) -> dict[str, str]:
    """Return what the memo's own placeholders stand for; "" for what is not known."""
    plan, assessment = snapshot.plan, snapshot.assessment
    score = f"มีค่าคะแนนเท่ากับ {assessment.total} คะแนน" if assessment.total else "ยังไม่มีค่าคะแนน"
    level = f" อยู่ใน{level_words(assessment.level)}" if assessment.level else ""
    return {
        "กำหนดไว้ใน": f"ไว้ใน{plan.decided_in}" if plan.decided_in else "",
        "ลงวันที่": f"ลงวันที่ {day(plan.decided_on)}" if plan.decided_on else "",
        "ผลคะแนน": f"{score}{level}",
    }


def word_sentence(snapshot: Snapshot, name: str) -> str:
    """Return one of the memo's sentences, filled."""
    return sentence(snapshot, name, SENTENCES[name].text, **values(snapshot))


def _plan_texts(number: int, measure: Measure) -> tuple[tuple[str, ...], ...]:
    title = (f"({number}) {measure.title}", *plan_lines(measure))
    return title, step_lines(measure), lines(measure.responsible), lines(measure.follow_up)


def _status_cells(number: int, measure: Measure) -> tuple[Cell, ...]:
    return (
        *row_of(STATUS_COLUMNS[:2], f"({number}) {measure.title}", step_lines(measure), empty=""),
        *(_tick(measure.progress, status) for status in Status),
    )


def _tick(progress: Progress | None, status: Status) -> Cell:
    if not progress or progress.status != status:
        return Cell(("-",), align=Align.CENTER, label=status.label, chosen=False)
    note = f"({progress.note})" if progress.note else ""
    return Cell((TICK,), note=note, align=Align.CENTER, label=status.label)
