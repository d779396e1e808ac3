"""What goes with a measure or a progress round when it is deleted."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from measures.enums import EvidenceKind
from measures.models import Measure, Plan, Progress


@dataclass(frozen=True, slots=True)
class Loss:
    """How many progress entries are deleted, and how many pieces of their evidence of each kind."""

    entries: int
    photos: int
    files: int
    links: int

    @property
    def evidence(self) -> int:
        """How many pieces of evidence of any kind."""
        return self.photos + self.files + self.links


def loss_of(entries: QuerySet[Progress]) -> Loss:
    """Count the entries and their evidence; one query."""
    counts = entries.aggregate(
        entries=Count("pk", distinct=True),
        photos=_pieces(EvidenceKind.PHOTO),
        files=_pieces(EvidenceKind.FILE),
        links=_pieces(EvidenceKind.LINK),
    )
    return Loss(**counts)


def removed_measures(plan: Plan) -> list[Measure]:
    """Return the measures of the plan that can be brought back, the last removed first; one query."""
    removed = Measure.everything.filter(plan=plan).exclude(removed_at=None)
    return list(removed.select_related("updated_by").order_by("-removed_at", "position"))


def _pieces(kind: EvidenceKind) -> Count:
    return Count("evidence", filter=Q(evidence__kind=kind))
