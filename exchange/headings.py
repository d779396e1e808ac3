"""Which column of a file is which column of a table, by its heading. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from exchange.cells import as_text, is_blank
from exchange.columns import Column, heading_key, heading_keys, heading_ranks
from exchange.matching import TableRefused
from itaportal.thai import clean_line


class ColumnsUnclear(TableRefused):
    """Several columns may be the same column of the table; ``sheet`` names where they stand."""

    def __init__(self, reason: str, sheet: str = ""):
        super().__init__(reason)
        self.sheet = sheet


# By the key of the column: the places in the file that are equally good for it.
Places = Mapping[str, tuple[int, ...]]
Rows = Sequence[tuple[int, Sequence[Any]]]


def fitting(cells: Sequence[Any], columns: Sequence[Column]) -> Places:
    """Return for each column the places whose headings fit best, wherever they stand.

    A heading of a column's own goes before every other wording, and never means another column.
    """
    keys = [heading_key(as_text(cell)) for cell in cells]
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


def settled(rows: Rows, fits: Places, columns: Sequence[Column]) -> dict[str, int]:
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


def _different(rows: Rows, places: tuple[int, ...]) -> tuple[int, ...]:
    said: dict[tuple[str, ...], int] = {}
    for place in places:
        heading, *texts = (
            clean_line(as_text(cells[place])) if place < len(cells) else "" for _, cells in rows
        )
        # A heading that is printed again says nothing.
        values = tuple(
            "" if is_blank(text) or heading_key(text) == heading_key(heading) else text for text in texts
        )
        if any(values):
            said.setdefault(values, place)
    return tuple(said.values()) or places[:1]


def _several(cells: Sequence[Any], places: Sequence[int], heading: str) -> str:
    from openpyxl.utils import get_column_letter

    named = " และ ".join(
        f"“{clean_line(as_text(cells[place]))}” (คอลัมน์ {get_column_letter(place + 1)})" for place in places
    )
    return (
        f"มีหลายคอลัมน์ที่อาจเป็น “{heading}”: {named} ระบบไม่เดาให้ "
        f"กรุณาเหลือคอลัมน์ที่ต้องการคอลัมน์เดียว หรือตั้งหัวตารางของคอลัมน์นั้นเป็น “{heading}” และเปลี่ยนหัวตารางของคอลัมน์อื่น"
    )


def rivals(cells: Sequence[Any], places: Mapping[str, int], columns: Sequence[Column]) -> tuple[str, ...]:
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
            if place not in places.values() and name and heading_key(name) in spellings
        ]
        if others := [name for name in dict.fromkeys(others) if name != names[places[column.key]]]:
            lost = ", ".join(f"“{name}”" for name in others)
            notes.append(f"“{column.heading}” อ่านจากคอลัมน์ “{names[places[column.key]]}” ไม่ได้อ่านคอลัมน์ {lost}")
    return tuple(notes)
