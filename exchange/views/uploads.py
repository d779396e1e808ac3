"""Bringing a spreadsheet into one of an agency's tables."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from agencies.access import get_agency
from agencies.models import Agency
from agencies.roles import Capability
from exchange import actions
from exchange.enums import Blank, Mode
from exchange.forms import UploadForm
from exchange.models import Import
from exchange.offering import Target, targets
from exchange.views.answers import start_reading

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
def upload(request, slug):
    """A file and what to do with it; the next page shows what it would change."""
    agency = get_agency(request, slug, Capability.ENTER)
    initial = {name: request.GET[name] for name in ("what", "mode", "blank") if name in request.GET}
    form = UploadForm(request.POST or None, request.FILES or None, targets=targets(agency), initial=initial)
    if request.method == "POST" and form.is_valid():
        file, chosen = form.cleaned_data["file"], form.cleaned_data
        started = bring_in(
            agency, form.target, file.name, file.read(),
            by=request.user, mode=Mode(chosen["mode"]), blank=Blank(chosen["blank"]),
        )  # fmt: skip
        return redirect("exchange:import", slug, started.pk)
    return render(request, "exchange/upload.html", {"form": form})


def bring_in(agency: Agency, target: Target, name: str, data: bytes, *, by, **choices) -> Import:
    """Keep the file and read it, now or by the worker."""
    started = actions.upload(
        agency=agency,
        table=target.table,
        fiscal_year=target.fiscal_year,
        progress_round=target.progress_round,
        name=name,
        data=data,
        by=by,
        **choices,
    )
    start_reading(started, data)
    started.refresh_from_db()
    return started
