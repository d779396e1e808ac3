"""A whole report of an earlier year in a real browser: uploaded, gone through part by part, brought in, taken back."""

import os
from pathlib import Path

from scripts import bench_whole
from tests.browser.steps import follow, look, press
from tests.browser.test_story import portal, sai_thong  # noqa: F401 - fixtures of the sample agency

WRITTEN = ("องค์การบริหารส่วนตำบลทุ่งน้อย", "องค์กรบริหารส่วนตำบลทุ่งน้อย", "องค์การบริหารส่วนตำบลท่งน้อย")


def report(agency) -> bytes:
    """Return an analysis of the result of 2565 as one of the agency and of 2566, in Word."""
    parts = bench_whole.parts_of("000")
    for place, part in enumerate(parts):
        for name in WRITTEN:
            if isinstance(part, str):
                parts[place] = part = part.replace(name, agency.name).replace("๒๕๖๕", "๒๕๖๖")
    return bench_whole.as_docx(parts)


def shot(page, name):
    """Keep a picture where somebody wants to look at the pages."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}-{page.width}.png", full_page=True)


def brought_in(page, part, rows):
    """Choose all rows of a part, confirm, and come back to the parts."""
    follow(page, f"ตรวจและเลือกแถว {part}")
    look(page)
    shot(page, f"rows-{part[:8]}")
    for box in page.locator("input[name=take]").all():
        box.check()
    press(page, "ตรวจแถวที่เลือก")
    page.wait_for_url("**/imports/*/")
    look(page)
    shot(page, f"import-{part[:8]}")
    press(page, f"ยืนยันนำเข้า {rows} แถว")
    page.get_by_role("button", name="เลิกการนำเข้า").wait_for()


def test_a_report_is_brought_in_part_by_part_and_one_taken_back(portal, sai_thong):  # noqa: F811
    page = portal
    page.goto(f"{page.base}/exchange/")
    follow(page, "รายงานทั้งเล่ม")
    shot(page, "upload")
    press(page, "อ่านรายงาน")
    look(page)
    assert "กรุณาเลือกไฟล์" in page.locator(".error-summary").inner_text()
    page.locator("#id_year").select_option("2566")
    file = {"name": "รายงาน.docx", "mimeType": "", "buffer": report(sai_thong)}
    page.locator("#id_file").set_input_files([file])
    press(page, "อ่านรายงาน")
    page.wait_for_url("**/exchange/report/2566/*/")
    look(page)
    shot(page, "parts")
    parts = page.url
    text = page.locator("main").inner_text()
    assert "ไม่พบส่วนนี้ในรายงาน" in text
    assert text.count("นำเข้าหรือกรอกคะแนนของปีนี้ก่อน") == 2

    brought_in(page, "คะแนน", 11)
    follow(page, "ส่วนอื่นของรายงาน")
    assert page.url == parts
    brought_in(page, "ผลการวิเคราะห์", 10)
    page.goto(parts)
    brought_in(page, "มาตรการ", 6)
    page.goto(parts)
    look(page)
    shot(page, "parts-done")
    assert page.locator("main").inner_text().count("นำเข้าแล้ว") == 3
    page.locator(".import-row", has_text="มาตรการ").get_by_role("link", name="ตารางที่เลือกไว้").click()
    press(page, "เลิกการนำเข้า")
    look(page)
    assert "เลิกการนำเข้าแล้ว" in page.locator("main").inner_text()
