"""What a year's result means, as its page tells it."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.actions import ScoreSheet, save_scores
from itaportal.thai.numbers import to_thai_digits
from tests.assessments.pages import main_of, shown, text_of, url
from tests.factories.assessments import SCORES, AssessmentFactory, points, scored

pytestmark = pytest.mark.usefixtures("packs")


def test_a_result_that_agrees_says_so(clerk_client, agency):
    scored(agency, 2564, scores=["90.00"] * 10, printed_total=Decimal("90.00"))
    scored(agency, printed_total=Decimal("91.10"), printed_level="A")

    page = shown(clerk_client.get(url("score_detail", agency, 2565)))

    assert "91.10 คะแนน เพิ่มขึ้น +1.10 จากปี 2564" in page
    assert "ระดับ: A ผ่านเกณฑ์" in page
    assert "ตรงกับที่คำนวณจากตัวชี้วัด" in page
    assert "IIT แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน 85.46" in page
    assert re.search(r"4 การใช้ทรัพย์สินของราชการ 79\.52 ลดลง -10\.48 ต่ำ 10", page)
    assert "ยังไม่ได้ยืนยันกับคู่มือ" not in page


def test_a_difference_is_told_with_a_call_to_explain(clerk_client, agency):
    scored(agency, printed_total=Decimal("93.10"), printed_level="AA")

    response = clerk_client.get(url("score_detail", agency, 2565))

    page = shown(response)
    assert re.search(r"ITAS ประกาศ \(ทางการ\) 93\.10 AA คำนวณจากตัวชี้วัด 91\.10 A ผลต่าง \+2\.00", page)
    assert "ยังไม่มีคำอธิบาย" in page
    assert f'href="{url("score_edit", agency, 2565)}#explanation"' in text_of(response)
    assert 'id="explanation"' in text_of(clerk_client.get(url("score_edit", agency, 2565)))


def test_an_explanation_is_shown_with_the_difference(clerk_client, agency):
    scored(agency, printed_total=Decimal("93.10"), explanation="รอตรวจสอบ <b>")

    page = text_of(clerk_client.get(url("score_detail", agency, 2565)))

    assert "รอตรวจสอบ &lt;b&gt;" in page
    assert "ยังไม่มีคำอธิบาย" not in page


@pytest.mark.parametrize(("year", "told"), [(2564, False), (2566, True), (2568, True)])
def test_unconfirmed_weights_are_admitted(clerk_client, agency, year, told):
    scored(agency, year)

    page = shown(clerk_client.get(url("score_detail", agency, year)))

    assert ("ของปีนี้ยังไม่ได้ยืนยันกับคู่มือของ ป.ป.ช." in page) is told


@pytest.mark.parametrize(
    ("fields", "action"),
    [
        ({"scores": SCORES[:9]}, "กรอกคะแนนที่ขาด"),
        ({"printed_total": Decimal("93.10")}, "เขียนคำอธิบาย"),
        ({}, "วิเคราะห์จุดอ่อน"),
    ],
)
def test_the_next_action_is_the_one_filled_button(clerk_client, viewer_client, agency, fields, action):
    scored(agency, **fields)
    address = url("score_detail", agency, 2565)

    buttons = re.findall(r'class="btn btn-primary" href="[^"]+">([^<]+)<', text_of(clerk_client.get(address)))

    assert buttons == [action]
    assert "btn-primary" not in text_of(viewer_client.get(address))


def test_after_the_analysis_come_the_measures(clerk_client, agency):
    from assessments.actions import draft_findings

    draft_findings(assessment=scored(agency), by=None)

    page = text_of(clerk_client.get(url("score_detail", agency, 2565)))

    assert f'href="{reverse("measures:plan", args=[agency.slug, 2566])}">กำหนดมาตรการ<' in page


def test_items_are_quoted_only_with_a_source(clerk_client, agency):
    items = {code: Decimal(80) for code in ("I3", "I10", "E1", "E7")}
    save_scores(
        agency=agency,
        fiscal_year=2565,
        sheet=ScoreSheet(indicators=points(), items=items),
        version=None,
        by=None,
    )

    response = clerk_client.get(url("score_detail", agency, 2565))

    lines = {line.code: line.item for line in response.context["items"]}
    page = shown(response)
    assert list(lines) == ["I3", "I10", "E1", "E7"]
    assert lines["I3"].text in page
    assert f"{lines['E1'].topic} (หัวข้อโดยย่อ" in page
    assert (lines["I10"].wording, lines["E7"].wording) == ("", "")
    assert page.count("ยังไม่มีข้อความของข้อนี้") == 2


def test_five_years_are_compared(clerk_client, agency):
    for year in range(2562, 2569):
        AssessmentFactory(agency=agency, fiscal_year=year, printed_total=Decimal(80 + year - 2562))

    years = clerk_client.get(url("score_detail", agency, 2567)).context["years"]

    assert [(line.entry.fiscal_year, line.change.text) for line in years] == [
        (year, "+1.00") for year in range(2563, 2568)
    ]


def test_numbers_follow_the_persons_choice_of_digits(clerk_client, clerk, agency):
    clerk.digits = "thai"
    clerk.save()
    scored(agency, 2564)
    scored(agency, printed_total=Decimal("93.10"))

    for name, args in (
        ("index", []),
        ("score_detail", [2565]),
        ("score_edit", [2565]),
        ("score_paste", [2565]),
    ):
        page = main_of(clerk_client.get(url(name, agency, *args)))
        assert re.findall(r"[0-9]+", page) == [], name
    assert to_thai_digits("93.10") in shown(clerk_client.get(url("score_detail", agency, 2565)))


@pytest.mark.parametrize("count", [1, 3, 10])
@pytest.mark.parametrize(("name", "queries"), [("score_detail", 7), ("score_edit", 7)])
def test_pages_of_a_year_cost_the_same_for_more_scores(
    clerk_client, agency, name, queries, count, django_assert_num_queries
):
    for year in (2564, 2565):
        items = {f"I{number}": Decimal(80) for number in range(1, count + 1)}
        save_scores(
            agency=agency, fiscal_year=year, version=None, by=None,
            sheet=ScoreSheet(indicators=points(SCORES[:count]), items=items),
        )  # fmt: skip

    with django_assert_num_queries(queries):
        clerk_client.get(url(name, agency, 2565))
