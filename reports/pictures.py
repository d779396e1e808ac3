"""Evidence pictures for documents that carry their pictures with them."""

import base64
from collections.abc import Iterator
from contextlib import suppress

from itaportal.keeping.kept import keep, read_whole
from measures.enums import EvidenceKind
from measures.queries.plans import print_picture
from reports.models import FrozenPicture, frozen_picture_path
from reports.snapshot.model import Snapshot

SCHEME = "printed-picture"


def data_uri(sha256: str) -> str:
    """Return the picture made for printing as a ``data:`` URI, "" if it is not kept any more."""
    try:
        return "data:image/jpeg;base64," + base64.b64encode(picture(sha256)).decode()
    except LookupError:
        return ""


def addresses(snapshot: Snapshot) -> dict[str, str]:
    """Return by what address of ours a PDF fetches each picture of the snapshot that is kept (see ``fetched``)."""
    found = {}
    for sha256 in dict.fromkeys(shown_in(snapshot)):
        with suppress(LookupError):
            picture(sha256)
            found[sha256] = f"{SCHEME}:{sha256}"
    return found


def fetched(address: str) -> bytes | None:
    """Return the picture behind an address of ours, None for any other; raises LookupError if it is gone."""
    scheme, _, sha256 = address.partition(":")
    return picture(sha256) if scheme == SCHEME else None


def picture(sha256: str) -> bytes:
    """Return the picture made for printing (JPEG); raises LookupError if it is not kept (whole) any more."""
    try:
        return print_picture(sha256)
    except LookupError:
        kept = FrozenPicture.objects.filter(sha256=sha256).first()
        if kept is None:
            raise
        try:
            return read_whole(kept.file.name)
        except OSError as error:
            raise LookupError(sha256) from error


def shown_in(snapshot: Snapshot) -> Iterator[str]:
    """Return the sha256 of every photo that the snapshot names."""
    return (piece.sha256 for piece in snapshot.evidence if piece.kind == EvidenceKind.PHOTO)


def has_all(snapshot: Snapshot) -> bool:
    """Tell whether every picture that the snapshot shows can be printed."""
    try:
        for sha256 in set(shown_in(snapshot)):
            picture(sha256)
    except LookupError:
        return False
    return True


def keep_all(snapshot: Snapshot) -> None:
    """Keep the snapshot's pictures for as long as the portal lasts, whatever becomes of the evidence."""
    wanted = set(shown_in(snapshot))
    kept = FrozenPicture.objects.filter(sha256__in=wanted).values_list("sha256", flat=True)
    for sha256 in sorted(wanted - set(kept)):
        frozen = FrozenPicture(sha256=sha256)
        frozen.file = keep(frozen_picture_path(frozen, ""), picture(sha256))
        FrozenPicture.objects.bulk_create([frozen], ignore_conflicts=True)
