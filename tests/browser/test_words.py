"""ตรวจคำ, on a desk and on a phone: from the plan to its slips, mended and kept with one press each."""

from django.urls import reverse

from measures.actions import StepEntry, entry_of, save_measure
from measures.models import Measure
from tests.browser.approval_steps import look_everywhere
from tests.browser.steps import arrive, follow, press


def test_slips_of_a_plan_are_mended_and_kept(come, sai_thong):
    measure = Measure.objects.filter(plan__agency=sai_thong).first()
    steps = [StepEntry("สร้างจิตสำนึกให้แกพนักงานใน หน่วยงาน ให้ข้อมูลแก่ผู้มา ติด ต่อ " + "ก" * 150)]
    save_measure(
        measure=measure,
        entry=entry_of(measure).replace(title="การดำเนินงานตามมาตราการ", steps=steps),
        version=measure.version,
        by=None,
    )
    page = come("staff")

    page.goto(page.root + reverse("measures:plan", args=["sai-thong", 2565]))
    follow(page, "ตรวจคำ")
    look_everywhere(page)
    press(page, "แก้เป็น มาตรการ")
    press(page, "แก้เว้นวรรคทั้ง 2 แห่งในข้อความนี้")
    kept = page.locator("li.slip", has=page.locator("mark", has_text="ให้แก"))
    arrive(page, kept.get_by_role("button", name="คงไว้"))

    look_everywhere(page)
    measure.refresh_from_db()
    assert measure.title == "การดำเนินงานตามมาตรการ"
    assert measure.steps.get().text.startswith("สร้างจิตสำนึกให้แกพนักงานในหน่วยงาน ให้ข้อมูลแก่ผู้มา ติดต่อ ก")
    assert kept.count() == 0
    page.get_by_text("คำที่คงไว้").click()
    assert page.locator(".kept-words").get_by_text("ให้แก", exact=True).is_visible()
