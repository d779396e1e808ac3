"""Changing an edition only while it still stands where it stood, and giving its document back to those who write it."""

from typing import Any

from django.db.models import F

from agencies.auditlog.writing import record
from agencies.models import Agency, User
from approvals.enums import Move
from approvals.models import Edition
from reports.models import Document
from search.indexing import refresh


class Overtaken(Exception):
    """Somebody else was first, or the page was old; ``edition`` is as it is now."""

    def __init__(self, edition: Edition):
        super().__init__(f"{edition.pk} moved on")
        self.edition = Edition.objects.select_related("document__agency").get(pk=edition.pk)


def move_on(edition: Edition, **change: Any) -> None:
    """Write the change and read the edition anew: of two people at once, one wins.

    Raises Overtaken if state, step or file are others by now.
    """
    moved = Edition.objects.filter(
        pk=edition.pk, state=edition.state, current=edition.current, file_number=edition.file_number
    ).update(**change)
    if not moved:
        raise Overtaken(edition)
    edition.refresh_from_db()
    if "state" in change:
        # What the public finds: of each document the newest edition, and agencies that publish any.
        refresh(Edition, edition.document.editions.values_list("pk", flat=True))
        refresh(Agency, [edition.document.agency_id])


def record_move(edition: Edition, move: Move, by: User, /, **after: Any) -> None:
    """Write into the audit log what was done with the edition."""
    record(f"edition.{move}", edition, by=by, agency=edition.document.agency, after=after)


def unfreeze(document: Document) -> bool:
    """Make the document a draft again; False if it was one already."""
    changed = Document.objects.filter(pk=document.pk, frozen=True).update(
        frozen=False, version=F("version") + 1
    )
    if changed:
        document.refresh_from_db(fields=["frozen", "version"])
    return bool(changed)
