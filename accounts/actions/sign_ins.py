"""The history of signing in, and ending what is signed in elsewhere."""

from collections.abc import Iterable
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from accounts.models import SignIn
from agencies.auditlog.writing import record
from agencies.models import User

# Failures are counted apart: whoever tries passwords does not push out what really happened.
_KEPT = {True: 200, False: 100}
_KEPT_FOR = timedelta(days=180)


@transaction.atomic
def note_sign_in(*, user: User, succeeded: bool, method: str, address: str, device: str) -> None:
    """Add an attempt to the person's history, and forget what is too old or too much."""
    SignIn.objects.create(user=user, succeeded=succeeded, method=method, address=address, device=device)
    of_kind = SignIn.objects.filter(user=user, succeeded=succeeded)
    newest = of_kind.order_by("-at", "-pk").values("pk")[: _KEPT[succeeded]]
    of_kind.exclude(pk__in=list(newest.values_list("pk", flat=True))).delete()
    SignIn.objects.filter(user=user, at__lt=timezone.now() - _KEPT_FOR).delete()


@transaction.atomic
def end_sessions(*, user: User, sessions: Iterable[UserSession]) -> int:
    """Sign the person out where these sessions are; return how many there were."""
    ended = 0
    for session in sessions:
        session.end()
        ended += 1
    if ended:
        record("account.end_sessions", user, by=user, agency=None, after={"sessions": ended})
    return ended
