"""What all public views have in common: no sign-in, read only, kept by browsers for a while."""

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

_SECONDS = 300


def public_page(view):
    """Let anybody read the view's answer; browsers may keep it for five minutes, and then ask whether it changed."""
    return login_not_required(
        require_safe(conditional_page(cache_control(public=True, max_age=_SECONDS)(view)))
    )
