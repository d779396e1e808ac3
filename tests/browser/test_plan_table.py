"""A plan as a table: several measures at once, what was removed comes back, what was typed is not lost."""

import re

import pytest

from tests.browser.steps import DESK, PHONE, follow, look, press


@pytest.mark.usefixtures("keeps_drafts")
@pytest.mark.parametrize("width", [DESK, PHONE], ids=["desktop", "phone"])
def test_measures_are_changed_at_once_and_a_draft_comes_back(come, width):
    page = come("staff", width)
    plan = f"{page.base}/plans/2565/"

    page.goto(plan)
    measures = page.locator("[data-pick]").count()
    for row in range(2):
        page.locator("[data-pick]").nth(row).check()
    press(page, "แก้ไขข้อที่เลือก")
    page.get_by_label("กองช่าง").check()
    look(page)
    press(page, "บันทึกทุกข้อ")
    page.get_by_text("บันทึก 2 มาตรการแล้ว").wait_for()
    assert page.locator("tbody tr").first.locator("td", has_text="กองช่าง").last.is_visible()

    page.locator("[data-pick]").nth(2).check()
    press(page, "ลบข้อที่เลือก")
    press(page, "ลบมาตรการ")
    assert page.locator("[data-pick]").count() == measures - 1
    press(page, "นำกลับมา")
    assert page.locator("[data-pick]").count() == measures

    follow(page, "เพิ่มมาตรการ")
    page.locator("[name=title]").fill("มาตรการที่ยังพิมพ์ไม่เสร็จ")
    page.get_by_text(re.compile("^บันทึกร่างไว้แล้ว")).wait_for()
    again = come("staff", width)
    again.goto(page.url)
    look(again)
    follow(again, "นำกลับมา")
    assert again.locator("[name=title]").input_value() == "มาตรการที่ยังพิมพ์ไม่เสร็จ"
    press(again, "เพิ่มมาตรการ")
    assert again.locator("[data-pick]").count() == measures + 1


def test_an_overseer_compares_and_an_agency_is_shown_in_a_meeting(come):
    page = come("overseer")
    page.goto(f"{page.root}/overview/")
    page.get_by_label("ชื่อหน่วยงาน อำเภอ หรือจังหวัด").fill("ทรายทอง")
    press(page, "แสดง")
    assert page.locator("tbody").get_by_role("link", name="องค์การบริหารส่วนตำบลทรายทอง").is_visible()
    look(page)
    follow(page, "องค์การบริหารส่วนตำบลทรายทอง")
    follow(page, "แผงข้อมูล")
    png = page.get_by_role("link", name="PNG").first.get_attribute("href")
    assert page.request.get(page.root + png).headers["content-type"] == "image/png"
    follow(page, "แสดงในห้องประชุม")
    look(page)
