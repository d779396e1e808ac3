"""One person with two roles in two agencies, in a real browser: each agency gives what the role there gives, and no more."""

import re

from agencies.enums import Role
from agencies.models import Membership, User
from tests.browser.approval_steps import words
from tests.browser.steps import PHONE, at_home, look
from tests.factories.agencies import AgencyFactory


def test_one_person_has_two_roles_in_two_agencies(come, sai_thong):
    other = AgencyFactory(slug="ban-mai", name="เทศบาลตำบลบ้านใหม่", short_name="ทต.บ้านใหม่")
    clerk = User.objects.get(username="staff")
    Membership.objects.create(user=clerk, agency=other, role=Role.VIEWER, position_title="ผู้ตรวจสอบภายใน")
    page = come("staff", PHONE)

    page.goto(f"{page.root}/a/ban-mai/")
    at_home(page)
    look(page)
    assert "เทศบาลตำบลบ้านใหม่" in page.locator("body").inner_text()
    page.goto(f"{page.root}/a/ban-mai/scores/")
    assert page.get_by_role("link", name=re.compile("แก้ไขคะแนน|เริ่มบันทึก")).count() == 0
    page.goto(f"{page.root}/a/ban-mai/settings/audit/")
    assert "บันทึกการใช้งาน" in words(page)

    page.set_viewport_size({"width": 1280, "height": 844})
    page.goto(f"{page.base}/oit/2569/O1/")
    assert page.get_by_role("button", name="บันทึก", exact=True).is_visible()
    assert page.get_by_role("link", name="ทต.บ้านใหม่", include_hidden=True).count() >= 1
    page.goto(f"{page.base}/settings/audit/")
    page.complaints.clear()
    assert page.get_by_role("heading", name="บันทึกการใช้งาน").count() == 0
