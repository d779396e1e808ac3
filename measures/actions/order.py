"""Rows in an order that people choose."""

from collections.abc import Iterable, Sequence

from django.db import models


def moved(ids: Sequence[int], pk: int, *, up: bool) -> list[int]:
    """Return the ids with ``pk`` one place up or down; as they are where it is at that end."""
    order = list(ids)
    place = order.index(pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    return order


def store_order(rows: Iterable[models.Model]) -> None:
    """Number the rows' ``position`` from 1 as they come."""
    ordered = list(rows)
    for position, row in enumerate(ordered, start=1):
        row.position = position
    type(ordered[0])._default_manager.bulk_update(ordered, ["position"])
