"""The list of years and the grid of scores."""

import re
from decimal import Decimal

import pytest

from assessments.actions import ScoreSheet, save_scores
from assessments.models import Assessment, ItemScore
from tests.assessments.pages import EMPTY_ROWS, FULL, item_rows, post, saves, shown, stored, text_of, url
from tests.factories.assessments import SCORES, AssessmentFactory, points, scored

pytestmark = pytest.mark.usefixtures("packs")


# List of years


def test_the_list_teaches_where_to_begin(clerk_client, agency):
    page = shown(clerk_client.get(url("index", agency)))

    assert "ยังไม่มีคะแนน ITA ของหน่วยงาน" in page
    assert "บันทึกคะแนนปี 2569" in page
    assert "ปี 2561" in page


def test_a_reader_is_told_to_wait_and_offered_nothing(viewer_client, agency):
    response = viewer_client.get(url("index", agency))

    assert "เมื่อเจ้าหน้าที่บันทึกคะแนนแล้ว" in shown(response)
    assert "/edit/" not in text_of(response)


def test_the_list_tells_total_level_change_and_what_is_missing(clerk_client, agency):
    AssessmentFactory(agency=agency, fiscal_year=2563, printed_total=Decimal("81.64"), printed_level="B")
    AssessmentFactory(agency=agency, fiscal_year=2564, printed_total=Decimal("91.00"), printed_level="A")
    scored(agency, 2565, scores=SCORES[:7], printed_total=Decimal("90.50"))

    page = shown(clerk_client.get(url("index", agency)))

    assert re.search(r"ปี 2565 90\.50 ลดลง -0\.50 – ขาด 3 ตัวชี้วัด", page)
    assert re.search(r"ปี 2564 91\.00 เพิ่มขึ้น \+9\.36 A มีเฉพาะคะแนนรวม", page)
    assert re.search(r"ปี 2563 81\.64 B มีเฉพาะคะแนนรวม", page)
    assert "ยังไม่มีคะแนน</h2>" in text_of(clerk_client.get(url("index", agency)))


def test_the_list_shows_ten_years(clerk_client, agency):
    from tests.factories.assessments import CriteriaPackFactory

    pack = CriteriaPackFactory(fiscal_year=2565)
    for year in range(2555, 2567):
        AssessmentFactory(agency=agency, fiscal_year=year, criteria_pack=pack, printed_total=Decimal(80))

    page = text_of(clerk_client.get(url("index", agency)))

    assert re.findall(r">ปี (\d{4})</a></th>", page) == [str(year) for year in range(2566, 2556, -1)]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_more_years(clerk_client, agency, count, django_assert_num_queries):
    for year in range(count):
        scored(agency, 2563 + year)

    with django_assert_num_queries(7):
        clerk_client.get(url("index", agency))


# The grid


def test_the_grid_groups_the_indicators_and_shows_last_year(clerk_client, agency):
    scored(agency, 2564, scores=["90.42", "82.36"])

    response = clerk_client.get(url("score_edit", agency, 2565))

    page = shown(response)
    assert "IIT แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน" in page
    assert "EIT แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก" in page
    assert "OIT แบบวัดการเปิดเผยข้อมูลสาธารณะ" in page
    assert "1 การปฏิบัติหน้าที่ ปี 2564 ได้ 90.42" in page
    fields = re.findall(r"<input[^>]*data-score-grid[^>]*>", text_of(response))
    assert len(fields) == 11
    assert all('inputmode="decimal"' in field for field in fields)


def test_a_full_year_is_saved_and_shown(clerk_client, agency):
    response = post(clerk_client, agency, **item_rows(("ข้อ i ๓", "๙๑.๑๘"), ("", ""), ("O14", "100")))

    assert response.url == url("score_detail", agency, 2565)
    expected = ScoreSheet(
        indicators=points(),
        items={"I3": Decimal("91.18"), "O14": Decimal(100)},
        printed_total=Decimal("91.10"),
        printed_level="A",
    )
    assert stored(agency) == expected
    assert "บันทึกคะแนนปี 2565 แล้ว" in shown(clerk_client.get(response.url))


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("๘๕,๕๐", "85.50"), ("85.5 คะแนน", "85.50"), ("๘๕.๕ คะแนน", "85.50"), (" 85.50 ", "85.50"), ("85", "85.00"),
        ("0", "0.00"), ("100", "100.00"), ("85.500", "85.50"),
    ],
)  # fmt: skip
def test_scores_are_read_as_people_type_them(clerk_client, agency, typed, points):
    assert post(clerk_client, agency, score_2=typed).status_code == 302
    assert str(stored(agency).indicators["2"]) == points


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("100.01", "อยู่นอกช่วง 0–100"), ("-1", "อยู่นอกช่วง 0–100"), ("850", "อยู่นอกช่วง 0–100"),
        ("123456789012", "อยู่นอกช่วง 0–100"), ("9" * 300, "ไม่ใช่คะแนน"),
        ("85.123", "ทศนิยมเกินสองตำแหน่ง"), ("๘๕.๑๒๓", "ทศนิยมเกินสองตำแหน่ง"),
        ("สวย😀", "ไม่ใช่คะแนน"), ("85.5.5", "ไม่ใช่คะแนน"), ("1e2", "ไม่ใช่คะแนน"), ("NaN", "ไม่ใช่คะแนน"),
        ("<script>alert(1)</script>", "ไม่ใช่คะแนน"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["score_2", "printed_total"])
def test_bad_scores_are_refused_at_their_field_and_everything_typed_stays(
    clerk_client, agency, field, typed, message
):
    response = post(clerk_client, agency, **{field: typed, "score_3": "๘๘,๕๔", "explanation": "ตรวจแล้ว"})

    page = text_of(response)
    assert response.status_code == 200
    assert message in response.context["form"].errors[field][0]
    assert f'id="id_{field}_error"' in page
    assert f'href="#id_{field}"' in page
    assert response.context["form"][field].value() == typed
    assert 'value="๘๘,๕๔"' in page
    assert "ตรวจแล้ว</textarea>" in page
    assert "<script>alert(1)</script>" not in page
    assert not Assessment.objects.exists()
    assert saves() == 0


def test_every_error_is_told_at_once(clerk_client, agency):
    response = post(clerk_client, agency, score_1="101", score_2="x", **item_rows(("I99", "80")))

    assert set(response.context["form"].errors) == {"score_1", "score_2"}
    assert "กรุณาแก้ไข 3 จุด" in shown(response)


def test_nothing_at_all_is_not_saved(clerk_client, agency):
    blank = dict.fromkeys(FULL, "")

    response = post(clerk_client, agency, **blank)

    assert "ยังไม่ได้กรอกคะแนน" in shown(response)
    assert not Assessment.objects.exists()


def test_a_part_may_be_saved_and_the_rest_is_named(clerk_client, agency):
    response = post(
        clerk_client, agency, score_4="", score_9=" ", score_10="", printed_total="", printed_level=""
    )

    assert set(stored(agency).indicators) == {"1", "2", "3", "5", "6", "7", "8"}
    page = shown(clerk_client.get(response.url))
    assert "บันทึกคะแนนปี 2565 แล้ว ยังขาดคะแนนตัวชี้วัดที่ 4, 9, 10" in page
    assert "ยังขาดคะแนน 3 จาก 10 ตัวชี้วัด" in page
    assert "ขาดคะแนนตัวชี้วัดที่ 4, 9, 10" in shown(clerk_client.get(url("score_edit", agency, 2565)))


def test_scores_are_summed_up_while_they_are_typed_and_not_stored(clerk_client, agency):
    def running(**typed):
        sent = {**EMPTY_ROWS, **FULL, **typed}
        response = clerk_client.post(
            url("score_edit", agency, 2565), sent, headers={"X-Requested-With": "fetch"}
        )
        return shown(response)

    full = running(printed_total="10")
    assert "คะแนนรวม" in full
    assert "ต่างจากคะแนนรวมที่ประกาศ" in full
    assert "กรอกแล้ว 9 จาก 10 ตัวชี้วัด" in running(score_1="เก้าสิบ")
    assert "<html" not in full
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("level", ["ผ่านดี", "Z", "<b>A</b>"])
def test_only_levels_of_the_year_are_taken(clerk_client, agency, level):
    response = post(clerk_client, agency, printed_level=level)

    assert "ไม่มีระดับนี้ในเกณฑ์ของปี" in shown(response)
    assert not Assessment.objects.exists()


def test_a_stored_level_outside_the_list_survives_an_edit(clerk_client, agency):
    save_scores(
        agency=agency, fiscal_year=2565, version=None, by=None,
        sheet=ScoreSheet(indicators=points(), printed_level="ดีมาก"),
    )  # fmt: skip

    post(clerk_client, agency, version="1", printed_level="ดีมาก", explanation="ตามประกาศ")

    assert (stored(agency).printed_level, stored(agency).explanation) == ("ดีมาก", "ตามประกาศ")


@pytest.mark.parametrize(
    ("rows", "place", "field", "message"),
    [
        ([("I31", "80")], 0, "code", "ปี 2565 มีข้อ I1–I30 ไม่มี I31"),
        ([("E16", "80")], 0, "code", "E1–E15"),
        ([("O44", "80")], 0, "code", "O1–O43"),
        ([("X1", "80")], 0, "code", "อ่านเลขข้อ “X1” ไม่ได้"),
        ([("1๓", "80")], 0, "code", "อ่านเลขข้อ"),
        ([("😀", "80")], 0, "code", "พิมพ์ลงเอกสารราชการไม่ได้"),
        ([("I" * 90, "80")], 0, "code", "เกินที่รับได้"),
        ([("I3", "")], 0, "score", "กรุณากรอกคะแนนของข้อ I3"),
        ([("I3", "101")], 0, "score", "อยู่นอกช่วง"),
        ([("", "80")], 0, "code", "กรุณากรอกเลขข้อ"),
        ([("I3", "80"), ("ข้อ I๓", "81")], 1, "code", "กรอกไว้แล้วในแถวที่ 1"),
    ],
)
def test_bad_item_rows_are_refused_at_their_field(clerk_client, agency, rows, place, field, message):
    response = post(clerk_client, agency, **item_rows(*rows))

    form = response.context["formset"].forms[place]
    assert message in form.errors[field][0]
    assert form["code"].value() == rows[place][0]
    assert form["score"].value() == rows[place][1]
    assert not Assessment.objects.exists()


def test_items_of_a_year_without_known_list_are_taken_with_a_hint(clerk_client, agency):
    assert "ยังไม่มีรายการข้อของปีนี้" in shown(clerk_client.get(url("score_edit", agency, 2568)))

    response = post(clerk_client, agency, 2568, printed_level="ผ่าน", **item_rows(("I77", "80")))

    assert stored(agency, 2568).items == {"I77": Decimal(80)}
    assert "โปรดตรวจเลขข้อกับแบบวัด" in shown(clerk_client.get(response.url))


def test_item_rows_are_bounded(clerk_client, agency):
    response = post(clerk_client, agency, **item_rows(("I3", "80"), total=5000))

    assert "ไม่เกิน 150 แถว" in shown(response)
    assert not Assessment.objects.exists()


def test_a_form_without_its_row_counts_is_explained(clerk_client, agency):
    response = clerk_client.post(url("score_edit", agency, 2565), FULL)

    assert "แบบฟอร์มส่งมาไม่ครบ" in shown(response)
    assert not Assessment.objects.exists()


def test_emptied_item_rows_are_removed(clerk_client, agency):
    post(clerk_client, agency, **item_rows(("I3", "80"), ("E7", "81")))

    fields = item_rows(("", ""), ("E7", "82")) | {"items-INITIAL_FORMS": "2"}
    post(clerk_client, agency, version="1", **fields)

    assert list(ItemScore.objects.values_list("code", "score")) == [("E7", Decimal(82))]


def test_a_year_that_knows_only_totals_asks_for_no_more(clerk_client, agency):
    page = text_of(clerk_client.get(url("score_edit", agency, 2561)))
    fields = {"printed_total": "๗๐.๑๗", "printed_level": "สูง", "version": ""}
    response = clerk_client.post(url("score_edit", agency, 2561), fields)

    assert "score_1" not in page
    assert "items-" not in page
    assert "explanation" not in page
    assert stored(agency, 2561) == ScoreSheet(printed_total=Decimal("70.17"), printed_level="สูง")
    assert "ระดับ: สูง" in shown(clerk_client.get(response.url))


def test_a_year_that_knows_only_totals_needs_one(clerk_client, agency):
    response = clerk_client.post(url("score_edit", agency, 2561), {"printed_level": "สูง"})

    assert "กรุณากรอกคะแนน" in response.context["form"].errors["printed_total"][0]
    assert not Assessment.objects.exists()


def test_a_form_sent_twice_is_saved_once(clerk_client, agency):
    first, second = post(clerk_client, agency), post(clerk_client, agency)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Assessment.objects.get().version == 1
    assert saves() == 1


def test_a_stale_form_shows_both_versions_of_every_score(clerk_client, agency):
    post(clerk_client, agency, **item_rows(("I3", "80"), ("E7", "50")))

    response = post(
        clerk_client, agency, score_2="44.44", printed_level="B", **item_rows(("I3", "81"), ("O1", "0"))
    )

    assert response.status_code == 409
    rows = {row["label"]: (row["theirs"], row["yours"]) for row in response.context["conflict"]["rows"]}
    assert rows["2 การใช้งบประมาณ"] == ("83.50", "44.44")
    assert rows["4 การใช้ทรัพย์สินของราชการ"] == ("79.52", "79.52")
    assert rows["ระดับผลการประเมินที่ ITAS ประกาศ"] == ("ระดับ A", "ระดับ B")
    assert [rows[f"ข้อ {code}"] for code in ("I3", "E7", "O1")] == [
        ("80.00", "81.00"),
        ("50.00", ""),
        ("", "0.00"),
    ]
    assert stored(agency).indicators["2"] == Decimal("83.50")

    version = response.context["form"]["version"].value()
    again = post(clerk_client, agency, score_2="44.44", printed_level="B", version=version)
    assert again.status_code == 302
    assert stored(agency).indicators["2"] == Decimal("44.44")


@pytest.mark.parametrize("version", ["x", "-1", "9" * 40])
def test_a_forged_version_overwrites_nothing(clerk_client, agency, version):
    post(clerk_client, agency)

    response = post(clerk_client, agency, score_2="1", version=version)

    assert response.status_code in (200, 409)
    assert stored(agency).indicators["2"] == Decimal("83.50")


# Who may, and what exists


@pytest.mark.parametrize("name", ["score_edit", "score_paste", "score_detail"])
@pytest.mark.parametrize("year", [0, 2570, 99999999999999999999])
def test_unknown_years_are_not_found(clerk_client, agency, name, year):
    assert clerk_client.get(url(name, agency, year)).status_code == 404


def test_a_year_without_scores_has_no_result(clerk_client, agency):
    assert clerk_client.get(url("score_detail", agency, 2565)).status_code == 404


@pytest.mark.parametrize("name", ["score_edit", "score_paste"])
def test_readers_may_not_enter(viewer_client, agency, name):
    assert viewer_client.get(url(name, agency, 2565)).status_code == 403
    assert viewer_client.post(url(name, agency, 2565), {**FULL, **EMPTY_ROWS}).status_code == 403
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("name", ["index", "score_detail", "score_edit", "score_paste"])
def test_other_agencies_are_not_found(outsider_client, agency, name):
    scored(agency)
    address = url(name, agency, *([2565] if name != "index" else []))

    assert outsider_client.get(address).status_code == 404
    assert outsider_client.post(address, {**FULL, **EMPTY_ROWS}).status_code in (404, 405)
    assert stored(agency).printed_total is None
