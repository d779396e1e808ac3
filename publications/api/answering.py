"""What all of the API's addresses have in common: nobody signs in, reading only, not too often, open to other sites."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page

from agencies.middleware import client_ip
from itaportal.language import in_thai
from itaportal.ratelimits import API_REQUESTS, seconds_to_wait
from publications.api.problems import open_to_sites, problem

READING = ["GET", "HEAD"]
_ALLOWED = ", ".join([*READING, "OPTIONS"])
_FRESH = 300  # seconds that browsers and proxies may keep an answer
_MAY_READ = 3600  # seconds that a browser remembers that pages of other sites may read


def public_answer(answer: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let anybody and any site read what the view answers, and ask whether it changed."""

    @conditional_page
    def read(request, **where):
        response = answer(request, **where)
        if response.status_code == HTTPStatus.OK:
            patch_cache_control(response, public=True, max_age=_FRESH)
        return response

    @login_not_required
    @csrf_exempt  # nothing is ever written, and a POST is to be told so as JSON
    @wraps(answer)
    def view(request, **where):
        with in_thai():
            response = open_to_sites(_refuse(request) or read(request, **where))
        response.headers["Content-Language"] = "th"
        return response

    return view


def _refuse(request: HttpRequest) -> HttpResponse | None:
    """Return the answer to what is not a request to read, or comes too often."""
    if request.method == "OPTIONS":
        return _allow_reading()
    if request.method not in READING:
        response = problem(HTTPStatus.METHOD_NOT_ALLOWED)
        response["Allow"] = _ALLOWED
        return response
    if wait := seconds_to_wait(API_REQUESTS, client_ip(request)):
        response = problem(HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(wait)
        return response
    return None


def _allow_reading() -> HttpResponse:
    """Answer a browser that asks whether a page of another site may send ``If-None-Match``."""
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    response["Access-Control-Allow-Methods"] = response["Allow"] = _ALLOWED
    response["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
    response["Access-Control-Max-Age"] = str(_MAY_READ)
    return response
