"""What was decided about the columns of other people's tables, kept for the next one of the same shape."""

from collections.abc import Iterable, Mapping

from django.utils import timezone

from agencies.models import Agency, User
from exchange.models import ColumnHabit

MOST = 200  # shapes that one agency's tables have; the oldest are forgotten


def habits_of(agency: Agency, table: str) -> dict[str, Mapping[str, str]]:
    """Return by shape what columns were taken for."""
    known = ColumnHabit.objects.filter(agency=agency, table=table)
    return dict(known.values_list("shape", "meanings"))


def remember(*, agency: Agency, table: str, shape: str, meanings: Mapping[str, str], by: User) -> None:
    """Keep what was decided. No audit event: nothing was brought in, and rows that it makes are only proposed."""
    ColumnHabit.objects.update_or_create(
        agency=agency,
        table=table,
        shape=shape,
        defaults={"meanings": dict(meanings), "by": by, "at": timezone.now()},
    )
    known = ColumnHabit.objects.filter(agency=agency, table=table).order_by("-at", "-pk")
    known.filter(pk__in=list(known.values_list("pk", flat=True)[MOST:])).delete()


def forget(*, agency: Agency, table: str, shapes: Iterable[str]) -> None:
    """Forget what was decided about tables of these shapes."""
    ColumnHabit.objects.filter(agency=agency, table=table, shape__in=list(shapes)).delete()
