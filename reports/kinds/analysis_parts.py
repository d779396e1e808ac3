"""Tables and numbered issues of the analysis report, parts 2 to 4, after seed document 000.

All of it is read from the snapshot: points are texts ("83.50", "" where unknown), bands and classes are the words of
assessments/enums.py.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assessments.enums import Band, WeaknessClass
from reports.blocks import UNKNOWN, Align, Block, Chart, Heading, Paragraph
from reports.blocks.tables import Cell, Column, Table, row_of, text_table
from reports.kinds.column_widths import fit_columns
from reports.kinds.wording import level_words, lines, plan_lines
from reports.snapshot.plan import Measure, Step
from reports.snapshot.result import Assessment, Finding, Indicator, Instrument

ISSUE_HEADINGS = {
    WeaknessClass.URGENT: "ประเด็นที่เป็นข้อบกพร่อง หรือจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน",
    WeaknessClass.IMPROVE: "ประเด็นที่จะพัฒนาให้ดีขึ้น",
    WeaknessClass.MAINTAIN: "ประเด็นที่ควรรักษาระดับไว้",
}
_CODE, _NAME = Column("ที่", 10, Align.CENTER), Column("ตัวชี้วัด", 64)
RANKING_COLUMNS = (Column("อันดับ", 14, Align.CENTER), _NAME, Column("คะแนน", 22, Align.CENTER))
SCORE_COLUMNS = (_CODE, Column("ตัวชี้วัด", 68), Column("ผลคะแนน", 22, Align.CENTER))
CHANGE_COLUMNS = (_CODE, _NAME, Column("คะแนนที่เปลี่ยนไป", 26, Align.CENTER))
FINDING_COLUMNS = (
    Column("ที่", 7, Align.CENTER),
    Column("ตัวชี้วัด", 27),
    Column("ผลคะแนน", 13, Align.CENTER),
    Column("ผลการวิเคราะห์ตัวชี้วัด", 53),
)
MEASURE_COLUMNS = (
    Column("มาตรการ/แนวทาง", 18),
    Column("วิธีการดำเนินการ", 40),
    Column("ผู้รับผิดชอบ", 12),
    Column("ระยะเวลาดำเนินการ", 12),
    Column("การติดตามประเมินผล", 18),
)
# Of the measures: the narrowest that break no word of their headings.
LEAST_WIDTHS = (14, 20, 11, 11, 14)
# What a finding may say first, and an urgent issue says in its own words; and whether it names the band anywhere.
_BAND_OPENING = re.compile(r"^ผลการประเมินอยู่ในเกณฑ์(?:ค่อนข้างต่ำ|ต่ำ|ปานกลาง|ที่ดี|ดี)(?: \([\d.]+ คะแนน\))?\s*")
_NAMES_BAND = re.compile("(?:อยู่ในเกณฑ์|ผลการประเมิน)(?:ค่อนข้างต่ำ|ต่ำ|ปานกลาง|ที่ดี|ดี)|ได้คะแนนเต็ม")
_NAMES_MISMATCH = re.compile("ไม่ตรง|ต่างกัน|แตกต่าง|ต่างจาก")
_CONSIDERED = "พิจารณาแล้ว"


def _scored_indicators(assessment: Assessment) -> list[Indicator]:
    rows = [row for row in assessment.indicators.values() if row.score]
    return sorted(rows, key=lambda row: row.rank or 0)


def observation(assessment: Assessment) -> str:
    """Return what the bands of the indicators allow to say as a whole."""
    below = any(row.band in (Band.LOW, Band.MEDIUM) for row in _scored_indicators(assessment))
    return "บางตัวชี้วัดมีผลคะแนนไม่เป็นไปตามที่คาดหวัง" if below else "ยังมีตัวชี้วัดที่พัฒนาให้ดียิ่งขึ้นได้"


def summary_table(assessment: Assessment) -> Table:
    """Return total, level, highest and lowest indicator."""
    scored = _scored_indicators(assessment)
    rows = [
        ("คะแนนรวม", f"{assessment.total} คะแนน" if assessment.total else UNKNOWN),
        ("ระดับผลการประเมิน", level_words(assessment.level) or UNKNOWN),
    ]
    if scored:
        rows += [("คะแนนสูงสุด", _extreme(scored, scored[0])), ("คะแนนต่ำสุด", _extreme(scored, scored[-1]))]
    columns = (Column("รายการ", 34), Column("ผลการประเมิน", 66))
    return Table(
        columns, tuple((Cell((name,), heading=True), Cell((said,), label=name)) for name, said in rows)
    )


def _extreme(scored: list[Indicator], chosen: Indicator) -> str:
    """Return a score and every indicator that has it."""
    names = ", ".join(row.name for row in scored if row.score == chosen.score)
    return f"{chosen.score} คะแนน ({names})"


def difference_note(assessment: Assessment) -> tuple[Paragraph, ...]:
    """Return the note on a published total that the indicators do not come to beyond rounding; it is said once."""
    if not assessment.differs:
        return ()
    explained = " ".join(lines(assessment.explanation))
    official, computed = f"{assessment.total} คะแนน", f"{assessment.computed_total} คะแนน"
    if _NAMES_MISMATCH.search(explained):
        note = f"{explained} (คะแนนที่ประกาศ {official} คะแนนที่คำนวณ {computed})"
    else:
        note = f"คะแนนรวมที่ประกาศ {official} ไม่ตรงกับคะแนนที่คำนวณจากตัวชี้วัด {computed} {explained}"
    return (Paragraph(f"หมายเหตุ {note}".strip(), indent=False),)


def ranking_table(assessment: Assessment) -> Table:
    """Return the indicators with a score, best first."""
    rows = ((str(each.rank), each.name, each.score) for each in _scored_indicators(assessment))
    return text_table(RANKING_COLUMNS, rows, heading=1, whole=True)


def score_table(assessment: Assessment) -> Table:
    """Return every indicator's score under its instrument, whose mean stands in its row."""
    rows: list[tuple[Cell, ...]] = []
    for instrument in assessment.instruments:
        mean = f"เฉลี่ย {instrument.mean}" if instrument.mean else UNKNOWN
        rows.append(
            (
                Cell((_instrument(instrument),), bold=True, colspan=2, section=True),
                Cell((mean,), align=Align.CENTER, bold=True, label="ผลคะแนน"),
            )
        )
        rows += [
            row_of(SCORE_COLUMNS, each.code, each.name, each.score, heading=1)
            for each in instrument.indicators
        ]
    return Table(SCORE_COLUMNS, tuple(rows), whole=True)


def indicator_chart(assessment: Assessment) -> Chart:
    """Return the chart of the indicators under their instruments."""
    data = tuple(
        (row.code, row.name, instrument.code, row.score)
        for instrument in assessment.instruments
        for row in instrument.indicators
    )
    scores = ", ".join(f"{name} {score} คะแนน" for _, name, _, score in data if score)
    return Chart(
        name="indicators-by-instrument",
        data=data,
        title=f"คะแนนรายตัวชี้วัด ปีงบประมาณ พ.ศ. {assessment.fiscal_year}",
        alt=f"แผนภูมิคะแนนรายตัวชี้วัด: {scores or UNKNOWN}",
        pass_line=assessment.pass_line,
    )


def changes(assessment: Assessment) -> tuple[Block, ...]:
    """Return chart and table of the change to the year before; nothing where no indicator can be compared."""
    every = assessment.indicators.values()
    if not any(each.change for each in every):
        return ()
    title = f"คะแนนที่เปลี่ยนไปจากปีก่อน รายตัวชี้วัด ปีงบประมาณ พ.ศ. {assessment.fiscal_year}"
    told = ", ".join(f"{each.name} {_sign_change(each.change)} คะแนน" for each in every if each.change)
    rows = ((each.code, each.name, _sign_change(each.change)) for each in every)
    return (
        Chart(
            name="change-to-last-year",
            data=tuple((each.code, each.name, each.change) for each in every),
            title=title,
            alt=f"แผนภูมิคะแนนที่เปลี่ยนไปจากปีก่อน: {told}",
        ),
        text_table(CHANGE_COLUMNS, rows, heading=1, whole=True),
    )


def _sign_change(change: str) -> str:
    if not change:
        return UNKNOWN
    return change.replace("-", "−") if change.startswith("-") or not Decimal(change) else f"+{change}"


def finding_table(assessment: Assessment) -> Table:
    """Return what was found in every indicator, under the heading of its instrument."""
    rows: list[tuple[Cell, ...]] = []
    for number, instrument in enumerate(assessment.instruments, start=1):
        title = f"ตอนที่ {number} {_instrument(instrument)}"
        rows.append((Cell((title,), bold=True, colspan=len(FINDING_COLUMNS), section=True),))
        rows += map(_finding_row, instrument.indicators)
    return Table(FINDING_COLUMNS, tuple(rows))


def _finding_row(indicator: Indicator) -> tuple[Cell, ...]:
    parts = [f"{part.code} {part.name}" for part in indicator.sub_indicators]
    found = lines(indicator.finding.text) if indicator.finding else ()
    name = (indicator.name, *parts)
    return row_of(FINDING_COLUMNS, indicator.code, name, indicator.score, found, heading=1)


def issues(assessment: Assessment, agency: str) -> tuple[Block, ...]:
    """Return the lists of issues by urgency, with the sentence that leads to them; nothing without findings."""
    groups = {kind: rows for kind in WeaknessClass if (rows := _of_class(assessment, kind))}
    if not groups:
        return ()
    names = _join_names([_instrument(instrument) for instrument in assessment.instruments])
    lists = _join_names([ISSUE_HEADINGS[kind] for kind in groups])
    found: list[Block] = [Paragraph(f"จากผลการวิเคราะห์ตัวชี้วัดตาม{names} สามารถสรุปเป็น{lists} ดังนี้")]
    for kind, rows in groups.items():
        found.append(
            Heading((ISSUE_HEADINGS[kind],), level=3, anchor=f"issues-{kind.value}", align=Align.START)
        )
        for number, row in enumerate(rows, start=1):
            found += issue(number, row, agency)
    return tuple(found)


def _of_class(assessment: Assessment, kind: WeaknessClass) -> list[Indicator]:
    """Return the indicators of a class: by the agency's own order, then lowest score first."""
    rows = [row for row in assessment.indicators.values() if row.weakness_class == kind]
    return sorted(rows, key=lambda row: (getattr(row.finding, "rank", None) or 99, Decimal(row.score or 101)))


def issue(number: int, row: Indicator, agency: str) -> Iterator[Paragraph]:
    """Yield one issue: its band with the assessor's recommendation or else the finding, and the agency's response."""
    finding = row.finding or Finding()
    first, *rest = _opening(row, finding)
    response = _response(finding.response, agency)
    yield Paragraph(f"{number}. {first}")
    yield from (Paragraph(line) for line in (*rest, *response))


def _opening(row: Indicator, finding: Finding) -> tuple[str, ...]:
    band, recommended = row.band, lines(finding.recommendation)
    judged = f"{row.name} เป็นตัวชี้วัดที่มีผลการประเมิน{Band(band).label}" if band else row.name
    if recommended:
        return (f"{judged} {_recommends(band, finding)} คือ {recommended[0]}", *recommended[1:])
    if finding.weakness_class == WeaknessClass.URGENT and _BAND_OPENING.match(finding.text):
        return lines(f"{judged} {_BAND_OPENING.sub('', finding.text)}".strip())
    named = _NAMES_BAND.search(finding.text.partition("\n")[0])
    return lines(f"{row.name if named else judged} {finding.text}".strip())


def _recommends(band: str, finding: Finding) -> str:
    """Return the words that lead to the assessor's recommendation; what is to be kept up is not told to be mended."""
    if finding.weakness_class == WeaknessClass.MAINTAIN:
        return "ทั้งนี้ ผู้ตรวจประเมินมีข้อเสนอแนะเพิ่มเติม"
    joint = "แต่" if band == Band.GOOD else "ซึ่ง"
    return f"{joint}ผู้ตรวจประเมินมีข้อเสนอแนะในการปรับปรุง พัฒนาการดำเนินงาน"


def _response(text: str, agency: str) -> tuple[str, ...]:
    """Return the agency's response with the agency's name before "พิจารณาแล้ว…"."""
    if not (said := lines(text)):
        return ()
    joint = " " if said[0].startswith(_CONSIDERED) else f" {_CONSIDERED} ดังนี้ "
    return (f"ทั้งนี้ {agency}{joint}{said[0]}", *said[1:])


def measure_table(measures: Sequence[Measure]) -> Table:
    """Return the plan's measures with their steps, who does them, when, and how they are followed up."""
    rows = [
        (
            (f"{number}. {measure.title}", *plan_lines(measure)),
            _steps(measure.steps),
            *map(lines, (measure.responsible, measure.period, measure.follow_up)),
        )
        for number, measure in enumerate(measures, start=1)
    ]
    cells = tuple(row_of(MEASURE_COLUMNS, *told) for told in rows)
    return Table(fit_columns(MEASURE_COLUMNS, cells, least=LEAST_WIDTHS), cells)


def _steps(steps: Sequence[Step]) -> tuple[str, ...]:
    """Return the numbered steps, each with its own period and unit where it has them."""
    found = []
    for number, step in enumerate(steps, start=1):
        own = ", ".join(filter(None, (step.period, step.responsible)))
        first, *rest = lines(step.text) or (UNKNOWN,)
        found += [f"{number}) {first}", *rest, *([f"({own})"] if own else [])]
    return tuple(found)


def _instrument(instrument: Instrument) -> str:
    return f"{instrument.name} ({instrument.code})"


def _join_names(names: list[str]) -> str:
    *most, last = names
    return f"{' '.join(most)} และ{last}" if most else last
