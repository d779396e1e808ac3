"""The summary of results and outcomes (สรุปผลการดำเนินการและผลลัพธ์), after seed document 003.

For each measure: its row as planned and done, then what was done with the pictures of it, the outcome, and the score
that the item or indicator it aimed at reached in the plan's own year, told with the score before it.
"""

from collections.abc import Sequence
from decimal import Decimal

from itaportal.sentences import Sentence
from measures.enums import Status
from reports import blocks
from reports.blocks import Align, Block
from reports.blocks.tables import Column, text_table
from reports.kinds.lists import listed, listing, numbered_steps, periods, responsible
from reports.kinds.wording import NO_MEASURE, day, plan_lines, sentence
from reports.snapshot.model import Snapshot
from reports.snapshot.plan import Evidence, Measure, Progress
from reports.snapshot.result import Indicator

TITLE = ("สรุปผลการดำเนินการและผลลัพธ์ของการดำเนินการ", "ตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส")
SUBJECT = "".join(TITLE)
SENTENCES = {
    "background": Sentence(
        "ความเป็นมา",
        "ตามที่ได้ดำเนินการวิเคราะห์ผลการประเมิน ITA ของ{หน่วยงาน} ในปีงบประมาณ พ.ศ. {ปีผลประเมิน} "
        "และได้มีการกำหนดมาตรการ/แนวทางในการส่งเสริมคุณธรรมและความโปร่งใสขององค์กรปกครองส่วนท้องถิ่น"
        "ในปีงบประมาณ พ.ศ. {ปีแผน} ร่วมกันระหว่างผู้บริหารและเจ้าหน้าที่ของ{หน่วยงาน} ไปแล้ว นั้น",
    ),
    "purpose": Sentence(
        "ประโยคนำรายงาน",
        "ในการนี้ ขอรายงานสรุปผลการดำเนินการและผลลัพธ์ของการขับเคลื่อนมาตรการส่งเสริมคุณธรรมและความโปร่งใส"
        "ของ{หน่วยงาน} ประจำปีงบประมาณ พ.ศ. {ปีแผน} ณ วันที่ {วันที่รายงาน} ดังต่อไปนี้",
    ),
}

# No column is narrower than a date, which does not break, or than งานประชาสัมพันธ์ needs on two lines.
COLUMNS = (
    Column("มาตรการ/\nแนวทาง", 15),
    Column("วิธีการดำเนินการ", 25),
    Column("ผู้รับผิดชอบ", 12),
    Column("ระยะเวลา\nดำเนินการ", 15),
    Column("ผลการดำเนินการ", 20),
    Column("ข้อเสนอแนะ", 13),
)
SUMMARY_COLUMNS = (Column("มาตรการ/แนวทาง", 70), Column("สถานะการดำเนินการ", 30, align=Align.CENTER))
NOTHING_PLANNED = blocks.Paragraph(NO_MEASURE, indent=False, align=Align.CENTER)
NOT_REPORTED = "ยังไม่มีรายงานผลการดำเนินการในรอบนี้"


def build(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the report's pieces."""
    agency, subject = snapshot.agency, snapshot.letter.subject
    measures = list(enumerate(snapshot.plan.measures, start=1))
    title = (
        *(TITLE if subject == SUBJECT else (subject,)),
        f"ประจำปีงบประมาณ พ.ศ. {snapshot.plan.fiscal_year}",
        f"{agency.name} {agency.place}",
    )
    summary = ((f"{number}. {measure.title}", _status(measure.progress)) for number, measure in measures)
    pieces = (
        blocks.Heading(title, level=1),
        *(blocks.Paragraph(sentence(snapshot, name, each.text)) for name, each in SENTENCES.items()),
        text_table(SUMMARY_COLUMNS, summary, empty="ยังไม่มีรายงาน") if measures else NOTHING_PLANNED,
        *(block for number, measure in measures for block in measure_blocks(snapshot, number, measure)),
    )
    return (blocks.Landscape(pieces),)


def measure_blocks(snapshot: Snapshot, number: int, measure: Measure) -> list[Block]:
    """Return a measure's row, and everything that is told of it after the row."""
    progress = measure.progress or Progress()
    title = f"{number}. {measure.title}"
    scores = later_scores(snapshot, measure)
    told = [
        *_part("กิจกรรม", listing(progress.action_taken)),
        *_evidence(progress.evidence),
        *_part("ผลลัพธ์ของการดำเนินการ", listing(progress.outcome, number=True)),
        *_part(_score_heading(snapshot), [blocks.Points(tuple(scores))] if scores else []),
    ]
    if not measure.progress:
        told = [blocks.Paragraph(NOT_REPORTED), *told]
    table = text_table(COLUMNS, [_measure_texts(title, measure)])
    # What the row says already needs no heading of its own.
    return [table, blocks.Heading((title,), align=Align.START), *told] if told else [table]


def _part(heading: str, content: list[Block]) -> list[Block]:
    return [blocks.Heading((heading,), level=3, align=Align.START), *content] if content else []


def _measure_texts(title: str, measure: Measure) -> tuple[tuple[str, ...], ...]:
    progress = measure.progress or Progress()
    return (
        (title, *plan_lines(measure)),
        numbered_steps(measure),
        responsible(measure),
        periods(measure),
        listed(progress.result) or _status(measure.progress),
        listed(progress.suggestion),
    )


def _status(progress: Progress | None) -> tuple[str, ...]:
    return (str(Status(progress.status).label),) if progress else ()


def _evidence(evidence: Sequence[Evidence]) -> list[Block]:
    """Return the pictures in a grid, and the files and links as a list."""
    photos = tuple(
        blocks.Picture(entry.sha256, _caption(entry)) for entry in evidence if entry.kind == "photo"
    )
    others = tuple(_source(entry) for entry in evidence if entry.kind != "photo")
    return [
        *([blocks.Pictures(photos)] if photos else []),
        *_part("หลักฐาน", [blocks.Sources(others)] if others else []),
    ]


def _caption(entry: Evidence) -> str:
    dated = f"เมื่อวันที่ {day(entry.event_date)}" if entry.event_date else ""
    return " ".join(filter(None, (entry.caption, dated)))


def _source(entry: Evidence) -> blocks.Source:
    link = entry.url if entry.kind == "link" else ""
    # An address that is typed is printed; only one that leads to a page becomes a link.
    return blocks.Source(_caption(entry), link or entry.name, link.startswith(("https://", "http://")))


def _score_heading(snapshot: Snapshot) -> str:
    years = [f"ปีงบประมาณ พ.ศ. {part.fiscal_year}" for part in (snapshot.later, snapshot.assessment) if part]
    return f"ผลการประเมิน ITA {' เทียบกับ'.join(years)}"


def later_scores(snapshot: Snapshot, measure: Measure) -> list[str]:
    """Return a sentence for each item, then each indicator of the measure, whose later score is known.

    Whether a score rose is said of indicators alone: the question behind an item's code may change from year to year.
    """
    later, before = snapshot.later, snapshot.assessment
    if later is None:
        return []
    year = later.fiscal_year
    told = [
        _score(f"ข้อ {code}", year, later.items[code], before.items.get(code, ""))
        for code in measure.item_codes
        if later.items.get(code)
    ]
    for code in measure.indicator_codes:
        if score := later.indicators.get(code):
            known = before.indicators.get(code, Indicator(code=code))
            told.append(_score(known.title, year, score, known.score, compared=True))
    return told


def _score(name: str, year: int, score: str, before: str, *, compared: bool = False) -> str:
    text = f"- คะแนน{name} ปี {year} เท่ากับ {score} คะแนน"
    change = _change(score, before) if compared and before else ""
    return f"{text} (เดิม {before}{change} คะแนน)" if before else text


def _change(score: str, before: str) -> str:
    difference = Decimal(score) - Decimal(before)
    if not difference:
        return ""
    return f" {'เพิ่มขึ้น' if difference > 0 else 'ลดลง'} {abs(difference)}"
