"""A file in a real browser: uploaded, looked at, its refused rows corrected, confirmed, taken back; and a pasted table."""

import io

import openpyxl

from tests.browser.steps import follow, look, on_a_phone, press
from tests.browser.test_story import portal, sai_thong  # noqa: F401 - fixtures of the sample agency

ROWS = "ตัวชี้วัดที่,คะแนน\n4,๗๙.๐๐\n5,abc\n99,80\n"
TABLE = """<table><tr><th>มาตรการ</th><th>ขั้นตอน</th><th>ผู้รับผิดชอบ</th></tr>
<tr><td rowspan="2">จัดทำคู่มือการยืมทรัพย์สิน</td><td>1. ร่างคู่มือ</td><td>กองคลัง</td></tr>
<tr><td>2. ประกาศใช้</td><td>กองคลัง</td></tr>
<tr><td>หัวข้อเท่านั้น</td><td></td><td></td></tr></table>"""
PASTE = """(html) => {
    const area = document.querySelector("[data-paste-table]");
    const data = new DataTransfer();
    data.setData("text/html", html);
    area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def chosen(page, name, data):
    page.locator("#id_file").set_input_files([{"name": name, "mimeType": "", "buffer": data}])


def test_preview_correction_confirm_and_undo(portal, tmp_path):  # noqa: F811
    page = portal
    page.goto(f"{page.base}/scores/")
    follow(page, "นำเข้า/ส่งออก")
    page.wait_for_url("**/exchange/")
    look(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="ดาวน์โหลดแบบกรอก").first.click()
    assert openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).sheetnames[0] == "คำแนะนำ"
    follow(page, "นำเข้าไฟล์ คะแนน ปี")

    # Too large is said before anything is sent; without a file the page says so and keeps the choices.
    page.locator("#id_file").evaluate("(input) => { input.dataset.maxBytes = 3; }")
    chosen(page, "คะแนน.csv", ROWS.encode("utf-8-sig"))
    assert "ใหญ่เกิน" in page.locator(".file-warning").inner_text()
    page.locator("#id_file").set_input_files([])
    press(page, "ตรวจไฟล์")
    look(page)
    assert "กรุณาเลือกไฟล์" in page.locator(".error-summary").inner_text()

    chosen(page, "คะแนน.csv", ROWS.encode("utf-8-sig"))
    press(page, "ตรวจไฟล์")
    page.wait_for_url("**/imports/*/")
    look(page)
    first = page.url
    assert page.locator(".import-row.is-refused").count() == 2
    assert "79.00" in page.locator(".import-fields ins").inner_text()

    # The refused rows go out, are corrected in a spreadsheet and come back.
    with page.expect_download() as download:
        page.get_by_role("link", name="ดาวน์โหลดแถวที่รับไม่ได้").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    sheet = book.worksheets[0]
    place = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, place["คะแนน"]).value = "85.๕๐"
    sheet.cell(3, place["ตัวชี้วัดที่ / ข้อ"]).value = "6"
    book.save(tmp_path / "แก้แล้ว.xlsx")
    follow(page, "แก้แล้วนำเข้าอีกครั้ง")
    page.wait_for_url("**/exchange/upload/**")
    assert page.locator("#id_what").input_value().startswith("scores-")
    page.locator("#id_file").set_input_files(tmp_path / "แก้แล้ว.xlsx")
    press(page, "ตรวจไฟล์")
    page.wait_for_url("**/imports/*/")
    assert page.url != first
    look(page)
    press(page, "ยืนยันนำเข้า 2 แถว")
    look(page)
    assert "นำเข้า “แก้แล้ว.xlsx” แล้ว" in page.locator("main").inner_text()

    # The first file still waits in the list; what it would change has not been touched meanwhile.
    page.goto(f"{page.base}/exchange/")
    follow(page, "คะแนน.csv")
    press(page, "ยืนยันนำเข้า 1 แถว")
    assert "รับไม่ได้ 2" in page.locator("main").inner_text()
    press(page, "เลิกการนำเข้า")
    look(page)
    assert "เลิกการนำเข้าแล้ว" in page.locator("main").inner_text()


def test_a_table_from_a_document(portal):  # noqa: F811
    page = portal
    page.goto(f"{page.base}/exchange/paste/")
    page.locator("#id_text").fill("จัดทำคู่มือการยืมทรัพย์สิน")
    page.locator("#id_text").select_text()
    page.locator("#id_what").select_option(
        label=page.locator("#id_what option", has_text="มาตรการ").first.inner_text()
    )
    page.evaluate(PASTE, TABLE)
    page.wait_for_function("document.querySelector('#id_html').value.includes('<table')")
    press(page, "อ่านตาราง")
    look(page)
    rows = page.locator(".import-row")
    assert rows.count() == 2
    # Cells that reach over several rows stay one measure; what is not sure waits for a person.
    assert "2. ประกาศใช้" in rows.nth(0).inner_text()
    assert rows.nth(0).get_by_role("checkbox").is_checked()
    assert not rows.nth(1).get_by_role("checkbox").is_checked()
    press(page, "ตรวจแถวที่เลือก")
    page.wait_for_url("**/imports/*/")
    look(page)
    press(page, "ยืนยันนำเข้า 1 แถว")
    page.goto(page.url)
    assert "นำเข้าแล้ว" in page.locator("main").inner_text()


@on_a_phone
def test_a_long_import_is_followed(portal, settings, monkeypatch):  # noqa: F811
    from django.core.management import call_command

    from exchange.actions import stages

    page = portal
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(stages, "LONG_ROWS", 0)
    page.goto(f"{page.base}/exchange/upload/")
    chosen(page, "ยาว.csv", ROWS.encode("utf-8-sig"))
    press(page, "ตรวจไฟล์")
    page.wait_for_url("**/imports/*/")
    look(page)
    assert page.get_by_role("progressbar").is_visible()
    call_command("db_worker", "--batch", "--interval", "0", "--no-startup-delay", verbosity=0)
    page.get_by_role("button", name="ยืนยันนำเข้า").wait_for()
    look(page)


def test_many_agencies_at_once(live_server, page, sai_thong, client):  # noqa: F811
    from tests.factories.agencies import UserFactory

    client.force_login(UserFactory(is_superuser=True))
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([session])
    page.goto(f"{live_server.url}/exchange/agencies/")
    page.locator("#id_year").select_option("2565")
    chosen(page, "หลาย.csv", f"รหัสหน่วยงาน,1,2\n{sai_thong.slug},79,80\nไม่มี,1,2\n".encode())
    press(page, "ตรวจไฟล์")
    page.get_by_role("button", name="ยืนยันนำเข้า 1 แถว").wait_for()
    look(page)
    press(page, "ยืนยันนำเข้า 1 แถว")
    page.get_by_role("button", name="เลิกการนำเข้า").wait_for()
    assert sai_thong.assessments.get(fiscal_year=2565).indicator_scores.get(code="1").score == 79
