from datetime import date

import pytest
from django.urls import reverse

from measures.enums import Status
from measures.models import Measure, Plan
from tests.factories.measures import (
    AssessmentFactory,
    CatalogueMeasureFactory,
    MeasureFactory,
    PlanFactory,
    ProgressFactory,
    RoundFactory,
    StepFactory,
)

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"measures:{name}", args=["tua-yang", *args])


def texts(response):
    return [str(message) for message in response.context["messages"]]


def test_index_without_scores_teaches_where_to_begin(clerk_client, agency):
    page = clerk_client.get(url("index")).content.decode()

    assert "บันทึกคะแนน ITA ปีล่าสุดก่อน" in page
    assert reverse("assessments:index", args=["tua-yang"]) in page


def test_index_offers_the_plan_of_a_result_without_measures(clerk_client, plan):
    AssessmentFactory(agency=plan.agency, fiscal_year=2565)
    MeasureFactory(plan=plan)

    response = clerk_client.get(url("index"))

    assert response.context["next_plan"] == {"year": 2565, "plan_year": 2566}
    assert [entry.plan for entry in response.context["plans"]] == [plan]
    assert url("plan", 2566) in response.content.decode()


def test_index_counts_what_is_done(clerk_client, plan):
    measures = MeasureFactory.create_batch(2, plan=plan)
    progress_round = RoundFactory(plan=plan)
    ProgressFactory(round=progress_round, measure=measures[0], status=Status.DONE)

    assert "เสร็จ 1 จาก 2" in clerk_client.get(url("index")).content.decode()


def test_looking_at_a_plan_creates_none(clerk_client, assessment):
    response = clerk_client.get(url("plan", 2565))

    assert response.status_code == 200
    assert "จัดทำจากผลการประเมินปี 2564" in response.content.decode()
    assert not Plan.objects.exists()


@pytest.mark.parametrize("year", [2564, 2566, 0, 1, 99999999999999999999])
def test_a_year_without_result_is_not_found(clerk_client, assessment, year):
    assert clerk_client.get(url("plan", year)).status_code == 404


def test_plan_shows_measures_in_order_with_what_is_missing(clerk_client, plan):
    second = MeasureFactory(plan=plan, position=2, title="ข้อหลัง", all_departments=True, follow_up="ทุกเดือน")
    first = MeasureFactory(plan=plan, position=1, title="ข้อแรก", item_codes=["E7"], indicator_codes=["8"])
    StepFactory(measure=first, text="ประชุมคณะทำงาน", period_text="ต.ค. 64")

    response = clerk_client.get(url("plan", 2565))

    cards = [row.card for row in response.context["groups"][0].rows]
    assert [card.measure for card in cards] == [first, second]
    assert cards[0].gaps == ["ไม่มีผู้รับผิดชอบ", "ไม่มีระยะเวลา", "ไม่มีการกำกับติดตาม"]
    assert cards[1].gaps == ["ไม่มีระยะเวลา", "ไม่มีขั้นตอน"]
    page = response.content.decode()
    for words in ("ประชุมคณะทำงาน", "ต.ค. 64", "ข้อ E7", "ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน", "ไม่มีขั้นตอน"):
        assert words in page


def test_plan_puts_urgent_weak_points_without_measure_first(clerk_client, plan):
    MeasureFactory(plan=plan, indicator_codes=["2"])

    response = clerk_client.get(url("plan", 2565))

    assert [point.row.indicator.code for point in response.context["points"]] == ["8", "2"]
    assert response.context["open_names"] == "การปรับปรุงระบบการทำงาน"
    assert f"{url('plan_measure_add', 2565)}?indicator=8" in response.content.decode()


def test_a_viewer_sees_the_plan_without_buttons(viewer_client, measure):
    page = viewer_client.get(url("plan", 2565)).content.decode()

    assert measure.title in page
    for name in ("plan_measure_add", "plan_edit", "plan_suggest"):
        assert url(name, 2565) not in page


def test_plan_edit_begins_the_plan(clerk_client, assessment):
    data = {"decided_on": "30 ม.ค. 65", "decided_in": "ข้อ 6", "version": ""}

    response = clerk_client.post(url("plan_edit", 2565), data)

    assert response.url == url("plan", 2565)
    assert Plan.objects.values_list("decided_on", "decided_in").get() == (date(2022, 1, 30), "ข้อ 6")


def test_plan_edit_with_a_bad_date_saves_nothing_and_keeps_what_was_typed(clerk_client, assessment):
    response = clerk_client.post(url("plan_edit", 2565), {"decided_on": "31/2/2565", "decided_in": "ข้อ 6"})

    page = response.content.decode()
    assert "ไม่มีวันที่ “31/2/2565” ในปฏิทิน" in page
    assert 'value="ข้อ 6"' in page
    assert not Plan.objects.exists()


def test_plan_edit_conflict_shows_both_versions_and_saves_on_the_second_try(
    clerk_client, second_clerk_client, plan
):
    second_clerk_client.post(url("plan_edit", 2565), {"decided_in": "ข้อ 5", "version": 1})

    response = clerk_client.post(url("plan_edit", 2565), {"decided_in": "ข้อ 6", "version": 1})

    assert response.status_code == 409
    rows = {row["label"]: (row["theirs"], row["yours"]) for row in response.context["conflict"]["rows"]}
    assert rows["อยู่ในข้อใดของบันทึกนั้น"] == ("ข้อ 5", "ข้อ 6")
    assert Plan.objects.get().decided_in == "ข้อ 5"
    version = response.context["form"]["version"].value()
    clerk_client.post(url("plan_edit", 2565), {"decided_in": "ข้อ 6", "version": version})
    assert Plan.objects.get().decided_in == "ข้อ 6"


def test_suggest_offers_by_weak_point_and_adopts_the_chosen(clerk_client, assessment):
    urgent = CatalogueMeasureFactory(indicator_codes=["8"])
    strong = CatalogueMeasureFactory(indicator_codes=["1"])
    CatalogueMeasureFactory(indicator_codes=["2"])

    response = clerk_client.get(url("plan_suggest", 2565))

    assert [point.suggestions for point in response.context["weak"]][0] == (urgent,)
    assert [point.suggestions for point in response.context["strong"]] == [(strong,)]
    assert not Plan.objects.exists()
    response = clerk_client.post(url("plan_suggest", 2565), {"chosen": [urgent.pk, strong.pk]}, follow=True)
    assert {measure.title for measure in Measure.objects.all()} == {urgent.title, strong.title}
    assert texts(response)[0].startswith("เพิ่ม 2 มาตรการแล้ว")


def test_suggest_sent_twice_adds_once_and_says_so(clerk_client, assessment):
    offered = CatalogueMeasureFactory()
    clerk_client.post(url("plan_suggest", 2565), {"chosen": [offered.pk]})

    response = clerk_client.post(url("plan_suggest", 2565), {"chosen": [offered.pk]}, follow=True)

    assert Measure.objects.count() == 1
    assert "อีก 1 มาตรการมีอยู่ในแผนแล้ว จึงไม่เพิ่มซ้ำ" in texts(response)


def test_a_suggestion_ticked_under_two_weak_points_counts_once(clerk_client, assessment):
    offered = CatalogueMeasureFactory(indicator_codes=["8", "2"])

    response = clerk_client.post(url("plan_suggest", 2565), {"chosen": [offered.pk, offered.pk]}, follow=True)

    assert Measure.objects.count() == 1
    assert len(texts(response)) == 1


@pytest.mark.parametrize("name", ["plan_suggest", "plan_copy"])
def test_nothing_chosen_is_said_and_begins_no_plan(clerk_client, agency, plan, name):
    AssessmentFactory(agency=agency, fiscal_year=2565)
    MeasureFactory(plan=plan)

    response = clerk_client.post(url(name, 2566), {})

    assert response.context["form"].errors == {"chosen": ["กรุณาเลือกอย่างน้อยหนึ่งมาตรการ"]}
    assert not Plan.objects.filter(fiscal_year=2566).exists()


@pytest.mark.parametrize("name", ["plan_suggest", "plan_copy"])
@pytest.mark.parametrize("chosen", ["999999", "x"])
def test_something_not_offered_is_refused(clerk_client, agency, measure, name, chosen):
    AssessmentFactory(agency=agency, fiscal_year=2565)

    response = clerk_client.post(url(name, 2566), {"chosen": [chosen]})

    assert response.context["form"].errors == {"chosen": ["มาตรการที่เลือกไม่อยู่ในรายการแล้ว กรุณาเลือกใหม่"]}
    assert not Plan.objects.filter(fiscal_year=2566).exists()


def test_suggest_without_analysis_teaches(clerk_client, agency, packs):
    AssessmentFactory(agency=agency)

    page = clerk_client.get(url("plan_suggest", 2565)).content.decode()

    assert reverse("assessments:analysis", args=["tua-yang", 2564]) in page


@pytest.fixture
def next_year(agency, plan):
    return AssessmentFactory(agency=agency, fiscal_year=2565)


def test_copy_ticks_what_is_not_done(clerk_client, plan, next_year):
    done, going, silent = MeasureFactory.create_batch(3, plan=plan)
    progress_round = RoundFactory(plan=plan)
    ProgressFactory(round=progress_round, measure=done, status=Status.DONE)
    ProgressFactory(round=progress_round, measure=going)

    response = clerk_client.get(url("plan_copy", 2566))

    assert response.context["form"].ticked == {str(going.pk), str(silent.pk)}
    assert "ผลการดำเนินการไม่คัดลอก" in response.content.decode()


def test_copy_takes_the_chosen_into_the_new_plan(clerk_client, plan, next_year):
    kept, left = MeasureFactory.create_batch(2, plan=plan)

    response = clerk_client.post(url("plan_copy", 2566), {"chosen": [kept.pk]})

    assert response.url == url("plan", 2566)
    assert Measure.objects.get(plan__fiscal_year=2566).continued_from == kept
    page = clerk_client.get(url("plan_copy", 2566))
    assert page.context["form"].ticked == {str(left.pk)}
    assert "คัดลอกแล้ว" in page.content.decode()


def test_copy_refuses_measures_of_another_agency(clerk_client, measure, next_year, foreign_plan):
    foreign = MeasureFactory(plan=foreign_plan)

    response = clerk_client.post(url("plan_copy", 2566), {"chosen": [foreign.pk]})

    assert response.context["form"].errors
    assert not Measure.objects.filter(plan__fiscal_year=2566).exists()


def test_copy_without_an_earlier_plan_leads_back(clerk_client, assessment):
    page = clerk_client.get(url("plan_copy", 2565)).content.decode()

    assert "ปีก่อนไม่มีมาตรการให้คัดลอก" in page


def test_order_is_kept_as_sent(clerk_client, plan):
    first, second, third = MeasureFactory.create_batch(3, plan=plan)

    clerk_client.post(url("plan_order", 2565), {"measure": [third.pk, "x", "²", first.pk, 999999]})

    assert list(plan.measures.all()) == [third, first, second]


def test_order_of_a_plan_not_begun_is_not_found(clerk_client, assessment):
    assert clerk_client.post(url("plan_order", 2565), {"measure": [1]}).status_code == 404


def test_buttons_move_a_measure(clerk_client, plan):
    first, second = MeasureFactory.create_batch(2, plan=plan)

    clerk_client.post(url("plan_measure_move", 2565, second.pk), {"direction": "up"})
    assert list(plan.measures.all()) == [second, first]
    clerk_client.post(url("plan_measure_move", 2565, second.pk), {"direction": "down"})
    assert list(plan.measures.all()) == [first, second]


def test_an_unknown_direction_is_refused(clerk_client, measure):
    response = clerk_client.post(url("plan_measure_move", 2565, measure.pk), {"direction": "left"})

    assert response.status_code == 400


def test_numbers_show_in_the_readers_digits(clerk, clerk_client, plan):
    MeasureFactory(plan=plan, item_codes=["E7"])
    clerk.digits = "thai"
    clerk.save()

    page = clerk_client.get(url("plan", 2565)).content.decode()

    assert "แผนมาตรการปี ๒๕๖๕" in page
    assert "ข้อ E๗" in page


def test_plan_of_another_year_is_not_mixed_in(clerk_client, agency, measure):
    later = PlanFactory(assessment=AssessmentFactory(agency=agency, fiscal_year=2565))
    MeasureFactory(plan=later, title="มาตรการของปีถัดไป")

    assert "มาตรการของปีถัดไป" not in clerk_client.get(url("plan", 2565)).content.decode()


@pytest.mark.parametrize("sent", [{}, {"measure": ["x", "9" * 30]}])
def test_an_order_that_names_no_measure_is_not_called_saved(clerk_client, plan, sent):
    MeasureFactory(plan=plan)

    page = clerk_client.post(url("plan_order", 2565), sent, follow=True).content.decode()

    assert "บันทึกลำดับมาตรการแล้ว" not in page
    assert "ยังไม่ได้บันทึกลำดับ" in page
