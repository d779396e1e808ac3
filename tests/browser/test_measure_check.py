"""The check of other people's measures in a real browser: put right, split, joined and told by keyboard."""

from pathlib import Path

from exchange.sources.shapes import OFFERED
from tests.browser.steps import arrive, at_both_widths, look, press
from tests.browser.test_story import portal, sai_thong  # noqa: F401 - fixtures of the sample agency

CASES = Path(__file__).resolve().parents[1] / "data" / "measure_cases"
UNKNOWN = "เรื่อง\tทำอย่างไร\tใครทำ\nทำทะเบียน\t1. ออกแบบ 2. เริ่มใช้\tกองคลัง\nตรวจนับ\t1. นับ\tกองช่าง\n"


def paste(page, text):
    page.goto(f"{page.base}/exchange/paste/?what=measures-2566")
    page.locator("#id_text").fill(text)
    press(page, "อ่านตาราง")


def enter(page, name):
    """Press a button by keyboard."""
    page.get_by_role("button", name=name, exact=True).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@at_both_widths
def test_doubtful_measures_are_put_right_in_place_by_keyboard(portal):  # noqa: F811
    page = portal
    paste(page, (CASES / "measures-row-with-fewer-cells.txt").read_text(encoding="utf-8"))
    look(page)
    assert page.locator("#take-0-0").is_checked()
    assert not page.locator("#take-0-1").is_checked()

    page.get_by_label("ตัวชี้วัดที่ แถวที่ 2").focus()
    page.keyboard.type("9")
    page.get_by_label("ระยะเวลา (ข้อความ) แถวที่ 2").focus()
    page.keyboard.type("ต.ค. 66")
    enter(page, "แยกเป็นหลายแถว")
    look(page)
    assert page.get_by_label("ระยะเวลา (ข้อความ) แถวที่ 2").input_value() == "ต.ค. 66"
    enter(page, "รวมกับแถวบน")
    page.locator("#row-0-1").scroll_into_view_if_needed()
    look(page)
    arrive(page, page.get_by_role("button", name="ตรวจแถวที่เลือก", exact=True))
    page.wait_for_url("**/imports/*/")
    look(page)


def test_columns_that_nobody_knows_are_told_once(portal):  # noqa: F811
    page = portal
    paste(page, UNKNOWN)
    look(page)
    keys = [*OFFERED]
    for number, key in enumerate(("title", "steps", "responsible")):
        page.locator(f"#column-{number}").focus()
        for _ in range(keys.index(key)):
            page.keyboard.press("ArrowDown")
    enter(page, "อ่านตามที่เลือก")
    look(page)
    assert page.locator(".import-row").count() == 2
    assert page.locator("[name=take]:checked").count() == 2

    paste(page, UNKNOWN.replace("ทะเบียน", "บัญชี"))
    look(page)
    assert page.get_by_text("ตามที่หน่วยงานเคยเลือกไว้").is_visible()
    assert page.locator("[name=take]:checked").count() == 0


def test_all_years_at_once(portal):  # noqa: F811
    page = portal
    page.goto(f"{page.base}/exchange/years/")
    page.locator("#id_text").fill(
        "ตัวชี้วัด\tปี 2564\tปี 2565\nการใช้อำนาจ\t80.00\t8l.50\nการใช้งบประมาณ\t70.00\t71.00\n"
    )
    press(page, "ตรวจทุกปี")
    look(page)
    assert page.locator(".import-row.is-refused").count() == 1
