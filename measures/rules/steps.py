"""The steps of a measure: how many there may be, and putting them in the order a person asked for. Pure."""

from collections.abc import Sequence
from typing import TypeVar

MAX_STEPS = 30
T = TypeVar("T")


def in_order(rows: Sequence[T], places: Sequence[int | None]) -> list[T]:
    """Return the rows with those that name a place (from 1) moved there; the others keep their order."""
    result = [row for row, place in zip(rows, places, strict=True) if place is None]
    moved = [(place, number) for number, place in enumerate(places) if place is not None]
    for place, number in sorted(moved):
        result.insert(place - 1, rows[number])
    return result
