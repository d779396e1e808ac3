"""Which indicator of this year continues which of the years before, so that a line over the years stays honest.

Pure. A line goes on where an indicator is the only one that continues an old one and continues nothing else: then it was
at most renamed or renumbered. Where an indicator was split or merged, or is new, the line begins anew.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from criteria.enums import Continuity
from criteria.rulebook import Criteria


@dataclass(frozen=True, slots=True)
class Link:
    """An indicator of the year with the (code, name) of those of the year before it comes from."""

    code: str
    name: str
    continuity: Continuity
    old: tuple[tuple[str, str], ...]


def predecessor(criteria: Criteria, code: str) -> str | None:
    """Return the one indicator of the year before that this one alone continues, None where there is none."""
    sources = criteria.previous_codes(code)
    return sources[0] if len(sources) == 1 and _count_namings(criteria)[sources[0]] == 1 else None


def find_links(criteria: Criteria, before: Criteria) -> tuple[Link, ...]:
    """Return where each indicator comes from; ``before`` are the criteria of the year before."""
    names = {entry.code: entry.name for entry in before.indicators}
    return tuple(
        Link(
            entry.code,
            entry.name,
            _continuity(criteria, entry.code, entry.name, names),
            tuple((code, names.get(code, "")) for code in criteria.previous_codes(entry.code)),
        )
        for entry in criteria.indicators
    )


def find_ended(criteria: Criteria, before: Criteria) -> tuple[tuple[str, str], ...]:
    """Return code and name of last year's indicators that none of this year's continues."""
    named = _count_namings(criteria)
    return tuple((entry.code, entry.name) for entry in before.indicators if entry.code not in named)


def codes_by_year(newest: Criteria, older: Mapping[int, Criteria], oldest: int) -> dict[int, dict[str, str]]:
    """Return for each year back to ``oldest``: code of the newest year → code of the same indicator then.

    ``older`` holds the criteria of the years between; beyond a year that is missing there nothing is known.
    """
    codes = {entry.code: entry.code for entry in newest.indicators}
    found = {newest.fiscal_year: codes}
    step: Criteria | None = newest
    for year in range(newest.fiscal_year - 1, oldest - 1, -1):
        if step is None:
            break
        back = {code: predecessor(step, then) for code, then in codes.items()}
        codes = {code: then for code, then in back.items() if then}
        found[year], step = codes, older.get(year)
    return found


def _count_namings(criteria: Criteria) -> Counter:
    continued = criteria.previous.indicators.values() if criteria.previous else ()
    return Counter(code for codes in continued for code in set(codes))


def _continuity(criteria: Criteria, code: str, name: str, old_names: Mapping[str, str]) -> Continuity:
    sources = set(criteria.previous_codes(code))
    if not sources:
        return Continuity.NEW
    if len(sources) > 1:
        return Continuity.MERGED
    source = predecessor(criteria, code)
    if source is None:
        return Continuity.SPLIT
    return Continuity.SAME if (source, old_names.get(source)) == (code, name) else Continuity.RENAMED
