"""Putting rows in the order a person asked for: pure rules."""

from collections.abc import Collection, Sequence
from typing import TypeVar

T = TypeVar("T")


def put_in_order(rows: Sequence[T], places: Sequence[int | None]) -> list[T]:
    """Return the rows with those that name a place (from 1) moved there; the others keep their order."""
    result = [row for row, place in zip(rows, places, strict=True) if place is None]
    asked = [(place, number) for number, place in enumerate(places) if place is not None]
    for place, number in sorted(asked):
        result.insert(place - 1, rows[number])
    return result


def move_one(ids: Sequence[int], pk: int, *, up: bool) -> list[int]:
    """Return the ids with ``pk`` one place up or down; as they are where it is at that end."""
    order = list(ids)
    place = order.index(pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    return order


def move_block(ids: Sequence[int], block: Collection[int], place: int) -> list[int]:
    """Return the ids with those of the block together, in their order, the first of them at ``place`` (from 1)."""
    others = [pk for pk in ids if pk not in block]
    return [*others[: place - 1], *(pk for pk in ids if pk in block), *others[place - 1 :]]
