"""Search in the browser: the box, its key, the phone."""

import pytest
from django.core.management import call_command

from tests.browser.steps import PHONE, arrive, follow, look, press


@pytest.fixture
def catalogue(transactional_db):
    call_command("load_catalogue", verbosity=0)


def test_search_from_the_box_by_its_key(come, catalogue):
    page = come("staff")

    page.keyboard.press("/")
    page.keyboard.type("คู่มือทรัพย์สิน")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.locator("mark").first.inner_text() in ("คู่มือ", "ทรัพย์สิน")
    # Nobody is typing any more, and the keyboard is set to Thai.
    page.evaluate("document.activeElement.blur()")
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ฝ', bubbles: true}))")
    assert page.evaluate("document.activeElement.name") == "q"
    look(page)
    arrive(page, page.locator(".document-title a").first)
    assert page.url.startswith(f"{page.base}/catalogue/")


def test_search_on_a_phone(come, catalogue):
    page = come("staff", width=PHONE)

    look(page)
    follow(page, "ค้นหา")
    page.get_by_label("คำค้น").fill("คูมือทรัพสิน")
    press(page, "ค้นหา")

    assert page.get_by_text("จึงแสดงรายการที่ใกล้เคียง").is_visible()
    look(page)
