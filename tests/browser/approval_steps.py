"""What is done again and again on the pages of approval and verification."""

import re

from tests.browser.steps import COLOURS, DESK, PHONE, follow, look, press


def look_everywhere(page):
    """Look at the page on a desk in the light and on a phone in the dark; it asks for one thing at most."""
    before = page.viewport_size
    assert page.locator("main").locator(".btn-primary:visible, .btn-danger:visible").count() <= 1
    for width, scheme, rules in ((DESK, "light", {}), (PHONE, "dark", COLOURS)):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)
        look(page, **rules)
    page.set_viewport_size(before)
    page.emulate_media(color_scheme="light")


def words(page):
    return page.locator("main").inner_text()


def open_from_home(page):
    page.goto(page.root)
    follow(page, re.compile("^เปิดพิจารณา"))
    page.wait_for_url(re.compile(r"/editions/\d+/$"))


def choose(page, choice, opinion=None):
    page.get_by_label(choice).check()
    if opinion is not None:
        page.locator("#id_opinion").fill(opinion)


def sign(page):
    press(page, "ลงนามและบันทึกผลการพิจารณา")


def refused(page):
    """Press the button of an old page; the answer is a page of its own, with status 409."""
    with page.expect_response(lambda response: response.request.method == "POST") as answer:
        sign(page)
    assert answer.value.status == 409
    page.complaints.clear()  # The browser tells of every status from 400 on.
    look_everywhere(page)


def save_head(page):
    press(page, "บันทึกและดูเอกสาร")
    page.get_by_text("บันทึกหัวเอกสารแล้ว").wait_for()


def verdict_on(page, pdf):
    page.goto(f"{page.root}/verify/")
    file = {"name": "memo.pdf", "mimeType": "application/pdf", "buffer": bytes(pdf)}
    page.get_by_label("ไฟล์ PDF").set_input_files(file)
    press(page, "ตรวจไฟล์")
    look_everywhere(page)
    return page.locator("main .notice").first.inner_text()
