"""The site administrator's pages: agencies and what people are there; no agency's working data."""

from django.contrib import admin

from agencies.auditlog.writing import record
from agencies.models import Agency, Membership, Oversight
from agencies.signers import signers
from itaportal.language import gettext_lazy
from itaportal.thai.order import sort_key


class Audited:
    """What the site administrator does is in the audit log: in the site's chain, and in the agency's it concerns."""

    def log_addition(self, request, obj, message):
        entry = super().log_addition(request, obj, message)
        self._tell("add", obj, request, entry.get_change_message())
        return entry

    def log_change(self, request, obj, message):
        entry = super().log_change(request, obj, message)
        self._tell("change", obj, request, entry.get_change_message())
        return entry

    def log_deletions(self, request, queryset):
        for obj in queryset:
            self._tell("delete", obj, request, "")
        return super().log_deletions(request, queryset)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        for obj in [*formset.new_objects, *(obj for obj, _ in formset.changed_objects)]:
            self._tell("change", obj, request, str(obj))
        for obj in formset.deleted_objects:
            self._tell("delete", obj, request, str(obj))

    def _tell(self, done: str, obj, request, what: str) -> None:
        agency = obj if isinstance(obj, Agency) else getattr(obj, "agency", None)
        record(f"admin.{done}", obj, by=request.user, agency=agency, after={"change": what} if what else None)


class MembershipInline(admin.TabularInline):
    """What a person is in which agency."""

    model = Membership
    fk_name = "user"
    extra = 0
    autocomplete_fields = ["agency"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and db_field.name == "agency":
            field.label = "หน่วยงาน"
        return field

    def has_change_permission(self, request, obj=None):
        """What a signer is in an agency is proposed there."""
        return super().has_change_permission(request, obj) and not (obj and signers().agencies_of(obj))

    def has_delete_permission(self, request, obj=None):
        """Tell whether memberships of the person may be removed here."""
        return super().has_delete_permission(request, obj) and not (obj and signers().agencies_of(obj))


class OversightInline(admin.TabularInline):
    model = Oversight
    extra = 0


class ProvinceFilter(admin.AllValuesFieldListFilter):
    """The provinces in dictionary order."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lookup_choices = sorted(self.lookup_choices, key=sort_key)


@admin.register(Agency)
class AgencyAdmin(Audited, admin.ModelAdmin):
    """Agencies; their letterhead is kept by their own administrators."""

    fields = ["slug", "name", "short_name", "kind", "district", "province"]
    list_display = ["agency_name", "agency_province", "district", "kind"]
    sortable_by = ["agency_name", "agency_province"]
    list_filter = ["kind", ("province", ProvinceFilter)]
    search_fields = ["name", "short_name", "slug", "province"]

    @admin.display(description=gettext_lazy("ชื่อหน่วยงาน"), ordering="name_order")
    def agency_name(self, agency):
        return agency.name

    @admin.display(description=gettext_lazy("จังหวัด"), ordering="province_order")
    def agency_province(self, agency):
        return agency.province
