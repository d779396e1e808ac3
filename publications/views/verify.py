"""Checking: by the code on paper, or by the file itself."""

import math

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from agencies.middleware import client_ip
from approvals.enums import Means, Move, State, Trust
from approvals.rules.codes import read_code
from itaportal.bodysizes import takes
from itaportal.language import gettext
from itaportal.probes import ProbeBusy
from itaportal.ratelimits import CHECKED_FILES, seconds_to_wait
from itaportal.thai.spelling import clean_line
from publications import queries
from publications.forms import MAX_MEGABYTES, CodeForm, FileForm
from publications.papers import report_of
from publications.verification.answers import Tone
from publications.verification.inspection import inspect_file
from publications.verification.report_sheet import report_sheet
from publications.verification.standings import judge_state
from publications.views.papers import carry

_COMES_BACK = "15"  # seconds, the longest that a file is looked into


@takes(2 * MAX_MEGABYTES * 1024 * 1024)
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # _check_file is protected; asking for the token here would read the file before it is turned away
def verify(request):
    """Two ways to check a document: type its code, or hand in the file."""
    if request.method == "POST":
        return _receive(request)
    by_code = CodeForm(request.GET) if "code" in request.GET else CodeForm()
    if by_code.is_bound and by_code.is_valid():
        if queries.edition_of_code(by_code.cleaned_data["code"]):
            return redirect("publications:verify_code", by_code.cleaned_data["code"])
        by_code.add_error("code", gettext("ไม่พบเอกสารที่มีรหัสนี้ กรุณาตรวจรหัสท้ายกระดาษทีละตัวแล้วพิมพ์ใหม่"))
    return _page(request, by_code, FileForm())


def _receive(request):
    """Turn a file away that comes too often, before any of it is read."""
    sends_file = request.content_type == "multipart/form-data"
    if sends_file and (wait := seconds_to_wait(CHECKED_FILES, client_ip(request))):
        response = render(request, "429.html", {"minutes": math.ceil(wait / 60)}, status=429)
        response["Retry-After"] = str(wait)
        return response
    return _check_file(request)


@csrf_protect
def _check_file(request):
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, CodeForm(), form)
    try:
        with form.cleaned_data["file"] as file:
            inspection = inspect_file(file.read())
    except ProbeBusy as busy:
        form.add_error("file", str(busy))
        response = _page(request, CodeForm(), form, status=503)
        response["Retry-After"] = _COMES_BACK
        return response
    signatures = inspection.file.signatures if inspection.file else ()
    name = clean_line(file.name)
    report = report_of(inspection, name, timezone.now())
    context = {
        "inspection": inspection,
        "name": name,
        "sheet": report_sheet(report),
        "carried": carry(report),
        "public": bool(inspection.edition) and inspection.edition.state == State.PUBLISHED,
        "forged": inspection.verdict.tone == Tone.BAD,
        "local_seal": _is_local() and any(one.own_seal or one.issued_here for one in signatures),
    }
    return render(request, "publications/verify_file.html", context)


def _page(request, by_code: CodeForm, by_file: FileForm, *, status: int = 200):
    context = {"by_code": by_code, "by_file": by_file}
    return render(request, "publications/verify.html", context, status=status)


def _is_local() -> bool:
    """Whether the portal seals with a certificate of its own authority, which nobody else knows."""
    return not settings.SEAL_FILE


@login_not_required
@never_cache
@require_safe
def verify_code(request, code):
    """What the portal knows of the edition with this code; of one that is not published, no content and no names."""
    read = read_code(code)
    edition = queries.edition_of_code(read) if read else None
    if edition is None:
        return render(request, "publications/verify_unknown.html", {"code": code[:60]}, status=404)
    if code != edition.code:
        return redirect("publications:verify_code", edition.code)
    later = queries.later_in_force(edition)
    public = edition.state == State.PUBLISHED
    decisions = queries.decisions_of(edition)
    signatures = [decision for decision in decisions if public and decision.move == Move.APPROVE]
    context = {
        "edition": edition,
        "publisher": edition.document.agency,
        "verdict": judge_state(
            State(edition.state),
            later=bool(later),
            faulty=queries.found_faulty(edition),
            unproven=any(decision.trust == Trust.UNPROVEN for decision in decisions),
        ),
        "later": later,
        "public": public,
        "signatures": signatures,
        "successions": queries.successions_of(edition) if public else [],
        "file": queries.current_file(edition),
        "local_seal": _is_local() and any(one.means in (Means.SEAL, Means.ISSUED) for one in signatures),
    }
    return render(request, "publications/verify_code.html", context)
