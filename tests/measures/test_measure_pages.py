import re

import pytest
from django.urls import reverse

from measures.models import Measure, Plan, Step
from tests.factories.agencies import DepartmentFactory
from tests.factories.measures import MeasureFactory, StepFactory

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"measures:{name}", args=["tua-yang", *args])


def data(*steps, **values):
    """Return the form as a browser without scripts sends it, two empty rows included."""
    rows = [*({"text": text} for text in steps), {}, {}]
    sent = {"kind": "measure", "title": "จัดทำคู่มือ", "steps-TOTAL_FORMS": len(rows), "steps-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        for name in ("text", "period_text", "responsible_text", "place"):
            sent[f"steps-{number}-{name}"] = row.get(name, "")
    return sent | values


def stored_as_form(client, address):
    """Return what the form shows, as a browser would send it back unchanged."""
    context = client.get(address).context
    sent = {}
    for form in (context["form"], context["formset"].management_form, *context["formset"]):
        for field in form:
            value = field.value()
            sent[field.html_name] = "" if value is None else value
    if not sent["all_departments"]:
        del sent["all_departments"]
    return sent


ADD = ("plan_measure_add", 2565)


def test_add_saves_everything_and_goes_to_the_card(clerk_client, agency, assessment):
    departments = [entry.pk for entry in agency.departments.all()]

    response = clerk_client.post(
        url(*ADD),
        data(
            "ประชุม",
            "อบรม",
            kind="project",
            indicator_codes=["8", "2"],
            item_codes="ข้อ E๗, i3",
            weak_point="ช่องทางน้อย",
            departments=departments,
            period_start="1 ต.ค. 64",
            period_end="30/9/2565",
            follow_up="รายงานทุกเดือน",
        ),
    )

    measure = Measure.objects.get()
    assert response.url == url("plan", 2565) + f"#measure-{measure.pk}"
    assert (measure.kind, measure.indicator_codes, measure.item_codes) == (
        "project",
        ["2", "8"],
        ["I3", "E7"],
    )
    assert measure.responsible == "สำนักปลัด\nกองคลัง"
    assert measure.period == "ต.ค. 64 – ก.ย. 65"
    assert [step.text for step in measure.steps.all()] == ["ประชุม", "อบรม"]


def test_add_starts_with_the_fiscal_year_and_the_weak_point(clerk_client, assessment):
    form = clerk_client.get(url(*ADD) + "?indicator=8").context["form"]

    assert form["indicator_codes"].value() == ["8"]
    assert form["weak_point"].value() == "ประชาชนยังไม่ทราบช่องทางออนไลน์"
    page = clerk_client.get(url(*ADD) + "?indicator=77").content.decode()
    assert 'value="1/10/2564"' in page
    assert 'value="30/9/2565"' in page


def test_add_sent_twice_is_one_measure(clerk_client, assessment):
    for _ in range(2):
        response = clerk_client.post(url(*ADD), data("ประชุม"))

    measure = Measure.objects.get()
    assert response.url.endswith(f"#measure-{measure.pk}")


BAD = {
    "title of 3,000 characters": (
        {"title": "ก" * 3000},
        "title",
        "ข้อความยาว 3,000 ตัวอักษร เกินที่รับได้ 1,000 ตัวอักษร กรุณาย่อให้สั้นลง",
    ),
    "no title": ({"title": "  \u200b "}, "title", "กรุณากรอกชื่อ เช่น จัดทำคู่มือการใช้ทรัพย์สินของราชการ"),
    "emoji": ({"title": "อบรม 🎉"}, "title", "อักขระ 🎉 พิมพ์ลงเอกสารราชการไม่ได้ กรุณาลบออกหรือเขียนเป็นคำ"),
    "unknown kind": ({"kind": "x"}, "kind", "กรุณาเลือกประเภทจากรายการ"),
    "unknown indicator": (
        {"indicator_codes": ["77"]},
        "indicator_codes",
        "ปีที่ประเมินไม่มีตัวชี้วัดที่ 77 กรุณาเลือกจากรายการ",
    ),
    "unknown item": ({"item_codes": "I31"}, "item_codes", "ปี 2564 มีข้อ I1–I30 ไม่มี I31 กรุณาตรวจเลขข้อ"),
    "no date": (
        {"period_start": "เมื่อวาน", "period_end": "30/9/2565"},
        "period_start",
        "อ่านวันที่ “เมื่อวาน” ไม่ได้ กรุณากรอกวันที่ เช่น 31/3/2565 หรือ 31 มีนาคม 2565",
    ),
}


@pytest.mark.parametrize(("bad", "field", "message"), BAD.values(), ids=BAD.keys())
def test_bad_input_is_told_at_the_field_and_nothing_is_saved(clerk_client, assessment, bad, field, message):
    response = clerk_client.post(url(*ADD), data("ขั้นที่พิมพ์ไว้", limitation="ข้อจำกัดที่พิมพ์ไว้", **bad))

    assert response.context["form"].errors[field] == [message]
    page = response.content.decode()
    assert re.search(rf'href="#id_{field}(_0)?"', page)
    assert "ขั้นที่พิมพ์ไว้" in page
    assert "ข้อจำกัดที่พิมพ์ไว้" in page
    assert response.context["form"][field].value() == bad[field]
    assert not Measure.objects.exists()
    assert not Plan.objects.exists()


def test_a_bad_step_is_told_at_its_row_and_nothing_is_saved(clerk_client, assessment):
    sent = data("ประชุม 🎉") | {"steps-1-period_text": "ต.ค. 64"}

    response = clerk_client.post(url(*ADD), sent)

    first, second = response.context["formset"].errors[:2]
    assert first["text"] == ["อักขระ 🎉 พิมพ์ลงเอกสารราชการไม่ได้ กรุณาลบออกหรือเขียนเป็นคำ"]
    assert second["text"] == ["กรุณาเขียนขั้นตอน หรือลบข้อความอื่นในแถวนี้"]
    assert 'href="#id_steps-0-text"' in response.content.decode()
    assert not Measure.objects.exists()


def test_an_empty_request_shows_errors_instead_of_saving(clerk_client, assessment):
    response = clerk_client.post(url(*ADD), {})

    assert response.status_code == 200
    assert {"title", "kind"} <= response.context["form"].errors.keys()
    assert "ข้อมูลขั้นตอนมาไม่ครบ กรุณาบันทึกอีกครั้ง" in response.content.decode()


def test_a_word_of_200_letters_is_fine(clerk_client, assessment):
    clerk_client.post(url(*ADD), data("ย" * 200, title="ก" * 200))

    assert "ก" * 200 in clerk_client.get(url("plan", 2565)).content.decode()


def test_what_was_typed_is_shown_as_text_not_as_markup(clerk_client, assessment):
    clerk_client.post(url(*ADD), data("<b>หนา</b>", title='"><script>alert(1)</script>'))

    page = clerk_client.get(url("plan", 2565)).content.decode()
    assert "<script>alert" not in page
    assert "<b>หนา" not in page


def test_departments_of_another_agency_are_refused(clerk_client, assessment, other_agency):
    foreign = DepartmentFactory(agency=other_agency)

    response = clerk_client.post(url(*ADD), data(departments=[foreign.pk]))

    assert response.context["form"].errors["departments"] == ["เลือกได้เฉพาะส่วนราชการของหน่วยงานท่าน กรุณาเลือกใหม่"]
    assert not Measure.objects.exists()


def test_a_department_out_of_use_is_offered_only_where_it_was_chosen(clerk_client, agency, measure):
    old = DepartmentFactory(agency=agency, name="กองที่ยุบแล้ว", active=False)
    assert old.name not in clerk_client.get(url(*ADD)).content.decode()

    measure.departments.add(old)

    assert old.name in clerk_client.get(url("plan_measure_edit", 2565, measure.pk)).content.decode()


def test_edit_sent_back_unchanged_changes_nothing(clerk_client, measure, agency):
    StepFactory.create_batch(2, measure=measure)
    measure.departments.set(agency.departments.all())
    address = url("plan_measure_edit", 2565, measure.pk)

    response = clerk_client.post(address, stored_as_form(clerk_client, address))

    assert response.status_code == 302
    measure.refresh_from_db()
    assert measure.version == 1


def test_edit_drops_the_emptied_row_and_moves_another(clerk_client, measure):
    for text in ("แรก", "กลาง", "ท้าย"):
        StepFactory(measure=measure, text=text)
    address = url("plan_measure_edit", 2565, measure.pk)
    sent = stored_as_form(clerk_client, address) | {"steps-0-text": "", "steps-2-place": "1"}

    clerk_client.post(address, sent)

    steps = Step.objects.filter(measure=measure).order_by("position")
    assert [step.text for step in steps] == ["ท้าย", "กลาง"]


def test_edit_keeps_topics_the_form_does_not_ask(clerk_client, plan):
    measure = MeasureFactory(plan=plan, topic_numbers=[3])
    address = url("plan_measure_edit", 2565, measure.pk)

    clerk_client.post(address, stored_as_form(clerk_client, address) | {"title": "ชื่อใหม่"})

    measure.refresh_from_db()
    assert (measure.title, measure.topic_numbers) == ("ชื่อใหม่", [3])


def test_edit_conflict_shows_both_versions_and_saves_on_the_second_try(
    clerk_client, second_clerk_client, measure
):
    StepFactory(measure=measure, text="ขั้นเดิม")
    address = url("plan_measure_edit", 2565, measure.pk)
    mine = stored_as_form(clerk_client, address)
    second_clerk_client.post(address, mine | {"title": "ของเขา", "steps-0-text": "ขั้นของเขา"})

    response = clerk_client.post(address, mine | {"title": "ของฉัน"})

    assert response.status_code == 409
    rows = {row["label"]: (row["theirs"], row["yours"]) for row in response.context["conflict"]["rows"]}
    assert rows["ชื่อมาตรการ / โครงการ / กิจกรรม"] == ("ของเขา", "ของฉัน")
    assert rows["ขั้นตอน"] == ("1. ขั้นของเขา", "1. ขั้นเดิม")
    differing = {label for label, (theirs, yours) in rows.items() if theirs != yours}
    assert differing == {"ชื่อมาตรการ / โครงการ / กิจกรรม", "ขั้นตอน"}
    measure.refresh_from_db()
    assert measure.title == "ของเขา"
    again = mine | {"title": "ของฉัน", "version": response.context["form"]["version"].value()}
    assert clerk_client.post(address, again).status_code == 302
    measure.refresh_from_db()
    assert measure.title == "ของฉัน"


def test_a_department_with_an_impossible_number_is_refused_in_the_form(clerk_client, agency, assessment):
    huge = "9" * 20

    response = clerk_client.post(url(*ADD), data("ประชุม", departments=[huge]))

    assert response.status_code == 200
    assert response.context["form"].errors["departments"] == ["เลือกได้เฉพาะส่วนราชการของหน่วยงานท่าน กรุณาเลือกใหม่"]
    assert "จัดทำคู่มือ" in response.content.decode()


def test_what_was_typed_for_a_removed_measure_can_be_added_as_a_new_one(clerk_client, plan):
    measure = MeasureFactory(plan=plan)
    address = url("plan_measure_edit", 2565, measure.pk)
    measure.delete()

    response = clerk_client.post(address, data("ประชุมชี้แจง", title="จัดทำคู่มือฉบับใหม่"))

    page = response.content.decode()
    assert response.status_code == 404
    assert "มาตรการนี้ถูกลบแล้ว" in page
    assert "จัดทำคู่มือฉบับใหม่" in page
    assert "ประชุมชี้แจง" in page
    assert f'action="{url(*ADD)}"' in page
    clerk_client.post(url(*ADD), data("ประชุมชี้แจง", title="จัดทำคู่มือฉบับใหม่"))
    assert plan.measures.get().title == "จัดทำคู่มือฉบับใหม่"
