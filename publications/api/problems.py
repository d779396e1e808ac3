"""Errors as the API answers them: problem details (RFC 9457), with what to do in Thai."""

import sys
from collections.abc import Mapping
from http import HTTPStatus
from typing import Literal

from django.http import HttpResponse, HttpResponsePermanentRedirect, HttpResponseServerError
from django.template.loader import render_to_string
from django.urls import is_valid_path
from django.views import defaults
from pydantic import BaseModel, Field

from itaportal.faults import fault_page, told_to_wait
from itaportal.passing import passing
from itaportal.requestlog import current_id

ROOT = "/api/"
_DETAILS = {
    HTTPStatus.NOT_FOUND: "ไม่พบข้อมูลที่ที่อยู่นี้ หรือข้อมูลนั้นไม่ได้เผยแพร่ กรุณาตรวจที่อยู่กับหน้า /api/",
    HTTPStatus.METHOD_NOT_ALLOWED: "ที่อยู่นี้อ่านได้อย่างเดียว กรุณาใช้ GET",
    HTTPStatus.TOO_MANY_REQUESTS: "ส่งคำขอถี่เกินไป กรุณารอตามจำนวนวินาทีใน Retry-After แล้วส่งใหม่",
    HTTPStatus.BAD_REQUEST: "ตัวกรองบางตัวไม่ถูกต้อง กรุณาแก้ตามรายการใน errors",
    HTTPStatus.SERVICE_UNAVAILABLE: "ระบบใช้งานไม่ได้ชั่วคราว กรุณารอตามจำนวนวินาทีใน Retry-After แล้วส่งใหม่",
    HTTPStatus.INTERNAL_SERVER_ERROR: "ระบบขัดข้อง กรุณาลองอีกครั้ง หากยังพบอยู่ กรุณาแจ้งผู้ดูแลระบบ",
}


class FilterProblem(BaseModel):
    """ตัวกรองที่ไม่ถูกต้อง"""

    parameter: str
    detail: str


class Problem(BaseModel):
    """ข้อผิดพลาด (RFC 9457)"""

    type: Literal["about:blank"]
    title: str
    status: int
    detail: str = Field(description="สิ่งที่ผิดและวิธีแก้")
    errors: list[FilterProblem] = []


def problem(status: HTTPStatus, errors: Mapping[str, str] | None = None) -> HttpResponse:
    """Return the problem as JSON; ``errors`` says of each wrong filter what to type instead."""
    told = {"type": "about:blank", "title": status.phrase, "status": status, "detail": _DETAILS[status]}
    if errors:
        told["errors"] = [{"parameter": name, "detail": detail} for name, detail in errors.items()]
    content = Problem.model_validate(told).model_dump_json(exclude_unset=True)
    response = HttpResponse(content, status=status, content_type="application/problem+json")
    response["Cache-Control"] = "no-store"
    return response


def open_to_sites(response: HttpResponse) -> HttpResponse:
    """Return the answer so that pages of other sites may read it: nothing here depends on who asks."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
    return response


def page_not_found(request, exception):
    """Answer an address that does not exist: under the API as JSON, elsewhere with the page.

    Where only the slash at the end is missing, the way there is open to pages of other sites too; Django's is not.
    """
    if request.path.startswith(ROOT):
        if is_valid_path(f"{request.path_info}/"):
            return open_to_sites(
                HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
            )
        return open_to_sites(problem(HTTPStatus.NOT_FOUND))
    return defaults.page_not_found(request, exception)


def server_error(request):
    """Answer what went wrong in the portal: under the API as JSON, elsewhere with the page.

    Called while the exception is handled: what passes by itself is told from a mistake.
    """
    fault = sys.exc_info()[1]
    if what := passing(fault):
        if request.path.startswith(ROOT):
            return open_to_sites(told_to_wait(problem(HTTPStatus.SERVICE_UNAVAILABLE)))
        return fault_page(request, what, fault)
    if request.path.startswith(ROOT):
        return open_to_sites(problem(HTTPStatus.INTERNAL_SERVER_ERROR))
    return HttpResponseServerError(render_to_string("500.html", {"event": current_id()}))
