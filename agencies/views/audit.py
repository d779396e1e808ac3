"""The audit log for the agency's auditor, and the site's for its administrators: read, narrow, check, export."""

from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.access import for_site_administrators, get_agency
from agencies.auditlog import queries
from agencies.auditlog.entries import describe_event
from agencies.auditlog.export import write_csv
from agencies.auditlog.sealed import sealed_heads
from agencies.auditlog.triggers import triggers_present
from agencies.auditlog.writing import verify_chain
from agencies.forms.audit import AuditFilterForm
from agencies.models import Agency
from agencies.roles import Capability


@require_safe
def index(request, slug):
    """Events newest first; with ``check`` the whole chain is recomputed, and compared with what is sealed outside."""
    agency = get_agency(request, slug, Capability.AUDIT)
    return _log(request, agency, reverse("agencies:audit", args=[slug]))


@require_safe
@for_site_administrators
def site(request):
    """The same of what belongs to no agency: accounts, criteria, what site administrators do."""
    return _log(request, None, reverse("site_audit"))


@require_safe
def export(request, slug):
    """The same events as CSV."""
    agency = get_agency(request, slug, Capability.AUDIT)
    return _csv(request, agency, reverse("agencies:audit", args=[slug]))


@require_safe
@for_site_administrators
def site_export(request):
    """The site's events as CSV."""
    return _csv(request, None, reverse("site_audit"))


def _log(request, agency: Agency | None, here: str) -> HttpResponse:
    form = _filter(request, agency)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = Paginator(queries.audit_events(agency, **wanted), 50).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "filtered": any(wanted.values()),
        "page": page,
        "entries": [describe_event(event) for event in page],
        "query": _without(request, "page", "check"),
        "head": queries.audit_head(agency),
        "here": here,
        **(_check_chain(agency) if "check" in request.GET else {}),
    }
    return render(request, "agencies/audit.html" if agency else "agencies/site_audit.html", context)


def _csv(request, agency: Agency | None, here: str) -> HttpResponseBase:
    form = _filter(request, agency)
    if not form.is_valid():
        return HttpResponseRedirect(f"{here}?{request.GET.urlencode()}")
    events = queries.audit_events(agency, **form.cleaned_data).iterator(chunk_size=500)
    response = StreamingHttpResponse(
        write_csv(describe_event(event) for event in events), content_type="text/csv; charset=utf-8"
    )
    name = f"audit-{agency.slug if agency else 'site'}-{timezone.localdate():%Y%m%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _filter(request, agency: Agency | None) -> AuditFilterForm:
    return AuditFilterForm(request.GET, actors=queries.audit_actors(agency))


def _without(request, *names: str) -> str:
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    return query.urlencode()


def _check_chain(agency: Agency | None) -> dict[str, object]:
    # Read before the chain, which only grows meanwhile.
    chain = agency.pk if agency else None
    sealed = sealed_heads(chain)
    return {
        "checked": True,
        "sealed": len(sealed),
        "broken": verify_chain(chain, sealed),
        "unprotected": not triggers_present(connection),
    }
