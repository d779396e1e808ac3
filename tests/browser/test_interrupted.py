"""The sign-in ends while a form is open: what was typed is sent after signing in again, here or in another window."""

from agencies.models import Agency
from tests.browser.approval_steps import look_everywhere
from tests.browser.steps import press

OFFICE = "สำนักปลัดเทศบาลตัวอย่าง"


def typed(page):
    page.goto(f"{page.base}/settings/agency/")
    page.locator("#id_office").fill(OFFICE)


def sign_in(page):
    page.get_by_label("ชื่อผู้ใช้").fill("agencyadmin")
    page.get_by_label("รหัสผ่าน").fill("demo-ita-2569")
    press(page, "เข้าสู่ระบบ")


def saved():
    return Agency.objects.get(slug="sai-thong").office


def test_after_the_sign_in_has_ended(come):
    page = come("agencyadmin")
    typed(page)
    page.context.clear_cookies(name="sessionid")

    press(page, "บันทึก")
    page.complaints.clear()  # The browser tells of every status from 400 on.
    look_everywhere(page)
    sign_in(page)
    look_everywhere(page)
    assert page.get_by_text(OFFICE).is_visible()
    assert saved() != OFFICE
    press(page, "ส่งสิ่งที่กรอกไว้")

    page.wait_for_url("**/settings/")
    assert saved() == OFFICE


def test_signed_in_again_in_another_window(come):
    page = come("agencyadmin")
    typed(page)
    page.context.clear_cookies(name="sessionid")
    other = page.context.new_page()
    other.goto(f"{page.root}/login/")
    sign_in(other)

    press(page, "บันทึก")

    page.wait_for_url("**/settings/")
    assert saved() == OFFICE
