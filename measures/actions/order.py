"""Storing the order that people choose for rows."""

from collections.abc import Iterable
from typing import Any


def store_order(rows: Iterable[Any]) -> None:
    """Number the rows' ``position`` from 1 as they come."""
    ordered = list(rows)
    for position, row in enumerate(ordered, start=1):
        row.position = position
    type(ordered[0])._default_manager.bulk_update(ordered, ["position"])
