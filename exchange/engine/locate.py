"""Finding a table in a file by its headings, and which column of the file is which of the table's. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exchange.engine.cells import as_text, is_blank
from exchange.engine.columns import ID, NAME, NUMBER, REASON, Column, heading_keys, heading_ranks
from exchange.engine.match import FileRow, TableRefused
from itaportal.language import marked
from itaportal.thai.keys import same_heading_key
from itaportal.thai.spelling import clean_line

HEADING_WITHIN = 20


class TableNotFound(TableRefused):
    """No heading of a file is that of the table."""


class ColumnsUnclear(TableRefused):
    """Several columns may be the same column of the table; ``sheet`` names where they stand."""

    def __init__(self, reason: str, sheet: str = ""):
        super().__init__(reason)
        self.sheet = sheet


# By the key of the column: the places in the file that are equally good for it.
HeadingPlaces = Mapping[str, tuple[int, ...]]
_Rows = Sequence[tuple[int, Sequence[Any]]]


def fit_headings(cells: Sequence[Any], columns: Sequence[Column]) -> HeadingPlaces:
    """Return for each column the places whose headings fit best, wherever they stand.

    A heading of a column's own goes before every other wording, and never means another column.
    """
    keys = [same_heading_key(as_text(cell)) for cell in cells]
    known = {column.key: heading_ranks(column) for column in columns}
    found: dict[str, tuple[int, ...]] = {}
    taken: set[int] = set()
    for rank in range(3):
        for column, ranks in known.items():
            if column in found:
                continue
            places = (place for place, key in enumerate(keys) if key and key in ranks[rank])
            if fits := tuple(place for place in places if place not in taken):
                found[column] = fits
                taken.update(fits)
    return {column.key: found[column.key] for column in columns if column.key in found}


def settle_places(rows: _Rows, fits: HeadingPlaces, columns: Sequence[Column]) -> dict[str, int]:
    """Return the one place of each column; ``rows`` begin with the headings. Raises ColumnsUnclear rather than guess.

    A column without a value, and one that says the same as another, cannot be meant instead of it.
    """
    headings = {column.key: column.heading for column in columns}
    settled = {}
    for key, places in fits.items():
        if len(places) > 1:
            places = _different(rows, places)
        if len(places) > 1:
            raise ColumnsUnclear(_several(rows[0][1], places, headings[key]))
        settled[key] = places[0]
    return settled


def _different(rows: _Rows, places: tuple[int, ...]) -> tuple[int, ...]:
    said: dict[tuple[str, ...], int] = {}
    for place in places:
        heading, *texts = (
            clean_line(as_text(cells[place])) if place < len(cells) else "" for _, cells in rows
        )
        # A heading that is printed again says nothing.
        values = tuple(
            "" if is_blank(text) or same_heading_key(text) == same_heading_key(heading) else text
            for text in texts
        )
        if any(values):
            said.setdefault(values, place)
    return tuple(said.values()) or places[:1]


def _several(cells: Sequence[Any], places: Sequence[int], heading: str) -> str:
    from openpyxl.utils import get_column_letter

    named = " และ ".join(
        marked(f"“{clean_line(as_text(cells[place]))}” (คอลัมน์ {get_column_letter(place + 1)})")
        for place in places
    )
    return marked(
        f"มีหลายคอลัมน์ที่อาจเป็น “{heading}”: {named} ระบบไม่เดาให้ "
        f"กรุณาเหลือคอลัมน์ที่ต้องการคอลัมน์เดียว หรือตั้งหัวตารางของคอลัมน์นั้นเป็น “{heading}” และเปลี่ยนหัวตารางของคอลัมน์อื่น"
    )


def note_rivals(
    cells: Sequence[Any], places: Mapping[str, int], columns: Sequence[Column]
) -> tuple[str, ...]:
    """Return what a person should know of columns that lost against a better heading."""
    names = [clean_line(as_text(cell)) for cell in cells]
    notes = []
    for column in columns:
        if column.key not in places:
            continue
        spellings = heading_keys(column)
        others = [
            name
            for place, name in enumerate(names)
            if place not in places.values() and name and same_heading_key(name) in spellings
        ]
        if others := [name for name in dict.fromkeys(others) if name != names[places[column.key]]]:
            lost = ", ".join(f"“{name}”" for name in others)
            notes.append(
                marked(f"“{column.heading}” อ่านจากคอลัมน์ “{names[places[column.key]]}” ไม่ได้อ่านคอลัมน์ {lost}")
            )
    return tuple(notes)


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table found in a sheet: texts above its heading, headings that no column has, columns that no heading names.

    ``notes`` tell which column was read where another one might have been meant.
    """

    sheet: str
    above: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    rows: tuple[FileRow, ...]
    notes: tuple[str, ...] = ()


def find_table(book, title: str, columns: Sequence[Column]) -> FoundTable:
    """Return the table whose heading has the most of the columns; a sheet with the table's title goes first.

    Raises TableRefused where there is none, where several sheets have one, or where several columns may be meant.
    """
    candidates = [(sheet, *found) for sheet in book.sheets if (found := _heading(sheet, columns))]
    named = [entry for entry in candidates if same_heading_key(entry[0].name) == same_heading_key(title)]
    chosen = named or [entry for entry in candidates if not entry[0].hidden]
    if not chosen:
        needed = " ".join(
            f"“{column.heading}”" for column in columns if column.required or column.key == NUMBER
        )
        raise TableNotFound(
            marked(f"ไม่พบตาราง{title}ในไฟล์ หัวตารางต้องอยู่ใน {HEADING_WITHIN} แถวแรก และมีอย่างน้อย {needed}")
        )
    if len(chosen) > 1:
        names = ", ".join(entry[0].name for entry in chosen[:5])
        raise TableRefused(
            marked(f"พบตารางในหลายแผ่น ({names}) กรุณาเหลือแผ่นเดียว หรือตั้งชื่อแผ่นที่ต้องการว่า “{title}”")
        )
    return _read(*chosen[0], columns)


def _heading(sheet, columns: Sequence[Column]) -> tuple[int, HeadingPlaces] | None:
    """Return the place of the row in the sheet and the columns' places in it; None without heading."""
    best: tuple[int, HeadingPlaces] | None = None
    for place, (_, cells) in enumerate(sheet.rows[:HEADING_WITHIN]):
        places = fit_headings(cells, columns)
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
        key != REASON and not is_blank(value) and same_heading_key(as_text(value)) not in repeated
        for key, value in values.items()
    )


def _read(sheet, start: int, fits: HeadingPlaces, columns: Sequence[Column]) -> FoundTable:
    try:
        places = settle_places(sheet.rows[start:], fits, columns)
    except ColumnsUnclear as unclear:
        raise ColumnsUnclear(marked(f"แผ่น “{sheet.name}” {unclear}"), sheet.name) from None
    headings = [clean_line(as_text(cell)) for cell in sheet.rows[start][1]]
    above = [as_text(cell) for _, cells in sheet.rows[:start] for cell in cells if not is_blank(cell)]
    repeated = {same_heading_key(name) for name in headings}
    rows = []
    for number, cells in sheet.rows[start + 1 :]:
        values = {key: cells[place] if place < len(cells) else None for key, place in places.items()}
        if _says_something(values, repeated):
            rows.append(FileRow(sheet.name, number, values))
    return FoundTable(
        sheet=sheet.name,
        above=tuple(dict.fromkeys(above)),
        unknown=tuple(name for place, name in enumerate(headings) if name and place not in places.values()),
        missing=tuple(column.heading for column in columns if column.key not in places and not column.locked),
        rows=tuple(rows),
        notes=note_rivals(sheet.rows[start][1], places, columns),
    )
