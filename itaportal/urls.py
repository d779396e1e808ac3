"""Every address of the portal."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from agencies.views import account, health
from reports.views import overview

agency_urls = [
    path("", include("reports.urls")),
    path("", include("assessments.urls")),
    path("", include("measures.urls")),
    path("settings/", include("agencies.urls")),
]

urlpatterns = [
    path("", overview.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("login/", account.SignIn.as_view(), name="login"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("account/", account.preferences, name="account"),
    path("account/password/", account.ChangePassword.as_view(), name="password_change"),
    path("a/<slug:slug>/", include(agency_urls)),
    path("admin/", admin.site.urls),
]
