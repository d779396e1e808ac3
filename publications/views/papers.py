"""What goes with a file: the report on its signatures (also of a file that somebody sent), and who decided how."""

import math
from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from agencies.middleware import client_ip
from approvals.models import Edition
from approvals.signing.failures import SigningFailed
from approvals.views.editions import get_edition
from itaportal.downloads import attachment
from itaportal.language import gettext
from itaportal.probes import MEMBERS, STRANGERS, ProbeBusy, Turns
from itaportal.probes.turns import turn
from itaportal.ratelimits import CHECKED_FILES, seconds_to_wait
from publications.completion import completion_sheet
from publications.papers import report_json, report_of_edition, report_pdf
from publications.sheets import Sheet, sheet_pdf
from publications.verification.report import Report, as_data, from_data
from publications.verification.report_sheet import report_sheet
from publications.views.pages import get_published_or_404, public_url

_SALT = "validation-report"
_CARRIED_FOR = 3600  # seconds: a report is of the moment


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
    files = ((gettext("ดาวน์โหลดรายงานเป็น PDF"), "pdf"), (gettext("ดาวน์โหลดรายงานเป็นข้อมูล (JSON)"), "json"))
    return _page(request, edition, report_sheet(made, url=url), turns, "report_file", files)


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
    url = public_url("verify_code", edition.code)
    sheet = completion_sheet(edition, public=turns is STRANGERS, url=url)
    if extension not in ("", "pdf"):
        raise Http404
    if not extension:
        files = ((gettext("ดาวน์โหลดหนังสือรับรองเป็น PDF"), "pdf"),)
        return _page(request, edition, sheet, turns, "completion_file", files)
    with turn(turns):
        return attachment(sheet_pdf(sheet), f"completion-{edition.code}.pdf", "application/pdf")


def _page(
    request, edition: Edition, sheet: Sheet, turns: Turns, url_name: str, files: tuple[tuple[str, str], ...]
) -> HttpResponse:
    """Show a sheet to strangers or to those who may see the edition, above it the ``files`` (label, extension) of it."""
    public = turns is STRANGERS
    space, given = (
        ("publications", (edition.code,)) if public else ("papers", (request.agency.slug, edition.pk))
    )
    context = {
        "frame": "base_public.html" if public else "base.html",
        "public": public,
        "edition": edition,
        "record": edition.document,
        "sheet": sheet,
        "files": [(label, reverse(f"{space}:{url_name}", args=[*given, kind])) for label, kind in files],
    }
    return render(request, "publications/paper.html", context)


def _file(made: Report, extension: str, url: str, turns: Turns) -> HttpResponse:
    if extension == "json":
        content = report_json(made)
    elif extension == "pdf":
        with turn(turns):
            content = report_pdf(made, url)
    else:
        raise Http404
    name = f"validation-report-{made.code or made.sha256[:12]}.{extension}"
    return attachment(content, name, f"application/{extension}")


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
