"""The check of pasted scores: what is doubtful is not entered, is put right in place, and nothing of others is taken."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from assessments.models import Assessment
from exchange.lists.five_years import five_year_list
from exchange.writing.files import as_csv
from tests.assessments.itas_pages import PAGE
from tests.assessments.pages import shown, stored, text_of, url
from tests.factories.assessments import points, scored

pytestmark = pytest.mark.usefixtures("packs")

CASES = Path(__file__).resolve().parents[1] / "data" / "score_cases"
RIGHT = points(("91.40", "84.15", "88.35", "82.60", "86.25", "90.05", "87.70", "85.90", "96.30", "93.75"))
FULL_TEXT = "\n".join(f"{name} {score}" for name, score in zip(
    ("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต",
     "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร", "การปรับปรุงระบบการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต"),
    RIGHT.values(), strict=True))  # fmt: skip


def case(name):
    return (CASES / name).read_text(encoding="utf-8")


def paste(client, agency, text, year=2567, **fields):
    return client.post(url("score_paste", agency, year), {"text": text, **fields})


def fields_of(response):
    """Return what the form of a check page would send."""
    form = response.context["form"]
    sent = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in sent.items() if value not in (None, "", False)} | {"confirm": "1"}


def lines(response):
    return {line.indicator.code: line for line in response.context["lines"]}


def test_doubtful_digits_are_not_entered_but_offered_beside_the_original(clerk_client, agency):
    response = paste(clerk_client, agency, case("paste-broken-digits.txt"))

    found = lines(response)
    assert {code for code, line in found.items() if line.field.value()} == {"4", "6", "8", "9", "10"}
    assert (found["2"].kind, found["2"].source, found["2"].use.label) == (
        "partial",
        "2 การใช้งบประมาณ 8 4.15",
        "ใช้ 84.15",
    )
    page = shown(response)
    assert "มีตัวเลขมากกว่าหนึ่งจำนวนในแถว" in page
    assert "1 การปฏิบัติหน้าที่ 91.4l" in page
    assert "checked" not in text_of(response)

    paste(clerk_client, agency, case("paste-broken-digits.txt"), **fields_of(response))
    assert set(stored(agency, 2567).indicators) == {"4", "6", "8", "9", "10"}


def test_a_tick_takes_the_offer_and_a_typed_number_goes_before_it(clerk_client, agency):
    response = paste(clerk_client, agency, case("paste-broken-digits.txt"))

    sent = fields_of(response) | {
        "use_2": "on",
        "use_3": "on",
        "use_1": "on",
        "score_1": "91.40",
        "score_5": "86.25",
    }
    paste(clerk_client, agency, case("paste-broken-digits.txt"), **sent)

    assert stored(agency, 2567).indicators == {code: RIGHT[code] for code in RIGHT if code != "7"}


def test_doubtful_rows_keep_what_is_stored(clerk_client, agency):
    scored(agency, 2567, ["50"] * 10)
    response = paste(clerk_client, agency, case("paste-broken-digits.txt"))

    assert lines(response)["2"].field.value() == "50.00"
    paste(clerk_client, agency, case("paste-broken-digits.txt"), **fields_of(response), use_7="on")
    after = stored(agency, 2567).indicators
    assert {after[code] for code in ("1", "2", "3", "5")} == {Decimal(50)}
    assert after["7"] == Decimal("87.70")


@pytest.mark.parametrize(
    "name", ["paste-of-another-year-and-agency.txt", "page-of-another-year-and-agency.html"]
)
def test_a_text_of_another_year_and_agency_asks_first(clerk_client, agency, name):
    response = paste(clerk_client, agency, case(name))

    page = shown(response)
    assert "อ่านได้ชัดเจน" not in page
    assert "ต้นฉบับเป็นของปี 2566 แต่กำลังบันทึกลงปี 2567" in page
    assert "องค์การบริหารส่วนตำบลตัวอย่างอื่น" in page
    everything = {f"score_{code}": str(score) for code, score in RIGHT.items()}
    again = paste(clerk_client, agency, case(name), confirm="1", version="", **everything)
    assert "หรือไม่" in shown(again)
    assert not Assessment.objects.exists()

    hidden = {each["name"]: each["value"] for each in response.context["page"].hidden}
    check = paste(clerk_client, agency, case(name), agreed=hidden["agreed"])
    assert "ต้นฉบับเป็นของปี 2566" in shown(check)
    assert check.context["agreed"] == hidden["agreed"]
    paste(clerk_client, agency, case(name), agreed=hidden["agreed"], **fields_of(check))
    assert stored(agency, 2567).indicators == RIGHT


def test_a_text_of_another_year_alone_can_be_taken_to_that_year(clerk_client, agency):
    text = "ผลการประเมินปี 2566\n" + FULL_TEXT
    page = text_of(paste(clerk_client, agency, text))

    assert f'action="{url("score_paste", agency, 2566)}"' in page
    assert "ตรวจและบันทึกเป็นปี ๒๕๖๖" in page or "ตรวจและบันทึกเป็นปี 2566" in page
    assert lines(paste(clerk_client, agency, text, 2566))["1"].kind == "complete"


def test_pieces_get_their_indicator_and_number_in_place(clerk_client, agency):
    text = "การใช้อำนาจ 85.20 88.54\nด้านพัสดุของหน่วยงาน 82.60\nการใช้งบประมาณ 84.15"
    response = paste(clerk_client, agency, text)

    assert [(left.code, score.value()) for left, (_, score) in response.context["left"]] == [
        ("3", ""),
        ("", "82.60"),
    ]
    assert "อาจเป็นตัวชี้วัดที่ 3" in shown(response)
    sent = fields_of(response)
    paste(
        clerk_client,
        agency,
        text,
        **sent | {"left_0": "3", "left_score_0": "๘๘.๓๕", "left_1": "4", "left_score_1": "82.60"},
    )
    assert stored(agency, 2567).indicators == {code: RIGHT[code] for code in ("2", "3", "4")}


def test_a_piece_without_number_or_for_a_row_that_has_another_one_is_refused_at_its_place(
    clerk_client, agency
):
    text = "การใช้อำนาจ 85.20 88.54\nด้านพัสดุของหน่วยงาน 82.60\nการใช้งบประมาณ 84.15"
    sent = fields_of(paste(clerk_client, agency, text))

    lacking = paste(clerk_client, agency, text, **sent | {"left_0": "3", "left_score_0": ""})
    assert "กรุณากรอกคะแนน หรือเลือก “ไม่ใช้”" in shown(lacking)
    twice = paste(
        clerk_client, agency, text, **sent | {"left_1": "2", "left_score_1": "80", "score_2": "84.16"}
    )
    assert "ตัวชี้วัดที่ 2 มีคะแนนอื่นอยู่แล้ว" in shown(twice)
    read = paste(clerk_client, agency, text, **sent | {"left_1": "2", "left_score_1": "80"})
    assert "ตัวชี้วัดที่ 2 มีคะแนนอื่นอยู่แล้ว" in shown(read)
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("84.15", "48.15"), "“2 การใช้งบประมาณ” คือ 48.15 ถ้าเป็น 84.15 คะแนนรวมจะตรงกัน"),
        (("91.40", "81.40"), "“1 การปฏิบัติหน้าที่” คือ 81.40 ถ้าเป็น 91.40 คะแนนรวมจะตรงกัน"),
        (("การใช้อำนาจ 88.35\n", ""), "“3 การใช้อำนาจ” ยังไม่มีคะแนน ถ้าได้ 88.3"),
    ],
)
def test_a_total_that_is_not_reached_names_the_rows_that_would_explain_it(clerk_client, agency, change, told):
    right = paste(clerk_client, agency, FULL_TEXT).context["computed"].total
    response = paste(clerk_client, agency, f"คะแนนรวม {right}\nระดับ ผ่าน\n{FULL_TEXT.replace(*change)}")

    page = shown(response)
    assert told in page
    assert response.context["computed"].total_differs or "ยังคำนวณไม่ได้" in page


def test_the_total_is_computed_again_without_saving(clerk_client, agency):
    right = paste(clerk_client, agency, FULL_TEXT).context["computed"].total
    text = f"คะแนนรวม {right}\n{FULL_TEXT.replace('84.15', '48.15')}"
    first = paste(clerk_client, agency, text)
    assert "ไม่ตรงกัน" in shown(first)

    again = paste(clerk_client, agency, text, **fields_of(first) | {"score_2": "84.15", "again": "1"})

    assert again.status_code == 200
    assert not again.context["computed"].total_differs
    assert again.context["form"]["score_2"].value() == "84.15"
    assert not Assessment.objects.exists()


def test_the_column_of_the_year_and_no_question_about_the_others(clerk_client, agency):
    response = paste(clerk_client, agency, case("paste-year-columns.txt"), 2566)

    assert {line.kind for line in response.context["lines"]} == {"complete"}
    assert response.context["form"]["score_1"].value() == "89.40"
    refused = paste(clerk_client, agency, case("paste-year-columns.txt"), 2565)
    assert "ไม่มีปี 2565" in shown(refused)


def test_ten_bare_numbers_fill_the_fields_in_order_and_are_to_be_looked_at(clerk_client, agency):
    text = "\n".join(str(score) for score in RIGHT.values())
    response = paste(clerk_client, agency, text)

    found = lines(response)
    assert {code: line.field.value() for code, line in found.items()} == {
        code: str(score) for code, score in RIGHT.items()
    }
    assert {line.kind for line in found.values()} == {"partial"}
    assert "เรียงตามลำดับที่วาง" in shown(response)
    assert not Assessment.objects.exists()
    paste(clerk_client, agency, text, **fields_of(response))
    assert stored(agency, 2567).indicators == RIGHT


def test_the_own_page_is_asked_nothing(clerk_client, agency):
    assert {line.kind for line in lines(paste(clerk_client, agency, PAGE, 2565)).values()} == {"complete"}


def test_the_total_is_computed_with_the_likely_readings_while_they_are_not_taken(clerk_client, agency):
    right = paste(clerk_client, agency, FULL_TEXT).context["computed"].total
    text = f"คะแนนรวม {right}\n{FULL_TEXT.replace('84.15', '8 4.15').replace('88.35', '88.3S')}"
    response = paste(clerk_client, agency, text)

    computed = response.context["computed"]
    assert (computed.total, computed.assumed, computed.total_differs) == (right, ("2", "3"), False)
    assert "ถ้าใช้ค่าที่น่าจะเป็นของตัวชี้วัดที่" in shown(response)


def test_the_list_of_five_years_copied_from_a_spreadsheet_comes_back(clerk_client, agency):
    for year, level in ((2566, "ผ่าน"), (2567, "ผ่านดี")):
        scored(
            agency,
            year,
            [score - 2567 + year for score in RIGHT.values()],
            printed_total="90.29",
            printed_level=level,
        )
    copied = as_csv(five_year_list(agency, 2567)).decode("utf-8-sig")
    text = "\n".join("\t".join(row) for row in csv.reader(io.StringIO(copied)))
    for year, level in ((2566, "ผ่าน"), (2567, "ผ่านดี")):
        response = paste(clerk_client, agency, text, year)
        found = lines(response)
        assert {line.kind for line in found.values()} == {"complete"}
        assert not any(line.differs for line in found.values())
        assert (response.context["pasted"].total, response.context["pasted"].level) == (
            Decimal("90.29"),
            level,
        )


def test_a_typed_score_that_explains_the_difference_is_named_after_saving(clerk_client, agency):
    right = paste(clerk_client, agency, FULL_TEXT).context["computed"].total
    scored(agency, 2567, ["91.40", "48.15", *list(RIGHT.values())[2:]], printed_total=right)

    page = shown(clerk_client.get(url("score_detail", agency, 2567)))

    assert "“2 การใช้งบประมาณ” คือ 48.15 ถ้าเป็น 84.15 คะแนนรวมจะตรงกัน" in page
    assert "ตรวจคะแนนที่กรอก" in page
