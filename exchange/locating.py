"""Finding a table in a file by its headings. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exchange.cells import as_text, is_blank
from exchange.columns import ID, NAME, NUMBER, REASON, Column, heading_key
from exchange.headings import ColumnsUnclear, Places, fitting, rivals, settled
from exchange.matching import Raw, TableRefused
from itaportal.thai import clean_line

HEADING_WITHIN = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A table found in a sheet: texts above its heading, headings that no column has, columns that no heading names.

    ``notes`` tell which column was read where another one might have been meant.
    """

    sheet: str
    above: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    rows: tuple[Raw, ...]
    notes: tuple[str, ...] = ()


def find_table(book, title: str, columns: Sequence[Column]) -> Found:
    """Return the table whose heading has the most of the columns; a sheet with the table's title goes first.

    Raises TableRefused where there is none, where several sheets have one, or where several columns may be meant.
    """
    candidates = [(sheet, *found) for sheet in book.sheets if (found := _heading(sheet, columns))]
    named = [entry for entry in candidates if heading_key(entry[0].name) == heading_key(title)]
    chosen = named or [entry for entry in candidates if not entry[0].hidden]
    if not chosen:
        needed = " ".join(
            f"“{column.heading}”" for column in columns if column.required or column.key == NUMBER
        )
        raise TableRefused(
            f"ไม่พบตาราง{title}ในไฟล์ หัวตารางต้องอยู่ใน {HEADING_WITHIN} แถวแรก และมีอย่างน้อย {needed}"
        )
    if len(chosen) > 1:
        names = ", ".join(entry[0].name for entry in chosen[:5])
        raise TableRefused(f"พบตารางในหลายแผ่น ({names}) กรุณาเหลือแผ่นเดียว หรือตั้งชื่อแผ่นที่ต้องการว่า “{title}”")
    return _read(*chosen[0], columns)


def _heading(sheet, columns: Sequence[Column]) -> tuple[int, Places] | None:
    """Return the place of the row in the sheet and the columns' places in it; None without heading."""
    best: tuple[int, Places] | None = None
    for place, (_, cells) in enumerate(sheet.rows[:HEADING_WITHIN]):
        places = fitting(cells, columns)
        if best is None or len(places) > len(best[1]):
            best = place, places
    tells = {ID, NUMBER, NAME}
    inputs = {column.key for column in columns if not column.locked}
    if best is None or len(best[1]) < 2 or not tells & best[1].keys() or not inputs & best[1].keys():
        return None
    return best


def _says_something(values: Mapping[str, Any], repeated: set[str]) -> bool:
    """Whether the row holds more than blanks and the heading that is printed again on every page."""
    return any(
        key != REASON and not is_blank(value) and heading_key(as_text(value)) not in repeated
        for key, value in values.items()
    )


def _read(sheet, start: int, fits: Places, columns: Sequence[Column]) -> Found:
    try:
        places = settled(sheet.rows[start:], fits, columns)
    except ColumnsUnclear as unclear:
        raise ColumnsUnclear(f"แผ่น “{sheet.name}” {unclear}", sheet.name) from None
    headings = [clean_line(as_text(cell)) for cell in sheet.rows[start][1]]
    above = [as_text(cell) for _, cells in sheet.rows[:start] for cell in cells if not is_blank(cell)]
    repeated = {heading_key(name) for name in headings}
    rows = []
    for number, cells in sheet.rows[start + 1 :]:
        values = {key: cells[place] if place < len(cells) else None for key, place in places.items()}
        if _says_something(values, repeated):
            rows.append(Raw(sheet.name, number, values))
    return Found(
        sheet=sheet.name,
        above=tuple(dict.fromkeys(above)),
        unknown=tuple(name for place, name in enumerate(headings) if name and place not in places.values()),
        missing=tuple(column.heading for column in columns if column.key not in places and not column.locked),
        rows=tuple(rows),
        notes=rivals(sheet.rows[start][1], places, columns),
    )
