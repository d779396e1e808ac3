"""An agency's scores over five fiscal years: indicators, instruments, total and level, one column for each year.

Which indicator of one year is the same as one of another is told by ``criteria.lines.codes_by_year``, as in the charts
and documents. An indicator that was split, merged or dropped since ends its row and the new ones begin theirs, so
that no row sets scores beside each other that do not compare and no score is left out. A cell without a score is empty.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from agencies.models import Agency
from assessments.grading import TOLERANCE, grade, instrument_means, round_points
from assessments.queries import YearTotal, history, scores_of
from criteria.enums import Continuity
from criteria.lines import codes_by_year, find_links
from criteria.models import CriteriaPack
from criteria.rulebook import Criteria
from criteria.schema import Indicator
from exchange.engine.columns import CellKind, Column
from exchange.engine.layout import Layout, of_list
from itaportal.language import in_thai
from itaportal.thai.numbers import format_score

YEARS = 5
KEPT = 2  # columns that tell which indicator a row is

Scores = Mapping[str, Decimal]


def span(until: int) -> range:
    """Return the five fiscal years up to and including ``until``, whether or not they have scores."""
    return range(until - YEARS + 1, until + 1)


@in_thai()
def five_year_list(agency: Agency, until: int) -> Layout:
    """Return the agency's scores of the five years up to ``until``; five queries at most."""
    first = span(until)[0]
    above = (
        f"คะแนน ITA ปีงบประมาณ {first}–{until} {agency.name}",
        "ช่องว่างคือไม่มีคะแนน หรือเทียบกับตัวชี้วัดของปีนั้นไม่ได้",
    )
    return of_list(f"คะแนน {first}–{until}", columns(until), rows(agency, until), above=above, kept=KEPT)


def columns(until: int) -> tuple[Column, ...]:
    """Return the columns, the oldest year first."""
    return (
        Column("code", "ตัวชี้วัดที่", CellKind.LINE, width=12),
        Column("name", "รายการ", CellKind.LINE, width=52),
        Column("instrument", "เครื่องมือ", CellKind.LINE, width=12),
        Column("named_in", "ชื่อตามเกณฑ์ปี", CellKind.INTEGER, width=16),
        *(Column(str(year), f"ปี {year}", CellKind.SCORE, width=12) for year in span(until)),
        Column("note", "หมายเหตุ", CellKind.TEXT, width=52),
    )


def rows(agency: Agency, until: int) -> Iterator[dict[str, Any]]:
    """Yield indicators, instruments, total and level; five queries at most. Nothing where no year has a result."""
    years = [each for each in history(agency, until=until, years=YEARS) if each.fiscal_year in span(until)]
    if not years:
        return
    criteria = {each.fiscal_year: each.assessment.criteria for each in years}
    scores = {each.fiscal_year: scores_of(each.assessment) for each in years}
    for line in lines(criteria | _between(criteria), scores):
        yield {
            "code": line.indicator.code,
            "name": line.indicator.name,
            "instrument": line.indicator.instrument,
            "named_in": line.named_in,
            **_by_year(line.scores),
            "note": line.note,
        }
    yield from _instruments(criteria, scores)
    yield {
        "name": "คะแนนรวม",
        **_by_year({each.fiscal_year: each.total for each in years}),
        "note": _about_totals(years),
    }
    yield {"name": "ระดับผลการประเมิน", **_by_year({each.fiscal_year: each.level for each in years})}


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator through the years, by its name of the year ``named_in``; ``note`` tells where it changed."""

    indicator: Indicator
    named_in: int
    scores: Mapping[int, Decimal]
    note: str


def lines(criteria: Mapping[int, Criteria], scores: Mapping[int, Scores]) -> Iterator[Line]:
    """Yield the indicators of the newest year in its order, then those of earlier years that do not lead to it.

    ``criteria`` may hold years without scores, which join what lies on either side of them.
    """
    newest, oldest = max(scores), min(scores)
    taken: set[tuple[int, str]] = set()
    for year in sorted(scores, reverse=True):
        codes = codes_by_year(criteria[year], criteria, oldest)
        for indicator in criteria[year].indicators:
            if (year, indicator.code) in taken:
                continue
            then = {each: found[indicator.code] for each, found in codes.items() if indicator.code in found}
            taken.update(then.items())
            points = {each: scores[each][code] for each, code in then.items() if code in scores.get(each, ())}
            if points or year == newest:
                yield Line(indicator, year, points, "\n".join(_changes(then, criteria, oldest)))


def _changes(then: Mapping[int, str], criteria: Mapping[int, Criteria], oldest: int) -> Iterator[str]:
    """Yield in words, the latest first, where the indicator changed since the year before or where that is unknown."""
    for year, code in then.items():
        if year == oldest:
            return
        if year not in criteria:
            yield f"ระบบไม่มีเกณฑ์ปี {year} จึงไม่เทียบกับปีก่อนหน้า"
            return
        before = criteria.get(year - 1)
        if before is None or not before.indicators:
            continue
        link = next(each for each in find_links(criteria[year], before) if each.code == code)
        if link.continuity is not Continuity.SAME:
            old = ", ".join(" ".join(each) for each in link.old)
            told = f"ปี {year} {link.continuity.label}"
            yield f"{told} (ปี {year - 1}: {old})" if old else told


def _between(known: Mapping[int, Criteria]) -> dict[int, Criteria]:
    """Return the criteria of the years without a result that lie between those with one."""
    missing = set(range(min(known), max(known))) - set(known)
    if not missing:
        return {}
    packs = CriteriaPack.objects.latest_of_years().filter(fiscal_year__in=missing)
    return {pack.fiscal_year: pack.criteria for pack in packs}


def _instruments(criteria: Mapping[int, Criteria], scores: Mapping[int, Scores]) -> Iterator[dict[str, Any]]:
    means = {year: instrument_means(scores[year], criteria[year]) for year in scores}
    named = {each.code: each.name for year in sorted(criteria) for each in criteria[year].instruments}
    for code, name in named.items():
        points = {year: round_points(found[code]) for year, found in means.items() if code in found}
        yield {
            "name": f"ค่าเฉลี่ย {name}",
            "instrument": code,
            **_by_year(points),
            "note": "เฉลี่ยจากตัวชี้วัดของปีนั้น เว้นว่างเมื่อคะแนนไม่ครบ",
        }


def _about_totals(years: Sequence[YearTotal]) -> str:
    """Return which totals are the announced ones, which the indicators do not come to, and which stand alone."""
    known = [each for each in years if each.total is not None]
    computed = [each.fiscal_year for each in known if each.assessment.printed_total is None]
    alone = [each.fiscal_year for each in known if not each.scored]
    told = []
    if known:
        told.append(f"ปี {_join_years(computed)} คำนวณจากตัวชี้วัด" if computed else "ตามที่ ITAS ประกาศ")
    if computed and len(computed) < len(known):
        told.append("ปีอื่นตามที่ ITAS ประกาศ")
    told += [
        f"ปี {each.fiscal_year} ไม่ตรงกับที่คำนวณจากตัวชี้วัด ({format_score(total)})"
        for each in known
        if (total := _other_total(each)) is not None
    ]
    if alone:
        told.append(f"ปี {_join_years(alone)} มีเฉพาะคะแนนรวม")
    return "\n".join(told)


def _other_total(year: YearTotal) -> Decimal | None:
    """Return what the indicators come to where that is not the announced total, else None."""
    assessment = year.assessment
    computed = grade(scores_of(assessment), assessment.criteria).total
    if computed is None or year.total is None or abs(year.total - computed) <= TOLERANCE:
        return None
    return computed


def _join_years(years: Sequence[int]) -> str:
    return ", ".join(map(str, years))


def _by_year(values: Mapping[int, Any]) -> dict[str, Any]:
    return {str(year): value for year, value in values.items()}
