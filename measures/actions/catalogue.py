"""The catalogue of measures: the shared one, and what agencies keep and offer from their own plans."""

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any

from django.db import transaction
from django.utils import timezone

from agencies.auditlog.writing import record, values_of
from agencies.models import User
from itaportal.language import gettext
from measures.actions.measures import MEASURE_FIELDS
from measures.models import CatalogueMeasure, Measure
from measures.queries.catalogue import is_approved
from search.indexing import refresh

# What an entry and a measure have in common.
CATALOGUE_FIELDS = tuple(
    name for name in MEASURE_FIELDS if name in {field.name for field in CatalogueMeasure._meta.fields}
)
_LOADED = (*CATALOGUE_FIELDS, "steps", "items_year", "source")


class NotApproved(Exception):
    """No document of the measure's plan was approved."""


class NotOffered(Exception):
    """The entry is not waiting to be shared: withdrawn, removed or decided by somebody else."""


@transaction.atomic
def load_catalogue(*, entries: Iterable[Mapping[str, Any]]) -> int:
    """Bring the shared catalogue up to date with the given entries, recognised by their keys; return how many."""
    rows = [_read(entry) for entry in entries]
    stored = CatalogueMeasure.objects.in_bulk([row.key for row in rows], field_name="key")
    added = [row.key for row in rows if row.key not in stored]
    changed = [row.key for row in rows if row.key in stored and _content(row) != _content(stored[row.key])]
    CatalogueMeasure.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=_LOADED
    )
    _index(key__in=[row.key for row in rows])
    if added or changed:
        whole = CatalogueMeasure(title=gettext("คลังมาตรการที่ใช้ร่วมกัน"))
        keys = {"added": ", ".join(added), "changed": ", ".join(changed)}
        record("catalogue.load", whole, by=None, agency=None, after=keys)
    return len(rows)


def _read(entry: Mapping[str, Any]) -> CatalogueMeasure:
    return CatalogueMeasure(**{_SHORT.get(name, name): value for name, value in entry.items()})


# How the file calls lists of codes.
_SHORT = {"indicators": "indicator_codes", "topics": "topic_numbers", "items": "item_codes"}


def _content(row: CatalogueMeasure) -> list[Any]:
    return [getattr(row, name) for name in _LOADED]


@transaction.atomic
def keep_measure(*, measure: Measure, by: User) -> CatalogueMeasure:
    """Return the agency's catalogue entry of one of its measures, made if it is not there yet; raises NotApproved."""
    if not is_approved(measure.plan):
        raise NotApproved
    agency = measure.plan.agency
    entry, created = CatalogueMeasure.objects.get_or_create(
        origin=measure,
        defaults={
            "agency": agency,
            "key": f"own-{measure.pk}",
            "steps": [step.text for step in measure.steps.all()],
            "items_year": measure.plan.assessment.fiscal_year if measure.item_codes else None,
            "source": gettext("{short_name} แผนปี {fiscal_year}").format(
                short_name=agency.short_name, fiscal_year=measure.plan.fiscal_year
            ),
            **{name: getattr(measure, name) for name in CATALOGUE_FIELDS},
        },
    )
    if created:
        record("catalogue.add", entry, by=by, agency=agency, after=values_of(entry, *_LOADED))
    return entry


@transaction.atomic
def remove_entry(*, entry: CatalogueMeasure, by: User) -> None:
    """Take an entry out of its agency's own catalogue; measures made from it stay."""
    gone, before = copy(entry), values_of(entry, *_LOADED)
    entry.delete()
    record("catalogue.remove", gone, by=by, agency=gone.agency, before=before)


@transaction.atomic
def offer_entry(*, entry: CatalogueMeasure, by: User) -> None:
    """Ask the site administrator to share an agency's own entry with all; asking twice changes nothing."""
    waiting = CatalogueMeasure.objects.filter(pk=entry.pk, agency__isnull=False, offered_at__isnull=True)
    if waiting.update(offered_at=timezone.now(), offered_by=by, declined_reason=""):
        record("catalogue.offer", entry, by=by, agency=entry.agency)


@transaction.atomic
def withdraw_offer(*, entry: CatalogueMeasure, by: User) -> None:
    """Take an offer back while nobody has decided on it; afterwards nothing happens."""
    if CatalogueMeasure.objects.offered().filter(pk=entry.pk).update(offered_at=None, offered_by=None):
        record("catalogue.withdraw", entry, by=by, agency=entry.agency)


@transaction.atomic
def accept_offer(*, entry: CatalogueMeasure, by: User) -> None:
    """Share an offered entry with all agencies; raises NotOffered."""
    agency = entry.agency
    _decide(entry, agency=None)
    record("catalogue.accept", entry, by=by, agency=agency)


@transaction.atomic
def decline_offer(*, entry: CatalogueMeasure, reason: str, by: User) -> None:
    """Leave an offered entry with its agency and tell it why; raises NotOffered."""
    _decide(entry, declined_reason=reason)
    record("catalogue.decline", entry, by=by, agency=entry.agency, after={"reason": reason})


def _decide(entry: CatalogueMeasure, **values: Any) -> None:
    # Whoever decides first wins; the other one is told.
    offered = CatalogueMeasure.objects.offered().filter(pk=entry.pk)
    if not offered.update(offered_at=None, offered_by=None, **values):
        raise NotOffered
    _index(pk=entry.pk)


def _index(**which: Any) -> None:
    refresh(CatalogueMeasure, CatalogueMeasure.objects.filter(**which).values_list("pk", flat=True))
