"""The site administrator's pages have no door of their own, and show nothing of how people prove who they are."""

from allauth.account.decorators import secure_admin_login
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db import transaction

from accounts import actions
from agencies.admin import Audited, MembershipInline, OversightInline
from agencies.models import User

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

for _app in ("account", "mfa", "usersessions", "socialaccount"):
    for _model in apps.get_app_config(_app).get_models():
        if admin.site.is_registered(_model):
            admin.site.unregister(_model)


@admin.register(User)
class PersonAdmin(Audited, UserAdmin):
    """People with their memberships."""

    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("ชื่อ", {"fields": ("title", "first_name", "last_name", "email")}),
        ("สิทธิ์", {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    list_display = ["username", "full_name", "is_active", "is_staff"]
    ordering = ["name_order", "pk"]
    inlines = [MembershipInline, OversightInline]
    actions = ["remove_second_factors"]

    @admin.action(description="ยกเลิกการยืนยันตัวตนขั้นที่สอง (เมื่อโทรศัพท์หรือกุญแจหาย)", permissions=["change"])
    def remove_second_factors(self, request, queryset):
        """For whoever lost the telephone and the recovery codes."""
        for person in queryset:
            actions.remove_factors(user=person, by=request.user)

    @admin.display(description="ชื่อ", ordering="name_order")
    def full_name(self, person):
        return person.get_full_name()

    def save_model(self, request, obj, form, change):
        """Whoever gets a first password here chooses one of their own before anything else."""
        super().save_model(request, obj, form, change)
        if not change and obj.has_usable_password():
            actions.password_set_by_other(user=obj, by=request.user)

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        """A password chosen here is told to the person and to every agency of theirs."""
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            actions.password_set_by_other(user=User.objects.get(pk=id), by=request.user)
        return response
