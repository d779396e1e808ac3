"""The clerk's year in a real browser, on a desk and on a phone: from scores to the memo."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import arrive, at_both_widths, look, press
from tests.reports.conftest import sai_thong  # noqa: F401 - the sample agency

PASTED = """
ผลการประเมิน ITA
คะแนน อบต.ทรายทอง 91.1 คะแนน
ระดับผลการประเมิน ผ่านดี
อันดับ\tตัวชี้วัด\tคะแนน
1\tการป้องกันการทุจริต\t100.00
2\tการเปิดเผยข้อมูล\t97.78
3\tการปฏิบัติงานที่\t90.11
4\tการใช้อำนาจ\t88.54
5\tประสิทธิภาพการสื่อสาร\t87.18
6\tคุณภาพการดำเนินงาน\t86.66
7\tการแก้ไขปัญหาการทุจริต\t85.65
8\tการปรับปรุงการทำงาน\t85.24
9\tการใช้งบประมาณ\t83.50
10\tการใช้ทรัพย์สินของราชการ\t79.52
"""


@pytest.fixture
def portal(live_server, page, sai_thong, width):  # noqa: F811
    """A portal with the sample agency, signed in as its clerk."""
    from django.core.management import call_command

    call_command("load_catalogue", verbosity=0)
    page.goto(f"{live_server.url}/login/")
    page.get_by_label("ชื่อผู้ใช้").fill("staff")
    page.get_by_label("รหัสผ่าน").fill("demo-ita-2569")
    press(page, "เข้าสู่ระบบ")
    page.wait_for_url("**/a/sai-thong/")
    page.width = width
    page.base = f"{live_server.url}/a/sai-thong"
    return page


def paste_column(field, numbers):
    """Paste the numbers as a spreadsheet gives them."""
    field.evaluate(
        """(field, text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        "\n".join(numbers),
    )


@pytest.mark.usefixtures("keeps_drafts")
@at_both_widths
def test_from_scores_to_memo(portal, tmp_path):
    page = portal

    # Scores: pasted from ITAS, looked at, confirmed; then one mended in the grid with Thai digits.
    page.goto(f"{page.base}/scores/2566/paste/")
    look(page)
    page.locator("#id_text").fill(PASTED)
    press(page, "อ่านคะแนน")
    look(page)
    assert page.locator("[name=score_4]").input_value() == "79.52"
    press(page, "ยืนยันบันทึกคะแนน")
    page.wait_for_url("**/scores/2566/")
    look(page)
    assert "91.10" in page.locator("main").inner_text()

    page.goto(f"{page.base}/scores/2566/edit/")
    look(page)
    # Ten bare numbers fill ten cells, are summed up before anything is saved, and can be taken back.
    paste_column(page.locator("[name=score_1]"), ["๙๐.๕๐"] * 10)
    page.get_by_text("วางแล้ว 10 ช่อง").wait_for()
    page.locator("[data-score-running]", has_text="90.50").wait_for()
    look(page)
    page.get_by_role("button", name="ย้อนการวาง").click()
    assert page.locator("[name=score_4]").input_value() == "79.52"
    page.locator("[name=score_1]").fill("๙๑,๑๑")
    page.locator("[name=score_1]").press("Enter")
    assert page.evaluate("document.activeElement.name") == "score_2"
    page.keyboard.type("abc")
    press(page, "บันทึกคะแนน")
    look(page)
    assert page.locator("[name=score_1]").input_value() == "๙๑,๑๑"
    assert page.locator("[name=score_2]").input_value() == "abc"
    page.locator("[name=score_2]").fill("๘๓.๕๐")
    press(page, "บันทึกคะแนน")
    page.wait_for_url("**/scores/2566/")
    assert "91.11" in page.locator("main").inner_text()

    # Analysis: drafted for all, one class changed with a reason.
    page.goto(f"{page.base}/analysis/2566/")
    press(page, "ร่างผลการวิเคราะห์ให้ทุกตัวชี้วัด")
    page.wait_for_url("**/analysis/2566/")
    look(page)
    page.goto(f"{page.base}/analysis/2566/8/")
    look(page)
    page.locator("[name=weakness_class][value=urgent]").check()
    arrive(page, page.locator("form[data-guard] button[type=submit]").first)
    look(page)
    assert page.locator(".error-summary").is_visible()
    page.locator("[name=class_reason]").fill("ผู้ตรวจประเมินมีข้อเสนอแนะให้ปรับปรุง")
    arrive(page, page.locator("form[data-guard] button[type=submit]").first)
    look(page)

    # Measures: taken from the suggestions, one written, the order changed.
    page.goto(f"{page.base}/plans/2567/suggest/")
    boxes = page.locator("main form input[type=checkbox]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    arrive(page, page.locator("main form button[type=submit]").first)
    page.wait_for_url("**/plans/2567/")
    look(page)
    # Both at once, and one of them removed and brought back.
    page.locator("[data-pick-all]").check()
    assert "2" in page.locator("[data-pick-count]").inner_text()
    press(page, "แก้ไขข้อที่เลือก")
    page.locator("[name=departments]").first.check()
    look(page)
    press(page, "บันทึกทุกข้อ")
    page.locator("[data-pick]").first.check()
    press(page, "ลบข้อที่เลือก")
    look(page)
    press(page, "ลบมาตรการ")
    look(page)
    press(page, "นำกลับมา")
    assert page.locator("[data-pick]").count() == 2
    page.goto(f"{page.base}/plans/2567/new/?indicator=2")
    look(page)
    page.locator("#id_title").fill("เผยแพร่แผนการใช้จ่ายงบประมาณให้บุคลากรทราบ")
    page.locator("[name=steps-0-text]").fill("ชี้แจงแผนในที่ประชุมประจำเดือน")
    page.locator("[name=steps-1-text]").fill("เผยแพร่แผนในกลุ่มไลน์ของหน่วยงาน")
    page.locator("#id_all_departments").check()
    page.locator("#id_follow_up").fill("รายงานในที่ประชุมประจำเดือน")
    page.get_by_text("บันทึกร่างไว้แล้ว เวลา").wait_for()
    press(page, "เพิ่มมาตรการ")
    page.wait_for_url("**/plans/2567/**")
    page.goto(f"{page.base}/plans/2567/")
    look(page)
    assert "เผยแพร่แผนการใช้จ่ายงบประมาณ" in page.locator("main").inner_text()

    # Progress: a round as at 31 March, a status for every measure.
    page.goto(f"{page.base}/progress/2567/")
    press(page, "เปิดรอบ ณ 31 มีนาคม 2567")
    page.wait_for_url(re.compile(r"/progress/2567/\d+/$"))
    look(page)
    for radio in page.locator("input[type=radio][value=done]").all():
        radio.check()
    arrive(page, page.locator("main form[data-guard] button[type=submit]").first)
    look(page)

    # The memo, as page and as PDF.
    press(page, "ทำบันทึกข้อความ")
    page.wait_for_url("**/edit/")
    look(page)
    page.locator("#id_number").fill("กส ๘๓๓๐๑/๑๒๓")
    press(page, "บันทึกและดูเอกสาร")
    page.wait_for_url(re.compile(r"/documents/\d+/$"))
    look(page)
    memo = page.locator("article").inner_text()
    assert "กส ๘๓๓๐๑/๑๒๓" in memo
    assert "เผยแพร่แผนการใช้จ่ายงบประมาณให้บุคลากรทราบ" in memo
    assert "อยู่ในระดับผ่านดี" in memo.replace("\n", " ")
    with page.expect_download() as download:
        file = page.locator("a[data-makes][href$='?download']")
        file.click()
        expect(file).to_have_attribute("aria-disabled", "true")
    expect(file).to_have_text("ดาวน์โหลด PDF")
    target = tmp_path / "memo.pdf"
    download.value.save_as(target)
    assert target.read_bytes().startswith(b"%PDF-")


def test_an_unsaved_page_asks_before_it_is_left(portal):
    page = portal
    page.goto(f"{page.base}/scores/2564/edit/")
    page.locator("[name=score_1]").fill("55")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.goto(f"{page.base}/")

    assert asked == ["beforeunload"]
