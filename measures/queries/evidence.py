"""All evidence of a plan in the order of its rounds, measures and pieces, with the numbers that pages show."""

from collections.abc import Iterator

from django.utils import timezone

from measures.evidence.archive import ListedPiece
from measures.models import Evidence, Plan


def list_evidence(plan: Plan) -> list[ListedPiece]:
    """Return the plan's evidence; three queries whatever there is."""
    measures = {pk: number for number, pk in enumerate(plan.measures.values_list("pk", flat=True), start=1)}
    rounds = {pk: number for number, pk in enumerate(plan.rounds.values_list("pk", flat=True), start=1)}
    pieces = Evidence.objects.filter(entry__round__plan=plan).select_related("entry__measure", "entry__round")
    # Within an entry in their own order, which sorting keeps.
    in_order = sorted(
        pieces.order_by("position", "pk"),
        key=lambda piece: (rounds[piece.entry.round_id], measures[piece.entry.measure_id]),
    )
    return list(_number_pieces(in_order, rounds, measures))


def _number_pieces(
    pieces: list[Evidence], rounds: dict[int, int], measures: dict[int, int]
) -> Iterator[ListedPiece]:
    entry, number = None, 0
    for piece in pieces:
        number = number + 1 if piece.entry_id == entry else 1
        entry = piece.entry_id
        yield ListedPiece(
            round_number=rounds[piece.entry.round_id],
            as_at=piece.entry.round.as_at,
            measure_number=measures[piece.entry.measure_id],
            measure=piece.entry.measure.title,
            number=number,
            kind=piece.kind,
            kind_name=piece.get_kind_display(),
            caption=piece.caption,
            event_date=piece.event_date,
            name=piece.name,
            url=piece.url,
            path=piece.file.name or "",
            extension=piece.extension,
            size=piece.size,
            sha256=piece.sha256,
            added_at=timezone.localtime(piece.uploaded_at),
        )
