"""In real browsers: somebody leaves and the work goes on; a broken link is found and mended."""

import re
from functools import partial

from django.utils import timezone

from agencies.models import User
from deadlines.actions import add_deadline
from disclosure.actions import check_links
from disclosure.enums import Outcome
from disclosure.links import Answer
from reports.models import Document
from tests.browser.approval_steps import words
from tests.browser.steps import PHONE, follow, look, press


def person(name):
    return User.objects.get(username=name)


def chosen(field, name):
    """Choose what a list shows under the name."""
    field.select_option(field.locator("option", has_text=name).first.get_attribute("value"))


def test_somebody_leaves_and_the_work_goes_on(come, sai_thong):
    deadline = add_deadline(
        agency=sai_thong, title="ส่งร่างรายงาน", due_on=timezone.localdate(), who="นางสาวมานี ใจดี", by=None
    )
    document = Document.objects.get(agency=sai_thong)
    manager, clerk = come("agencyadmin"), come("staff", PHONE)

    manager.goto(f"{manager.base}/settings/")
    follow(manager, re.compile("^พ้นจากหน้าที่.*มานี"))
    look(manager)
    manager.get_by_label("เหตุผล").fill("โอนไปเทศบาลตำบลอื่น")
    chosen(manager.get_by_label("ผู้รับช่วงงานทุกอย่าง"), "ชูใจ")
    press(manager, "ให้พ้นจากหน้าที่และส่งมอบงาน")
    look(manager)

    deadline.refresh_from_db()
    assert "ชูใจ" in deadline.who
    assert "โอนไปเทศบาลตำบลอื่น" in words(manager)
    clerk.goto(f"{clerk.base}/documents/")
    assert "ไม่พบหน้าที่ต้องการ" in words(clerk)
    clerk.complaints.clear()  # The browser tells of every status from 400 on.
    chief = come("chief", PHONE)
    chief.goto(f"{chief.root}/notices/")
    look(chief)
    assert "มานี" in words(chief)
    chief.goto(f"{chief.base}/documents/{document.pk}/edit/")
    assert chief.get_by_label("เรื่อง").is_visible()


def test_a_broken_link_is_found_and_mended(come, sai_thong, settings, monkeypatch):
    settings.CHECK_LINKS = True
    there = {"https://www.sai-thong.example/structure"}

    def site(address, agent):
        return Answer(Outcome.OK, 200) if address in there else Answer(Outcome.GONE, 404)

    monkeypatch.setattr(
        "disclosure.tasks.check_links", partial(check_links, asker=site, sleep=lambda _: None)
    )
    page = come("staff", PHONE)
    page.goto(f"{page.base}/oit/2569/O1/")
    page.locator("#id_addresses").fill("https://www.sai-thong.example/gone")
    page.get_by_label("เผยแพร่แล้ว").check()
    press(page, "บันทึก")
    press(page, "ตรวจลิงก์ตอนนี้")

    page.goto(f"{page.base}/oit/?year=2569&links=broken")
    assert "ไม่พบหน้านี้แล้ว" in words(page)
    look(page)
    follow(page, re.compile("^O1|^O๑"))
    look(page)
    page.locator("#id_addresses").fill("https://www.sai-thong.example/structure")
    press(page, "บันทึก")
    press(page, "ตรวจลิงก์ตอนนี้")

    assert "มีลิงก์ที่ประชาชนเปิดไม่ได้" not in words(page)
    assert "ตรวจล่าสุดเมื่อ" in words(page)
    look(page)
    page.goto(f"{page.base}/oit/2569/O1/")
    assert "เปิดได้" in words(page)
