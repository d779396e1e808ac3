"""The addresses of signing in: of allauth's only those that the portal serves, under the names allauth knows."""

from functools import cache

from allauth.account.views import LogoutView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST, require_safe

from accounts.views import codes, invitations, leaving, passwords, personal, preferences, sessions, signing_in
from itaportal.editing.flow import form_view


def later(name: str, *, is_entrance: bool = False):
    """Return a view, "module.Name" below accounts/views, that is imported when it is asked for first."""

    @cache
    def view():
        found = import_string(f"accounts.views.{name}")
        return found.as_view() if isinstance(found, type) else found

    @form_view
    def served(request, provider_id=None, **kwargs):
        return view()(request, **kwargs)

    return login_not_required(served) if is_entrance else served


# The addresses of the one provider, by the name that allauth asks for them with.
_PROVIDER = {"provider_id": settings.OIDC_ID}

sign_in_urls = [
    path("privacy/", personal.privacy, name="privacy"),
    path("login/", form_view(signing_in.SignIn.as_view()), name="account_login"),
    path("login/forgotten/", form_view(passwords.Forgotten.as_view()), name="account_reset_password"),
    path(
        "login/forgotten/sent/",
        login_not_required(require_safe(passwords.link_sent)),
        name="account_reset_password_done",
    ),
    re_path(
        r"^login/forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        form_view(passwords.NewPassword.as_view()),
        name="account_reset_password_from_key",
    ),
    path("login/code/", login_not_required(codes.enter_code), name="login_code"),
    path("login/new-password/", login_not_required(codes.own_password), name="new_password"),
    path(
        "login/invitation/<int:pk>/<str:secret>/",
        login_not_required(require_safe(codes.open_link)),
        name="invitation",
    ),
    path("login/second/", later("factors.SecondFactor", is_entrance=True), name="mfa_authenticate"),
    path(
        "login/external/",
        require_POST(later("external.go_out", is_entrance=True)),
        _PROVIDER,
        name="openid_connect_login",
    ),
    path(
        "login/external/answer/",
        require_safe(later("external.come_back", is_entrance=True)),
        _PROVIDER,
        name="openid_connect_callback",
    ),
    path("language/", preferences.language, name="language"),
    path("logout/", require_POST(LogoutView.as_view()), name="account_logout"),
]

agency_urls = [
    path("people/known/", invitations.known, name="known"),
    path("people/<int:pk>/invite/", invitations.invite, name="invite"),
    path("people/<int:pk>/leave/", leaving.leave, name="leave"),
    path("people/departures/<int:pk>/", leaving.departure, name="departure"),
]

account_urls = [
    path("", preferences.preferences, name="account"),
    path("language/", preferences.own_language, name="own_language"),
    path("password/", form_view(passwords.ChangePassword.as_view()), name="account_change_password"),
    path("again/", form_view(passwords.AskAgain.as_view()), name="account_reauthenticate"),
    path("external/", require_POST(later("external.give_up")), name="external_give_up"),
    path("sessions/", sessions.sessions, name="usersessions_list"),
    path("sign-ins/", sessions.sign_ins, name="sign_ins"),
    path("data/", personal.own_data, name="own_data"),
    path("again/code/", later("factors.AskAgainByCode"), name="mfa_reauthenticate"),
    path("again/key/", later("factors.AskAgainByKey"), name="mfa_reauthenticate_webauthn"),
    path("security/", require_safe(later("factors.Security")), name="mfa_index"),
    path("security/app/", later("factors.AddApp"), name="mfa_activate_totp"),
    path("security/app/remove/", later("factors.RemoveApp"), name="mfa_deactivate_totp"),
    path("security/keys/add/", later("factors.AddKey"), name="mfa_add_webauthn"),
    path("security/keys/<int:pk>/remove/", later("factors.RemoveKey"), name="mfa_remove_webauthn"),
    path("security/recovery/", require_safe(later("factors.RecoveryCodes")), name="mfa_view_recovery_codes"),
    path("security/recovery/new/", later("factors.NewRecoveryCodes"), name="mfa_generate_recovery_codes"),
]

site_urls = [
    path("sign-ins/", sessions.failed_sign_ins, name="failed_sign_ins"),
    path("people/<int:pk>/data/", personal.person_data, name="person_data"),
    path("people/<int:pk>/remove/", personal.remove, name="person_remove"),
]
