"""Noting who opened what they are to decide."""

from agencies.models import User
from approvals.models import Edition, Opening


def note_opened(*, edition: Edition, by: User) -> None:
    """Note that the person whose turn it is was shown the edition; no event of the log, the decision tells it there."""
    Opening.objects.get_or_create(edition=edition, by=by)
