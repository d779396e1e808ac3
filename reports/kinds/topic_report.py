"""The report by the seven topics (รายงานผลตาม ๗ ประเด็น), after seed document 004.

Part 1 tells for each topic the weak points of the result and the measures that answer them, part 2 what came of
them. A measure stands in the first of its topics and is referred to in the others; one without a topic comes last.
"""

from collections.abc import Callable
from dataclasses import dataclass

from itaportal.sentences import Sentence
from measures.enums import Status
from reports import blocks
from reports.blocks import Align, Block
from reports.blocks.tables import Cell, Column, Table, row_of
from reports.kinds.column_widths import NARROW, fit_columns
from reports.kinds.lists import listed, numbered_steps, periods, point, responsible
from reports.kinds.wording import budget_lines, day, lines, result_link, sentence
from reports.snapshot.model import Snapshot
from reports.snapshot.plan import Measure

TITLE = ("รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรม", "และความโปร่งใสภายในหน่วยงาน")
SUBJECT = "".join(TITLE)
SENTENCES = {
    "basis": Sentence("บรรทัดใต้ชื่อรายงาน", "(ตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน)"),
    "analysis": Sentence(
        "หัวข้อส่วนที่ 1",
        "การวิเคราะห์ผลการประเมินฯ ที่เป็นข้อบกพร่องหรือจุดอ่อนที่จะต้องแก้ไข แยกเป็น {จำนวนประเด็น} ประเด็น เพื่อนำไปสู่การปฏิบัติ",
    ),
    "analysis_without_topics": Sentence(
        "หัวข้อส่วนที่ 1 ของปีที่ไม่มีประเด็น",
        "การวิเคราะห์ผลการประเมินฯ ที่เป็นข้อบกพร่องหรือจุดอ่อนที่จะต้องแก้ไข เพื่อนำไปสู่การปฏิบัติ",
    ),
    "results": Sentence(
        "หัวข้อส่วนที่ 2",
        "ผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน "
        "ตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
    ),
    "nothing_weak": Sentence("ข้อความของประเด็นที่ไม่พบข้อบกพร่อง", "ไม่พบข้อบกพร่องที่ต้องแก้ไขในประเด็นนี้"),
    "no_measure": Sentence("ข้อความของประเด็นที่ยังไม่มีมาตรการ", "ยังไม่ได้กำหนดมาตรการ"),
}
PLACEHOLDERS = {"จำนวนประเด็น": "จำนวนประเด็นของปีผลประเมิน"}

WITHOUT_TOPIC, ALL_TOGETHER = "เรื่องอื่น ๆ", "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
NOT_REPORTED = "ยังไม่มีรายงานผลการดำเนินการในรอบนี้"

ANALYSIS_COLUMNS = (
    Column("ประเด็นที่เป็นข้อบกพร่อง/ จุดอ่อนจากการประเมิน", 20),
    Column("มาตรการ/โครงการ หรือกิจกรรม", 20),
    Column("ขั้นตอนหรือวิธีการปฏิบัติ", 29),
    Column("ช่วงระยะเวลาในการดำเนินการ", 10),
    Column("ผู้รับผิดชอบ", 9),
    Column("ข้อจำกัดของหน่วยงาน", 12),
)
RESULT_COLUMNS = (
    Column("ประเด็นที่เป็นข้อบกพร่อง/ จุดอ่อนจากการประเมิน", 12),
    Column("มาตรการ/โครงการ หรือกิจกรรม", 12),
    Column("ขั้นตอนหรือวิธีการปฏิบัติ", 16),
    Column("ช่วงระยะเวลาในการดำเนินการ", 9),
    Column("ผู้รับผิดชอบ", 8),
    Column("มาตรการหรือกิจกรรมที่ดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", 16),
    Column("สรุปผลดำเนินการตามมาตรการหรือกิจกรรม", 14),
    Column("ผลลัพธ์หรือความสำเร็จของการดำเนินการ", 13),
)
# The narrowest columns: a period has its dash on the line of a month, and of the heading ประเด็น… no word is alone.
LEAST_WIDTHS = {
    ANALYSIS_COLUMNS: (11, 11, 11, 8.5, 6.5, 10),
    RESULT_COLUMNS: (11, 11, 11, 8.5, 6.5, 11, 11, 11),
}


# The lines of each column, and how a part finds those that it has beyond the first five.
Texts = tuple[tuple[str, ...], ...]
More = Callable[[Measure], Texts]


@dataclass(frozen=True, slots=True)
class Section:
    """A topic with the measures printed in it; ``referred`` are pairs of a measure and the topic it is printed in."""

    heading: str
    measures: tuple[Measure, ...]
    referred: tuple[tuple[Measure, str], ...] = ()


def build(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the report's pieces, all of them on landscape pages."""
    return (blocks.Landscape((_cover(snapshot), *_analysis(snapshot), *_results(snapshot)), narrow=True),)


def values(snapshot: Snapshot) -> dict[str, str]:
    """Return what this kind's own placeholders stand for."""
    return {"จำนวนประเด็น": str(len(snapshot.assessment.topics))}


def sections(snapshot: Snapshot) -> list[Section]:
    """Return all topics in their order, then what belongs to none of them: everything in years without topics."""
    topics = snapshot.assessment.topics
    headings: dict[int | None, str] = {topic.number: f"({topic.number}) {topic.name}" for topic in topics}
    headings[None] = WITHOUT_TOPIC if topics else ALL_TOGETHER
    printed: dict[int | None, list[Measure]] = {number: [] for number in headings}
    referred: dict[int | None, list[tuple[Measure, str]]] = {number: [] for number in headings}
    for measure in snapshot.plan.measures:
        of_measure: list[int | None] = [number for number in headings if number in measure.topic_numbers]
        first, *others = of_measure or [None]
        printed[first].append(measure)
        for number in others:
            referred[number].append((measure, headings[first]))
    return [
        Section(heading, tuple(printed[number]), tuple(referred[number]))
        for number, heading in headings.items()
        if number is not None or printed[number] or not topics
    ]


def nothing_weak(snapshot: Snapshot) -> bool:
    """Whether a topic without measures has nothing to correct.

    Findings belong to indicators, not to topics. So it holds only where every indicator was looked at and each weak
    one is answered by a measure of another topic.
    """
    indicators = snapshot.assessment.indicators.values()
    return bool(indicators) and all(
        entry.finding and (entry.weakness_class == "maintain" or entry.code in snapshot.plan.answered)
        for entry in indicators
    )


def weak_point(snapshot: Snapshot, measure: Measure) -> tuple[str, ...]:
    """Return the weak point, and behind it its items and their scores, as far as they are known."""
    text, codes, scores = measure.weak_point, measure.item_codes, snapshot.assessment.items
    told = [
        f"ข้อ {code} {scores[code]}" if len(codes) > 1 else scores[code] for code in codes if scores.get(code)
    ]
    behind = [f"(ข้อ {' และข้อ '.join(codes)})"] if codes else []
    behind += [f"(ค่าคะแนน {' '.join(told)})"] if told else []
    named = text if text.startswith("ประเด็น") or not text else f"ประเด็น {text}"
    return tuple(lines(" ".join(filter(None, (named, *behind)))))


def _cover(snapshot: Snapshot) -> blocks.Cover:
    agency, subject = snapshot.agency, snapshot.letter.subject
    return blocks.Cover(
        lines=(
            *(TITLE if subject == SUBJECT else (subject,)),
            f"ประจำปี พ.ศ. {snapshot.plan.fiscal_year}",
            _sentence(snapshot, "basis"),
        ),
        agency=agency.name,
        place=agency.place,
        emblem=agency.emblem,
        **result_link(snapshot),
    )


def _sentence(snapshot: Snapshot, name: str) -> str:
    return sentence(snapshot, name, SENTENCES[name].text, **values(snapshot))


def _analysis(snapshot: Snapshot) -> list[Block]:
    name = "analysis" if snapshot.assessment.topics else "analysis_without_topics"
    heading = blocks.Heading(lines(f"1. {_sentence(snapshot, name)}"), align=Align.START)
    return [heading, *_topics(snapshot, ANALYSIS_COLUMNS, _limitation)]


def _results(snapshot: Snapshot) -> list[Block]:
    told = lines(f"2. {_sentence(snapshot, 'results')} ข้อมูล ณ วันที่ {day(snapshot.as_at)}")
    heading = blocks.Heading(told, align=Align.START)
    return [heading, *_topics(snapshot, RESULT_COLUMNS, _progress)]


def _topics(snapshot: Snapshot, columns: tuple[Column, ...], more: More) -> list[Block]:
    """Return a table for each topic, or what is to be said where there is none; all have the same columns."""
    empty = _sentence(snapshot, "nothing_weak" if nothing_weak(snapshot) else "no_measure")
    found = sections(snapshot)
    rows = [[_row(snapshot, measure, columns, more) for measure in each.measures] for each in found]
    together = [row for each in rows for row in each]
    widths = fit_columns(columns, together, least=LEAST_WIDTHS[columns], paper=NARROW)
    told: list[Block] = []
    for section, own in zip(found, rows, strict=True):
        references = [f"{measure.title} (รายละเอียดอยู่ในประเด็น {place})" for measure, place in section.referred]
        if own:
            referring = [(Cell((text,), colspan=len(columns)),) for text in references]
            told.append(Table(widths, (*own, *referring), title=section.heading))
        else:
            told.append(blocks.Heading((section.heading,), level=3, align=Align.START))
            told += [blocks.Paragraph(text) for text in references or [empty]]
    return told


def _row(snapshot: Snapshot, measure: Measure, columns: tuple[Column, ...], more: More) -> tuple[Cell, ...]:
    return row_of(columns, *_texts(snapshot, measure, columns), *more(measure), named=1)


def _texts(snapshot: Snapshot, measure: Measure, columns: tuple[Column, ...]) -> Texts:
    """Return the texts of the columns that both parts begin with; the budget is told in the first one, the plan."""
    budget = budget_lines(measure) if columns is ANALYSIS_COLUMNS else ()
    return (
        weak_point(snapshot, measure),
        (*(point(line) or f"- {line}" for line in (measure.title, *lines(measure.activities))), *budget),
        numbered_steps(measure),
        periods(measure),
        responsible(measure),
    )


def _limitation(measure: Measure) -> Texts:
    return (lines(measure.limitation),)


def _progress(measure: Measure) -> Texts:
    """Return what was done, its summary and its outcome; a measure that is not done says so in the summary."""
    if not (progress := measure.progress):
        return (NOT_REPORTED,), (), ()
    status = "" if progress.status == Status.DONE else str(Status(progress.status).label)
    remark = " – ".join(filter(None, (status, progress.note)))
    return (
        listed(progress.action_taken),
        listed(progress.result) + ((f"({remark})",) if remark else ()),
        listed(progress.outcome),
    )
