"""The site administrator's pages have no door of their own, and show nothing of how people prove who they are."""

from allauth.account.decorators import secure_admin_login
from django.apps import apps
from django.contrib import admin

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

for _app in ("account", "mfa", "usersessions", "socialaccount"):
    for _model in apps.get_app_config(_app).get_models():
        if admin.site.is_registered(_model):
            admin.site.unregister(_model)
