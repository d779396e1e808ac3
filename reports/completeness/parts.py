"""What rules are made of, and how they name what they speak about."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reports.enums import Severity
from reports.snapshot.model import Snapshot
from reports.snapshot.plan import Measure

# Where something is mended, by symbol: ("measure", pk, field), ("finding", code, field), ("settings", "emblem").
Target = tuple[str | int, ...]
Found = Iterator[tuple[str, Target]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its name; ``check`` yields message and target for everything it finds in a snapshot."""

    name: str
    severity: Severity
    check: Callable[[Snapshot], Iterable[tuple[str, Target]]]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a rule found: what, where and what to do in the Thai ``message``, the place to mend it in ``target``."""

    rule: str
    severity: Severity
    message: str
    target: Target


def measures(snapshot: Snapshot, *statuses: str) -> list[tuple[Measure, str]]:
    """Return the plan's measures in order, each with the words that name it; of these statuses where any are given."""
    return [
        (entry, f"มาตรการที่ {number} “{_short(entry.title)}”")
        for number, entry in enumerate(snapshot.plan.measures, start=1)
        if not statuses or (entry.progress and entry.progress.status in statuses)
    ]


def _short(text: str, limit: int = 50) -> str:
    return text if len(text) <= limit else f"{text[:limit]}…"
