"""A document's data as a spreadsheet: scores, measures, progress. Knows the snapshot and openpyxl, nothing else.

Text stays text: what begins with = + - @ is never a formula.
"""

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from itaportal.archives import remove_dates
from itaportal.language import in_thai
from reports.snapshot.model import Snapshot
from reports.snapshot.plan import Measure, Progress
from reports.snapshot.result import Finding, YearScores

_FIRST = ("title", "indicator_codes", "item_codes", "weak_point", "steps", "responsible", "period", "budget")
_MEASURE = (*_FIRST, *(name for name in Measure.worded() if name not in _FIRST))
_PROGRESS = ("status", *Progress.worded())


@in_thai()
def workbook(snapshot: Snapshot) -> bytes:
    """Return the snapshot's tables as an XLSX file; the same snapshot gives the same bytes."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = snapshot.agency.name
    for title, rows in _sheets(snapshot).items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    output = io.BytesIO()
    book.save(output)
    return remove_dates(output)


def _sheets(snapshot: Snapshot) -> dict[str, Iterator[tuple]]:
    """Return the rows of each sheet by its title, headings first."""
    return {
        "คะแนน": _scores(snapshot),
        "ห้าปี": _years(snapshot),
        "มาตรการ": _measures(snapshot),
        "ผลการดำเนินการ": _progress(snapshot),
    }


def _cell(sheet, value: Any):
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _scores(snapshot: Snapshot) -> Iterator[tuple]:
    told = ("weakness_class", "text")
    yield "ปีงบประมาณ", "เครื่องมือ", "ตัวชี้วัดที่", "ตัวชี้วัด", "คะแนน", *map(Finding.title_of, told)
    for instrument in snapshot.assessment.instruments:
        for row in instrument.indicators:
            found = [getattr(row.finding, name, "") for name in told]
            year = snapshot.assessment.fiscal_year
            yield year, instrument.code, row.code, row.name, _number(row.score), *found


def _years(snapshot: Snapshot) -> Iterator[tuple]:
    yield "ปีงบประมาณ", *map(YearScores.title_of, ("total", "level"))
    for year in snapshot.history:
        yield year.fiscal_year, _number(year.total), year.level


def _measures(snapshot: Snapshot) -> Iterator[tuple]:
    yield "ลำดับ", "มาตรการ", *map(Measure.title_of, _MEASURE[1:])
    for number, measure in enumerate(snapshot.plan.measures, start=1):
        listed = {
            "indicator_codes": ", ".join(measure.indicator_codes),
            "item_codes": ", ".join(measure.item_codes),
            "budget": _number(measure.budget),
            "steps": "\n".join(step.text for step in measure.steps),
        }
        yield number, *(listed.get(name, getattr(measure, name)) for name in _MEASURE)


def _progress(snapshot: Snapshot) -> Iterator[tuple]:
    yield "ลำดับ", "มาตรการ", *map(Progress.title_of, _PROGRESS)
    for number, measure in enumerate(snapshot.plan.measures, start=1):
        if measure.progress:
            yield number, measure.title, *(getattr(measure.progress, name) for name in _PROGRESS)
