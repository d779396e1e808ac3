"""Hashes of the chains that are known from outside the database, by whoever keeps them: upper apps register."""

from collections.abc import Callable, Iterable, Mapping

# Given an agency's id, None for the site's own chain; returns hashes by number.
Source = Callable[[int | None], Mapping[int, str]]
_sources: list[Source] = []


def register_sealed_heads(source: Source) -> None:
    """Add a source; called once by an AppConfig.ready()."""
    _sources.append(source)


def sealed_heads(agency_id: int | None) -> dict[int, str]:
    """Return what all sources know of a chain."""
    return merge_heads(head for source in _sources for head in source(agency_id).items())


def merge_heads(heads: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Return hashes by number; where two differ, one is forged and "" agrees with no event."""
    merged: dict[int, str] = {}
    for number, hash_ in heads:
        merged[number] = hash_ if merged.get(number, hash_) == hash_ else ""
    return merged


def read_head(text: str) -> list[tuple[int, str]]:
    """Return number and hash of a head as it is sealed ("128:ab12…"), nothing of any other text."""
    number, _, hash_ = text.partition(":")
    return [(int(number), hash_)] if number.isdecimal() and len(number) < 18 and hash_ else []
