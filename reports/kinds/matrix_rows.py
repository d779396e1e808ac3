"""The matrix of findings and measures: one group of rows for each indicator, one row for each step.

A measure stands in full under the first of its indicators and is named under the others. Measures without an
indicator follow at the end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from itaportal.thai.dates import period, short_date
from reports.blocks import UNKNOWN, Align
from reports.blocks.tables import CONTINUED, Cell, Column, Table
from reports.kinds.column_widths import fit_columns
from reports.kinds.wording import budget_lines, lines
from reports.snapshot.plan import Measure, Step

COLUMNS = (
    Column("ตัวชี้วัดที่", 8),
    Column("มาตรการ/โครงการ/\nกิจกรรม", 21),
    Column("ผลการวิเคราะห์ตัวชี้วัดตาม\nหลักเกณฑ์การประเมิน ITA", 27),
    Column("ขั้นตอน/วิธีการปฏิบัติ", 24),
    Column("ระยะเวลา\nดำเนินการ", 9),
    Column("หน่วยงาน\nผู้รับผิดชอบ", 11),
)
# The narrowest columns that break no word of their headings.
LEAST_WIDTHS = (7, 12, 14, 12, 9, 10)
_INDICATOR, _MEASURE, _FINDING, _STEPS, _PERIOD, _RESPONSIBLE = (
    column.title.replace("\n", "") for column in COLUMNS
)

Row = tuple[Cell, ...]


def matrix(findings: Mapping[str, Sequence[str]], measures: Sequence[Measure]) -> Table:
    """Return the table; ``findings`` has the lines found in each indicator by its code, in the year's order."""
    groups: dict[str, list[Row]] = {code: [] for code in (*findings, UNKNOWN)}
    for measure in measures:
        first, *others = [code for code in findings if code in measure.indicator_codes] or [UNKNOWN]
        groups[first] += measure_rows(measure)
        for code in others:
            groups[code].append(_reference(measure, first))
    rows = [
        row for code, group in groups.items() for row in _group(code, findings.get(code, (UNKNOWN,)), group)
    ]
    return Table(fit_columns(COLUMNS, rows, least=LEAST_WIDTHS), tuple(rows))


def _group(code: str, finding: Sequence[str], rows: list[Row]) -> list[Row]:
    """Put the indicator and its finding before and between the cells of the rows, spanning all of them."""
    if not rows:
        return []
    indicator = Cell(
        (code,),
        align=Align.CENTER,
        rowspan=len(rows),
        heading=True,
        label=_INDICATOR,
        continued=f"{code} {CONTINUED}",
    )
    analysis = Cell(tuple(finding), rowspan=len(rows), label=_FINDING)
    (measure, *others), *rest = rows
    return [(indicator, measure, analysis, *others), *rest]


def measure_rows(measure: Measure) -> list[Row]:
    """Return a row for each step; what the steps have in common spans them."""
    steps = measure.steps or [Step(text=UNKNOWN)]
    periods = [lines(step.period) or period_lines(measure) for step in steps]
    units = [lines(step.responsible) or lines(measure.responsible) or (UNKNOWN,) for step in steps]
    columns = (
        _spanning([_measure_lines(measure)] * len(steps), _MEASURE),
        [Cell(_step_lines(step, len(steps)), label=_STEPS) for step in steps],
        _spanning(periods, _PERIOD),
        _spanning(units, _RESPONSIBLE),
    )
    return [tuple(cell for cell in row if cell) for row in zip(*columns, strict=True)]


def _measure_lines(measure: Measure) -> tuple[str, ...]:
    activities = lines(measure.activities)
    dashed = (line if line.startswith("-") else f"- {line}" for line in activities)
    return (measure.title, *dashed, *budget_lines(measure))


def _step_lines(step: Step, count: int) -> tuple[str, ...]:
    first, *rest = lines(step.text) or (UNKNOWN,)
    return (f"- {first}" if count > 1 and not first.startswith("-") else first, *rest)


def _spanning(texts: Sequence[tuple[str, ...]], label: str) -> list[Cell | None]:
    """Return one cell for texts that are all the same, with None below it, else a cell for each."""
    cells = [Cell(text, label=label) for text in texts]
    if len(set(texts)) > 1 or len(texts) == 1:
        return list(cells)
    continued = f"{texts[0][0]} {CONTINUED}" if label == _MEASURE else ""
    return [replace(cells[0], rowspan=len(texts), continued=continued), *[None] * (len(texts) - 1)]


def _reference(measure: Measure, code: str) -> Row:
    """Return the row that names a measure whose steps stand under another indicator."""
    return (
        Cell((measure.title,), label=_MEASURE),
        Cell((f"ตามที่แสดงในตัวชี้วัดที่ {code}",), label=_STEPS),
        Cell(period_lines(measure), label=_PERIOD),
        Cell(lines(measure.responsible) or (UNKNOWN,), label=_RESPONSIBLE),
    )


def period_lines(measure: Measure) -> tuple[str, ...]:
    """Return the measure's period from day to day, or as it was typed; "–" where none is known."""
    start, end = measure.period_start, measure.period_end
    if start and end and measure.period == period(start, end):
        return (short_date(start),) if start == end else (f"{short_date(start)} –", short_date(end))
    return lines(measure.period) or (UNKNOWN,)
