"""Which of the portal's files somebody holds."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from approvals.enums import State
from approvals.models import Decision, Edition, SignedCopy, StoredFile
from publications.queries import later_in_force
from publications.verification.answers import Attached, Match, Origin
from reports.models import Rendering


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file of ours that somebody holds; a draft has no ``edition``. ``stored``: the edition's file that it is."""

    match: Match
    edition: Edition | None = None
    stored: StoredFile | None = None


def find_held_file(sha256: str) -> HeldFile | None:
    """Return which of the portal's files has the hash: of an edition, a scan of it, or a draft."""
    if stored := _find_stored([sha256]):
        return HeldFile(_match(stored), stored.edition, stored)
    copies = SignedCopy.objects.filter(sha256=sha256).select_related("edition__document__agency", "by")
    if copy := copies.order_by("-pk").first():
        return HeldFile(_match_of_copy(copy), copy.edition)
    if Rendering.objects.filter(sha256=sha256).exists():
        return HeldFile(Match(Origin.DRAFT))
    return None


def _match_of_copy(copy: SignedCopy) -> Match:
    edition = copy.edition
    # Of an edition that is not published no names are told.
    public = edition.state == State.PUBLISHED and copy.by
    attached = Attached(
        edition.document.agency.name,
        timezone.localdate(copy.at),
        copy.by.get_full_name() if public else "",
    )
    later = bool(later_in_force(edition))
    return Match(Origin.COPY, State(edition.state), later=later, attached=attached)


def _find_stored(hashes: Collection[str]) -> StoredFile | None:
    files = StoredFile.objects.filter(sha256__in=hashes).select_related("edition__document__agency")
    return files.order_by("-edition__number", "-number").first()


def _match(stored: StoredFile) -> Match:
    edition = stored.edition
    signed = list(edition.decisions.values_list("signed__number", flat=True))
    return Match(
        Origin.EDITION,
        State(edition.state),
        complete=stored.number >= max(signed, default=0),
        later=bool(later_in_force(edition)),
        # The portal's own seal of the submission comes before those of the chain.
        signatures=1 + sum(number <= stored.number for number in signed),
    )


def find_held_beginning(hashes: Collection[str]) -> HeldFile | None:
    """Return the newest of the portal's files among the hashes of a file's earlier revisions."""
    stored = _find_stored(hashes)
    return HeldFile(_match(stored), stored.edition, stored) if stored else None


def edition_of_audit_heads(heads: Collection[str]) -> Edition | None:
    """Return the edition whose signatures state one of the audit log's hashes, as an altered file still may."""
    named = Decision.objects.filter(audit_head__in=[head for head in heads if head])
    decision = named.select_related("edition__document__agency").order_by("-pk").first()
    return decision.edition if decision else None
