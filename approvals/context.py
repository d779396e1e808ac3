"""What every page's frame says of approvals: how much waits for the person, how much is unread."""

from functools import cache

from approvals.queries.desk import ever_decides
from approvals.queries.editions import unread_notices, waiting_for
from approvals.queries.signers import proposals_for


def desk(request) -> dict:
    """Return what the page frame says; each costs one query, and only where a template prints it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "decides": cache(lambda: ever_decides(user)),
        "waiting_count": cache(lambda: _count(user)),
        "unread_count": cache(lambda: unread_notices(user).count()),
    }


def _count(user) -> int:
    """Return how many documents and changes of who signs wait for the person, in one query."""
    documents = waiting_for(user).order_by().values_list("pk")
    return documents.union(proposals_for(user).order_by().values_list("pk"), all=True).count()
