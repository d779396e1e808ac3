"""Tables and numbered issues of the analysis report, parts 2 to 4, after seed document 000.

All of it is read from the snapshot: points are texts ("83.50", "" where unknown), bands and classes are the words of
assessments/enums.py.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from assessments.enums import Band, WeaknessClass
from assessments.grading import TOLERANCE
from reports.blocks import Align, Block, Cell, Chart, Column, Heading, Paragraph, Table
from reports.kinds.analysis_trend import level_words
from reports.kinds.wording import UNKNOWN, lines

BAND_WORDS = {Band.LOW: "ต่ำ", Band.MEDIUM: "ปานกลาง", Band.GOOD: "ดี"}
ISSUE_HEADINGS = {
    WeaknessClass.URGENT: "ประเด็นที่เป็นข้อบกพร่อง หรือจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน",
    WeaknessClass.IMPROVE: "ประเด็นที่จะพัฒนาให้ดีขึ้น",
    WeaknessClass.MAINTAIN: "ประเด็นที่ควรรักษาระดับไว้",
}
RANKING_COLUMNS = (Column("อันดับ", 14), Column("ตัวชี้วัด", 64), Column("คะแนน", 22))
SCORE_COLUMNS = (Column("ที่", 10), Column("ตัวชี้วัด", 68), Column("ผลคะแนน", 22))
CHANGE_COLUMNS = (Column("ที่", 10), Column("ตัวชี้วัด", 64), Column("คะแนนที่เปลี่ยนไป", 26))
FINDING_COLUMNS = (
    Column("ที่", 7),
    Column("ตัวชี้วัด", 27),
    Column("ผลคะแนน", 13),
    Column("ผลการวิเคราะห์ตัวชี้วัด", 53),
)
MEASURE_COLUMNS = (
    Column("มาตรการ/แนวทาง", 18),
    Column("วิธีการดำเนินการ", 40),
    Column("ผู้รับผิดชอบ", 12),
    Column("ระยะเวลาดำเนินการ", 12),
    Column("การติดตามประเมินผล", 18),
)
# What a finding says first; the issue says it in its own words.
_BAND_OPENING = re.compile(r"^ผลการประเมินอยู่ในเกณฑ์(?:ค่อนข้างต่ำ|ต่ำ|ปานกลาง|ที่ดี|ดี)(?: \([\d.]+ คะแนน\))?\s*")
_CONSIDERED = "พิจารณาแล้ว"


def indicators_of(assessment: dict[str, Any]) -> list[dict[str, Any]]:
    """Return all indicators in the year's order."""
    return [row for instrument in assessment["instruments"] for row in instrument["indicators"]]


def _scored(assessment: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [row for row in indicators_of(assessment) if row["score"]]
    return sorted(rows, key=lambda row: row["rank"])


def observation(assessment: dict[str, Any]) -> str:
    """Return what the bands of the indicators allow to say as a whole."""
    below = any(row["band"] in (Band.LOW, Band.MEDIUM) for row in _scored(assessment))
    return "บางตัวชี้วัดมีผลคะแนนไม่เป็นไปตามที่คาดหวัง" if below else "ยังมีตัวชี้วัดที่พัฒนาให้ดียิ่งขึ้นได้"


def summary_table(assessment: dict[str, Any]) -> Table:
    """Return total, level, highest and lowest indicator."""
    scored = _scored(assessment)
    rows = [
        ("คะแนนรวม", f"{assessment['total']} คะแนน" if assessment["total"] else UNKNOWN),
        ("ระดับผลการประเมิน", level_words(assessment["level"]) or UNKNOWN),
    ]
    if scored:
        rows += [("คะแนนสูงสุด", _extreme(scored, scored[0])), ("คะแนนต่ำสุด", _extreme(scored, scored[-1]))]
    columns = (Column("รายการ", 34), Column("ผลการประเมิน", 66))
    return Table(columns, tuple((_text(name, heading=True), _text(said, label=name)) for name, said in rows))


def _extreme(scored: list[dict[str, Any]], chosen: dict[str, Any]) -> str:
    """Return a score and every indicator that has it."""
    names = ", ".join(row["name"] for row in scored if row["score"] == chosen["score"])
    return f"{chosen['score']} คะแนน ({names})"


def difference_note(assessment: dict[str, Any]) -> tuple[Paragraph, ...]:
    """Return the note on a published total that the indicators do not come to beyond rounding."""
    if not assessment["total"] or not assessment["computed_total"]:
        return ()
    if abs(Decimal(assessment["total"]) - Decimal(assessment["computed_total"])) <= TOLERANCE:
        return ()
    explained = " ".join(lines(assessment["explanation"]))
    note = (
        f"หมายเหตุ คะแนนรวมที่ประกาศ {assessment['total']} คะแนน "
        f"ไม่ตรงกับคะแนนที่คำนวณจากตัวชี้วัด {assessment['computed_total']} คะแนน {explained}"
    )
    return (Paragraph(note.strip(), indent=False),)


def ranking_table(assessment: dict[str, Any]) -> Table:
    """Return the indicators with a score, best first."""
    return Table(
        RANKING_COLUMNS,
        tuple(
            (
                _text(str(row["rank"]), align=Align.CENTER, label="อันดับ"),
                _text(row["name"], heading=True),
                _text(row["score"], align=Align.CENTER, label="คะแนน"),
            )
            for row in _scored(assessment)
        ),
        whole=True,
    )


def score_table(assessment: dict[str, Any]) -> Table:
    """Return every indicator's score under its instrument, whose mean stands in its row."""
    rows = []
    for instrument in assessment["instruments"]:
        mean = f"เฉลี่ย {instrument['mean']}" if instrument["mean"] else UNKNOWN
        rows.append(
            (
                _text(_instrument(instrument), bold=True, colspan=2, section=True),
                _text(mean, align=Align.CENTER, bold=True, label="ผลคะแนน"),
            )
        )
        rows += [_score_row(row) for row in instrument["indicators"]]
    return Table(SCORE_COLUMNS, tuple(rows), whole=True)


def _score_row(row: dict[str, Any]) -> tuple[Cell, ...]:
    return (
        _text(row["code"], align=Align.CENTER, label="ที่"),
        _text(row["name"], heading=True),
        _text(row["score"], align=Align.CENTER, label="ผลคะแนน"),
    )


def indicator_chart(assessment: dict[str, Any]) -> Chart:
    """Return the chart of the indicators under their instruments."""
    data = tuple(
        (row["code"], row["name"], instrument["code"], row["score"])
        for instrument in assessment["instruments"]
        for row in instrument["indicators"]
    )
    scores = ", ".join(f"{name} {score} คะแนน" for _, name, _, score in data if score)
    return Chart(
        name="indicators-by-instrument",
        data=data,
        title=f"คะแนนรายตัวชี้วัด ปีงบประมาณ พ.ศ. {assessment['fiscal_year']}",
        alt=f"แผนภูมิคะแนนรายตัวชี้วัด: {scores or UNKNOWN}",
        pass_line=assessment["pass_line"],
    )


def changes(assessment: dict[str, Any]) -> tuple[Block, ...]:
    """Return chart and table of the change to the year before; nothing where no indicator can be compared."""
    rows = [row for instrument in assessment["instruments"] for row in instrument["indicators"]]
    if not any(row["change"] for row in rows):
        return ()
    title = f"คะแนนที่เปลี่ยนไปจากปีก่อน รายตัวชี้วัด ปีงบประมาณ พ.ศ. {assessment['fiscal_year']}"
    told = ", ".join(f"{row['name']} {_signed(row['change'])} คะแนน" for row in rows if row["change"])
    table_rows = tuple(
        (
            Cell((row["code"],), align=Align.CENTER),
            Cell((row["name"],), heading=True),
            Cell((_signed(row["change"]),), align=Align.CENTER, label="คะแนนที่เปลี่ยนไป"),
        )
        for row in rows
    )
    return (
        Chart(
            name="change-to-last-year",
            data=tuple((row["code"], row["name"], row["change"]) for row in rows),
            title=title,
            alt=f"แผนภูมิคะแนนที่เปลี่ยนไปจากปีก่อน: {told}",
        ),
        Table(CHANGE_COLUMNS, table_rows, whole=True),
    )


def _signed(change: str) -> str:
    if not change:
        return UNKNOWN
    return change.replace("-", "−") if change.startswith("-") or not Decimal(change) else f"+{change}"


def finding_table(assessment: dict[str, Any]) -> Table:
    """Return what was found in every indicator, under the heading of its instrument."""
    rows = []
    for number, instrument in enumerate(assessment["instruments"], start=1):
        title = f"ตอนที่ {number} {_instrument(instrument)}"
        rows.append((_text(title, bold=True, colspan=len(FINDING_COLUMNS), section=True),))
        rows += [_finding_row(row) for row in instrument["indicators"]]
    return Table(FINDING_COLUMNS, tuple(rows), keep_rows=True)


def _finding_row(row: dict[str, Any]) -> tuple[Cell, ...]:
    parts = [f"{part['code']} {part['name']}" for part in row["sub_indicators"]]
    found = lines(row["finding"]["text"]) if row["finding"] else ()
    return (
        _text(row["code"], align=Align.CENTER, label="ที่"),
        Cell((row["name"], *parts), heading=True),
        _text(row["score"], align=Align.CENTER, label="ผลคะแนน"),
        Cell(found or (UNKNOWN,), label="ผลการวิเคราะห์ตัวชี้วัด"),
    )


def issues(assessment: dict[str, Any], agency: str) -> tuple[Block, ...]:
    """Return the lists of issues by urgency, with the sentence that leads to them; nothing without findings."""
    groups = {kind: _of_class(assessment, kind) for kind in WeaknessClass}
    groups = {kind: rows for kind, rows in groups.items() if rows}
    if not groups:
        return ()
    names = _joined([_instrument(instrument) for instrument in assessment["instruments"]])
    lists = _joined([ISSUE_HEADINGS[kind] for kind in groups])
    found: list[Block] = [Paragraph(f"จากผลการวิเคราะห์ตัวชี้วัดตาม{names} สามารถสรุปเป็น{lists} ดังนี้")]
    for kind, rows in groups.items():
        found.append(
            Heading((ISSUE_HEADINGS[kind],), level=3, anchor=f"issues-{kind.value}", align=Align.START)
        )
        for number, row in enumerate(rows, start=1):
            found += issue(number, row, agency)
    return tuple(found)


def _of_class(assessment: dict[str, Any], kind: WeaknessClass) -> list[dict[str, Any]]:
    """Return the indicators of a class: by the agency's own order, then lowest score first."""
    rows = [row for row in indicators_of(assessment) if (row["finding"] or {}).get("weakness_class") == kind]
    return sorted(rows, key=lambda row: (row["finding"]["rank"] or 99, Decimal(row["score"] or 101)))


def issue(number: int, row: dict[str, Any], agency: str) -> Iterator[Paragraph]:
    """Yield one issue: its band with the assessor's recommendation or else the finding, and the agency's response."""
    finding = row["finding"]
    recommended = lines(finding["recommendation"])
    first, *rest = _opening(row, recommended)
    response = _response(finding["response"], agency)
    yield Paragraph(f"{number}. {first}")
    yield from (Paragraph(line) for line in (*rest, *response))


def _opening(row: dict[str, Any], recommended: tuple[str, ...]) -> tuple[str, ...]:
    finding, band = row["finding"], row["band"]
    judged = f"{row['name']} เป็นตัวชี้วัดที่มีผลการประเมิน{BAND_WORDS[Band(band)]}" if band else row["name"]
    if recommended:
        joint = "แต่" if band == Band.GOOD else "ซึ่ง"
        said = f"{judged} {joint}ผู้ตรวจประเมินมีข้อเสนอแนะในการปรับปรุง พัฒนาการดำเนินงาน คือ {recommended[0]}"
        return (said, *recommended[1:])
    if finding["weakness_class"] != WeaknessClass.URGENT and _BAND_OPENING.match(finding["text"]):
        return lines(f"{row['name']} {finding['text']}")
    return lines(f"{judged} {_BAND_OPENING.sub('', finding['text'])}".strip())


def _response(text: str, agency: str) -> tuple[str, ...]:
    """Return the agency's response with the agency's name before "พิจารณาแล้ว…"."""
    if not (said := lines(text)):
        return ()
    joint = " " if said[0].startswith(_CONSIDERED) else f" {_CONSIDERED} ดังนี้ "
    return (f"ทั้งนี้ {agency}{joint}{said[0]}", *said[1:])


def measure_table(measures: list[dict[str, Any]]) -> Table:
    """Return the plan's measures with their steps, who does them, when, and how they are followed up."""
    return Table(
        MEASURE_COLUMNS,
        tuple(_measure_row(number, entry) for number, entry in enumerate(measures, start=1)),
        keep_rows=True,
    )


def _measure_row(number: int, measure: dict[str, Any]) -> tuple[Cell, ...]:
    _, steps, responsible, period, follow_up = (column.title for column in MEASURE_COLUMNS)
    return (
        Cell((f"{number}. {measure['title']}", *lines(measure["activities"])), heading=True),
        Cell(_steps(measure["steps"]) or (UNKNOWN,), label=steps),
        Cell(lines(measure["responsible"]) or (UNKNOWN,), label=responsible),
        Cell(lines(measure["period"]) or (UNKNOWN,), label=period),
        Cell(lines(measure["follow_up"]) or (UNKNOWN,), label=follow_up),
    )


def _steps(steps: list[dict[str, str]]) -> tuple[str, ...]:
    """Return the numbered steps, each with its own period and unit where it has them."""
    found = []
    for number, step in enumerate(steps, start=1):
        own = ", ".join(filter(None, (step["period"], step["responsible"])))
        first, *rest = lines(step["text"]) or (UNKNOWN,)
        found += [f"{number}) {first}", *rest, *([f"({own})"] if own else [])]
    return tuple(found)


def _instrument(instrument: dict[str, Any]) -> str:
    return f"{instrument['name']} ({instrument['code']})"


def _joined(names: list[str]) -> str:
    *most, last = names
    return f"{' '.join(most)} และ{last}" if most else last


def _text(text: str, **how) -> Cell:
    return Cell((text or UNKNOWN,), **how)
