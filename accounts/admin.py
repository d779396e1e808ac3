"""The site administrator's pages have no door of their own, and show nothing of how people prove who they are."""

from allauth.account.decorators import secure_admin_login
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import ReadOnlyPasswordHashField, ReadOnlyPasswordHashWidget, UserChangeForm
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html
from django_tasks_db import admin as _tasks  # noqa: F401 - registered before it is taken out

from accounts import actions
from agencies.admin import Audited, MembershipInline, OversightInline
from agencies.models import User
from agencies.signers import signers
from itaportal.language import gettext, gettext_lazy

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

admin.site.site_header = "ระบบรายงาน ITA: ข้อมูลในฐานข้อมูล สำหรับเหตุฉุกเฉิน"
admin.site.site_title = "ระบบรายงาน ITA"
admin.site.index_title = "งานประจำวันอยู่ที่หน้าดูแลระบบ"

# Tasks of the queue are looked after in the portal's own pages, as wrong passwords are (AXES_ENABLE_ADMIN).
for _app in ("account", "mfa", "usersessions", "socialaccount", "django_tasks_database"):
    for _model in apps.get_app_config(_app).get_models():
        if admin.site.is_registered(_model):
            admin.site.unregister(_model)


class HiddenPassword(ReadOnlyPasswordHashWidget):
    """Whether a password is set, and the way to another one; nothing of what is stored."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        is_set = bool(value) and not value.startswith(UNUSABLE_PASSWORD_PREFIX)
        context["summary"] = [{"label": "ตั้งไว้แล้ว (ไม่แสดง)" if is_set else "ยังไม่ได้ตั้ง"}]
        context["button_label"] = "ตั้งรหัสผ่านใหม่ให้" if is_set else "ตั้งรหัสผ่านให้"
        return context


class PersonForm(UserChangeForm):
    """A person without what their password is stored as."""

    password = ReadOnlyPasswordHashField(label="รหัสผ่าน", widget=HiddenPassword)


@admin.register(User)
class PersonAdmin(Audited, UserAdmin):
    """People with their memberships."""

    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (gettext_lazy("ชื่อ"), {"fields": ("title", "first_name", "last_name", "email")}),
        (gettext_lazy("สิทธิ์"), {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    form = PersonForm
    list_display = ["username", "full_name", "is_active", "is_staff", "personal_data"]
    ordering = ["name_order", "pk"]
    inlines = [MembershipInline, OversightInline]
    actions = ["remove_second_factors"]

    def get_readonly_fields(self, request, obj=None):
        """What a signer is called is proposed by their agency, and where their mail goes is theirs to say."""
        return ("title", "first_name", "last_name", "email") if obj and signers().agencies_of(obj) else ()

    @admin.action(
        description=gettext_lazy("ยกเลิกการยืนยันตัวตนขั้นที่สอง (เมื่อโทรศัพท์หรือกุญแจหาย)"), permissions=["change"]
    )
    def remove_second_factors(self, request, queryset):
        """For whoever lost the telephone and the recovery codes."""
        for person in queryset:
            actions.remove_factors(user=person, by=request.user)

    @admin.display(description=gettext_lazy("ข้อมูลส่วนบุคคล"))
    def personal_data(self, person):
        """Where the person's data are handed out and removed."""
        return format_html(gettext('<a href="{}">ดูและนำออก</a>'), reverse("person_data", args=[person.pk]))

    @admin.display(description=gettext_lazy("ชื่อ"), ordering="name_order")
    def full_name(self, person):
        return person.get_full_name()

    def save_model(self, request, obj, form, change):
        """Remember where the person was reached before."""
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            request.address_before = form.initial["email"]

    def log_addition(self, request, obj, message):
        """Whoever gets a first password here chooses one of their own before anything else; their agencies are told."""
        entry = super().log_addition(request, obj, message)
        if obj.has_usable_password():
            actions.password_set_by_other(user=obj, by=request.user)
        return entry

    def log_change(self, request, obj, message):
        """What a site administrator changes of a person is told to that person and to every agency of theirs."""
        entry = super().log_change(request, obj, message)
        if message and not getattr(request, "sets_password", False):
            before = getattr(request, "address_before", "")
            what = entry.get_change_message()
            actions.changed_by_admin(user=obj, what=what, address_before=before, by=request.user)
        return entry

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        """A password chosen here is told to the person and to every agency of theirs."""
        request.sets_password = True
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            actions.password_set_by_other(user=User.objects.get(pk=id), by=request.user)
        return response
