"""The site administrator reads the stored criteria packs; they change by loading a new version."""

from django.contrib import admin

from criteria.models import CriteriaPack


@admin.register(CriteriaPack)
class CriteriaPackAdmin(admin.ModelAdmin):
    """Stored versions, read-only."""

    list_display = ["fiscal_year", "version", "sha256", "loaded_at", "published_at"]
    exclude = ["source"]  # handed out by the portal's own page

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
