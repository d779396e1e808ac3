"""What rules are made of, and how they name what they speak about."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from reports.enums import Severity

Snapshot = dict[str, Any]
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


def indicators(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Return the assessed year's indicators in order."""
    return [entry for group in snapshot["assessment"]["instruments"] for entry in group["indicators"]]


def measures(snapshot: Snapshot) -> list[tuple[dict[str, Any], str]]:
    """Return the plan's measures in order, each with the words that name it."""
    entries = snapshot["plan"]["measures"]
    return [
        (entry, f"มาตรการที่ {number} “{_short(entry['title'])}”")
        for number, entry in enumerate(entries, start=1)
    ]


def _short(text: str, limit: int = 50) -> str:
    return text if len(text) <= limit else f"{text[:limit]}…"
