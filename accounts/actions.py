"""What people do to the ways they prove who they are; each function is one transaction and writes the audit log."""

from django.db import transaction

from agencies.auditlog.writing import NewEvent, record, record_many
from agencies.models import Agency, User


@transaction.atomic
def set_own_password(*, user: User, password: str, forgotten: bool = False) -> None:
    """Store a password that the person chose; neither the old nor the new one is written anywhere else.

    ``forgotten``: they proved themselves by a link or a code, which every agency of theirs is told.
    """
    user.set_password(password)
    user.save(update_fields=["password"])
    if forgotten:
        record_everywhere("account.reset_password", user, by=user)
    else:
        record("user.change_password", user, by=user, agency=None)


def record_everywhere(action: str, user: User, *, by: User | None, after: dict | None = None) -> None:
    """Tell every agency of the person, and the site's chain where there is none."""
    agencies: list[Agency | None] = [
        *Agency.objects.filter(memberships__user=user).distinct().order_by("pk"),
    ] or [None]
    record_many(action, [NewEvent(user, agency, after=after) for agency in agencies], by=by)
