"""Who signs six minutes after the sign-in proves who they are, on a telephone: by password, by app, by passkey."""

import re

from django.contrib.sessions.backends.db import SessionStore

from agencies.models import Membership
from approvals.models import Decision
from tests.accounts.people import shown_by, with_app
from tests.browser.approval_steps import choose, look_everywhere, open_from_home, sign, words
from tests.browser.steps import PHONE, arrive, follow, press
from tests.browser.test_accounts import add_authenticator


def person(role):
    return Membership.objects.get(agency__slug="sai-thong", role=role).user


def six_minutes_later(page):
    """Let the proof of the browser's session be older than it may be."""
    [key] = [cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
    session = SessionStore(key)
    for proof in session["account_authentication_methods"]:
        proof["at"] -= 360
    session.save()


def about_to_sign(page, opinion):
    open_from_home(page)
    choose(page, "เห็นชอบและลงนาม", opinion)
    six_minutes_later(page)
    sign(page)
    assert "ยืนยันว่าเป็นท่าน" in words(page)
    assert opinion in words(page)
    assert not Decision.objects.filter(opinion=opinion).exists()
    look_everywhere(page)


def signed(page, opinion, method):
    page.wait_for_url(re.compile(r"/editions/\d+/$"))
    assert "บันทึกผลการพิจารณา" in words(page)
    assert Decision.objects.get(opinion=opinion).proof_method == method
    look_everywhere(page)


def test_three_people_prove_who_they_are(come):
    staff = come("staff")
    staff.goto(f"{staff.base}/documents/")
    follow(staff, "บันทึกข้อความรายงานผล")
    follow(staff, "เสนอเพื่อพิจารณา")
    press(staff, "เสนอเพื่อพิจารณา")
    staff.wait_for_url(re.compile(r"/editions/\d+/$"))

    chief = come("chief", PHONE)
    about_to_sign(chief, "เห็นควรเสนอปลัด")
    chief.get_by_label("รหัสผ่าน").fill("ไม่ใช่")
    press(chief, "ยืนยัน")
    assert "เห็นควรเสนอปลัด" in words(chief)
    chief.get_by_label("รหัสผ่าน").fill("demo-ita-2569")
    press(chief, "ยืนยัน")
    signed(chief, "เห็นควรเสนอปลัด", "password")

    secretary = come("secretary", PHONE)
    secret = with_app(person("secretary"))
    about_to_sign(secretary, "เห็นควรอนุมัติ")
    press(secretary, "ใช้รหัสจากแอปหรือรหัสสำรอง")
    look_everywhere(secretary)
    secretary.get_by_label("รหัส", exact=True).fill(shown_by(secret))
    press(secretary, "ยืนยัน")
    signed(secretary, "เห็นควรอนุมัติ", "totp")

    mayor = come("mayor", PHONE)
    add_authenticator(mayor)
    about_to_sign(mayor, "อนุมัติ ตามเสนอ")
    press(mayor, "ใช้กุญแจ (passkey)")
    look_everywhere(mayor)
    arrive(mayor, mayor.get_by_role("button", name="ใช้กุญแจ", exact=True))
    signed(mayor, "อนุมัติ ตามเสนอ", "webauthn")
