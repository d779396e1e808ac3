"""The register of a calendar year: its entries, who took them, and the numbers that are missing."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from agencies.models import Agency, AuditEvent
from approvals.models import Edition, RegisterEntry
from approvals.rules.register import number_text


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An entry with the name of who took it, and the first and last missing number right below it."""

    entry: RegisterEntry
    taken_by: str
    gap: tuple[int, int] | None


def years_of(agency: Agency) -> list[int]:
    """Return the calendar years (B.E.) that have entries, the latest first."""
    years = RegisterEntry.objects.filter(agency=agency).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


def entries_of(agency: Agency, year: int) -> QuerySet[RegisterEntry]:
    """Return the year's entries with their documents and editions, the last taken first."""
    editions = Edition.objects.defer("snapshot").order_by("number")
    return (
        RegisterEntry.objects.filter(agency=agency, year=year)
        .select_related("document__plan", "document__round")
        .prefetch_related(Prefetch("editions", queryset=editions))
        .order_by("-taken_at", "-pk")
    )


def register_rows(agency: Agency, year: int, entries: Sequence[RegisterEntry]) -> list[RegisterRow]:
    """Return a row for each of the entries; two queries."""
    takers = dict(
        AuditEvent.objects.filter(
            agency_id=agency.pk,
            action="register.take",
            object_type=RegisterEntry._meta.label_lower,
            object_id__in=[entry.pk for entry in entries],
        ).values_list("object_id", "actor_name")
    )
    gaps = _gaps(agency, year)
    return [RegisterRow(entry, takers.get(entry.pk, ""), gaps.get(entry.number or 0)) for entry in entries]


def _gaps(agency: Agency, year: int) -> dict[int, tuple[int, int]]:
    taken = list(RegisterEntry.objects.filter(agency=agency, year=year).values_list("number", "text"))
    typed = {text for number, text in taken if number is None}
    numbers = [number for number, _ in taken if number is not None]
    by_hand = (
        number
        for number in range(1, max(numbers, default=0))
        if typed and number_text(agency.document_prefix, number, year) in typed
    )
    return missing_below(numbers, set(by_hand))


def missing_below(numbers: Iterable[int], elsewhere: Collection[int] = ()) -> dict[int, tuple[int, int]]:
    """Return, by running number, the first and last of the numbers missing between it and the next lower one.

    ``elsewhere`` holds numbers that were given in another way and are not missing.
    """
    gaps, last = {}, 0
    for number in sorted(numbers):
        missing = [each for each in range(last + 1, number) if each not in elsewhere]
        if missing:
            gaps[number] = (missing[0], missing[-1])
        last = number
    return gaps
