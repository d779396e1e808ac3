"""Whether the person of a session has to add a second factor first; asked once for a session that has nothing to add."""

from django.http import HttpRequest

from accounts.queries import factors_of, needs_second_factor

SETTLED = "second_factor_settled"


def is_factor_due(request: HttpRequest) -> bool:
    """Tell whether the person must have a second factor and has none."""
    user = request.user
    if not user.is_authenticated or request.session.get(SETTLED):
        return False
    if needs_second_factor(user) and not factors_of(user).exists():
        return True
    request.session[SETTLED] = True
    return False
