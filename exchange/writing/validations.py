"""Lists to choose from in a template, kept on a hidden sheet."""

from collections.abc import Sequence
from typing import Any

from exchange.engine.columns import NUMBER, CellKind, Column
from exchange.engine.layout import Layout
from exchange.reading.book import LISTS


def add_lists(book, sheets: Sequence[tuple[Any, Layout]]) -> None:
    """Give every column of choices its list, scores their bounds, and input cells their help."""
    hidden = book.create_sheet(LISTS)
    hidden.sheet_state = "hidden"
    for sheet, layout in sheets:
        heading = len(layout.above) + 1
        last = heading + len(layout.rows) + layout.spare
        if last == heading:
            continue
        for place, column in enumerate(layout.columns, start=1):
            own = {
                heading + 1 + at: each for at, row in enumerate(layout.rows) if (each := _own(column, row))
            }
            plain = [number for number in range(heading + 1, last + 1) if number not in own]
            if not column.locked:
                _add(hidden, sheet, column, place, plain)
                for number, special in own.items():
                    _add(hidden, sheet, special, place, [number])
    if not hidden.max_column or hidden["A1"].value is None:
        book.remove(hidden)


def _own(column: Column, row) -> Column | None:
    return column.by_number.get(str(row.get(NUMBER)))


def _add(hidden, sheet, column: Column, place: int, numbers: list[int]) -> None:
    rule = _rule(hidden, column)
    if rule is None or not numbers:
        return
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(place)
    start = previous = numbers[0]
    for number in (*numbers[1:], 0):
        if number != previous + 1:
            rule.add(f"{letter}{start}:{letter}{previous}")
            start = number
        previous = number
    if column.help:
        rule.promptTitle, rule.prompt = column.heading[:32], column.help[:255]
        rule.showInputMessage = True
    sheet.add_data_validation(rule)


def _rule(hidden, column: Column):
    from openpyxl.worksheet.datavalidation import DataValidation

    if column.kind is CellKind.SCORE:
        rule = DataValidation(
            "decimal",
            operator="between",
            formula1="0",
            formula2="100",
            allow_blank=True,
            showErrorMessage=True,
        )
        # Thai digits and a dash are understood too, so the person may go on.
        rule.errorStyle, rule.errorTitle, rule.error = "warning", "คะแนน", "คะแนนควรอยู่ระหว่าง 0–100 ใช้ค่านี้หรือไม่"
        return rule
    offered = [
        label if column.kind is not CellKind.CODES else str(value)
        for value, label in column.choices
        if column.offered is None or value in column.offered
    ]
    if not offered:
        return DataValidation(allow_blank=True) if column.help else None
    rule = DataValidation("list", formula1=_write_list(hidden, offered), allow_blank=True)
    rule.showErrorMessage = column.kind is not CellKind.CODES
    rule.errorTitle, rule.error = column.heading[:32], "กรุณาเลือกจากรายการ"
    return rule


def _write_list(hidden, offered: list[str]) -> str:
    """Write the list into a column of the hidden sheet and return where it stands."""
    from openpyxl.utils import get_column_letter

    place = 1 if hidden["A1"].value is None else hidden.max_column + 1
    for number, text in enumerate(offered, start=1):
        cell = hidden.cell(number, place, text)
        cell.data_type = "s"
    letter = get_column_letter(place)
    return f"'{LISTS}'!${letter}$1:${letter}${len(offered)}"
