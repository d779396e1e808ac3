"""What all of the API's views have in common: nobody signs in, reading only, not too often, JSON whatever happens."""

import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page

from agencies.middleware import client_ip
from publications.api.operations import Operation
from publications.api.parameters import BadQuery, values_of
from publications.api.problems import opened, problem
from publications.api.throttle import SECONDS, seconds_to_wait

_FRESH = 300  # seconds that browsers and proxies may keep an answer


def answers(operation: Operation) -> Callable[[Callable], Callable]:
    """Make a view of a function that returns plain data; it is called with ``values``, the operation's parameters."""

    def decorated(read: Callable[..., dict[str, Any]]) -> Callable:
        fresh = conditional_page(_as_json(operation, read))

        @login_not_required
        @csrf_exempt  # nothing is ever written, and a POST is to be told so as JSON
        @wraps(read)
        def view(request, **where):
            return opened(_refused(request) or fresh(request, **where))

        return view

    return decorated


def _refused(request) -> HttpResponse | None:
    """Return the answer to what is not a request to read, or comes too often."""
    if request.method == "OPTIONS":
        return _may_read()
    if request.method not in ("GET", "HEAD"):
        response = problem(HTTPStatus.METHOD_NOT_ALLOWED)
        response["Allow"] = "GET, HEAD, OPTIONS"
        return response
    if wait := seconds_to_wait(client_ip(request)):
        response = problem(HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(wait)
        return response
    return None


def _may_read() -> HttpResponse:
    """Answer a browser that asks whether a page of another site may send ``If-None-Match``."""
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    response["Access-Control-Allow-Methods"] = response["Allow"] = "GET, HEAD, OPTIONS"
    response["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
    response["Access-Control-Max-Age"] = str(SECONDS * 60)
    return response


def _as_json(operation: Operation, read: Callable[..., dict[str, Any]]) -> Callable:
    @wraps(read)
    def view(request, **where):
        try:
            told = read(**where, values=values_of(operation.parameters, dict(request.GET.lists())))
        except BadQuery as error:
            return problem(HTTPStatus.BAD_REQUEST, error.problems)
        except Http404:
            return problem(HTTPStatus.NOT_FOUND)
        response = HttpResponse(_written(told), content_type="application/json")
        patch_cache_control(response, public=True, max_age=_FRESH)
        if told.get("next"):
            response["Link"] = f'<{told["next"]}>; rel="next"'
        return response

    return view


def _written(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
