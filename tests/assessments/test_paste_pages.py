"""Scores pasted from ITAS: shown for checking, saved when confirmed."""

from decimal import Decimal

import pytest

from assessments.actions import ScoreSheet, save_scores
from assessments.models import Assessment
from tests.assessments.itas_pages import PAGE
from tests.assessments.pages import FULL, saves, shown, stored, text_of, url
from tests.factories.assessments import points, scored

pytestmark = pytest.mark.usefixtures("packs")


def paste(client, agency, text, year=2565, **fields):
    return client.post(url("score_paste", agency, year), {"text": text, **fields})


def confirm(client, agency, **fields):
    return paste(client, agency, PAGE, confirm="1", **{**FULL, **fields})


def test_a_pasted_page_is_shown_and_nothing_is_saved(clerk_client, agency):
    response = paste(clerk_client, agency, PAGE)

    page = shown(response)
    values = {line.indicator.code: str(line.field.value()) for line in response.context["lines"]}
    assert values == {code: str(score) for code, score in points().items()} | {"10": "100.00"}
    assert "อ่านได้ 10 จาก 10 ตัวชี้วัด" in page
    assert "3 การปฏิบัติงานที่ 90.11" in page
    assert "อ่านได้ 91.10 คะแนน" in page
    assert "อ่านได้ “A”" in page
    assert not Assessment.objects.exists()


def test_confirming_saves_what_the_fields_say(clerk_client, agency):
    response = confirm(clerk_client, agency, score_4="๘๐,๕")

    assert response.url == url("score_detail", agency, 2565)
    assert stored(agency).indicators == {**points(), "4": Decimal("80.50")}
    assert (stored(agency).printed_total, stored(agency).printed_level) == (Decimal("91.10"), "A")


def test_confirming_twice_saves_once(clerk_client, agency):
    assert [confirm(clerk_client, agency).status_code for _ in range(2)] == [302, 302]
    assert saves() == 1


def test_doubtful_missing_and_left_over_pieces_are_told(clerk_client, agency):
    text = PAGE.replace("การใช้ทรัพย์สินของราชการ", "การใช้ทรัพยสินราชกา").replace("การใช้งบประมาณ\t83.50", "")

    response = paste(clerk_client, agency, text + "\nเรื่องอื่น ๆ 12.50\n")

    kinds = {line.indicator.code: line.kind for line in response.context["lines"]}
    assert (kinds["4"], kinds["3"], kinds["2"]) == ("partial", "complete", "missing")
    page = shown(response)
    assert "โปรดตรวจ" in page
    assert "อ่านไม่ได้" in page
    assert "เรื่องอื่น ๆ 12.50 ไม่รู้จักชื่อตัวชี้วัดนี้" in page


def test_what_the_page_lacks_keeps_what_is_stored(clerk_client, agency):
    before = ScoreSheet(
        indicators=points(["50"] * 10), items={"I3": Decimal(80)}, printed_total=Decimal(50), printed_level="F",
        explanation="ตรวจแล้ว",
    )  # fmt: skip
    save_scores(agency=agency, fiscal_year=2565, sheet=before, version=None, by=None)

    response = paste(clerk_client, agency, "การใช้อำนาจ 88.54")
    form = response.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    paste(clerk_client, agency, "การใช้อำนาจ 88.54", confirm="1", **sent)

    assert "50.00" in shown(response)
    after = stored(agency)
    assert after.indicators == {**points(["50"] * 10), "3": Decimal("88.54")}
    assert (after.items, after.explanation) == ({"I3": Decimal(80)}, "ตรวจแล้ว")
    assert (after.printed_total, after.printed_level) == (Decimal(50), "F")


def test_differences_to_what_is_stored_are_marked(clerk_client, agency):
    scored(agency, scores=["90.11", "70"])

    lines = paste(clerk_client, agency, PAGE).context["lines"]

    assert [(line.stored, line.differs) for line in lines[:3]] == [
        (Decimal("90.11"), False),
        (Decimal("70.00"), True),
        (None, False),
    ]


def test_bad_scores_in_the_check_are_refused_and_stay(clerk_client, agency):
    response = confirm(clerk_client, agency, score_2="850", score_3="๘๘,๕๔")

    page = text_of(response)
    assert "อยู่นอกช่วง 0–100" in page
    assert 'value="850"' in page
    assert 'value="๘๘,๕๔"' in page
    assert "การปฏิบัติงานที่\t90.11" in page
    assert not Assessment.objects.exists()


def test_somebody_elses_save_between_check_and_confirmation_is_shown(clerk_client, agency):
    save_scores(
        agency=agency, fiscal_year=2565, sheet=ScoreSheet(indicators=points(["44"])), version=None, by=None
    )

    response = confirm(clerk_client, agency)

    assert response.status_code == 409
    assert response.context["conflict"]["rows"][0] == {
        "label": "1 การปฏิบัติหน้าที่", "theirs": "44.00", "yours": "90.11"
    }  # fmt: skip
    version = response.context["form"]["version"].value()
    assert confirm(clerk_client, agency, version=version).status_code == 302
    assert stored(agency).indicators == points()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "ยังไม่มีข้อความ"),
        (" \n\t ", "ยังไม่มีข้อความ"),
        ("ไม่พบข้อมูล", "ไม่พบคะแนนของตัวชี้วัด"),
        ("<html><body><table></table></body></html>", "ไม่พบคะแนนของตัวชี้วัด"),
        ("😀\x00\x07", "ไม่พบคะแนนของตัวชี้วัด"),
        ("ก\n" * 10_001, "ไม่พบคะแนนของตัวชี้วัด"),
        ("ก" * 200_001, "เกินที่รับได้ 200,000 ตัวอักษร"),
    ],
)
@pytest.mark.parametrize("fields", [{}, {"confirm": "1"}])
def test_a_text_without_scores_is_explained_and_stays(clerk_client, agency, text, message, fields):
    response = paste(clerk_client, agency, text, **fields)

    assert response.status_code == 200
    assert any(message in error for error in response.context["form"].errors["text"])
    assert response.context["form"]["text"].value() == text
    assert not Assessment.objects.exists()


def test_pieces_that_were_not_understood_are_told_even_without_any_score(clerk_client, agency):
    page = shown(paste(clerk_client, agency, "การใช้อำนาจ"))

    assert "การใช้อำนาจ ไม่พบคะแนนหลังชื่อตัวชี้วัด" in page


def test_html_source_is_read_and_never_shown_as_html(clerk_client, agency):
    text = "<table><tr><td>การใช้อำนาจ</td><td>88.54</td></tr></table><script>alert(1)</script>"

    response = paste(clerk_client, agency, text)

    assert response.context["form"]["score_3"].value() == "88.54"
    assert "<script>alert(1)" not in text_of(response)


def test_ten_thousand_lines_are_read(clerk_client, agency):
    response = paste(clerk_client, agency, PAGE + "เมนู\n" * 9_900)

    assert len(response.context["pasted"].rows) == 10


def test_a_level_of_another_scheme_is_left_to_the_clerk(clerk_client, agency):
    response = paste(clerk_client, agency, PAGE.replace("Year=2022", "Year=2024"), 2567)

    assert "อ่านได้ “A” ซึ่งไม่มีในเกณฑ์ของปีนี้" in shown(response)
    assert response.context["form"]["printed_level"].value() == ""


def test_contradictions_are_told(clerk_client, agency):
    page = shown(paste(clerk_client, agency, PAGE + "\nการใช้อำนาจ 11.11\n"))

    assert "การใช้อำนาจ: พบคะแนนต่างกัน" in page


def test_the_text_can_be_changed_again(clerk_client, agency):
    response = paste(clerk_client, agency, PAGE, back="1", **FULL)

    assert response.context["form"]["text"].value() == PAGE
    assert not response.context["form"].errors
    assert not Assessment.objects.exists()


def test_years_that_know_only_totals_are_typed(clerk_client, agency):
    response = clerk_client.get(url("score_paste", agency, 2561))

    assert response.url == url("score_edit", agency, 2561)
