"""What every page's frame says of approvals: how much waits for the person, how much is unread."""

from functools import cache

from agencies.standing import Standing
from approvals.queries.desk import is_told
from approvals.queries.editions import waiting_for
from approvals.queries.signers import proposals_for


def desk(request) -> dict:
    """Return what the page frame says: one query, one more where documents come to the person; none where no template prints it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    told = cache(lambda: is_told(Standing.of(request)))
    return {
        "decides": lambda: told()[0],
        "waiting_count": cache(lambda: _count(user)),
        "unread_count": lambda: told()[1],
    }


def _count(user) -> int:
    """Return how many documents and changes of who signs wait for the person, in one query."""
    documents = waiting_for(user).order_by().values_list("pk")
    return documents.union(proposals_for(user).order_by().values_list("pk"), all=True).count()
