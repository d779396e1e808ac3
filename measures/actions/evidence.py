"""Evidence behind a progress entry: photos, files and links, in an order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from agencies.auditlog.writing import record, values_of
from agencies.entered_values import complete_values, entered_names, record_change, write_values
from agencies.models import Agency, User
from itaportal.keeping.kept import keep
from measures.actions.order import store_order
from measures.enums import EvidenceKind
from measures.evidence import MAX_PIECES, Piece
from measures.models import Evidence, Progress
from measures.rules.order import move_one

EVIDENCE_FIELDS = entered_names(Evidence)
_AUDITED = ("kind", "name", "url", "sha256", *EVIDENCE_FIELDS)


class TooMuchEvidence(Exception):
    """The entry would have more pieces than allowed; ``room`` tells how many it still takes."""

    def __init__(self, room: int):
        super().__init__(f"room for {room} more")
        self.room = room


@transaction.atomic
def add_evidence(
    *, entry: Progress, pieces: Sequence[Piece], by: User | None, **values: Any
) -> list[Evidence]:
    """Append checked photos and files with what is said about each; raises TooMuchEvidence."""
    agency = _lock(entry)
    # Asked before anything is stored: files of an entry that is full would stay behind.
    first = _next_position(entry, len(pieces))
    files = (
        {
            "kind": piece.kind, "name": piece.name, "sha256": piece.sha256, "look": piece.look,
            "size": len(piece.data), **_store(agency, piece),
        }
        for piece in pieces
    )  # fmt: skip
    return _append(agency, entry, first, files, values, by)


@transaction.atomic
def add_link(*, entry: Progress, url: str, by: User | None, **values: Any) -> Evidence:
    """Append a web address with what is said about it; raises TooMuchEvidence."""
    agency, piece = _lock(entry), {"kind": EvidenceKind.LINK, "url": url}
    [link] = _append(agency, entry, _next_position(entry, 1), [piece], values, by)
    return link


def _append(
    agency: Agency,
    entry: Progress,
    first: int,
    pieces: Iterable[Mapping[str, Any]],
    values: Mapping[str, Any],
    by: User | None,
) -> list[Evidence]:
    values = complete_values(Evidence, EVIDENCE_FIELDS, values)
    added = []
    for position, piece in enumerate(pieces, start=first):
        evidence = Evidence(entry=entry, position=position, uploaded_by=by, updated_by=by, **piece, **values)
        evidence.save()
        record("evidence.add", evidence, by=by, agency=agency, after=values_of(evidence, *_AUDITED))
        added.append(evidence)
    return added


def _lock(entry: Progress) -> Agency:
    # Stored files are shared within an agency: whoever writes or removes them waits here.
    return Agency.objects.select_for_update().get(pk=entry.round.plan.agency_id)


def _next_position(entry: Progress, wanted: int) -> int:
    taken = entry.evidence.count()
    if taken + wanted > MAX_PIECES:
        raise TooMuchEvidence(MAX_PIECES - taken)
    last = entry.evidence.order_by("-position").values_list("position", flat=True).first() or 0
    return last + 1


def _store(agency: Agency, piece: Piece) -> dict[str, str]:
    """Write the piece's files under the hash of their content and return their places by field."""
    stem = f"evidence/{agency.pk}/{piece.sha256[:2]}/{piece.sha256}"
    places = {"file": keep(f"{stem}.{piece.extension}", piece.data)}
    if piece.kind == EvidenceKind.PHOTO:
        places["print_file"] = keep(f"{stem}-print-sha256-{{sha256}}.jpg", piece.print_data)
        places["thumbnail"] = keep(f"{stem}-small-sha256-{{sha256}}.jpg", piece.thumbnail)
    return places


@transaction.atomic
def save_evidence(*, evidence: Evidence, version: int, by: User, **values: Any) -> Evidence:
    """Save what is said about a piece, by field name; raises StaleEdit when somebody saved something else first."""
    before = write_values(evidence, complete_values(Evidence, EVIDENCE_FIELDS, values), version, by)
    record_change("evidence.save", evidence, before, by=by, agency=evidence.entry.round.plan.agency)
    return evidence


@transaction.atomic
def move_evidence(*, evidence: Evidence, up: bool, by: User) -> None:
    """Move a piece one place up or down; at the end of the list nothing happens."""
    agency = _lock(evidence.entry)
    pieces = {piece.pk: piece for piece in evidence.entry.evidence.all()}
    before, after = list(pieces), move_one(list(pieces), evidence.pk, up=up)
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
    forget_files(agency, [evidence])
    evidence.delete()
    record("evidence.delete", gone, by=by, agency=agency, before=before)


def forget_files(agency: Agency, pieces: Iterable[Evidence]) -> None:
    """Have the pieces' files removed once the transaction that deletes the pieces is through, but for those still in use.

    Call it before the pieces go: it asks them for their files.
    """
    fields = ("file", "thumbnail", "print_file")
    paths = {file.name for piece in pieces for file in (getattr(piece, name) for name in fields) if file}

    def is_used(path: str) -> bool:
        return Evidence.everything.filter(Q(file=path) | Q(thumbnail=path) | Q(print_file=path)).exists()

    remove_unused(agency, paths, is_used)


def remove_unused(agency: Agency, paths: Iterable[str], is_used: Callable[[str], bool]) -> None:
    """Have files that the agency's rows share removed once the transaction is through, but for those still in use."""

    @transaction.atomic
    def remove() -> None:
        Agency.objects.select_for_update().filter(pk=agency.pk).first()
        for path in paths:
            if not is_used(path):
                default_storage.delete(path)

    transaction.on_commit(remove)
