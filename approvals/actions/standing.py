"""Changing an edition only while it still stands where it stood: of two people at once, one wins."""

from typing import Any

from approvals.models import Edition


class Overtaken(Exception):
    """Somebody else was first, or the page was old; ``edition`` is as it is now."""

    def __init__(self, edition: Edition):
        super().__init__(f"{edition.pk} moved on")
        self.edition = Edition.objects.select_related("document__agency").get(pk=edition.pk)


def move_on(edition: Edition, **change: Any) -> None:
    """Write the change and read the edition anew. Raises Overtaken if state, step or file are others by now."""
    moved = Edition.objects.filter(
        pk=edition.pk, state=edition.state, current=edition.current, file_number=edition.file_number
    ).update(**change)
    if not moved:
        raise Overtaken(edition)
    edition.refresh_from_db()
