"""What every story in the browser does: look at a page, press a button, follow a link."""

import json

import pytest
from axe_playwright_python.base import AXE_SCRIPT

# Told what it finds wrong only: describing what is right takes as long as finding the rest.
_RULES = {"resultTypes": ["violations"], "preload": False}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}

WIDTHS = DESK, PHONE = 1280, 390
# Where a story of the fixture "page" is told; without a mark on a desk.
on_a_phone = pytest.mark.parametrize("width", [PHONE], ids=["phone"], indirect=True)
at_both_widths = pytest.mark.parametrize("width", WIDTHS, ids=["desktop", "phone"], indirect=True)


def look(page, **rules):
    """Nobody is shut out, nothing is cut off at any width, and the browser has nothing to complain about."""
    told = violations(page, **rules)
    assert told == [], told
    size = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": size["height"]})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    page.set_viewport_size(size)
    assert page.complaints == []


def violations(page, **rules) -> list:
    """Return what axe finds wrong, by all its rules or by ``rules``."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(f"axe.run({json.dumps({**_RULES, **rules})})")["violations"]
    return [(entry["id"], [node["html"][:120] for node in entry["nodes"]]) for entry in found]


def arrive(page, target):
    """Click what leads to another page and wait until that page is there.

    A form that is refused answers under the address of the page before it, so an address tells nothing, and whoever
    looks at a page while it is being replaced sees neither.
    """
    with page.expect_navigation():
        target.click()


def at_home(page):
    """Be signed in, wherever the person starts."""
    page.locator(".site-desk").wait_for(state="attached")


def press(page, name):
    """Press the button that sends the form."""
    arrive(page, page.get_by_role("button", name=name, exact=True))


def follow(page, name):
    arrive(page, page.get_by_role("link", name=name).first)
