"""The site administrator's pages: agencies, people and read-only criteria; no agency's working data."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from agencies.models import Agency, Membership, Oversight, User


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0
    autocomplete_fields = ["agency"]


class OversightInline(admin.TabularInline):
    model = Oversight
    extra = 0


@admin.register(User)
class PersonAdmin(UserAdmin):
    """People with their memberships."""

    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("ชื่อ", {"fields": ("title", "first_name", "last_name", "email")}),
        ("สิทธิ์", {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    list_display = ["username", "get_full_name", "is_active", "is_staff"]
    inlines = [MembershipInline, OversightInline]


@admin.register(Agency)
class AgencyAdmin(admin.ModelAdmin):
    """Agencies; their letterhead is kept by their own administrators."""

    fields = ["slug", "name", "short_name", "kind", "district", "province"]
    list_display = ["name", "province", "district", "kind"]
    list_filter = ["kind", "province"]
    search_fields = ["name", "short_name", "slug", "province"]
