"""The page of a fault that passes: what is the matter, when to try again, and what was typed, to be sent once more.

It asks neither the database nor a file for anything.
"""

import logging

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template import loader

from itaportal.editing.interrupted import FIELD, Interrupted, is_secret
from itaportal.language import gettext_lazy
from itaportal.passing import Passing

logger = logging.getLogger(__name__)
RETRY_SECONDS = 30
_TELL = gettext_lazy("หากยังพบหน้านี้ใน 10 นาที กรุณาแจ้งผู้ดูแลระบบ")
_TELL_NOW = gettext_lazy("กรุณาแจ้งผู้ดูแลระบบทันที ระบบเปิดอ่านได้ แต่ยังบันทึกไม่ได้")
# What is the matter, and what helps besides trying again.
WORDS = {
    Passing.AWAY: (gettext_lazy("ระบบติดต่อฐานข้อมูลไม่ได้"), _TELL),
    Passing.BUSY: (gettext_lazy("ฐานข้อมูลกำลังบันทึกงานใหญ่อีกงานหนึ่ง"), _TELL),
    Passing.FULL: (gettext_lazy("ที่เก็บข้อมูลของระบบเต็ม"), _TELL_NOW),
    Passing.READ_ONLY: (gettext_lazy("ที่เก็บข้อมูลของระบบเขียนไม่ได้"), _TELL_NOW),
    Passing.SERVICE: (gettext_lazy("บริการที่ระบบต้องใช้ไม่ตอบ"), _TELL),
}


def fault_page(request: HttpRequest, what: Passing, fault: BaseException | None) -> HttpResponse:
    """Answer a request that a passing fault stopped (503, with Retry-After)."""
    logger.warning("%s %s was stopped (%s): %s", request.method, request.path, what, fault)
    reason, advice = WORDS[what]
    typed = _typed(request) if request.method == "POST" else None
    context = {
        "reason": reason,
        "advice": advice,
        "seconds": RETRY_SECONDS,
        "late": typed,
        "again": request.get_full_path() if request.method in ("GET", "HEAD") else "",
        # Where the connection broke while it was saved, nobody knows.
        "is_unsure": what is Passing.AWAY,
    }
    content = loader.get_template("503.html").render(context)
    return told_to_wait(HttpResponse(content, status=503))


def told_to_wait(response: HttpResponse) -> HttpResponse:
    """Say when to try again, and have nobody keep the answer."""
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def _typed(request: HttpRequest) -> Interrupted | None:
    """Return the form as it was sent, with the token that it brought; None where it cannot be read."""
    try:
        sent = [(name, value) for name, values in request.POST.lists() for value in values]
        has_files = bool(request.FILES)
    except (OSError, SuspiciousOperation, MultiPartParserError):
        return None
    kept = tuple((name, value) for name, value in sent if name != FIELD and not is_secret(name))
    has_secrets = any(value for name, value in sent if is_secret(name))
    return Interrupted("", request.get_full_path(), kept, has_files, has_secrets)
