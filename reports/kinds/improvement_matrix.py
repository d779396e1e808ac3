"""The analysis that leads to improvement (การวิเคราะห์ผลการประเมินเพื่อพัฒนาองค์กร), after seed document 002.

The indicators over up to five years, the year's scores, the finding of every indicator, and a landscape matrix that
sets measures and steps beside the findings; its rows: matrix_rows.py. Indicator names are those of the year's
criteria, the total is the official one wherever it stands, and a total that the indicators do not come to is told
once, together with its explanation.
"""

from collections.abc import Collection, Sequence

from itaportal.sentences import Sentence
from itaportal.thai.spelling import letters
from reports import blocks
from reports.blocks import UNKNOWN, Align, Block, Heading, Paragraph
from reports.blocks.tables import Cell, Column, Table, row_of
from reports.kinds.analysis_parts import difference_note
from reports.kinds.matrix_rows import matrix
from reports.kinds.wording import NO_MEASURE, lines, sentence
from reports.snapshot.model import Snapshot
from reports.snapshot.result import Assessment, Indicator, YearScores

SUBJECT = "การวิเคราะห์ผลการประเมิน ITA เพื่อนำไปสู่การพัฒนาองค์กร"

SENTENCES = {
    "finding_opening": Sentence("คำนำหน้าผลการวิเคราะห์ของแต่ละตัวชี้วัด", "ผลการวิเคราะห์ตัวชี้วัดที่สอดคล้อง:"),
    "no_finding": Sentence(
        "ข้อความของตัวชี้วัดที่ยังไม่มีผลการวิเคราะห์", "ได้คะแนน {คะแนนตัวชี้วัด} คะแนน ยังไม่ได้บันทึกผลการวิเคราะห์"
    ),
    "no_score": Sentence(
        "ข้อความของตัวชี้วัดที่ยังไม่มีทั้งคะแนนและผลการวิเคราะห์", "ยังไม่มีคะแนน และยังไม่ได้บันทึกผลการวิเคราะห์"
    ),
    "matrix_title": Sentence(
        "ชื่อตารางมาตรการ",
        "ตารางแสดงการนำผลการวิเคราะห์ไปสู่การปรับปรุง หรือพัฒนาองค์กร หรือรักษาระดับ ของ{หน่วยงาน} {สถานที่}",
    ),
}
PLACEHOLDERS = {"คะแนนตัวชี้วัด": "คะแนนของตัวชี้วัดนั้น (ใช้ได้เฉพาะข้อความของตัวชี้วัดที่ยังไม่มีผลการวิเคราะห์)"}

SCORE_COLUMNS = (
    Column("ตัวชี้วัดที่", 16, Align.CENTER),
    Column("รายละเอียดตัวชี้วัด", 64),
    Column("คะแนน", 20, Align.CENTER),
)


LETTERS_OF_A_TITLE, LINES_OF_A_TITLE = 46, 4


def values(snapshot: Snapshot) -> dict[str, str]:
    """Return what the kind's own placeholders stand for where no indicator is meant."""
    return {"คะแนนตัวชี้วัด": UNKNOWN}


def build(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the document's pieces."""
    assessment, title = snapshot.assessment, _title(snapshot)
    indicators = assessment.indicators.values()
    return (
        title,
        *_years(snapshot.history, indicators, assessment.pass_line, low=_is_long(title)),
        Heading(("สรุปผลการประเมินรายตัวชี้วัด",)),
        score_table(assessment, indicators),
        *difference_note(assessment),
        *(piece for indicator in indicators for piece in _finding(snapshot, indicator)),
        _matrix(snapshot, indicators),
    )


def _word_sentence(snapshot: Snapshot, name: str, score: str = "") -> str:
    """Return one of the kind's sentences, filled; ``score`` is that of the indicator it is about, if any."""
    own = {"คะแนนตัวชี้วัด": score or UNKNOWN}
    return sentence(snapshot, name, SENTENCES[name].text, **own)


def _title(snapshot: Snapshot) -> Heading:
    agency, own = snapshot.agency, snapshot.letter.subject
    year = f"ปีงบประมาณ พ.ศ. {snapshot.assessment.fiscal_year}"
    what, purpose = SUBJECT.rsplit(" ", 1)
    said = (own, year) if own and own != SUBJECT else (f"{what} {year}", purpose)
    return Heading((*said, agency.name, agency.place), level=1)


def _is_long(title: Heading) -> bool:
    """Whether the title leaves less of its page than the chart of the years usually takes."""
    return sum(-(-letters(line) // LETTERS_OF_A_TITLE) for line in title.lines) > LINES_OF_A_TITLE


def _years(
    history: Sequence[YearScores], indicators: Collection[Indicator], pass_line: str, *, low: bool
) -> tuple[Block, ...]:
    """Return chart and table of the indicators over the years that have scores, nothing where none has.

    The chart comes first: it fills the page that the title begins, and both tables of scores stand on the next.
    """
    years = [year for year in history if year.indicators]
    if not years:
        return ()
    first, last = years[0].fiscal_year, years[-1].fiscal_year
    span = f"ปี {first} – {last}" if first != last else f"ปี {first}"
    return (
        Heading(("ผลการประเมินรายตัวชี้วัด",)),
        blocks.Chart(
            name="five-years-by-indicator",
            data=tuple(
                (each.code, each.name, year.fiscal_year, year.indicators.get(each.code, ""))
                for each in indicators
                for year in years
            ),
            title=f"ผลการประเมินรายตัวชี้วัด {span}",
            alt=f"แผนภูมิคะแนนรายตัวชี้วัด {span} ตัวเลขอยู่ในตารางถัดไป",
            pass_line=pass_line,
            low=low,
        ),
        year_table(years, indicators),
    )


def year_table(years: Sequence[YearScores], indicators: Collection[Indicator]) -> Table:
    """Return the scores of every indicator in every year; "–" where there is none."""
    width = _score_width(years)
    columns = (
        Column("ตัวชี้วัด", 100 - width * len(years)),
        *(Column(str(year.fiscal_year), width, Align.CENTER, "ปีงบประมาณ พ.ศ.") for year in years),
    )
    rows = [
        (
            Cell((f"{each.code}. {each.name}",), heading=True),
            *(
                Cell(
                    (year.indicators.get(each.code) or UNKNOWN,),
                    align=Align.CENTER,
                    label=f"ปี {year.fiscal_year}",
                )
                for year in years
            ),
        )
        for each in indicators
    ]
    return Table(columns, tuple(rows), whole=True)


def _score_width(years: Sequence[YearScores]) -> int:
    """Return what a year's column needs to hold its scores on one line."""
    if len(years) == 1:
        return 20
    return 13 if any("100.00" in year.indicators.values() for year in years) else 11


def score_table(assessment: Assessment, indicators: Collection[Indicator]) -> Table:
    """Return the year's scores with the official total; what they come to themselves is said in the note below."""
    rows = [row_of(SCORE_COLUMNS, each.code, each.name, each.score, heading=1) for each in indicators]
    rows.append(_total("คะแนนรวมตามประกาศ" if difference_note(assessment) else "คะแนนรวม", assessment.total))
    return Table(SCORE_COLUMNS, tuple(rows), whole=True)


def _total(name: str, points: str) -> tuple[Cell, ...]:
    return (
        Cell((name,), colspan=2, align=Align.CENTER, bold=True, heading=True),
        Cell((points or UNKNOWN,), align=Align.CENTER, bold=True, label="คะแนน"),
    )


def _finding(snapshot: Snapshot, indicator: Indicator) -> tuple[Block, ...]:
    """Return the indicator's heading and what was found in it."""
    opening = _word_sentence(snapshot, "finding_opening")
    first, *rest = finding_lines(snapshot, indicator)
    return (
        Heading((f"ตัวชี้วัดที่ {indicator.code} {indicator.name}",), align=Align.START),
        Paragraph(f"{opening} {first}".strip()),
        *(Paragraph(line) for line in rest),
    )


def finding_lines(snapshot: Snapshot, indicator: Indicator) -> tuple[str, ...]:
    """Return the lines of the indicator's finding, or that there is none yet."""
    found = lines(indicator.finding.text) if indicator.finding else ()
    if found:
        return found
    return (_word_sentence(snapshot, "no_finding" if indicator.score else "no_score", indicator.score),)


def _matrix(snapshot: Snapshot, indicators: Collection[Indicator]) -> blocks.Landscape:
    findings = {each.code: finding_lines(snapshot, each) for each in indicators}
    title = _word_sentence(snapshot, "matrix_title")
    measures = snapshot.plan.measures
    body = matrix(findings, measures) if measures else Paragraph(NO_MEASURE, align=Align.CENTER)
    return blocks.Landscape((Heading((title,)), body))
