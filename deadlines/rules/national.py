"""The national timetable of ITA, read from the criteria packs; pure."""

from collections.abc import Iterable, Mapping
from typing import Any
from zlib import crc32

from criteria.schema import CalendarEntry
from deadlines.enums import Source
from deadlines.rules.due import Due


def national(year: int, calendar: Iterable[Any], sources: Mapping[str, str]) -> list[Due]:
    """Return what falls due by a pack's calendar; what no source backs is no official date and is left out."""
    entries = map(CalendarEntry.model_validate, calendar)
    return [_due(year, entry, sources) for entry in entries if entry.confidence.is_backed]


def _due(year: int, entry: CalendarEntry, sources: Mapping[str, str]) -> Due:
    days = [day for day in (entry.start, entry.end) if day]
    return Due(
        key=f"national-{year}-{crc32(entry.what.encode()):08x}",
        source=Source.NATIONAL,
        title=f"ITA {year}: {entry.what}",
        day=days[-1],
        starts=days[0] if len(days) > 1 else None,
        origin=", ".join(sources[key] for key in entry.sources),
    )
