"""Writing the scores of many agencies: all rows or none, in a number of statements that hardly grows with them."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.db.models import Model
from django.utils import timezone

from agencies.auditlog.writing import NamedRow, NewEvent, record_many
from agencies.bulk import insert, update
from agencies.models import Agency, User
from assessments.models import Assessment, IndicatorScore
from criteria.models import CriteriaPack
from exchange.actions.steps import RowsChanged
from exchange.many.columns import LEVEL, TOTAL, code_of
from exchange.many.places import Known
from exchange.many.rows import AgencyRow, plain
from exchange.models import Import, ImportedRow

# Few enough that neither statements nor lists grow large.
AT_ONCE = 500
Whose = Agency | Known


def write(started: Import, rows: Sequence[AgencyRow], by: User | None) -> None:
    """Write the rows with one audit event for each agency and year. Raises RowsChanged; call it in a transaction."""
    added = _agencies(started, rows, by)
    packs = {pack.fiscal_year: pack for pack in CriteriaPack.objects.latest_of_years()}
    for year in sorted({row.year for row in rows}):
        # A chain of events goes on by one event at a time, so each year is recorded for itself.
        wanted = [(row, row.agency or added[row.fresh.slug]) for row in rows if row.year == year]
        for part in parts(wanted):
            _write_part(started, packs[year], part, by)


def parts(rows: Sequence) -> Iterator[Sequence]:
    """Yield the rows in pieces."""
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def _agencies(started: Import, rows: Iterable[AgencyRow], by: User | None) -> dict[str, Agency]:
    """Add the agencies that are not stored and return them by slug."""
    fresh = {row.fresh.slug: row.fresh for row in rows if row.fresh}
    added = [
        Agency(
            slug=each.slug, name=each.name, short_name=each.short_name, kind=each.kind,
            district=each.district, province=each.province, updated_by=by,
        )
        for each in fresh.values()
    ]  # fmt: skip
    added = Agency.objects.bulk_create(added, batch_size=AT_ONCE)
    _keep(started, Agency, [(agency.pk, agency.version, None) for agency in added])
    places = ("name", "province", "district", "kind")
    record_many(
        "agency.add",
        [
            NewEvent(agency, agency, after={name: getattr(agency, name) for name in places})
            for agency in added
        ],
        by=by,
    )
    return {agency.slug: agency for agency in added}


def _write_part(
    started: Import, pack: CriteriaPack, rows: Sequence[tuple[AgencyRow, Whose]], by: User | None
) -> None:
    """Write rows of one year, each with its agency, no two of the same one."""
    _claim([row for row, _ in rows if row.stored.pk], by)
    keys = _add([(row, whose.pk) for row, whose in rows if not row.stored.pk], pack, by)
    written = [(row, whose, row.stored.pk or keys[whose.pk]) for row, whose in rows]
    _write_scores((row, pk) for row, _, pk in written)
    shown = Assessment(fiscal_year=pack.fiscal_year, agency=Agency())
    kept, events = [], []
    for row, whose, pk in written:
        before = plain(row.stored.values)
        kept.append((pk, row.stored.version + 1, before if row.stored.pk else None))
        # One object tells the names of all; making one for each takes longer than storing it.
        shown.agency.short_name = whose.short_name
        events.append(NewEvent(NamedRow(Assessment, pk, str(shown)), whose, before, plain(row.values)))
    _keep(started, Assessment, kept)
    record_many("assessment.save_scores", events, by=by)


def _claim(rows: Iterable[AgencyRow], by: User | None) -> None:
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


def _add(rows: Sequence[tuple[AgencyRow, int]], pack: CriteriaPack, by: User | None) -> dict[int, int]:
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


def _printed(row: AgencyRow) -> tuple[Decimal | None, str]:
    return row.values.get(TOTAL), row.values.get(LEVEL) or ""


def _write_scores(rows: Iterable[tuple[AgencyRow, int]]) -> None:
    scores, cleared = [], {}
    for row, pk in rows:
        for key, score in row.values.items():
            code = code_of(key)
            if not code or score == row.stored.values.get(key):
                continue
            if score is None:
                cleared.setdefault(code, []).append(pk)
            else:
                scores.append((pk, code, score))
    put(scores, cleared)


def put(scores: Sequence[tuple[int, str, Decimal]], cleared: dict[str, list[int]]) -> None:
    """Store scores (assessment's id, code, points) and take away those of the assessments listed under each code."""
    for code, assessments in cleared.items():
        IndicatorScore.objects.filter(code=code, assessment__in=assessments).delete()
    insert(IndicatorScore, ("assessment_id", "code", "score"), scores, or_replace=("assessment_id", "code"))


def _keep(started: Import, model: type[Model], rows: Iterable[tuple[int, int, dict | None]]) -> None:
    """Keep what undoing needs: id, version and values before of every object that was written."""
    insert(
        ImportedRow,
        ("object_id", "version", "before"),
        rows,
        source_id=started.pk,
        object_type=model._meta.label_lower,
    )
