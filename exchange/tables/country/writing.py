"""Writing the scores of many agencies: all rows or none, in a number of statements that hardly grows with them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from django.utils import timezone

from agencies.auditlog.writing import NamedRow, NewEvent, record_many
from agencies.models import Agency, User
from assessments.models import Assessment, CriteriaPack, IndicatorScore
from exchange.engine.compare import RowChange
from exchange.engine.table import RowsChanged, WrittenRow
from exchange.tables.country.directory import KnownAgency, NewAgency
from itaportal.bulk import insert, update
from itaportal.thai import format_score

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


def write_rows(
    rows: Sequence[RowChange], packs: Mapping[int, CriteriaPack], by: User | None
) -> Iterator[WrittenRow]:
    """Write the rows with one audit event for each agency and year, in a transaction of the caller's.

    Raises RowsChanged and IntegrityError.
    """
    added = _add_agencies([row.stored.agency for row in rows if isinstance(row.stored.agency, NewAgency)], by)
    for agency in added.values():
        yield WrittenRow.of(agency, None)
    for year in sorted({row.stored.year for row in rows}):
        # A chain of events goes on by one event at a time, so each year is recorded for itself.
        of_year = [row for row in rows if row.stored.year == year]
        for part in split([(row, added.get(row.stored.agency.slug, row.stored.agency)) for row in of_year]):
            yield from _write_part(packs[year], part, by)


def _add_agencies(new: Iterable[NewAgency], by: User | None) -> dict[str, Agency]:
    """Add the agencies that are not stored and return them by slug."""
    by_slug = {each.slug: each for each in new}
    added = [
        Agency(
            slug=each.slug, name=each.name, short_name=each.short_name, kind=each.kind,
            district=each.district, province=each.province, updated_by=by,
        )
        for each in by_slug.values()
    ]  # fmt: skip
    added = Agency.objects.bulk_create(added, batch_size=AT_ONCE)
    events = [NewEvent(each, each, after={name: getattr(each, name) for name in _PLACES}) for each in added]
    record_many("agency.add", events, by=by)
    return {agency.slug: agency for agency in added}


def _write_part(
    pack: CriteriaPack, rows: Sequence[tuple[RowChange, Agency | KnownAgency]], by: User | None
) -> Iterator[WrittenRow]:
    """Write rows of one year, each with its agency, no two of the same one."""
    _claim([row for row, _ in rows if row.stored.exists], by)
    keys = _add([(row, agency.pk) for row, agency in rows if not row.stored.exists], pack, by)
    written = [(row, agency, row.stored.pk or keys[agency.pk]) for row, agency in rows]
    _write_scores((row, pk) for row, _, pk in written)
    shown = Assessment(fiscal_year=pack.fiscal_year, agency=Agency())
    label, events = Assessment._meta.label_lower, []
    for row, agency, pk in written:
        before = as_plain(row.stored.values)
        # One object tells the names of all; making one for each takes longer than storing it.
        shown.agency.short_name = agency.short_name
        events.append(NewEvent(NamedRow(Assessment, pk, str(shown)), agency, before, as_plain(row.values)))
        yield WrittenRow(label, pk, row.stored.version + 1, before if row.stored.exists else None)
    record_many("assessment.save_scores", events, by=by)


def _claim(rows: Iterable[RowChange], by: User | None) -> None:
    """Raise the versions of what is stored, and write what is printed. Raises RowsChanged."""
    now, who = timezone.now(), by.pk if by else None
    # Always in the same order, so that two who write many never wait for each other.
    claims = [
        (row.stored.version + 1, *_printed(row), now, who, row.stored.pk, row.stored.version)
        for row in sorted(rows, key=lambda row: row.stored.pk)
    ]
    names = ("version", "printed_total", "printed_level", "updated_at", "updated_by_id")
    if update(Assessment, names, ("id", "version"), claims) != len(claims):
        raise RowsChanged


def _add(rows: Sequence[tuple[RowChange, int]], pack: CriteriaPack, by: User | None) -> dict[int, int]:
    """Store new assessments for the agencies and return their ids by the agencies'. Raises IntegrityError."""
    insert(
        Assessment,
        ("agency_id", "printed_total", "printed_level"),
        [(agency, *_printed(row)) for row, agency in rows],
        fiscal_year=pack.fiscal_year,
        criteria_pack_id=pack.pk,
        updated_by_id=by.pk if by else None,
    )
    stored = Assessment.objects.filter(
        fiscal_year=pack.fiscal_year, agency__in=[agency for _, agency in rows]
    )
    return dict(stored.values_list("agency_id", "pk"))


def _printed(row: RowChange) -> tuple[Decimal | None, str]:
    return row.values.get(TOTAL), row.values.get(LEVEL) or ""


def _write_scores(rows: Iterable[tuple[RowChange, int]]) -> None:
    scores, cleared = [], {}
    for row, pk in rows:
        changed = {key: row.values[key] for key in row.changed}
        for code, score in scores_of(changed).items():
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
