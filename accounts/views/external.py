"""Signing in with an account elsewhere, connecting and giving up one."""

from allauth.core.exceptions import ReauthenticationRequired
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts import actions
from accounts.external import SignedTokens
from accounts.proof import is_recent
from itaportal.editing.flow import go_on
from itaportal.language import gettext


def go_out(request):
    """Send the browser to the provider: to sign in, or (``process=connect``) to connect it to the person signed in."""
    _must_be_configured()
    if request.user.is_authenticated and not is_recent(request):
        raise ReauthenticationRequired
    return OAuth2LoginView.adapter_view(SignedTokens(request, settings.OIDC_ID))(request)


def come_back(request):
    """Take the provider's answer."""
    _must_be_configured()
    return OAuth2CallbackView.adapter_view(SignedTokens(request, settings.OIDC_ID))(request)


def give_up(request):
    """Let the account elsewhere open nothing here any more."""
    _must_be_configured()
    account = get_object_or_404(SocialAccount, user=request.user)
    if not is_recent(request):
        raise ReauthenticationRequired
    actions.disconnect(account=account, by=request.user)
    return go_on(
        request, gettext("เลิกเชื่อม {oidc_name} แล้ว").format(oidc_name=settings.OIDC_NAME), "mfa_index"
    )


def _must_be_configured() -> None:
    if not settings.OIDC_SERVER_URL:
        raise Http404
