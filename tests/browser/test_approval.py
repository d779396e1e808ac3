"""A document's whole way in real browsers: submitted, asked about, returned, approved by three, published, verified."""

import re

import pytest
from django.utils import timezone

from agencies.enums import Role
from agencies.models import Membership, User
from tests.browser.approval_steps import (
    choose,
    look_everywhere,
    open_from_home,
    refused,
    save_head,
    sign,
    verdict_on,
    words,
)
from tests.browser.steps import PHONE, arrive, follow, press
from tests.factories.pki import PASSPHRASE, Authority

WORDS_OF_THE_SLOWER = "เห็นควรเสนอปลัดพิจารณาต่อไป"
REASON = "กรุณาระบุชื่อกองให้ครบในเรื่องของบันทึกข้อความ"


@pytest.fixture
def authority(tmp_path, settings):
    """An authority that the portal trusts, with the mayor's certificate."""
    with Authority(tmp_path).running() as authority:
        settings.TRUST_FOLDER = str(tmp_path / "trust")
        (tmp_path / "trust").mkdir()
        (tmp_path / "trust" / "root.pem").write_bytes(authority.trust_pem)
        yield authority


def test_from_draft_to_a_verified_publication(come, authority, tmp_path):
    staff, secretary = come("staff"), come("secretary")

    submit_what_was_incomplete(staff)
    chief = come("chief", PHONE)
    two_are_about_to_decide(chief, come("agencyadmin"), come("mayor", PHONE))
    the_secretary_asks_and_returns(secretary, staff)
    corrected_and_submitted_again(staff)
    the_rest_approve(chief, secretary, come("mayor"), authority)
    published(staff)
    a_stranger_verifies(come(), tmp_path)


def submit_what_was_incomplete(page):
    """The check names what is wrong; its links lead to the forms that mend it."""
    page.goto(f"{page.base}/documents/")
    follow(page, "บันทึกข้อความรายงานผล")
    document = page.url
    follow(page, "แก้ไขหัวเอกสาร")
    right = page.get_by_label("เรียน").input_value()
    page.get_by_label("เรียน").fill("นายองค์การบริหารส่วนตำบลทรายทอง")
    save_head(page)

    follow(page, "เสนอเพื่อพิจารณา")
    look_everywhere(page)
    assert page.get_by_role("button", name="เสนอเพื่อพิจารณา").count() == 0
    follow(page, re.compile("ไม่ขึ้นต้นด้วยชื่อตำแหน่ง"))
    page.get_by_label("เรียน").fill(right)
    save_head(page)

    page.goto(f"{document}submit/")
    page.get_by_label("ข้อความถึงผู้พิจารณา").fill("โปรดพิจารณาเพื่อส่งให้ทันกำหนด")
    look_everywhere(page)
    press(page, "เสนอเพื่อพิจารณา")
    page.wait_for_url(re.compile(r"/editions/\d+/$"))
    page.edition, page.document = page.url, document
    assert "รอ นางชูใจ ตัวอย่าง" in words(page)
    look_everywhere(page)

    page.goto(f"{document}submit/")
    assert page.url == page.edition
    page.goto(f"{page.base}/register/")
    assert "83301/1" in words(page)


def two_are_about_to_decide(chief, deputy, mayor):
    """The chief's substitute has the page open as well; who is slower signs nothing and loses no word."""
    appoint(deputy)
    confirm_from_inbox(mayor)
    open_from_home(deputy)
    look_everywhere(deputy)
    deputy.get_by_role("button", name="ทราบ", exact=True).click()
    assert deputy.get_by_label("เห็นชอบและลงนาม").is_checked()
    choose(deputy, "เห็นชอบและลงนาม", WORDS_OF_THE_SLOWER)

    open_from_home(chief)
    chief.goto(f"{chief.root}/inbox/")
    look_everywhere(chief)
    chief.get_by_role("checkbox").check()
    press(chief, "เห็นชอบฉบับที่เลือก")
    look_everywhere(chief)
    chief.get_by_label("ข้อความสำเร็จรูป").select_option("เห็นชอบ ให้ดำเนินการตามเสนอ")
    arrive(chief, chief.get_by_role("button", name=re.compile("^เห็นชอบและลงนาม")))
    chief.wait_for_url("**/inbox/")
    assert "เห็นชอบและลงนามแล้ว" in words(chief)
    assert "ไม่มีเอกสารรอท่านพิจารณา" in words(chief)

    refused(deputy)
    assert "นางชูใจ ตัวอย่าง" in words(deputy)
    assert WORDS_OF_THE_SLOWER in words(deputy)


def confirm_from_inbox(mayor):
    """Look at what is proposed on a phone and let it have effect."""
    mayor.goto(f"{mayor.root}/inbox/")
    look_everywhere(mayor)
    follow(mayor, re.compile("^เปิดดูและยืนยัน"))
    look_everywhere(mayor)
    press(mayor, "ไม่ยืนยัน")
    assert "กรุณาบอกเหตุผลที่ไม่ยืนยัน" in words(mayor)
    press(mayor, "ยืนยันการเปลี่ยนแปลง")
    assert "การเปลี่ยนแปลงมีผลตั้งแต่บัดนี้" in words(mayor)
    look_everywhere(mayor)


def appoint(manager):
    """Propose that the manager, who also is an official, acts for the chief today."""
    official = User.objects.get(username="agencyadmin")
    Membership.objects.create(
        user=official,
        agency=official.memberships.get().agency,
        role=Role.STAFF,
        position_title="นักจัดการงานทั่วไป",
    )
    manager.goto(f"{manager.base}/settings/approvals/")
    follow(manager, "กำหนดผู้ปฏิบัติหน้าที่แทน")
    press(manager, "ส่งข้อเสนอ")
    look_everywhere(manager)
    assert manager.locator(".error-summary").is_visible()
    for label, name in (("ปฏิบัติหน้าที่แทนใคร", "ชูใจ"), ("ผู้ปฏิบัติหน้าที่แทน", "สมชาย")):
        field = manager.get_by_label(label, exact=True)
        field.select_option(field.locator("option", has_text=name).get_attribute("value"))
    today = timezone.localdate()
    for label in ("ตั้งแต่วันที่", "ถึงวันที่"):
        manager.get_by_label(label).fill(f"{today.day}/{today.month}/{today.year + 543}")
    press(manager, "ส่งข้อเสนอ")
    manager.wait_for_url("**/settings/approvals/")
    assert "รอการยืนยัน ยังไม่มีผล" in words(manager)
    look_everywhere(manager)


def the_secretary_asks_and_returns(secretary, staff):
    open_from_home(secretary)
    follow(secretary, "สอบถามผู้เสนอก่อน")
    secretary.get_by_role("textbox", name="ข้อสอบถาม").fill("รวมผลของกองการศึกษาแล้วหรือยัง")
    press(secretary, "ส่งข้อสอบถาม")
    secretary.get_by_text("ส่งข้อสอบถามถึงผู้เสนอแล้ว").wait_for()

    staff.goto(f"{staff.root}/notices/")
    arrive(staff, staff.get_by_role("button", name=re.compile("^เปิดเอกสาร.*สอบถาม")).first)
    staff.wait_for_url(staff.edition)
    follow(staff, "ไปที่ข้อสอบถาม")
    staff.get_by_label("คำตอบ").fill("รวมแล้วทุกกอง")
    look_everywhere(staff)
    press(staff, "ส่งคำตอบ")
    staff.get_by_text("ส่งคำตอบถึงผู้สอบถามแล้ว").wait_for()
    assert "รอคำตอบ" not in words(staff)

    secretary.reload()
    assert "รวมแล้วทุกกอง" in words(secretary)
    choose(secretary, "ส่งกลับให้แก้ไข")
    sign(secretary)
    look_everywhere(secretary)
    assert "กรุณาบอกเหตุผลที่ส่งกลับ" in words(secretary)
    choose(secretary, "ส่งกลับให้แก้ไข", REASON)
    sign(secretary)
    assert "ถูกส่งกลับให้แก้ไข" in words(secretary)


def corrected_and_submitted_again(page):
    page.goto(page.edition)
    assert REASON in words(page)
    look_everywhere(page)
    follow(page, "เปิดเอกสารเพื่อแก้ไขแล้วเสนอใหม่")
    follow(page, "แก้ไขหัวเอกสาร")
    page.get_by_label("เรื่อง").fill("รายงานผลการดำเนินการตามมาตรการ ของสำนักปลัดและทุกกอง")
    save_head(page)
    follow(page, "เสนอเพื่อพิจารณา")
    press(page, "เสนอเพื่อพิจารณา")
    page.wait_for_url(re.compile(r"/editions/\d+/$"))
    assert page.url != page.edition
    page.edition = page.url
    assert "ฉบับที่ 2" in words(page)


def the_rest_approve(chief, secretary, mayor, authority):
    open_from_home(chief)
    choose(chief, "เห็นชอบและลงนาม")
    chief.get_by_role("button", name="ทราบ", exact=True).click()
    assert chief.locator("#id_opinion").input_value() == "ทราบ"
    sign(chief)
    assert "บันทึกผลการพิจารณา" in words(chief)

    open_from_home(secretary)
    assert "ของสำนักปลัดและทุกกอง" in words(secretary)  # what is different from the edition that was returned
    look_everywhere(secretary)
    choose(secretary, "เห็นชอบและลงนาม", "เห็นควรอนุมัติ")
    sign(secretary)
    assert "บันทึกผลการพิจารณา" in words(secretary)
    secretary.go_back()
    assert secretary.locator(".decision").count() == 0
    assert "รอ นางสาวสมหญิง มีสุข" in words(secretary)
    by_certificate(mayor, authority)


def by_certificate(mayor, authority):
    """A wrong passphrase is told at its field; a name that is not the mayor's in the portal has to be confirmed."""
    open_from_home(mayor)
    choose(mayor, "เห็นชอบและลงนาม", "อนุมัติ")
    mayor.get_by_label("ใบรับรองอิเล็กทรอนิกส์ของท่าน").check()
    file = {"name": "mayor.p12", "mimeType": "application/x-pkcs12", "buffer": authority.p12("mayor")}
    mayor.get_by_label("ไฟล์ใบรับรอง", exact=True).set_input_files(file)
    mayor.get_by_label("รหัสผ่านของใบรับรอง").fill("ผิด")
    sign(mayor)
    look_everywhere(mayor)
    assert mayor.locator(".error-summary").is_visible()
    assert mayor.locator("#id_opinion").input_value() == "อนุมัติ"

    mayor.get_by_label("ไฟล์ใบรับรอง", exact=True).set_input_files(file)
    mayor.get_by_label("รหัสผ่านของใบรับรอง").fill(PASSPHRASE)
    mayor.get_by_role("button", name="ตรวจใบรับรองก่อนลงนาม").click()
    mayor.get_by_text("ใบรับรองของ นายตัวอย่าง นามสมมุติ").wait_for()
    look_everywhere(mayor)
    mayor.get_by_label("ยืนยันว่าเป็นใบรับรองของท่าน").check()
    sign(mayor)
    assert "บันทึกผลการพิจารณา" in words(mayor)
    look_everywhere(mayor)


def published(page):
    page.goto(page.edition)
    follow(page, "เผยแพร่")
    look_everywhere(page)
    press(page, "เผยแพร่")
    page.wait_for_url(page.edition)
    assert "เผยแพร่เอกสารแล้ว" in words(page)
    follow(page, "หน้าเผยแพร่ของเอกสารนี้")
    page.wait_for_url("**/public/d/**")


def a_stranger_verifies(page, tmp_path):
    """Somebody without an account finds the document and checks it by its code and by its file."""
    page.goto(f"{page.root}/public/")
    for link in ("องค์การบริหารส่วนตำบลทรายทอง", "2565", "บันทึกข้อความ"):
        follow(page, re.compile(link))
    assert "อนุมัติ" in words(page)
    assert "รวมแล้วทุกกอง" not in words(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="ดาวน์โหลด PDF").click()
    download.value.save_as(tmp_path / "memo.pdf")
    pdf = bytearray((tmp_path / "memo.pdf").read_bytes())
    code = page.locator("dd code").first.inner_text()

    page.goto(f"{page.root}/verify/")
    page.get_by_label("รหัสตรวจสอบ").fill(code.lower())
    press(page, "ตรวจด้วยรหัส")
    look_everywhere(page)
    assert "นางสาวสมหญิง มีสุข" in words(page)

    assert "ถูกต้อง ตรงกับฉบับที่อนุมัติ" in verdict_on(page, pdf)
    pdf[5000] ^= 1
    assert "ถูกแก้ไขหลังลงนาม" in verdict_on(page, pdf)
