"""The mapping to the year before while people edit it: what names and numbers suggest, and into the pack; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from criteria.rulebook import Criteria
from criteria.schema import Indicator
from itaportal.thai.keys import same_word_key


@dataclass(frozen=True, slots=True)
class MappingEntry:
    """What a person says: the old codes by code (none: nothing to compare with), and how well that is backed."""

    indicators: Mapping[str, tuple[str, ...]]
    confidence: str
    sources: tuple[str, ...] = ()
    note: str = ""

    def into(self, data: dict) -> dict:
        """Return the pack with this mapping in place of its own; the pack itself is left as it is."""
        block = {
            "fiscal_year": data["fiscal_year"] - 1,
            "confidence": self.confidence,
            "sources": list(self.sources),
            "indicators": {code: list(old) for code, old in self.indicators.items()},
        }
        return data | {"previous": block | ({"note": self.note} if self.note else {})}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The indicator of the year before that has the same name, or only the same number under another name."""

    old: Indicator
    by_name: bool


def suggest_old(criteria: Criteria, before: Criteria) -> dict[str, Suggestion]:
    """Return by code what the indicators may continue; a number says something only where no name does."""
    found = {entry.code: _named_alike(entry, before) for entry in criteria.indicators}
    named = {code: Suggestion(old, by_name=True) for code, old in found.items() if old}
    taken = {each.old.code for each in named.values()}
    numbered = {
        old.code: Suggestion(old, by_name=False)
        for old in before.indicators
        if old.code in found and old.code not in taken
    }
    return numbered | named


def read_mapping(data: dict) -> dict[str, tuple[str, ...]]:
    """Return the old codes that the pack names, by code; an indicator of which it says nothing is left out."""
    return {code: tuple(old) for code, old in (data["previous"] or {}).get("indicators", {}).items()}


def describe_mapping(data: dict) -> dict[str, str | dict[str, str]]:
    """Return the pack's mapping as the audit log keeps it: "9+10" for the old codes, "-" for none."""
    block = data["previous"] or {}
    return {
        "indicators": {code: "+".join(old) or "-" for code, old in read_mapping(data).items()},
        "confidence": block.get("confidence", ""),
        "sources": ", ".join(block.get("sources", ())),
        "note": block.get("note", ""),
    }


def _named_alike(entry: Indicator, before: Criteria) -> Indicator | None:
    """Return the old indicator with a name or an alias in common: the same name first, then the same number."""
    alike = [old for old in before.indicators if _names(old) & _names(entry)]
    same = same_word_key(entry.name)
    return min(alike, key=lambda old: (same_word_key(old.name) != same, old.code != entry.code), default=None)


def _names(entry: Indicator) -> set[str]:
    return {same_word_key(name) for name in (entry.name, *entry.aliases)}
