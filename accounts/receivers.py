"""What Django and allauth tell of: who signed in or failed to, and second factors that changed."""

from allauth.mfa import signals as mfa
from allauth.socialaccount.signals import social_account_added
from django.contrib.auth.signals import user_logged_in, user_login_failed

from accounts import actions
from accounts.factor_due import SETTLED
from accounts.proof import proofs_of
from accounts.rules.devices import device_name
from agencies.middleware import client_ip
from agencies.models import User


def connect() -> None:
    """Listen; called once when the portal starts."""
    mfa.authenticator_added.connect(_added)
    mfa.authenticator_reset.connect(_added)
    mfa.authenticator_removed.connect(_removed)
    mfa.authentication_failed.connect(_wrong_factor)
    social_account_added.connect(_connected)
    user_logged_in.connect(_signed_in)
    user_login_failed.connect(_wrong_password)


def _added(sender, request, user, authenticator, **kwargs):
    actions.factor_changed(user=user, kind=authenticator.type, added=True)


def _removed(sender, request, user, authenticator, **kwargs):
    request.session.pop(SETTLED, None)
    actions.factor_changed(user=user, kind=authenticator.type, added=False)


def _connected(sender, request, sociallogin, **kwargs):
    actions.connected(user=sociallogin.user)


def _signed_in(sender, request, user, **kwargs):
    steps = list(dict.fromkeys(proof.method for proof in proofs_of(request, user)))
    _note(request, user, succeeded=True, method="+".join(steps))


def _wrong_password(sender, credentials, request=None, **kwargs):
    name = credentials.get("username") or ""
    user = User.objects.filter(username__iexact=name).first() if request and "\x00" not in name else None
    if user:
        _note(request, user, succeeded=False, method="password")


def _wrong_factor(sender, request, user, authenticator, **kwargs):
    _note(request, user, succeeded=False, method=authenticator.type)


def _note(request, user, *, succeeded: bool, method: str) -> None:
    device = device_name(request.META.get("HTTP_USER_AGENT", ""))
    actions.note_sign_in(
        user=user, succeeded=succeeded, method=method, address=client_ip(request), device=device
    )
