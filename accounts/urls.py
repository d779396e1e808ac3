"""The addresses of signing in: of allauth's only those that the portal serves, under the names allauth knows."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import path, re_path
from django.views.decorators.http import require_safe

from accounts.views import codes, invitations, passwords, preferences, signing_in
from itaportal.editing.flow import form_view

sign_in_urls = [
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
    path("logout/", LogoutView.as_view(), name="account_logout"),
]

agency_urls = [path("people/<int:pk>/invite/", invitations.invite, name="invite")]

account_urls = [
    path("", preferences.preferences, name="account"),
    path("password/", form_view(passwords.ChangePassword.as_view()), name="account_change_password"),
    path("again/", form_view(passwords.AskAgain.as_view()), name="account_reauthenticate"),
]
