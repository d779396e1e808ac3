"""Rows of a form that are added, taken out and put in another order by the server: without script, by keyboard, and
without anything typed being lost or judged before it is sent.

The buttons are ``<button name="move" value="up-2">``, the row counted from 0: up, down, remove, and "add" alone.
"""

from collections.abc import Collection, Sequence
from typing import Any

from django.forms import BaseFormSet
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpRequest, QueryDict

MOVE = "move"


def is_move(request: HttpRequest) -> bool:
    """Tell whether the form was sent by one of the buttons."""
    return request.method == "POST" and MOVE in request.POST


def moved(order: Sequence[int], asked: str, most: int) -> list[int | None]:
    """Return which rows stand where after the move, by their numbers before it, None for a new one.

    What cannot be done (up from the first place, more than ``most`` rows) changes nothing.
    """
    rows: list[int | None] = list(order)
    move, _, number = asked.partition("-")
    if move == "add":
        return [*rows, None] if len(rows) < most else rows
    place = int(number) if number.isascii() and number.isdigit() else len(rows)
    if place >= len(rows):
        return rows
    if move == "remove":
        return rows[:place] + rows[place + 1 :]
    other = place + {"up": -1, "down": 1}.get(move, 0)
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    return rows


def rearranged(posted: QueryDict, prefix: str, names: Collection[str], most: int) -> QueryDict:
    """Return what was sent with its rows as the button asks for; ``names`` are the fields of a row."""
    total = posted.get(f"{prefix}-TOTAL_FORMS", "")
    count = min(int(total), most) if total.isascii() and total.isdigit() else 0
    result = posted.copy()
    for number in range(count):
        for name in names:
            result.pop(f"{prefix}-{number}-{name}", None)
    rows = moved(range(count), posted.get(MOVE, ""), most)
    for place, before in enumerate(rows):
        for name in names if before is not None else ():
            if (value := posted.get(f"{prefix}-{before}-{name}")) is not None:
                result[f"{prefix}-{place}-{name}"] = value
    result[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    result[f"{prefix}-INITIAL_FORMS"] = "0"
    return result


def leave_unjudged(form: Any, formset: BaseFormSet) -> None:
    """Have form and rows show no errors: they were not sent to be saved."""
    for each in (form, *formset.forms):
        each._errors = ErrorDict()
    formset._errors, formset._non_form_errors = [], ErrorList()  # type: ignore[attr-defined]
