"""Reading batches: what is chosen, how far they are, and for how long they will go on."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils import timezone

from agencies.models import Agency, User
from batches.enums import BatchState, SheetState
from batches.models import Batch, Sheet
from reports.models import Document

_RECENT = 50  # documents whose pace tells how long the rest takes


def may_use(user: User) -> bool:
    """Whether batches are there for the person: site administrators and overseers."""
    return user.is_superuser or user.oversights.exists()


def agencies_of(user: User | None) -> QuerySet[Agency]:
    """Return whose documents the person may have made: all for site administrators and commands."""
    return Agency.objects.all() if user is None or user.is_superuser else Agency.objects.visible_to(user)


def chosen(kind: str, fiscal_year: int, province: str, by: User | None) -> list[int]:
    """Return the keys of each open agency's newest document of the kind in that plan's year."""
    agencies = agencies_of(by)
    if province:
        agencies = agencies.filter(province=province)
    agencies = agencies.filter(closed_at=None)
    rows = Document.objects.filter(kind=kind, plan__fiscal_year=fiscal_year, agency__in=agencies)
    newest: dict[int, int] = {}
    for agency, document in rows.order_by("round__as_at", "pk").values_list("agency_id", "pk"):
        newest[agency] = document
    return list(newest.values())


@dataclass(frozen=True, slots=True)
class Progress:
    """How many documents of a batch are how far; ``seconds_left`` is None where nobody can tell yet."""

    counts: Counter
    seconds_left: float | None

    @property
    def total(self) -> int:
        """All documents."""
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        """Those with a file."""
        return self.counts[SheetState.DONE]

    @property
    def failed(self) -> int:
        """Those given up."""
        return self.counts[SheetState.FAILED]

    @property
    def left(self) -> int:
        """Those still to be made."""
        return self.counts[SheetState.WAITING] + self.counts[SheetState.WORKING]

    @property
    def percent(self) -> int:
        """How much is settled, of a hundred."""
        return 100 * (self.total - self.left) // self.total if self.total else 100


def progress_of(batch: Batch) -> Progress:
    """Return how far the batch is; two queries."""
    rows = Sheet.objects.filter(batch=batch).order_by().values_list("state").annotate(Count("pk"))
    counts = Counter(dict(rows))
    ends = Sheet.objects.filter(batch=batch, done_at__isnull=False).order_by("-done_at")
    recent = list(ends.values_list("done_at", flat=True)[:_RECENT])
    left = counts[SheetState.WAITING] + counts[SheetState.WORKING]
    seconds = None
    if batch.state == BatchState.RUNNING and left and len(recent) > 1:
        seconds = left * (timezone.now() - recent[-1]).total_seconds() / len(recent)
    return Progress(counts, seconds)
