"""A new agency in real browsers, from nothing to its first signed document."""

import re
from decimal import Decimal

from django.contrib.auth.hashers import make_password

from agencies.enums import Role
from agencies.models import Agency, User
from approvals.models import Edition, StoredFile
from assessments.actions import ScoreSheet, save_scores
from itaportal.keeping.kept import read_whole
from measures.actions import start_plan
from tests.browser.approval_steps import choose, open_from_home, save_head, sign, words
from tests.browser.steps import PHONE, arrive, at_home, follow, look, press

PASSWORD = "demo-ita-2569"


def chosen(field, name):
    """Choose what a list shows under the name."""
    field.select_option(field.locator("option", has_text=name).first.get_attribute("value"))


def test_a_new_agency_comes_to_its_first_signed_document(come, sai_thong):
    """From the site administrator's form to the mayor's signature; the scores of the year before come by themselves."""
    User.objects.filter(username="admin").update(is_superuser=True, password=make_password(PASSWORD))
    site = come("admin")
    code = added_by_the_site(site)
    manager = come("", PHONE)
    first_password(manager, code)
    set_up(manager)
    User.objects.filter(username__in=["mai.clerk", "mai.mayor"]).update(password=make_password(PASSWORD))
    site.goto(f"{site.root}/proposals/")
    follow(site, re.compile("เทศบาลตำบลใหม่|ทต.ใหม่|เปิดดู|ลำดับ"))
    look(site)
    press(site, "ยืนยันการเปลี่ยนแปลง")

    agency = Agency.objects.get(slug="mai")
    start_plan(assessment=scored(agency), by=None)
    clerk = come("mai.clerk")
    edition = contested_and_submitted(clerk)
    mayor = come("mai.mayor", PHONE)
    open_from_home(mayor)
    look(mayor)
    choose(mayor, "เห็นชอบและลงนาม", "เห็นชอบ")
    sign(mayor)

    clerk.goto(edition)
    look(clerk)
    assert "อนุมัติ" in words(clerk)
    edition = Edition.objects.get(document__agency=agency)
    signed = StoredFile.objects.get(edition=edition, number=edition.file_number)
    assert read_whole(signed.file.name, signed.sha256).count(b"/ByteRange") == 2, (
        "sealed by the portal, signed by the mayor"
    )


def added_by_the_site(page):
    """Add the agency and print its administrator's code."""
    page.goto(f"{page.root}/site/agencies/new/")
    told = {
        "name": "เทศบาลตำบลใหม่", "district": "เมือง", "province": "นครปฐม", "slug": "mai",
        "username": "mai.admin", "first_name": "มะลิ", "last_name": "ใจงาม", "position_title": "นักจัดการงานทั่วไป",
    }  # fmt: skip
    chosen(page.locator("#id_kind"), "เทศบาลตำบล")
    fill(page, told)
    look(page)
    arrive(page, page.locator("main form .btn-primary"))
    look(page)
    arrive(page, page.get_by_role("button", name=re.compile("^ออกรหัสครั้งเดียว")))
    return re.search(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){2}", words(page))[0]


def first_password(page, code):
    page.goto(f"{page.root}/login/code/")
    fill(page, {"username": "mai.admin", "code": code})
    arrive(page, page.locator("main form .btn-primary"))
    fill(page, {"password1": PASSWORD, "password2": PASSWORD})
    look(page)
    arrive(page, page.locator("main form .btn-primary"))
    at_home(page)


def set_up(page):
    """Departments, people and who signs, as the first steps of a new agency ask for them."""
    base = f"{page.root}/a/mai"
    page.goto(f"{base}/settings/departments/")
    page.locator("#id_departments-0-name").fill("สำนักปลัด")
    arrive(page, page.get_by_role("button", name="เพิ่มแถว"))
    page.locator("#id_departments-1-name").fill("กองคลัง")
    arrive(page, page.get_by_role("button", name=re.compile("^เลื่อนขึ้น")))
    look(page)
    press(page, "บันทึก")
    assert words(page).index("กองคลัง") < words(page).index("สำนักปลัด")
    for name, role, position in (
        ("mai.clerk", Role.STAFF, "นักวิเคราะห์"),
        ("mai.mayor", Role.EXECUTIVE, "นายกเทศมนตรีตำบลใหม่"),
    ):
        page.goto(f"{base}/settings/people/new/")
        fill(
            page, {"username": name, "first_name": name[4:], "last_name": "ใจงาม", "position_title": position}
        )
        page.locator("#id_role").select_option(role)
        press(page, "บันทึก")
    page.goto(f"{base}/settings/chain/")
    look(page)
    for number in (1, 0):
        arrive(page, page.locator(f"button[value=remove-{number}]"))
    chosen(page.locator("#id_steps-0-membership"), "mayor")
    press(page, "ส่งข้อเสนอ")


def contested_and_submitted(page):
    """Contest a score and bring the memo about it on its way; return where it is."""
    page.goto(f"{page.root}/a/mai/oit/2569/contest/")
    look(page)
    follow(page, re.compile("^O9"))
    fill(page, {"score": "0", "reason": "เผยแพร่ครบแล้ว", "addresses": "https://www.mai.example/9"})
    page.get_by_label("ขอทบทวนคะแนนข้อนี้").check()
    press(page, "บันทึก")
    press(page, "จัดทำบันทึกข้อความ")
    assert page.get_by_label("เรียน").input_value() == "นายกเทศมนตรีตำบลใหม่"
    save_head(page)
    look(page)
    follow(page, "เสนอเพื่อพิจารณา")
    press(page, "เสนอเพื่อพิจารณา")
    page.wait_for_url(re.compile(r"/editions/\d+/$"))
    return page.url


def fill(page, told):
    for name, text in told.items():
        page.locator(f"#id_{name}").fill(text)


def scored(agency):
    """Return the agency's result of 2568."""
    scores = {str(number): Decimal(80 + number) for number in range(1, 11)}
    sheet = ScoreSheet(indicators=scores)
    return save_scores(agency=agency, fiscal_year=2568, sheet=sheet, version=None, by=None)
