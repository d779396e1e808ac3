"""What differs between two snapshots, in words for the person who decides; pure.

What a reader of the document does not see as content is left out: the approval, the emblem, ids, and pictures, of which
only the number added and removed is told.
"""

from collections.abc import Iterable, Iterator, Mapping

from approvals.changes.fields import Change, fields
from approvals.changes.plan import plan
from itaportal.language import gettext
from itaportal.thai.dates import long_date
from reports.snapshot.model import Letter, PublicAgency, SigningStep, Snapshot
from reports.snapshot.result import Assessment, Finding, LaterScores, YearScores


def changes(old: Snapshot, new: Snapshot) -> tuple[Change, ...]:
    """Return the differences from ``old`` to ``new`` in the order of the document."""
    return tuple(change for told in _PARTS for change in told(old, new) if change.before != change.after)


def _letter(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    yield from fields(Letter, old.letter, new.letter, gettext("หัวเอกสาร: "))
    yield from fields(PublicAgency, old.agency, new.agency, gettext("หน่วยงาน: "))
    before, after = (long_date(side.as_at) if side.as_at else "" for side in (old, new))
    yield Change(gettext("รายงานผล ณ วันที่"), before, after)


def _result(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    before, after = old.assessment, new.assessment
    yield from fields(Assessment, before, after)
    for code in _merge(after.indicators, before.indicators):
        gone, here = before.indicators.get(code), after.indicators.get(code)
        name = (here or before.indicators[code]).title
        yield Change(
            gettext("คะแนน{name}").format(name=name), gone.score if gone else "", here.score if here else ""
        )
        yield from fields(Finding, gone and gone.finding, here and here.finding, f"{name}: ")
    yield from _by_code(gettext("คะแนนข้อ"), before.items, after.items)


def _merge(first: Iterable[str], second: Iterable[str]) -> list[str]:
    return list(dict.fromkeys((*first, *second)))


def _by_code(word: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for code in _merge(new, old):
        yield Change(f"{word} {code}", old.get(code, ""), new.get(code, ""))


def _other_years(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    was, now = _years(old), _years(new)
    for year in sorted(was.keys() | now.keys()):
        sides = was.get(year), now.get(year)
        for name in ("total", "level"):
            before, after = (getattr(side, name, "") for side in sides)
            yield Change(
                gettext("{name}ปี {year}").format(name=YearScores.title_of(name), year=year), before, after
            )
        for name, word in (("indicators", gettext("ตัวชี้วัดที่")), ("items", gettext("ข้อ"))):
            before, after = (getattr(side, name, {}) for side in sides)
            yield from _by_code(gettext("คะแนนปี {year} {word}").format(year=year, word=word), before, after)


def _years(snapshot: Snapshot) -> dict[int, YearScores | LaterScores]:
    """Return the results of the other years; that of the assessed one is told as the result itself."""
    rows: list[YearScores | LaterScores] = [*snapshot.history, *([snapshot.later] if snapshot.later else [])]
    return {row.fiscal_year: row for row in rows if row.fiscal_year != snapshot.assessment.fiscal_year}


def _people(people: Iterable[SigningStep]) -> str:
    return "\n".join(" ".join(filter(None, (one.heading, one.name, one.position))) for one in people)


def _wording(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    yield Change(Snapshot.title_of("signatories"), _people(old.signatories), _people(new.signatories))
    for name in sorted(old.sentences.keys() | new.sentences.keys()):
        before, after = (side.sentences.get(name, gettext("(ข้อความของระบบ)")) for side in (old, new))
        yield Change(Snapshot.title_of("sentences"), before, after)


_PARTS = (_letter, _result, _other_years, plan, _wording)
