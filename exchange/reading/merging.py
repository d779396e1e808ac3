"""Merged headings: what stands in the first cell is written into all cells it covers. Pure.

Only headings: a measure's number merged over its steps must not become several measures.
"""

from exchange.reading import limits
from exchange.reading.book import Value
from itaportal.thai.numbers import to_arabic_digits

Row = tuple[int, list[Value]]
Merge = tuple[int, int, int, int]  # first and last row, first and last column
_LARGEST_NUMBER = 200


def fill_headings(rows: list[Row], merges: list[Merge]) -> tuple[list[Row], int]:
    """Return the rows with merged headings filled, and how many merges were left as they are (below the headings)."""
    end = _first_data_row(rows)
    top_rows = {number: values for number, values in rows if number < end}
    left_alone = 0
    for top, bottom, left, right in merges:
        if bottom >= end or not 0 <= bottom - top < limits.MAX_HEADING_SPAN:
            left_alone += 1
            continue
        first = top_rows.get(top, [])
        if left < len(first) and first[left] is not None:
            _fill(top_rows, first[left], range(top, bottom + 1), left, min(right, limits.MAX_COLUMNS - 1))
    below = [row for row in rows if row[0] >= end]
    return sorted(top_rows.items()) + below, left_alone


def _fill(rows: dict[int, list[Value]], value: Value, span: range, left: int, right: int) -> None:
    for row in span:
        values = rows.setdefault(row, [])
        values.extend([None] * (right + 1 - len(values)))
        for column in range(left, right + 1):
            if values[column] is None:
                values[column] = value


def _first_data_row(rows: list[Row]) -> int:
    """Return the number of the first row that begins with a running number, at most the one after the heading rows."""
    for number, values in rows:
        if number > limits.HEADING_ROWS:
            break
        if any(_is_running_number(value) for value in values[:3]):
            return number
    return limits.HEADING_ROWS + 1


def _is_running_number(value: Value) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, str):
        text = to_arabic_digits(value).strip(" .()")
        value = int(text) if text.isdecimal() and len(text) < 4 else None
    return isinstance(value, int | float) and 0 <= value <= _LARGEST_NUMBER
