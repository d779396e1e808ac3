"""Coming in for the first time, with a second factor; coming back after the password was forgotten."""

import re

import pytest

from agencies.models import Membership, User
from tests.accounts.people import NEW, OLD, shown_by
from tests.browser.steps import PHONE, arrive, at_home, follow, look, press


@pytest.fixture
def executive(sai_thong):
    """The mayor of the sample agency, with an address."""
    person = Membership.objects.get(agency__slug="sai-thong", role="executive").user
    person.email = "nayok@example.go.th"
    person.save()
    return person


def choose_password(page):
    page.get_by_label("รหัสผ่านใหม่", exact=True).fill(NEW)
    page.get_by_label("รหัสผ่านใหม่อีกครั้ง").fill(NEW)
    look(page)
    press(page, "ตั้งรหัสผ่านและเข้าสู่ระบบ")


def add_app(page):
    """Set up an app from what the page shows; return its secret."""
    follow(page, "เพิ่มแอปสร้างรหัส")
    secret = page.locator("code").inner_text()
    page.get_by_label("รหัส 6 ตัวจากแอป").fill(shown_by(secret))
    press(page, "เปิดใช้แอป")
    look(page)
    assert page.locator("main code").count() == 10
    follow(page, "จดไว้แล้ว")
    look(page)
    return secret


def test_invitation_first_sign_in_and_second_factor(come, settings, mailoutbox):
    settings.REQUIRE_SECOND_FACTOR = ["signers"]
    office = come("agencyadmin")
    office.goto(f"{office.base}/settings/people/new/")
    for label, text in (
        ("ชื่อผู้ใช้", "nayok2"), ("คำนำหน้าชื่อ", "นาย"), ("ชื่อ", "สมมุติ"), ("นามสกุล", "ตัวอย่าง"),
        ("ตำแหน่ง", "นายกองค์การบริหารส่วนตำบล"), ("อีเมล", "nayok2@example.go.th"),
    ):  # fmt: skip
        office.get_by_label(re.compile(rf"^{label}( \(ไม่บังคับ\))?$")).fill(text)
    office.get_by_label("บทบาท").select_option("executive")
    press(office, "บันทึก")
    look(office)
    press(office, "ส่งคำเชิญทางอีเมล")

    person = come(width=PHONE)
    person.goto(person.root + re.search(r"https?://[^/]+(/login/\S+)", mailoutbox[0].body)[1])
    choose_password(person)
    assert person.get_by_text("กรุณาเพิ่มการยืนยันตัวตนขั้นที่สอง").is_visible()
    look(person)
    secret = add_app(person)
    for name in ("เครื่องที่เข้าระบบอยู่", "ประวัติการเข้าสู่ระบบ"):
        follow(person, name)
        follow(person, "ความปลอดภัย")

    later = come(width=PHONE)
    later.goto(f"{later.root}/login/")
    later.get_by_label("ชื่อผู้ใช้").fill("nayok2")
    later.get_by_label("รหัสผ่าน").fill(NEW)
    press(later, "เข้าสู่ระบบ")
    look(later)
    # The code that set the app up was shown to nobody else, and is not asked for twice.
    later.get_by_label("รหัส", exact=True).fill(shown_by(secret))
    press(later, "ยืนยันและเข้าสู่ระบบ")
    at_home(later)


def add_authenticator(page):
    """Give the browser a passkey of its own, and let the person of the page add it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{page.root}/account/security/")
    follow(page, "เพิ่มกุญแจ")
    arrive(page, page.get_by_role("button", name="ลงทะเบียนกุญแจ"))
    follow(page, "จดไว้แล้ว")


def test_a_passkey_is_the_second_factor(come, executive):
    page = come(executive.username, PHONE)
    add_authenticator(page)
    assert page.get_by_text("กุญแจที่ 1").first.is_visible()
    look(page)

    page.context.clear_cookies()
    page.goto(f"{page.root}/login/")
    page.get_by_label("ชื่อผู้ใช้").fill(executive.username)
    page.get_by_label("รหัสผ่าน").fill("demo-ita-2569")
    press(page, "เข้าสู่ระบบ")
    arrive(page, page.get_by_role("button", name="ใช้กุญแจ"))
    at_home(page)


def test_a_forgotten_password_by_mail(come, executive, mailoutbox):
    page = come(width=PHONE)
    page.goto(f"{page.root}/login/")
    follow(page, "ลืมรหัสผ่าน")
    page.get_by_role("textbox", name="อีเมล").fill(executive.email)
    press(page, "ส่งลิงก์ตั้งรหัสผ่านใหม่")

    page.goto(page.root + re.search(r"https?://[^/]+(/login/\S+)", mailoutbox[0].body)[1])
    choose_password(page)
    at_home(page)


def test_a_forgotten_password_by_a_code_on_paper(come, executive):
    office = come("agencyadmin")
    member = executive.memberships.get()
    office.goto(f"{office.base}/settings/people/{member.pk}/invite/")
    press(office, "ออกรหัสสำหรับพิมพ์")
    look(office)
    code = office.locator("main code").last.inner_text()

    page = come(width=PHONE)
    page.goto(f"{page.root}/login/")
    follow(page, "มีรหัสครั้งเดียว")
    page.get_by_label("ชื่อผู้ใช้").fill(executive.username)
    page.get_by_label("รหัสครั้งเดียว").fill(code.lower())
    press(page, "ต่อไป")
    choose_password(page)
    at_home(page)


def test_a_password_of_somebody_else_is_changed_first(come, executive):
    User.objects.filter(pk=executive.pk).update(password_is_own=False)
    page = come(width=PHONE)
    page.goto(f"{page.root}/login/")
    page.get_by_label("ชื่อผู้ใช้").fill(executive.username)
    page.get_by_label("รหัสผ่าน").fill("demo-ita-2569")
    press(page, "เข้าสู่ระบบ")
    look(page)
    page.get_by_label("รหัสผ่านเดิม").fill("demo-ita-2569")
    page.get_by_label("รหัสผ่านใหม่", exact=True).fill(OLD)
    page.get_by_label("รหัสผ่านใหม่อีกครั้ง").fill(OLD)
    press(page, "ตั้งรหัสผ่าน")
    look(page)
    assert page.get_by_text("ตั้งรหัสผ่านใหม่แล้ว").is_visible()
