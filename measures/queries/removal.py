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


def standing_and_removed(plan: Plan) -> tuple[list[Measure], list[Measure]]:
    """Return the plan's measures in order, with steps and departments, and those that can be brought back, the last removed first.

    Three queries, as the measures alone take.
    """
    measures = Measure.everything.filter(plan=plan).with_details().select_related("updated_by")
    removed = [(measure.removed_at, measure) for measure in measures if measure.removed_at]
    removed.sort(key=lambda found: found[0], reverse=True)
    return [measure for measure in measures if not measure.removed_at], [measure for _, measure in removed]


def _pieces(kind: EvidenceKind) -> Count:
    return Count("evidence", filter=Q(evidence__kind=kind))
