"""What every page's frame says of approvals: how much waits for the person, how much is unread."""

from approvals.queries.desk import Desk


def desk(request) -> dict:
    """Return what the page frame says: one query, another where documents come to the person; none where no template prints it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "decides": lambda: Desk.of(request).decides,
        "waiting_count": lambda: sum(Desk.of(request).waiting),
        "unread_count": lambda: Desk.of(request).unread,
    }
