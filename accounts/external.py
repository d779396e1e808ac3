"""An account elsewhere (OpenID Connect) as a way in: what is asked of it, what is kept of it, what it may open.

Imported where OIDC_SERVER_URL is set or a page of it is asked for: its libraries take long to import.
"""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac

from itaportal.language import gettext


class SignedTokens(OpenIDConnectOAuth2Adapter):
    """Believes an answer whose token is signed, and both halves of which speak of one person."""

    def complete_login(self, request, app, token, **kwargs):
        """Return who signed in elsewhere; raises OAuth2Error for an answer that cannot be believed."""
        answer = kwargs["response"].get("id_token")
        if not answer:
            raise OAuth2Error("The provider sent no id_token.")
        claims = self._decode_id_token(app, answer)
        told = self._fetch_user_info(token.token)
        if not claims.get("sub") or told.get("sub") != claims["sub"]:
            raise OAuth2Error("id_token and userinfo speak of two persons.")
        return self.get_provider().sociallogin_from_response(request, {**told, **claims})

    def _decode_id_token(self, app, id_token):
        return jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )


class ExternalProvider(OpenIDConnectProvider):
    """Keeps a hash of who it is and a name to show; a number of a citizen, and all else, is dropped unread."""

    oauth2_adapter_class = SignedTokens

    def get_default_scope(self):
        """Ask for what the settings say."""
        return settings.OIDC_SCOPES

    def extract_uid(self, data):
        """Return a hash: the subject may be the citizen's number itself."""
        return salted_hmac("accounts.external", str(data["sub"]), algorithm="sha256").hexdigest()

    def extract_extra_data(self, data):
        """Return the name alone."""
        name = data.get("name") or f"{data.get('given_name', '')} {data.get('family_name', '')}"
        return {"name": str(name).strip()[:200]}

    def extract_common_fields(self, data):
        """Take nothing over into the account."""
        return {}

    def extract_email_addresses(self, data):
        """Take no address over."""
        return []


class ExternalAdapter(DefaultSocialAccountAdapter):
    """An account elsewhere opens only what its person connected; it makes no account."""

    def pre_social_login(self, request, sociallogin):
        """Send away whoever has not connected it."""
        if sociallogin.state.get("process") != AuthProcess.CONNECT and not sociallogin.is_existing:
            words = gettext("{oidc_name} นี้ยังไม่ได้เชื่อมกับบัญชีใด กรุณาเข้าด้วยรหัสผ่าน แล้วเชื่อมที่หน้าความปลอดภัย").format(
                oidc_name=settings.OIDC_NAME
            )
            messages.error(request, words)
            raise ImmediateHttpResponse(redirect("account_login"))

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """Lead back; what went wrong is for the operator's log."""
        messages.error(
            request,
            gettext("เข้าด้วย {oidc_name} ไม่สำเร็จ กรุณาลองอีกครั้ง หรือใช้รหัสผ่าน").format(
                oidc_name=settings.OIDC_NAME
            ),
        )
        back = "mfa_index" if request.user.is_authenticated else "account_login"
        raise ImmediateHttpResponse(redirect(back))

    def is_open_for_signup(self, request, sociallogin):
        """Accounts are made by administrators alone."""
        return False

    def get_connect_redirect_url(self, request, socialaccount):
        """Lead back to where it was connected."""
        return reverse("mfa_index")
