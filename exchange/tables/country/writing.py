"""Writing the scores of many agencies: all rows or none, in a number of statements that hardly grows with them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from django.utils import timezone

from agencies.auditlog.writing import NamedRow, NewEvent, record_many
from agencies.models import Agency, User
from assessments.actions import store_official
from assessments.models import Assessment, CriteriaPack, IndicatorScore
from exchange.engine.compare import RowChange
from exchange.engine.table import RowsChanged, WrittenRow
from exchange.tables.country.directory import AGENCY_FIELDS, AgencyYear, NamedAgency
from itaportal.bulk import insert, update
from itaportal.thai.numbers import format_score
from search.indexing import refresh

# Few enough that neither statements nor lists grow large.
AT_ONCE = 500
TOTAL, LEVEL = "total", "level"
_INDICATOR = "indicator:"
_PLACES = ("name", "province", "district", "kind")
T = TypeVar("T")


def score_key(code: str) -> str:
    """Return the key of an indicator's column."""
    return f"{_INDICATOR}{code}"


def scores_of(values: Mapping[str, Any]) -> dict[str, Decimal | None]:
    """Return a row's scores by the indicator's code."""
    return {
        key.removeprefix(_INDICATOR): score for key, score in values.items() if key.startswith(_INDICATOR)
    }


def as_plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return stored scores as plain text, as undo and the audit log keep them."""
    scores = sorted((code, score) for code, score in scores_of(values).items() if score is not None)
    return {
        "indicators": {code: format_score(score) for code, score in scores},
        "printed_total": format_score(values.get(TOTAL)),
        "printed_level": values.get(LEVEL) or "",
    }


def split(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield the rows in pieces."""
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


class _Row(NamedTuple):
    """A row to be written, the year that it means as it is stored, and whose year it is."""

    change: RowChange
    year: AgencyYear
    agency: Agency | NamedAgency


def write_rows(
    changes: Sequence[RowChange], packs: Mapping[int, CriteriaPack], by: User | None
) -> Iterator[WrittenRow]:
    """Write the rows with one audit event for each agency and year, in a transaction of the caller's.

    Raises RowsChanged and IntegrityError.
    """
    years = [(change, AgencyYear.meant_by(change)) for change in changes]
    rows = [_Row(change, year, year.agency) for change, year in years if year.agency]
    added = add_agencies([row.agency for row in rows if not row.agency.pk], by)
    for agency in added.values():
        yield WrittenRow.of(agency, None)
    for fiscal_year in sorted({row.year.year for row in rows}):
        # A chain of events goes on by one event at a time, so each year is recorded for itself.
        of_year = [row for row in rows if row.year.year == fiscal_year]
        for part in split([row._replace(agency=added.get(row.agency.slug, row.agency)) for row in of_year]):
            yield from _write_part(packs[fiscal_year], part, by)


def add_agencies(new: Iterable[Agency | NamedAgency], by: User | None) -> dict[str, Agency]:
    """Add the agencies that are not stored and return them by slug."""
    names = AGENCY_FIELDS[1:]
    by_slug = {each.slug: each for each in new}
    added = Agency.objects.bulk_create(
        [Agency(**{name: getattr(each, name) for name in names}, updated_by=by) for each in by_slug.values()],
        batch_size=AT_ONCE,
    )
    refresh(Agency, [agency.pk for agency in added])
    events = [NewEvent(each, each, after={name: getattr(each, name) for name in _PLACES}) for each in added]
    record_many("agency.add", events, by=by)
    return {agency.slug: agency for agency in added}


def _write_part(pack: CriteriaPack, rows: Sequence[_Row], by: User | None) -> Iterator[WrittenRow]:
    """Write rows of one year, no two of the same agency."""
    _claim([row for row in rows if row.year.exists], by)
    keys = _add([row for row in rows if not row.year.exists], pack, by)
    written = [(row, row.year.pk or keys[row.agency.pk]) for row in rows]
    _write_scores((row.change, pk) for row, pk in written)
    store_official([pk for _, pk in written])
    shown = Assessment(fiscal_year=pack.fiscal_year, agency=Agency())
    label, events = Assessment._meta.label_lower, []
    for (change, year, agency), pk in written:
        before = as_plain(year.values)
        # One object tells the names of all; making one for each takes longer than storing it.
        shown.agency.short_name = agency.short_name
        events.append(NewEvent(NamedRow(Assessment, pk, str(shown)), agency, before, as_plain(change.values)))
        yield WrittenRow(label, pk, year.version + 1, before if year.exists else None)
    record_many("assessment.save_scores", events, by=by)


def _claim(rows: Iterable[_Row], by: User | None) -> None:
    """Raise the versions of what is stored, and write what is printed. Raises RowsChanged."""
    now, who = timezone.now(), by.pk if by else None
    # Always in the same order, so that two who write many never wait for each other.
    claims = [
        (year.version + 1, *_printed_values(change), now, who, year.pk, year.version)
        for change, year, _ in sorted(rows, key=lambda row: row.year.pk or 0)
    ]
    names = ("version", "printed_total", "printed_level", "updated_at", "updated_by_id")
    if update(Assessment, names, ("id", "version"), claims) != len(claims):
        raise RowsChanged


def _add(rows: Sequence[_Row], pack: CriteriaPack, by: User | None) -> dict[int, int]:
    """Store new assessments for the agencies and return their ids by the agencies'. Raises IntegrityError."""
    insert(
        Assessment,
        ("agency_id", "printed_total", "printed_level"),
        [(row.agency.pk, *_printed_values(row.change)) for row in rows],
        fiscal_year=pack.fiscal_year,
        criteria_pack_id=pack.pk,
        updated_by_id=by.pk if by else None,
    )
    agencies = [row.agency.pk for row in rows]
    stored = Assessment.objects.filter(fiscal_year=pack.fiscal_year, agency__in=agencies)
    return dict(stored.values_list("agency_id", "pk"))


def _printed_values(row: RowChange) -> tuple[Decimal | None, str]:
    return row.values.get(TOTAL), row.values.get(LEVEL) or ""


def _write_scores(rows: Iterable[tuple[RowChange, int]]) -> None:
    scores: list[tuple[int, str, Decimal]] = []
    cleared: dict[str, list[int]] = {}
    for row, pk in rows:
        for code, score in scores_of({key: row.values[key] for key in row.changed}).items():
            if score is None:
                cleared.setdefault(code, []).append(pk)
            else:
                scores.append((pk, code, score))
    put_scores(scores, cleared)


def put_scores(scores: Sequence[tuple[int, str, Decimal]], cleared: dict[str, list[int]]) -> None:
    """Store scores (assessment's id, code, points) and take away those of the assessments listed under each code."""
    for code, assessments in cleared.items():
        IndicatorScore.objects.filter(code=code, assessment__in=assessments).delete()
    insert(IndicatorScore, ("assessment_id", "code", "score"), scores, or_replace=("assessment_id", "code"))
