"""The year's findings, and writing one."""

import re
from decimal import Decimal

import pytest

from agencies.models import AuditEvent
from assessments.actions import draft_findings
from assessments.enums import WeaknessClass
from assessments.models import Assessment, Finding
from tests.assessments.pages import main_of, shown, text_of, url
from tests.factories.assessments import SCORES, AssessmentFactory, FindingFactory, scored

FORM = {
    "version": "", "text": "ควรจัดทำคู่มือการยืมทรัพย์สิน", "weakness_class": "urgent", "class_reason": "",
    "recommendation": "", "response": "", "rank": "",
}  # fmt: skip


def write(client, agency, code="4", **fields):
    """Send the finding of an indicator; indicator 4 (79.52 points) is urgent by the rule."""
    return client.post(url("analysis_finding", agency, 2565, code), {**FORM, **fields})


def button_labels(response):
    return re.findall(r'class="btn btn-primary"[^>]*>([^<]+)<', text_of(response))


# The year


def test_the_way_leads_to_the_latest_year_with_scores(clerk_client, agency):
    scored(agency, 2564)
    scored(agency, 2565, scores=["90"])
    AssessmentFactory(agency=agency, fiscal_year=2566, printed_total=Decimal(90))

    assert clerk_client.get(url("analysis_index", agency)).url == url("analysis", agency, 2565)


def test_without_scores_the_page_teaches(clerk_client, viewer_client, agency):
    AssessmentFactory(agency=agency, fiscal_year=2566, printed_total=Decimal(90))

    page = text_of(clerk_client.get(url("analysis_index", agency)))

    assert "ยังไม่มีคะแนนให้วิเคราะห์" in page
    assert f'href="{url("index", agency)}">ไปบันทึกคะแนน<' in page
    assert "ไปบันทึกคะแนน" not in text_of(viewer_client.get(url("analysis_index", agency)))


def test_findings_stand_by_class_with_everything_that_was_written(clerk_client, agency):
    scored(agency, 2564, scores=[None, None, None, "80.00"])
    assessment = scored(agency)
    FindingFactory(
        assessment=assessment, code="4", text="ควรจัดทำคู่มือ", recommendation="ควรระบุขั้นตอน", response="จะจัดทำ"
    )
    FindingFactory(
        assessment=assessment,
        code="5",
        text="ใกล้เกณฑ์",
        weakness_class=WeaknessClass.IMPROVE,
        class_reason="เกินเพียงเล็กน้อย",
    )

    response = clerk_client.get(url("analysis", agency, 2565))

    page = shown(response)
    urgent = page.index("จุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน (1)")
    improve = page.index("ประเด็นที่จะพัฒนาให้ดีขึ้น (1)")
    assert urgent < page.index("ควรจัดทำคู่มือ") < page.index("ควรระบุขั้นตอน") < page.index("จะจัดทำ") < improve
    assert improve < page.index("ใกล้เกณฑ์") < page.index("เกินเพียงเล็กน้อย")
    assert "รักษาระดับไว้ (" not in page
    assert "79.52 ลดลง -0.48" in page
    assert "ยังไม่วิเคราะห์ 8 ตัวชี้วัด" in page


def test_long_findings_are_folded_after_their_beginning(clerk_client, agency):
    text = "หน่วยงานควรเผยแพร่ " * 60
    FindingFactory(assessment=scored(agency), code="4", text=text.strip(), recommendation="ควรระบุขั้นตอน")

    (line,) = clerk_client.get(url("analysis", agency, 2565)).context["classes"][0][1]

    assert line.excerpt.endswith("หน่วยงานควรเผยแพร่ …")
    assert len(line.excerpt) <= 322
    assert not line.is_short
    assert "พร้อมข้อเสนอแนะของผู้ตรวจประเมิน" in shown(clerk_client.get(url("analysis", agency, 2565)))


def test_thresholds_are_told_and_managers_may_change_them(clerk_client, manager_client, agency):
    agency.low_below = Decimal(75)
    agency.save()
    scored(agency)

    page = clerk_client.get(url("analysis", agency, 2565))

    assert "ต่ำกว่า 75.00 ต้องแก้ไขเร่งด่วน" in shown(page)
    assert "ปรับช่วงคะแนน" not in text_of(page)
    page = text_of(manager_client.get(url("analysis", agency, 2565)))
    assert "ปรับช่วงคะแนน" in page
    assert "documents/sentences/draft-opening/" in page


def test_the_next_action_changes_with_the_work(clerk_client, viewer_client, agency):
    assessment = scored(agency, scores=SCORES[:9])
    address = url("analysis", agency, 2565)
    assert button_labels(clerk_client.get(address)) == ["ร่างผลการวิเคราะห์ให้ทุกตัวชี้วัด"]

    draft_findings(assessment=assessment, by=None)
    assert button_labels(clerk_client.get(address)) == ["กรอกคะแนนที่ขาด"]

    assessment.indicator_scores.create(code="10", score=Decimal(90))
    draft_findings(assessment=Assessment.objects.get(), by=None)
    assert button_labels(clerk_client.get(address)) == ["กำหนดมาตรการ"]
    assert button_labels(viewer_client.get(address)) == []


def test_a_year_with_only_totals_says_why_there_is_nothing(clerk_client, agency):
    AssessmentFactory(agency=agency, fiscal_year=2561, printed_total=Decimal("70.17"))
    AssessmentFactory(agency=agency, fiscal_year=2564, printed_total=Decimal("91.00"))

    assert "ปีนี้วิเคราะห์รายตัวชี้วัดไม่ได้" in shown(clerk_client.get(url("analysis", agency, 2561)))
    assert button_labels(clerk_client.get(url("analysis", agency, 2564))) == ["กรอกคะแนน"]


def test_findings_overtaken_by_a_new_score_ask_to_be_looked_at(clerk_client, agency):
    assessment = scored(agency)
    draft_findings(assessment=assessment, by=None)
    assessment.indicator_scores.filter(code="4").update(score=Decimal(86))

    page = shown(clerk_client.get(url("analysis", agency, 2565)))

    assert "ข้อความอ้างคะแนน 79.52 แต่คะแนนปัจจุบันคือ 86.00" in page
    assert "ตามคะแนนจัดเป็น “รักษาระดับไว้” ยังไม่มีเหตุผลที่จัดต่างจากนี้" in page


def test_drafting_for_all(clerk_client, clerk, agency):
    scored(agency)

    response = clerk_client.post(url("analysis_draft", agency, 2565))

    assert response.url == url("analysis", agency, 2565)
    assert Finding.objects.count() == 10
    assert AuditEvent.objects.get().actor_id == clerk.pk
    assert "ร่างผลการวิเคราะห์ 10 ตัวชี้วัดแล้ว" in shown(clerk_client.get(response.url))


def test_drafting_twice_is_harmless(clerk_client, agency):
    scored(agency)
    clerk_client.post(url("analysis_draft", agency, 2565))
    before = list(Finding.objects.values())

    response = clerk_client.post(url("analysis_draft", agency, 2565))

    assert list(Finding.objects.values()) == before
    assert "มีผลการวิเคราะห์ครบแล้ว" in shown(clerk_client.get(response.url))


# One finding


def test_a_new_finding_begins_with_a_draft(clerk_client, agency):
    scored(agency)

    form = clerk_client.get(url("analysis_finding", agency, 2565, "4")).context["form"]

    assert form["text"].value().startswith("การรับรู้ของบุคลากรภายในหน่วยงานอยู่ในเกณฑ์ต่ำ (79.52 คะแนน) ซึ่ง")
    assert form["weakness_class"].value() == "urgent"
    assert "ตามช่วงคะแนน: จุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน" in form["weakness_class"].help_text
    assert not Finding.objects.exists()


def test_a_finding_is_saved_and_shown(clerk_client, clerk, agency):
    scored(agency)

    response = write(
        clerk_client, agency, recommendation="ควรระบุขั้นตอน\nและประกาศ", response="จะจัดทำ", rank="๒"
    )

    assert response.url == url("analysis", agency, 2565) + "#finding-4"
    finding = Finding.objects.get()
    assert (finding.code, finding.weakness_class, finding.rank) == ("4", "urgent", 2)
    assert (finding.recommendation, finding.response) == ("ควรระบุขั้นตอน\nและประกาศ", "จะจัดทำ")
    assert finding.updated_by == clerk
    page = clerk_client.get(url("analysis", agency, 2565))
    assert "บันทึกผลการวิเคราะห์ตัวชี้วัดที่ 4 แล้ว" in shown(page)
    assert 'id="finding-4"' in text_of(page)


@pytest.mark.parametrize(("code", "target"), [("4", ("analysis_finding", "5")), ("10", ("analysis", None))])
def test_saving_may_go_on_to_the_next_indicator(clerk_client, agency, code, target):
    scored(agency)
    weakness_class = "urgent" if code == "4" else "maintain"

    response = write(clerk_client, agency, code, weakness_class=weakness_class, next="1")

    name, following = target
    expected = url(name, agency, 2565, *([following] if following else [])) + (
        "" if following else "#finding-10"
    )
    assert response.url == expected


@pytest.mark.parametrize("chosen", ["improve", "maintain"])
def test_a_class_other_than_the_rules_needs_a_reason(clerk_client, agency, chosen):
    scored(agency)

    response = write(clerk_client, agency, weakness_class=chosen)

    assert "กรุณาบอกเหตุผล" in response.context["form"].errors["class_reason"][0]
    assert response.context["form"]["weakness_class"].value() == chosen
    assert not Finding.objects.exists()

    write(clerk_client, agency, weakness_class=chosen, class_reason="คณะทำงานเห็นชอบ")
    assert Finding.objects.get().class_reason == "คณะทำงานเห็นชอบ"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("text", "", "กรุณากรอกช่องนี้"),
        ("text", " \u200b ", "กรุณากรอกช่องนี้"),
        ("text", "ดี😀", "พิมพ์ลงเอกสารราชการไม่ได้"),
        ("text", "ก" * 5001, "เกินที่รับได้ 5,000"),
        ("recommendation", "ก" * 10_001, "เกินที่รับได้ 10,000"),
        ("response", "ก" * 5001, "เกินที่รับได้ 5,000"),
        ("class_reason", "ก" * 1001, "เกินที่รับได้ 1,000"),
        ("weakness_class", "", "กรุณาเลือกกลุ่ม"),
        ("weakness_class", "other", "กรุณาเลือกกลุ่มจากรายการ"),
        ("rank", "0", "กรุณากรอกเลข 1–99"),
        ("rank", "100", "กรุณากรอกเลข 1–99"),
        ("rank", "หนึ่ง", "กรุณากรอกเลข 1–99"),
        ("rank", "9" * 12, "กรุณากรอกเลข 1–99"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_stays(clerk_client, agency, field, value, message):
    scored(agency)

    response = write(clerk_client, agency, **{"response": "จะจัดทำ", field: value})

    form = response.context["form"]
    assert response.status_code == 200
    assert message in form.errors[field][0]
    assert form[field].value() == value
    assert field == "response" or form["response"].value() == "จะจัดทำ"
    assert not Finding.objects.exists()
    assert not AuditEvent.objects.exists()


def test_the_longest_recommendation_is_taken(clerk_client, agency):
    scored(agency)

    assert write(clerk_client, agency, recommendation="ก" * 10_000).status_code == 302


def test_texts_are_cleaned_and_never_shown_as_html(clerk_client, agency):
    scored(agency)

    write(clerk_client, agency, text="เเก้ไข<script>alert(1)</script>\u200b")

    assert Finding.objects.get().text == "แก้ไข<script>alert(1)</script>"
    for name, args in (("analysis", [2565]), ("analysis_finding", [2565, "4"])):
        assert "<script>alert(1)" not in text_of(clerk_client.get(url(name, agency, *args)))


def test_a_finding_sent_twice_is_saved_once(clerk_client, agency):
    scored(agency)

    assert [write(clerk_client, agency).status_code for _ in range(2)] == [302, 302]
    assert Finding.objects.get().version == 1
    assert AuditEvent.objects.count() == 1


def test_a_stale_finding_shows_both_versions(clerk_client, agency):
    scored(agency)
    write(clerk_client, agency)

    response = write(clerk_client, agency, text="ของอีกคน", weakness_class="improve", class_reason="เห็นชอบ")

    assert response.status_code == 409
    rows = {row["label"]: (row["theirs"], row["yours"]) for row in response.context["conflict"]["rows"]}
    assert rows["ผลการวิเคราะห์"] == (FORM["text"], "ของอีกคน")
    assert rows["จัดเป็น"] == ("จุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน", "ประเด็นที่จะพัฒนาให้ดีขึ้น")
    assert Finding.objects.get().text == FORM["text"]

    version = response.context["form"]["version"].value()
    write(clerk_client, agency, text="ของอีกคน", version=version)
    assert Finding.objects.get().text == "ของอีกคน"


def test_the_page_shows_score_neighbours_and_items(clerk_client, agency):
    scored(agency, 2564, scores=[None] * 8 + ["90.00"])
    assessment = scored(agency)
    assessment.item_scores.create(code="O1", score=Decimal(100))

    response = clerk_client.get(url("analysis_finding", agency, 2565, "9"))

    page = shown(response)
    assert "97.78 ดี เพิ่มขึ้น +7.78 จากปี 2564 · อันดับ 2 จาก 10" in page
    assert "9.1 ข้อมูลพื้นฐาน" in page
    assert "O1 · 100.00 คะแนน" in page
    assert [response.context[name].indicator.code for name in ("before", "after")] == ["8", "10"]


def test_items_without_wording_are_only_numbered(clerk_client, agency):
    scored(agency)

    page = shown(clerk_client.get(url("analysis_finding", agency, 2565, "8")))

    assert "E11, E12, E13, E14, E15 ยังไม่มีถ้อยคำของข้อเหล่านี้" in page
    assert "ยังไม่ยืนยันจากคู่มือ" in page


def test_an_indicator_without_score_may_be_written_about(clerk_client, agency):
    scored(agency, scores=["90"])

    page = clerk_client.get(url("analysis_finding", agency, 2565, "4"))
    assert "ยังไม่มีคะแนนของตัวชี้วัดนี้" in shown(page)
    assert page.context["form"]["text"].value() is None

    assert write(clerk_client, agency, weakness_class="maintain").status_code == 302
    assert "ยังไม่มีคะแนน" in shown(clerk_client.get(url("analysis", agency, 2565)))


# Who may, and what exists


@pytest.mark.parametrize("code", ["0", "11", "x", "9-1"])
def test_unknown_indicators_are_not_found(clerk_client, agency, code):
    scored(agency)

    assert clerk_client.get(url("analysis_finding", agency, 2565, code)).status_code == 404
    assert write(clerk_client, agency, code).status_code == 404
    assert not Finding.objects.exists()


@pytest.mark.parametrize("year", [0, 2564, 99999999999999999999])
def test_unknown_years_are_not_found(clerk_client, agency, year):
    scored(agency)

    assert clerk_client.get(url("analysis", agency, year)).status_code == 404
    assert clerk_client.post(url("analysis_draft", agency, year)).status_code == 404
    assert clerk_client.get(url("analysis_finding", agency, year, "4")).status_code == 404


def test_readers_may_look_but_not_write(viewer_client, agency):
    FindingFactory(assessment=scored(agency), code="4")

    page = viewer_client.get(url("analysis", agency, 2565))

    assert "ควรปรับปรุง" in shown(page)
    assert "analysis/2565/4/" not in text_of(page)
    assert write(viewer_client, agency).status_code == 403
    assert viewer_client.get(url("analysis_finding", agency, 2565, "4")).status_code == 403
    assert viewer_client.post(url("analysis_draft", agency, 2565)).status_code == 403
    assert Finding.objects.count() == 1


def test_other_agencies_are_not_found(outsider_client, agency):
    scored(agency)

    assert outsider_client.get(url("analysis_index", agency)).status_code == 404
    assert outsider_client.get(url("analysis", agency, 2565)).status_code == 404
    assert outsider_client.post(url("analysis_draft", agency, 2565)).status_code == 404
    assert write(outsider_client, agency).status_code == 404
    assert not Finding.objects.exists()


def test_numbers_follow_the_persons_choice_of_digits(clerk_client, clerk, agency):
    clerk.digits = "thai"
    clerk.save()
    scored(agency, 2564)
    assessment = scored(agency)
    FindingFactory(
        assessment=assessment, code="4", text="ได้ 79.52 คะแนน", class_reason="ดู I3", recommendation="ข้อ 12"
    )

    for name, args in (("analysis", [2565]), ("analysis_finding", [2565, "9"])):
        page = main_of(clerk_client.get(url(name, agency, *args)))
        assert re.findall(r"[0-9]+", page) == [], name


@pytest.mark.parametrize("count", [1, 3, 10])
@pytest.mark.parametrize(
    ("name", "args", "queries"), [("analysis", [2565], 6), ("analysis_finding", [2565, "4"], 8)]
)
def test_pages_cost_the_same_for_more_findings(
    clerk_client, agency, count, name, args, queries, django_assert_num_queries
):
    scored(agency, 2564, scores=SCORES[:count])
    assessment = scored(agency, scores=SCORES[:count])
    for number in range(count):
        FindingFactory(assessment=assessment, code=str(number + 1))

    with django_assert_num_queries(queries):
        clerk_client.get(url(name, agency, *args))
