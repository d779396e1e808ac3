"""What every story in the browser does: look at a page, press a button, follow a link."""

import pytest
from axe_playwright_python.sync_playwright import Axe

WIDTHS = DESK, PHONE = 1280, 390
# Where a story of the fixture "page" is told; without a mark on a desk.
on_a_phone = pytest.mark.parametrize("width", [PHONE], ids=["phone"], indirect=True)
at_both_widths = pytest.mark.parametrize("width", WIDTHS, ids=["desktop", "phone"], indirect=True)


def look(page):
    """Nobody is shut out, nothing is cut off at any width, and the browser has nothing to complain about."""
    # Told what it finds wrong only: describing what is right takes as long as finding the rest.
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    told = [(entry["id"], [node["html"][:120] for node in entry["nodes"]]) for entry in violations]
    assert told == [], told
    size = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": size["height"]})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    page.set_viewport_size(size)
    assert page.complaints == []


def arrive(page, target):
    """Click what leads to another page and wait until that page is there.

    A form that is refused answers under the address of the page before it, so an address tells nothing, and whoever
    looks at a page while it is being replaced sees neither.
    """
    with page.expect_navigation():
        target.click()


def press(page, name):
    """Press the button that sends the form."""
    arrive(page, page.get_by_role("button", name=name, exact=True))


def follow(page, name):
    arrive(page, page.get_by_role("link", name=name).first)
