"""What differs between two snapshots, in words for the person who decides; pure."""

from approvals.changes.compare import changes
from approvals.changes.fields import Change

__all__ = ["Change", "changes"]
