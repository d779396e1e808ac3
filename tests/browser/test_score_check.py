"""The check of pasted scores in a real browser, put right by keyboard; and a column pasted into the grid."""

from pathlib import Path

from tests.browser.steps import at_both_widths, look, press
from tests.browser.test_story import portal, sai_thong  # noqa: F401 - fixtures of the sample agency

CASES = Path(__file__).resolve().parents[1] / "data" / "score_cases"
PASTE = """([selector, text]) => {
    const input = document.querySelector(selector);
    const data = new DataTransfer();
    data.setData("text/plain", text);
    input.focus();
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@at_both_widths
def test_doubtful_scores_are_put_right_in_place_by_keyboard(portal):  # noqa: F811
    page = portal
    page.goto(f"{page.base}/scores/2566/paste/")
    text = (CASES / "paste-broken-digits.txt").read_text(encoding="utf-8")
    page.locator("#id_text").fill(f"คะแนนรวม 90.29\n{text}\nด้านพัสดุของหน่วยงาน 82.60")
    press(page, "อ่านคะแนน")
    look(page)
    assert page.locator("#id_score_2").input_value() == ""
    assert page.locator("td", has_text="2 การใช้งบประมาณ 8 4.15").is_visible()

    page.get_by_label("ใช้ 84.15").focus()
    page.keyboard.press("Space")
    page.locator("#id_score_1").focus()
    page.keyboard.type("91.40")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_score_2"
    page.locator("#id_left_0").focus()
    page.keyboard.type("4")
    press(page, "คำนวณคะแนนรวมใหม่")
    look(page)
    assert page.locator("#id_use_2").is_checked()
    assert page.locator("#id_score_1").input_value() == "91.40"


def test_a_column_pasted_into_the_grid_fills_it_and_an_empty_cell_keeps_its_place(portal):  # noqa: F811
    page = portal
    page.goto(f"{page.base}/scores/2566/edit/")
    before = page.locator("#id_score_3").input_value()
    column = "91.40\n84.15\n\n82.60\n86.25\n90.05\n87.70\n๘๕.๙๐\n96.30\n93.75\n"
    page.evaluate(PASTE, ["#id_score_1", column])
    values = [page.locator(f"#id_score_{number}").input_value() for number in range(1, 11)]
    assert values == ["91.40", "84.15", before, "82.60", "86.25", "90.05", "87.70", "๘๕.๙๐", "96.30", "93.75"]
    page.evaluate(PASTE, ["#id_score_9", "1.00\n2.00\n3.00\n4.00\n5.00"])
    assert page.locator("#id_score_10").input_value() == "93.75"


def test_refused_rows_of_a_spreadsheet_are_put_right_by_keyboard(portal):  # noqa: F811
    page = portal
    page.goto(f"{page.base}/exchange/upload/?what=scores-2566")
    rows = "ตัวชี้วัดที่,ชื่อ,คะแนน\n1,,91.40\n2,,8 4.15\n,การใช้เงินอำนาจ,88.35\n"
    page.locator("#id_file").set_input_files([{"name": "ก.csv", "mimeType": "", "buffer": rows.encode()}])
    press(page, "ตรวจไฟล์")
    look(page)
    press(page, "แก้แถวที่รับไม่ได้ในหน้านี้")
    look(page)
    page.get_by_label("ตัวชี้วัด แถวที่ 3").focus()
    page.keyboard.type("3")
    page.locator("#cell-0-1-value").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("84.25")
    page.keyboard.press("Enter")
    page.wait_for_url("**/imports/*/")
    look(page)
    assert page.locator(".import-row.is-refused").count() == 0
    assert page.locator(".import-row").count() == 3
