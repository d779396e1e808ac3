"""Evidence behind a progress entry: photos, files and links, in an order."""

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from datetime import date

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from agencies.auditlog.writing import record, values_of
from agencies.models import Agency, User
from itaportal.editing.concurrency import claim
from measures.actions.order import moved, store_order
from measures.enums import EvidenceKind
from measures.evidence import MAX_PIECES, Piece
from measures.models import Evidence, Progress

_AUDITED = ("kind", "name", "url", "sha256", "caption", "event_date")


class TooMuchEvidence(Exception):
    """The entry would have more pieces than allowed; ``room`` tells how many it still takes."""

    def __init__(self, room: int):
        super().__init__(f"room for {room} more")
        self.room = room


@transaction.atomic
def add_evidence(
    *,
    entry: Progress,
    pieces: Sequence[Piece],
    caption: str = "",
    event_date: date | None = None,
    by: User | None,
) -> list[Evidence]:
    """Append checked photos and files, all or none; raises TooMuchEvidence."""
    agency = _lock(entry)
    first = _next_position(entry, len(pieces))
    return [
        _add(agency, Evidence(
            entry=entry, position=position, kind=piece.kind, name=piece.name, sha256=piece.sha256,
            look=piece.look, size=len(piece.data), caption=caption, event_date=event_date,
            **_store(agency, piece),
        ), by)
        for position, piece in enumerate(pieces, start=first)
    ]  # fmt: skip


@transaction.atomic
def add_link(
    *, entry: Progress, url: str, caption: str = "", event_date: date | None = None, by: User | None
) -> Evidence:
    """Append a web address; raises TooMuchEvidence."""
    agency = _lock(entry)
    position = _next_position(entry, 1)
    link = Evidence(
        entry=entry,
        position=position,
        kind=EvidenceKind.LINK,
        url=url,
        caption=caption,
        event_date=event_date,
    )
    return _add(agency, link, by)


def _lock(entry: Progress) -> Agency:
    # Stored files are shared within an agency: whoever writes or removes them waits here.
    return Agency.objects.select_for_update().get(pk=entry.round.plan.agency_id)


def _next_position(entry: Progress, wanted: int) -> int:
    taken = entry.evidence.count()
    if taken + wanted > MAX_PIECES:
        raise TooMuchEvidence(MAX_PIECES - taken)
    last = entry.evidence.order_by("-position").values_list("position", flat=True).first() or 0
    return last + 1


def _add(agency: Agency, evidence: Evidence, by: User | None) -> Evidence:
    evidence.uploaded_by = evidence.updated_by = by
    evidence.save()
    record("evidence.add", evidence, by=by, agency=agency, after=values_of(evidence, *_AUDITED))
    return evidence


def _store(agency: Agency, piece: Piece) -> dict[str, str]:
    """Write the piece's files under the hash of their content and return their places by field."""
    stem = f"evidence/{agency.pk}/{piece.sha256[:2]}/{piece.sha256}"
    parts = {"file": (f"{stem}.{piece.extension}", piece.data)}
    if piece.kind == EvidenceKind.PHOTO:
        parts["print_file"] = (f"{stem}-print.jpg", piece.print_data)
        parts["thumbnail"] = (f"{stem}-small.jpg", piece.thumbnail)
    for path, data in parts.values():
        if default_storage.exists(path) and default_storage.size(path) == len(data):
            continue
        default_storage.delete(path)
        default_storage.save(path, ContentFile(data))
    return {field: path for field, (path, _) in parts.items()}


@transaction.atomic
def save_evidence(
    *, evidence: Evidence, caption: str, event_date: date | None, version: int, by: User
) -> Evidence:
    """Save caption and day of the event; raises StaleEdit when somebody saved something else first."""
    if (evidence.caption, evidence.event_date) == (caption, event_date):
        return evidence
    before = values_of(evidence, "caption", "event_date")
    claim(evidence, version, by)
    evidence.caption, evidence.event_date = caption, event_date
    evidence.save(update_fields=["caption", "event_date"])
    after = values_of(evidence, "caption", "event_date")
    record("evidence.save", evidence, by=by, agency=_agency(evidence), before=before, after=after)
    return evidence


def _agency(evidence: Evidence) -> Agency:
    return evidence.entry.round.plan.agency


@transaction.atomic
def move_evidence(*, evidence: Evidence, up: bool, by: User) -> None:
    """Move a piece one place up or down; at the end of the list nothing happens."""
    agency = _lock(evidence.entry)
    pieces = {piece.pk: piece for piece in evidence.entry.evidence.all()}
    before, after = list(pieces), moved(list(pieces), evidence.pk, up=up)
    if after == before:
        return
    store_order(pieces[pk] for pk in after)
    record(
        "evidence.order", evidence.entry, by=by, agency=agency,
        before={"order": before}, after={"order": after},
    )  # fmt: skip


@transaction.atomic
def delete_evidence(*, evidence: Evidence, by: User) -> None:
    """Remove a piece; its files go too unless another piece of the agency uses them."""
    agency = _lock(evidence.entry)
    gone, before = copy(evidence), values_of(evidence, *_AUDITED)
    forget = files_forgotten(agency, [evidence])
    evidence.delete()
    record("evidence.delete", gone, by=by, agency=agency, before=before)
    transaction.on_commit(forget)


def files_forgotten(agency: Agency, pieces: Iterable[Evidence]) -> Callable[[], None]:
    """Return what to call after the commit that deletes the pieces: it removes the files that nothing uses any more."""
    paths = {name for piece in pieces for name in _paths(piece)}

    @transaction.atomic
    def forget() -> None:
        Agency.objects.select_for_update().filter(pk=agency.pk).first()
        for path in paths:
            if not Evidence.objects.filter(Q(file=path) | Q(thumbnail=path) | Q(print_file=path)).exists():
                default_storage.delete(path)

    return forget


def _paths(piece: Evidence) -> list[str]:
    return [field.name for field in (piece.file, piece.thumbnail, piece.print_file) if field]
