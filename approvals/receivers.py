"""What accounts tell of that concerns signing."""

from accounts.signals import let_in_by_other
from agencies.models import Agency
from approvals import actions
from approvals.queries.signers import agencies_proposed_for, agencies_signed_for


def connect() -> None:
    """Listen; called once when the portal starts."""
    let_in_by_other.connect(_let_in)


def _let_in(sender, user, by, **kwargs):
    if by is None or by.pk != user.pk:
        signs_for = agencies_signed_for(user) | agencies_proposed_for(user)
        agencies = Agency.objects.filter(pk__in=signs_for).order_by("pk")
        actions.look_at_account(user=user, agencies=agencies, by=by)
