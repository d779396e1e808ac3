"""One import, of an agency or of many: how far it is, what it would change, confirming and undoing it.

Without ``slug`` the file is about many agencies, and for site administrators alone.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from agencies.access import for_site_administrators, get_agency
from agencies.navigation import page_address
from agencies.roles import Capability
from exchange.actions import stages
from exchange.enums import CountryTableName, ImportState, SiteTableName, TableName
from exchange.models import Import
from exchange.views.answers import ImportPages, stored
from exchange.views.wholes import whole_url


def _pages(request, slug: str | None, pk: int, capability: Capability = Capability.VIEW) -> ImportPages:
    if slug is None:
        return _of_country(request, pk)
    agency = get_agency(request, slug, capability)
    imports = Import.objects.select_related("agency", "by", "progress_round", "source")
    started = get_object_or_404(imports.defer("source__found_json"), agency=agency, pk=pk)
    query = urlencode({**_what(started), "mode": started.mode, "blank": started.blank})
    upload = f"{reverse('exchange:upload', args=[slug])}?{query}"
    may = Capability.ENTER in request.capabilities
    own = may and started.source is not None and started.source.by_id == request.user.pk
    return ImportPages.of(
        request, started, "exchange", slug, upload=upload, title=started.about, may_import=may,
        source=started.source, may_choose_again=own, whole_url=whole_url(started.source) if own and started.source else "", mend_url=_mend_url(slug, started) if may else "",
    )  # fmt: skip


def _mend_url(slug: str, started: Import) -> str:
    """Return where refused rows or unknown columns are put right; only scores are, and not more than a page holds."""
    is_open = started.state in (ImportState.READY, ImportState.FAILED) and started.table == TableName.SCORES
    is_open = is_open and not stages.is_long(started)
    return reverse("exchange:import_mend", args=[slug, started.pk]) if is_open else ""


@for_site_administrators
def _of_country(request, pk: int) -> ImportPages:
    imports = Import.objects.select_related("by")
    tables = (*CountryTableName.values, *SiteTableName.values)
    started = get_object_or_404(imports, agency=None, table__in=tables, pk=pk)
    if started.table in SiteTableName.values:
        index = page_address("agency files")
        return ImportPages.of(
            request, started, "exchange_many", index=index, title=started.about, may_import=True
        )
    return ImportPages.of(request, started, "exchange_many", title=started.about, may_import=True)


def _what(started: Import) -> dict[str, str]:
    """Return which table the form begins with; that of a round that was deleted has to be chosen anew."""
    which = started.progress_round_id if started.table == TableName.PROGRESS else started.fiscal_year
    return {"what": f"{started.table}-{which}"} if which else {}


@require_safe
def look(request, pk, step, slug=None):
    """How far the import is and what it would change, or a file of it: ``step`` of ImportPages."""
    return getattr(_pages(request, slug, pk), step)()


@require_POST
def act(request, pk, step, slug=None):
    """Compare once more, write what the preview showed, or take the import back: ``step`` of ImportPages."""
    return getattr(_pages(request, slug, pk, Capability.ENTER), step)()


@require_safe
def source(request, slug, pk):
    """What the rows of the file were chosen from, as it was pasted or uploaded."""
    kept = _pages(request, slug, pk).started.source
    if kept is None:
        raise Http404
    return stored(kept)
