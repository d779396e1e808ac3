"""Reading assessments: everything a page or a document says about a year's result, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import prefetch_related_objects

from agencies.models import Agency
from assessments import weakness
from assessments.enums import Band, WeaknessClass
from assessments.grading import (
    PointsChange,
    Result,
    band,
    difference,
    grade,
    official,
    ranking,
    round_points,
)
from assessments.models import Assessment, Finding
from criteria.lines import codes_by_year, predecessor
from criteria.models import CriteriaPack
from criteria.rulebook import Criteria
from criteria.schema import Indicator, Instrument, Level


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator of a year: points, band, rank among the year's indicators, change to last year in points."""

    indicator: Indicator
    score: Decimal | None
    band: Band | None
    rank: int | None
    change: Decimal | None
    finding: Finding | None

    @property
    def proposed_class(self) -> WeaknessClass | None:
        """The class that the score asks for, None without a score."""
        return weakness.classify(self.band) if self.band else None

    @property
    def shown_change(self) -> PointsChange:
        """The change in words."""
        return PointsChange.of(self.change)

    @property
    def departs_from_rule(self) -> bool:
        """Whether the agency chose another class than the score asks for."""
        return bool(self.finding and weakness.needs_reason(self.finding.weakness_class, self.proposed_class))

    @property
    def outdated_score(self) -> Decimal | None:
        """The score that the finding's text quotes, where the indicator has another one by now."""
        return weakness.outdated_score(self.finding.text, self.score) if self.finding else None


@dataclass(frozen=True, slots=True)
class InstrumentGroup:
    """An instrument with its mean (two decimals, None while incomplete) and its indicators."""

    instrument: Instrument
    mean: Decimal | None
    rows: tuple[IndicatorRow, ...]


@dataclass(frozen=True, slots=True)
class YearResult:
    """The year's result as computed and as printed by ITAS; the printed one is the official one."""

    assessment: Assessment
    criteria: Criteria
    scores: Mapping[str, Decimal]
    result: Result

    @property
    def official_total(self) -> Decimal | None:
        """The printed total, or the computed one where none was entered."""
        return self._official[0]

    @property
    def official_level(self) -> str:
        """The printed level, else the computed one; "" where the scores do not come to the printed total."""
        return self._official[1]

    @property
    def _official(self) -> tuple[Decimal | None, str]:
        return official(self.assessment.printed_total, self.assessment.printed_level, self.result)

    @property
    def computed_level(self) -> str:
        """The level that the scores come to, "" where they do not."""
        return self.result.level.name if self.result.level else ""

    @property
    def total_difference(self) -> Decimal | None:
        """Printed minus computed total where they disagree beyond rounding, else None."""
        return difference(self.assessment.printed_total, self.result.total)

    @property
    def level_differs(self) -> bool:
        """Whether the printed level is not the computed one."""
        printed, computed = self.assessment.printed_level, self.computed_level
        return bool(printed and computed and computed != printed)

    @property
    def is_compared(self) -> bool:
        """Whether both totals are known."""
        return self.assessment.printed_total is not None and self.result.total is not None

    @property
    def differs(self) -> bool:
        """Whether printed and computed result leave something to explain."""
        return self.is_compared and (self.total_difference is not None or self.level_differs)


def result_of(assessment: Assessment) -> YearResult:
    """Return what the year's scores come to; uses the prefetched rows."""
    scores, criteria = scores_of(assessment), assessment.criteria
    return YearResult(assessment, criteria, scores, grade(scores, criteria))


@dataclass(frozen=True, slots=True)
class Overview(YearResult):
    """The same with every indicator and the year before."""

    groups: tuple[InstrumentGroup, ...]
    previous: Assessment | None
    previous_total: Decimal | None

    @property
    def rows(self) -> list[IndicatorRow]:
        """All indicators in the year's order."""
        return [row for group in self.groups for row in group.rows]

    @property
    def scored(self) -> list[IndicatorRow]:
        """Indicators with a score, best first."""
        return sorted((row for row in self.rows if row.score is not None), key=lambda row: row.rank or 0)

    @property
    def missing(self) -> list[IndicatorRow]:
        """Indicators without a score."""
        return [row for row in self.rows if row.score is None]

    @property
    def unanalysed(self) -> list[IndicatorRow]:
        """Indicators with a score but without a finding."""
        return [row for row in self.rows if row.score is not None and row.finding is None]

    @property
    def level(self) -> Level | None:
        """The official level as the year's criteria know it."""
        return next((level for level in self.criteria.levels if level.name == self.official_level), None)

    @property
    def level_position(self) -> int:
        """The official level on a scale from 1 (lowest) to 5 (highest); letters below C share 1; 0 if unknown."""
        return max(1, 5 - self.criteria.levels.index(self.level)) if self.level else 0

    @property
    def total_change(self) -> Decimal | None:
        """Official total minus last year's, None where either is unknown."""
        if self.official_total is None or self.previous_total is None:
            return None
        return self.official_total - self.previous_total

    def of_class(self, weakness_class: WeaknessClass) -> list[IndicatorRow]:
        """Indicators whose finding has the class: by the agency's own order, then lowest score first."""
        found = [
            (row.finding.rank or 99, 101 if row.score is None else row.score, row)
            for row in self.rows
            if row.finding and row.finding.weakness_class == weakness_class
        ]
        return [row for *_, row in sorted(found, key=lambda entry: entry[:2])]


def overview(assessment: Assessment, *, with_findings: bool = True) -> Overview:
    """Return the year's result; five queries at most, whatever the number of scores, one less without findings."""
    previous = assessment.before
    prefetch_related_objects([assessment, *([previous] if previous else [])], "indicator_scores")
    year = result_of(assessment)
    criteria, scores, agency = year.criteria, year.scores, assessment.agency
    findings = {each.code: each for each in assessment.findings.all()} if with_findings else {}
    old, ranks = comparable_scores(criteria, previous), ranking(scores)
    changes = {code: score - old[code] for code, score in scores.items() if code in old}

    def row(indicator: Indicator) -> IndicatorRow:
        code, score = indicator.code, scores.get(indicator.code)
        return IndicatorRow(
            indicator=indicator,
            score=score,
            band=None if score is None else band(score, agency.low_below, agency.medium_below),
            rank=ranks.get(code),
            change=changes.get(code),
            finding=findings.get(code),
        )

    means = year.result.means
    groups = tuple(
        InstrumentGroup(
            instrument=instrument,
            mean=round_points(means[instrument.code]) if instrument.code in means else None,
            rows=tuple(row(indicator) for indicator in criteria.indicators_of(instrument.code)),
        )
        for instrument in criteria.instruments
    )
    total = total_of(previous) if previous else None
    return Overview(assessment, criteria, scores, year.result, groups, previous, total)


def scores_of(assessment: Assessment) -> dict[str, Decimal]:
    """Return indicator code → points, uses the prefetched rows."""
    return {row.code: row.score for row in assessment.indicator_scores.all()}


def total_of(assessment: Assessment) -> Decimal | None:
    """Return the official total: printed, else computed."""
    return result_of(assessment).official_total


def comparable_scores(criteria: Criteria, previous: Assessment | None) -> dict[str, Decimal]:
    """Return last year's points by this year's indicator code.

    Only where the criteria declare that an indicator alone continues exactly one of the year before.
    """
    old = scores_of(previous) if previous else {}
    pairs = {entry.code: predecessor(criteria, entry.code) for entry in criteria.indicators}
    return {code: old[source] for code, source in pairs.items() if source in old}


def scores_by_codes_before(assessment: Assessment) -> dict[str, Decimal]:
    """Return the year's points by the code that the same indicator had in the year before.

    Indicators that are new, split or merged are left out: they tell nothing about the year before.
    """
    scores = scores_of(assessment)
    before = {code: predecessor(assessment.criteria, code) for code in scores}
    return {then: scores[code] for code, then in before.items() if then}


@dataclass(frozen=True, slots=True)
class YearTotal:
    """One year of the history: official total in points and level, "" where unknown.

    ``scored`` of the year's ``indicators`` have a score. ``comparable`` gives points by the codes of the newest year of
    the history, only of indicators that are still the same.
    """

    fiscal_year: int
    total: Decimal | None
    level: str
    assessment: Assessment
    scored: int
    indicators: int
    comparable: Mapping[str, Decimal] = field(default_factory=dict)


def history(agency: Agency, *, until: int | None = None, years: int = 5) -> list[YearTotal]:
    """Return the agency's last years up to ``until`` (Buddhist-era year), oldest first; three queries at most."""
    assessments = agency.assessments.with_scores()
    if until is not None:
        assessments = assessments.filter(fiscal_year__lte=until)
    found = {entry.fiscal_year: entry for entry in assessments.order_by("-fiscal_year")[:years]}
    for year in list(found)[:-1]:
        found[year].before = found.get(year - 1)
    codes = _codes_by_year({year: entry.criteria for year, entry in found.items()})
    return [_year_total(entry, codes.get(year, {})) for year, entry in reversed(found.items())]


def years_in_brief(agency: Agency, most: int = 10) -> list[Assessment]:
    """Return the agency's last years, oldest first, with criteria, official total and level, but no scores; one query."""
    rows = agency.assessments.select_related("criteria_pack").defer("criteria_pack__data")
    found = {entry.fiscal_year: entry for entry in rows.order_by("-fiscal_year")[:most]}
    for year in list(found)[:-1]:
        found[year].before = found.get(year - 1)
    return list(found.values())[::-1]


def _codes_by_year(known: dict[int, Criteria]) -> dict[int, dict[str, str]]:
    """Return code of the newest year → code of that year; years without scores are bridged by their criteria."""
    if not known:
        return {}
    newest, oldest = max(known), min(known)
    if gaps := set(range(oldest, newest)) - set(known):
        known = known | CriteriaPack.objects.filter(fiscal_year__in=gaps).newest_criteria()
    return codes_by_year(known[newest], known, oldest)


def _year_total(assessment: Assessment, codes: Mapping[str, str]) -> YearTotal:
    year = result_of(assessment)
    return YearTotal(
        assessment.fiscal_year,
        year.official_total,
        year.official_level,
        assessment,
        len(year.scores),
        len(year.criteria.indicators),
        {code: year.scores[then] for code, then in codes.items() if then in year.scores},
    )


def open_years(agency: Agency) -> list[int]:
    """Return the fiscal years that have criteria but no assessment of the agency yet, newest first."""
    taken = set(agency.assessments.values_list("fiscal_year", flat=True))
    years = CriteriaPack.objects.latest_of_years().values_list("fiscal_year", flat=True)
    return [year for year in years if year not in taken]


def criteria_of_year(fiscal_year: int) -> Criteria | None:
    """Return the newest published criteria of a fiscal year, None where there are none."""
    pack = CriteriaPack.objects.of_year(fiscal_year)
    return pack.criteria if pack else None
