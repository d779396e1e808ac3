"""A request that is larger than its address takes is turned away before a byte of it is read."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from itaportal.bodysizes import BodySizeMiddleware, takes

MEGABYTE = 1024 * 1024
# What takes files, and how much at most in megabytes.
TAKES = {
    "administration:agency_files": 40,
    "agencies:emblem": 10,
    "approvals:certificate": 20,
    "approvals:copies": 40,
    "approvals:decide": 20,
    "approvals:proposal_scan": 40,
    "disclosure:contest_files": 201,
    "exchange:paste": 40,
    "exchange:upload": 40,
    "exchange:whole": 40,
    "exchange:years": 40,
    "exchange_many:index": 40,
    "measures:progress_evidence": 201,
    "publications:verify": 50,
}


class Unreadable:
    def read(self, *_):
        raise AssertionError("the body was read")

    readline = __iter__ = read


def views(patterns=None, space=""):
    """Every address's name and view."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern.callback


def test_the_views_that_take_files_are_these():
    found = {name: view.takes_bytes // MEGABYTE for name, view in views() if hasattr(view, "takes_bytes")}
    assert found == TAKES


def answer(view, size, user):
    request = RequestFactory().post("/x/", CONTENT_LENGTH=str(size))
    request.user = user
    return BodySizeMiddleware(lambda _: None).process_view(request, view, (), {})


class Somebody:
    is_authenticated = True


def page(request):
    """A view that asks for a sign-in."""


@takes(40 * MEGABYTE)
def upload(request):
    """A view that takes files."""


def public_upload(request):
    """A view for everybody that takes files."""


takes(40 * MEGABYTE)(public_upload).login_required = False


@pytest.mark.parametrize(
    ("view", "user", "most"),
    [
        (page, Somebody(), 5),
        (upload, Somebody(), 40),
        (public_upload, AnonymousUser(), 40),
    ],
)
def test_a_view_takes_what_it_says_and_no_byte_more(view, user, most):
    assert answer(view, most * MEGABYTE, user) is None
    with pytest.raises(RequestDataTooBig):
        answer(view, most * MEGABYTE + 1, user)


@pytest.mark.parametrize("view", [page, upload])
def test_who_is_not_signed_in_is_led_to_the_sign_in(view):
    assert answer(view, 5 * MEGABYTE, AnonymousUser()) is None
    response = answer(view, 5 * MEGABYTE + 1, AnonymousUser())
    assert (response.status_code, response.url) == (302, "/login/?next=/x/")


@pytest.mark.parametrize(
    "path", ["/", "/login/", "/healthz", "/public/", "/api/", "/verify/", "/nowhere/", "/admin/login/"]
)
def test_no_address_reads_two_hundred_megabytes_of_a_stranger(path, client, db):
    how = {"CONTENT_LENGTH": str(200 * MEGABYTE), "wsgi.input": Unreadable()}
    for kind in ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/json"):
        response = client.generic("POST", path, b"", kind, **how)
        assert response.status_code in (302, 400, 404, 405), f"{path} {kind}"
