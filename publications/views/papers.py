"""What goes with a file: the report on its signatures (also of a file that somebody sent), and who decided how."""

import json
import math
from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from agencies.middleware import client_ip
from approvals.models import Edition
from approvals.signing.failures import SigningFailed
from approvals.views.editions import get_edition
from itaportal.probes import MEMBERS, STRANGERS, ProbeBusy, Turns
from itaportal.probes.turns import turn
from itaportal.ratelimits import CHECKED_FILES, seconds_to_wait
from publications.completion import completion_sheet
from publications.papers import report_of_edition, report_pdf
from publications.sheets import sheet_pdf
from publications.verification.report import Report, as_data, from_data
from publications.verification.report_sheet import report_sheet
from publications.views.pages import get_published_or_404, public_url

_SALT = "validation-report"
_CARRIED_FOR = 3600  # seconds: a report is of the moment
_BASES = {True: "base_public.html", False: "base.html"}


def carry(report: Report) -> str:
    """Return the report for the page to carry: nothing of it is stored, and nobody can write another."""
    return signing.dumps(as_data(report), salt=_SALT, compress=True)


@login_not_required
@never_cache
@require_POST
def carried(request):
    """The report that an answer carried, as JSON or PDF."""
    try:
        data = signing.loads(request.POST.get("report", ""), salt=_SALT, max_age=_CARRIED_FOR)
    except signing.BadSignature:
        return render(request, "publications/report_gone.html")
    return _limited(
        request, lambda: _file(from_data(data), request.POST.get("as", ""), public_url("verify"), STRANGERS)
    )


@login_not_required
@never_cache
@require_safe
def public_report(request, code, extension=""):
    """The report on a published edition's file as it is stored now."""
    edition = get_published_or_404(code)
    return _limited(request, lambda: _report(request, edition, extension, STRANGERS))


@never_cache
@require_safe
def report(request, slug, pk, extension=""):
    """The report on the newest file of an edition, for those who may see it."""
    edition = get_edition(request, slug, pk)
    return _limited(request, lambda: _report(request, edition, extension, MEMBERS))


def _report(request, edition: Edition, extension: str, turns: Turns) -> HttpResponse:
    try:
        made = report_of_edition(edition, at=timezone.now(), turns=turns)
    except SigningFailed:
        raise Http404 from None
    url = public_url("verify_code", edition.code)
    if extension:
        return _file(made, extension, url, turns)
    context = {"edition": edition, "record": edition.document, "sheet": report_sheet(made, url=url)}
    public = turns is STRANGERS
    return render(request, "publications/report.html", context | {"public": public, "frame": _BASES[public]})


@login_not_required
@never_cache
@require_safe
def public_completion(request, code, extension=""):
    """The certificate of a published edition, as far as it is public."""
    edition = get_published_or_404(code)
    return _limited(request, lambda: _completion(request, edition, extension, STRANGERS))


@never_cache
@require_safe
def completion(request, slug, pk, extension=""):
    """The certificate of an edition, for those who may see it."""
    edition = get_edition(request, slug, pk)
    return _limited(request, lambda: _completion(request, edition, extension, MEMBERS))


def _completion(request, edition: Edition, extension: str, turns: Turns) -> HttpResponse:
    public = turns is STRANGERS
    sheet = completion_sheet(edition, public=public, url=public_url("verify_code", edition.code))
    if extension not in ("", "pdf"):
        raise Http404
    if not extension:
        context = {"edition": edition, "record": edition.document, "sheet": sheet}
        frame = {"public": public, "frame": _BASES[public]}
        return render(request, "publications/completion.html", context | frame)
    with turn(turns):
        response = HttpResponse(sheet_pdf(sheet), content_type="application/pdf")
    name = f"completion-{edition.code}.pdf"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _file(made: Report, extension: str, url: str, turns: Turns) -> HttpResponse:
    if extension == "json":
        text = json.dumps(as_data(made), ensure_ascii=False, indent=1)
        response = HttpResponse(text, content_type="application/json")
    elif extension == "pdf":
        with turn(turns):
            response = HttpResponse(report_pdf(made, url), content_type="application/pdf")
    else:
        raise Http404
    name = f"validation-report-{made.code or made.sha256[:12]}.{extension}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _limited(request, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Count what costs seconds of a processor, and say so where too much is asked for at once."""
    person = f"person:{request.user.pk}" if request.user.is_authenticated else client_ip(request)
    if wait := seconds_to_wait(CHECKED_FILES, person):
        response = render(request, "429.html", {"minutes": math.ceil(wait / 60)}, status=429)
    else:
        try:
            return answer()
        except ProbeBusy as busy:
            wait = 15
            response = render(request, "publications/report_busy.html", {"busy": str(busy)}, status=503)
    response["Retry-After"] = str(wait)
    return response
