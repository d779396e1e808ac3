"""What an agency demands of those who sign."""

from agencies.models import Agency, User
from approvals.models import ApprovalRules, Edition, Opening


def rules_of(agency: Agency) -> ApprovalRules:
    """Return the agency's rules; the usual ones, unsaved, where it has none."""
    return ApprovalRules.objects.filter(agency=agency).first() or ApprovalRules(agency=agency)


def has_opened(edition: Edition, user: User) -> bool:
    """Tell whether the person opened the edition while it was their turn."""
    return Opening.objects.filter(edition=edition, by=user).exists()
