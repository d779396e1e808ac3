"""Public holidays on which government offices are closed, as data: holidays.yaml, with its source."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path


def as_days(found: dict[int, Iterable[date]]) -> frozenset[date]:
    """Return the days; raises ValueError for one under another year than its own and for a Saturday or Sunday."""
    if wrong := [
        day for year, days in found.items() for day in days if day.year != year or day.isoweekday() > 5
    ]:
        raise ValueError(f"No holiday of its year, or no working day: {', '.join(map(str, wrong))}")
    return frozenset(day for days in found.values() for day in days)


@cache
def holidays() -> frozenset[date]:
    """Return the days, Monday to Friday; read once. Years that nobody entered have none."""
    import yaml

    source = Path(__file__).with_name("holidays.yaml").read_text(encoding="utf-8")
    return as_days(yaml.load(source, Loader=yaml.CSafeLoader)["days"])
