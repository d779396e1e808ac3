"""One import of an agency: how far it is, what it would change, confirming and undoing it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from agencies.access import get_agency
from agencies.roles import Capability
from exchange.enums import TableName
from exchange.models import Import
from exchange.views.answers import Shown, stored


def _shown(request, slug: str, pk: int, capability: Capability = Capability.VIEW) -> Shown:
    agency = get_agency(request, slug, capability)
    imports = Import.objects.select_related("agency", "by", "progress_round", "source")
    started = get_object_or_404(imports.defer("source__found_json"), agency=agency, pk=pk)
    query = urlencode({**_what(started), "mode": started.mode, "blank": started.blank})
    upload = f"{reverse('exchange:upload', args=[slug])}?{query}"
    title = f"{TableName(started.table).label} ปี {started.fiscal_year}"
    may = Capability.ENTER in request.capabilities
    own = may and started.source is not None and started.source.by_id == request.user.pk
    return Shown.of(
        request, started, "exchange", slug, upload=upload, title=title, may_import=may,
        source=started.source, may_choose_again=own,
    )  # fmt: skip


def _what(started: Import) -> dict[str, str]:
    """Return which table the form begins with; that of a round that was deleted has to be chosen anew."""
    which = started.progress_round_id if started.table == TableName.PROGRESS else started.fiscal_year
    return {"what": f"{started.table}-{which}"} if which else {}


@require_safe
def detail(request, slug, pk):
    """How far the import is and what it would change."""
    return _shown(request, slug, pk).page()


@require_safe
def progress(request, slug, pk):
    """How far the import is, for the page's script."""
    return _shown(request, slug, pk).progress()


@require_safe
def refused(request, slug, pk):
    """The refused rows, to be corrected."""
    return _shown(request, slug, pk).refused()


@require_safe
def original(request, slug, pk):
    """The file as it came."""
    return _shown(request, slug, pk).original()


@require_safe
def source(request, slug, pk):
    """What the rows of the file were chosen from, as it was pasted or uploaded."""
    kept = _shown(request, slug, pk).started.source
    if kept is None:
        raise Http404
    return stored(kept)


@require_POST
def again(request, slug, pk):
    """Compare once more."""
    return _shown(request, slug, pk, Capability.ENTER).again()


@require_POST
def confirm(request, slug, pk):
    """Write what the preview showed."""
    return _shown(request, slug, pk, Capability.ENTER).confirm()


@require_POST
def undo(request, slug, pk):
    """Take the import back."""
    return _shown(request, slug, pk, Capability.ENTER).undo()
