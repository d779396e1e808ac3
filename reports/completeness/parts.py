"""What rules are made of, and how they name what they speak about."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps

from reports.enums import Severity
from reports.snapshot.model import Snapshot
from reports.snapshot.plan import Measure

# Where something is mended, by symbol: ("measure", pk, field), ("finding", code, field), ("settings", "emblem").
Target = tuple[str | int, ...]
Faults = Iterator[tuple[str, Target]]
# What is wrong with a measure, and the field that mends it: "follow_up", or "progress.note" of its progress.
MeasureFaults = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its name; ``check`` yields message and target for everything it finds in a snapshot."""

    name: str
    severity: Severity
    check: Callable[[Snapshot], Faults]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a rule found: what, where and what to do in the Thai ``message``, the place to mend it in ``target``."""

    rule: str
    severity: Severity
    message: str
    target: Target


def each_measure(look: Callable[[Measure, Snapshot], MeasureFaults]) -> Callable[[Snapshot], Faults]:
    """Return the rule that looks at every measure in order."""

    @wraps(look)
    def check(snapshot: Snapshot) -> Faults:
        for measure, label in measures(snapshot):
            for wrong, field in look(measure, snapshot):
                form, _, name = field.rpartition(".")
                yield f"{label} {wrong}", (form or "measure", measure.id, name)

    return check


def measures(snapshot: Snapshot) -> Iterator[tuple[Measure, str]]:
    """Yield the plan's measures in order, each with the words that name it."""
    for number, entry in enumerate(snapshot.plan.measures, start=1):
        yield entry, f"มาตรการที่ {number} “{_short(entry.title)}”"


def _short(text: str, limit: int = 50) -> str:
    return text if len(text) <= limit else f"{text[:limit]}…"
