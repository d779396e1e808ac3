"""What every page's frame needs: the agency in view, its navigation, the person's choices."""

from django.conf import settings
from django.urls import reverse

from agencies.models import Agency
from agencies.roles import Capability

# (label, URL name, how the names of the pages that belong to it begin)
_NAVIGATION = (
    ("ภาพรวมของปี", "reports:cycle", ("reports:cycle",)),
    ("คะแนน", "assessments:index", ("assessments:index", "assessments:score")),
    ("วิเคราะห์", "assessments:analysis_index", ("assessments:analysis",)),
    (
        "มาตรการ",
        "measures:index",
        ("measures:index", "measures:plan", "measures:carry", "measures:catalogue"),
    ),
    ("รายงานผล", "measures:progress_index", ("measures:progress",)),
    (
        "เอกสาร",
        "reports:index",
        ("reports:index", "reports:document", "approvals:submit", "approvals:edition", "approvals:move"),
    ),
)
_SETTINGS = ("ข้อมูลหน่วยงาน", "agencies:settings", ("agencies:",))
# Whoever manages the agency finds it on the settings page.
_AUDIT = ("บันทึกการใช้งาน", "agencies:audit", ("agencies:audit",))


def portal(request) -> dict:
    """Return the page frame's context; costs one query, on agency pages only."""
    context = {"demo": settings.DEMO, "theme": getattr(getattr(request, "user", None), "theme", "")}
    agency = getattr(request, "agency", None)
    if agency is None:
        return context
    held = request.capabilities
    entries = (*_NAVIGATION, *_own_pages(held))
    current = request.resolver_match.view_name if request.resolver_match else ""
    choices = Agency.objects.visible_to(request.user).order_by("name")[:30]
    return {
        **context,
        "agency": agency,
        "can_enter": Capability.ENTER in held,
        "can_manage": Capability.MANAGE in held,
        "nav_items": [
            {
                "label": label,
                "url": reverse(name, args=[agency.slug]),
                "current": current.startswith(prefixes),
            }
            for label, name, prefixes in entries
        ],
        "agency_choices": [
            {
                "name": choice.short_name,
                "url": reverse("reports:cycle", args=[choice.slug]),
                "current": choice == agency,
            }
            for choice in choices
        ],
    }


def _own_pages(held) -> tuple:
    if Capability.MANAGE in held:
        return (_SETTINGS,)
    return (_AUDIT,) if Capability.AUDIT in held else ()
