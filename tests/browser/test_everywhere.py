"""Every address of the portal in a browser: nobody is shut out in the light or in the dark, and nothing is cut off."""

import re
from itertools import groupby

import pytest
from playwright.sync_api import Error

from agencies.enums import Role
from tests.browser.steps import COLOURS, DESK, PHONE, violations
from tests.conftest import signed_in
from tests.test_access import (
    AUDIT,
    ENTER,
    MANAGE,
    POLICY,
    PUBLIC,
    SIGNED_IN,
    SITE,
    VIEW,
    people,  # noqa: F401 - a fixture
    world,  # noqa: F401 - a fixture
)

# Parts that several processes can take.
_PARTS = 4
STRANGER = ""
# Who opens what needs this.
WHO = {
    PUBLIC: STRANGER, SIGNED_IN: Role.STAFF, VIEW: Role.STAFF, ENTER: Role.STAFF, MANAGE: Role.AGENCY_ADMIN,
    AUDIT: Role.VIEWER, SITE: "site_admin",
}  # fmt: skip
# What takes long to make, or is no page.
FILES = re.compile("(pdf|docx|zip|file|export|template|names)$")


def addresses(world):  # noqa: F811
    """Return (who, name, address) of what a GET opens, and of the first page of every chair, by who."""
    pages = {
        (WHO[methods["GET"]], name, world.urls[name])
        for name, methods in POLICY.items()
        if methods.get("GET") in WHO and not FILES.search(name)
    }
    chairs = {(who, "home", "/") for who in (*Role.values, "site_admin", "overseer")}
    return sorted(pages | chairs)


@pytest.mark.usefixtures("unjudged")
@pytest.mark.parametrize("part", range(_PARTS))
def test_every_page_is_open_to_everybody_in_both_themes(browser, live_server, world, people, part):  # noqa: F811
    wrong, seen = {}, set()
    for who, pages in groupby(addresses(world)[part::_PARTS], key=lambda entry: entry[0]):
        context = browser.new_context(locale="th-TH")
        if who in people:
            cookie = signed_in(people[who]).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        for _, name, address in pages:
            if is_new_page(page, live_server.url + address, seen) and (told := look_twice(page)):
                wrong[who, name] = told
        page.wait_for_load_state("networkidle")
        context.close()

    assert len(seen) > 100 / _PARTS
    assert wrong == {}


def is_new_page(page, address, seen) -> bool:
    """Open the address; tell whether a page answers, and none that was seen before."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": DESK, "height": 844})
    try:
        answer = page.goto(address)
    except Error as error:
        if "Download is starting" in str(error):
            return False
        raise
    title = (page.url, page.title())
    is_new = answer.headers["content-type"].startswith("text/html") and title not in seen
    seen.add(title)
    return is_new


def look_twice(page) -> list:
    """Return what is wrong with the page on a desk in the light, and on a phone in the dark with its colours."""
    told = violations(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": PHONE, "height": 844})
    told += violations(page, **COLOURS)
    if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
        told.append("wider than a phone")
    return told
