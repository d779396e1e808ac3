"""The matrix of measures and progress, and the scores of five years, as files."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Agency
from assessments.models import Assessment, Finding
from assessments.queries import history
from exchange.lists import five_years, matrix
from exchange.lists.five_years import five_year_list, lines
from exchange.lists.matrix import matrix_list
from measures.enums import EvidenceKind, Status
from measures.models import Evidence, Plan
from measures.queries.plans import plan_of
from tests.conftest import signed_in
from tests.factories.assessments import CriteriaPackFactory, criteria, scored
from tests.factories.measures import (
    AssessmentFactory,
    MeasureFactory,
    PlanFactory,
    ProgressFactory,
    RoundFactory,
    StepFactory,
)
from tests.factories.packs import next_year

MARCH, SEPTEMBER = "รอบ 31/3/2565: ", "รอบ 30/9/2565: "
LAST_STATUS, LAST_DAY = "สถานะล่าสุด", "รายงานล่าสุด ณ วันที่"
OUTCOME, SUGGESTION = "ผลลัพธ์หรือความสำเร็จ (ล่าสุดที่บันทึก)", "ข้อเสนอแนะ (ล่าสุดที่บันทึก)"
WEAK_POINT = "ข้อบกพร่อง / จุดอ่อน หรือผลการวิเคราะห์ตัวชี้วัด"


@pytest.fixture
def plan(agency, packs) -> Plan:
    """The plan of 2565 without measures and rounds, which answers a finding of 2564."""
    found = PlanFactory(assessment=AssessmentFactory(agency=agency))
    Finding.objects.create(
        assessment=found.assessment, code="4", text="ยืมทรัพย์สินไม่ถูกต้อง", weakness_class="urgent"
    )
    return found


def address(name: str, year: int, extension: str = "csv") -> str:
    return reverse(f"exchange:{name}", args=["tua-yang", year, extension])


def rows(answer) -> list[dict[str, str]]:
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def sheet_of(answer):
    from openpyxl import load_workbook

    [sheet] = load_workbook(io.BytesIO(answer.content)).worksheets
    return sheet


# Measures and progress


@pytest.fixture
def reported(plan) -> Plan:
    """Two rounds: the first measure in both, the second in none."""
    first = MeasureFactory(
        plan=plan, title="=HYPERLINK(1)", indicator_codes=["4", "7"], topic_numbers=[], item_codes=["I3", "E7"],
        activities="- กิจกรรมย่อย", all_departments=True, responsible_text="งานนิติการ", follow_up="ทุกไตรมาส",
        period_start=date(2021, 10, 1), period_end=date(2022, 9, 30), budget=Decimal("50000"),
    )  # fmt: skip
    StepFactory(measure=first, text="จัดทำคู่มือ", period_text="ต.ค. 64", responsible_text="กองคลัง")
    StepFactory(measure=first, text="ประชาสัมพันธ์")
    MeasureFactory(plan=plan, weak_point="จุดอ่อนของหน่วยงานเอง", indicator_codes=["4"])
    spring, autumn = (RoundFactory(plan=plan, as_at=day) for day in (date(2022, 3, 31), date(2022, 9, 30)))
    entry = ProgressFactory(
        round=spring,
        measure=first,
        action_taken="ประชุม",
        result="มีคู่มือ",
        outcome="ยืมถูกต้องขึ้น",
        note="ระหว่างทาง",
    )
    for position in (1, 2):
        Evidence.objects.create(
            entry=entry, position=position, kind=EvidenceKind.LINK, url="https://example.go.th/"
        )
    ProgressFactory(round=autumn, measure=first, status=Status.DONE, suggestion="ทำต่อ")
    return plan_of(plan.agency, 2565)


def test_a_measure_is_one_row_with_what_it_answers_and_its_steps(reported, viewer_client):
    first, second = rows(viewer_client.get(address("matrix_list", 2565)))

    assert first["ลำดับ"] == "1"
    assert first["มาตรการ / โครงการ / กิจกรรม"] == "'=HYPERLINK(1)"
    assert first["ตัวชี้วัด / ประเด็น / ข้อคำถาม"].splitlines() == [
        "ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ",
        "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร",
        "ข้อ I3, E7",
    ]
    assert first[WEAK_POINT] == "ตัวชี้วัดที่ 4: ยืมทรัพย์สินไม่ถูกต้อง"
    assert second[WEAK_POINT] == "จุดอ่อนของหน่วยงานเอง"
    assert first["ขั้นตอน / วิธีการ"] == "1. จัดทำคู่มือ (ต.ค. 64 · กองคลัง)\n2. ประชาสัมพันธ์"
    assert first["ผู้รับผิดชอบ"] == "ทุกส่วนราชการ\nงานนิติการ"
    assert (first["งบประมาณ (บาท)"], second["งบประมาณ (บาท)"]) == ("50000.00", "")
    assert (first["ระยะเวลาดำเนินการ"], first["การกำกับติดตาม"]) == ("ต.ค. 64 – ก.ย. 65", "ทุกไตรมาส")


def test_every_round_has_columns_that_name_its_day(reported, viewer_client):
    first, _ = rows(viewer_client.get(address("matrix_list", 2565)))

    assert {name: first[MARCH + name] for name in ("สถานะ", "สิ่งที่ได้ดำเนินการ", "ผลการดำเนินการ", "หมายเหตุ")} == {
        "สถานะ": "อยู่ระหว่างดำเนินการ",
        "สิ่งที่ได้ดำเนินการ": "ประชุม",
        "ผลการดำเนินการ": "มีคู่มือ",
        "หมายเหตุ": "ระหว่างทาง",
    }
    assert (first[MARCH + "หลักฐาน (ชิ้น)"], first[SEPTEMBER + "หลักฐาน (ชิ้น)"]) == ("2", "0")
    assert first[SEPTEMBER + "สถานะ"] == "ดำเนินการเสร็จเรียบร้อยแล้ว"


def test_the_end_tells_the_latest_status_and_what_was_last_written(reported, viewer_client):
    first, _ = rows(viewer_client.get(address("matrix_list", 2565)))

    assert (first[LAST_STATUS], first[LAST_DAY]) == ("ดำเนินการเสร็จเรียบร้อยแล้ว", "30/9/2565")
    assert (first[OUTCOME], first[SUGGESTION]) == ("ยืมถูกต้องขึ้น", "ทำต่อ")


def test_a_measure_without_entry_says_so_and_counts_nothing(reported, viewer_client):
    _, second = rows(viewer_client.get(address("matrix_list", 2565)))

    assert [second[MARCH + "สถานะ"], second[SEPTEMBER + "สถานะ"], second[LAST_STATUS]] == ["ยังไม่รายงาน"] * 3
    assert [second[MARCH + "หลักฐาน (ชิ้น)"], second[LAST_DAY], second[OUTCOME]] == [""] * 3


def test_a_plan_without_rounds_or_without_measures(plan, viewer_client):
    assert rows(viewer_client.get(address("matrix_list", 2565))) == []

    MeasureFactory(plan=plan)
    [row] = rows(viewer_client.get(address("matrix_list", 2565)))

    assert row[LAST_STATUS] == matrix.NOT_REPORTED
    assert not [heading for heading in row if heading.startswith("รอบ")]


def test_the_workbook_has_numbers_as_numbers_and_text_as_text(reported, viewer_client):
    sheet = sheet_of(viewer_client.get(address("matrix_list", 2565, "xlsx")))
    titles, headings, first = sheet["A1"].value, [cell.value for cell in sheet[3]], sheet[4]
    cells = dict(zip(headings, first, strict=True))

    assert titles == "มาตรการและผลการดำเนินการ แผนปีงบประมาณ พ.ศ. 2565 องค์การบริหารส่วนตำบลตัวอย่าง"
    assert (cells["ลำดับ"].value, cells[MARCH + "หลักฐาน (ชิ้น)"].value) == (1, 2)
    assert cells[SEPTEMBER + "หลักฐาน (ชิ้น)"].value == 0
    title = cells["มาตรการ / โครงการ / กิจกรรม"]
    assert (title.value, title.data_type) == ("=HYPERLINK(1)", "s")
    assert len(set(headings)) == len(headings)


def queries_of(build) -> int:
    with CaptureQueriesContext(connection) as captured:
        build()
    return len(captured)


def test_queries_of_the_matrix_do_not_grow(plan, agency):
    def add(day):
        progress_round = RoundFactory(plan=plan, as_at=day)
        measure = MeasureFactory(plan=plan, indicator_codes=["4"])
        measure.departments.add(agency.departments.first())
        StepFactory(measure=measure)
        entry = ProgressFactory(round=progress_round, measure=measure)
        Evidence.objects.create(entry=entry, position=1, kind=EvidenceKind.LINK, url="https://example.go.th/")

    add(date(2022, 3, 31))
    with_one = queries_of(lambda: matrix_list(plan_of(agency, 2565)))
    add(date(2022, 6, 30))
    add(date(2022, 9, 30))

    assert queries_of(lambda: matrix_list(plan_of(agency, 2565))) == with_one == 7
    assert len(matrix_list(plan_of(agency, 2565)).rows) == 3


# Five years

# Indicators 1 and 2 changed places, 3 was split into 3 and 4, 5 comes from 5 and 6, 6 and 7 are new.
REARRANGED = {"_1": ["2"], "_2": ["1"], "_3": ["3"], "_4": ["3"], "_5": ["5", "6"], "_6": [], "_7": []}


def years_of(row) -> dict[str, str]:
    return {heading[-4:]: text for heading, text in row.items() if heading.startswith("ปี ") and text}


def named(found, name) -> dict[str, str]:
    [row] = [row for row in found if row["รายการ"] == name]
    return row


@pytest.fixture
def result(agency, packs) -> Agency:
    """Scores of 2563 and 2565, only a total of 2561, and one of 2560, which is too long ago."""
    for year in (2560, 2561):
        pack = CriteriaPackFactory(fiscal_year=2561)
        Assessment.objects.create(
            agency=agency,
            fiscal_year=year,
            criteria_pack=pack,
            printed_total="61.50",
            printed_level="ปานกลาง",
        )
    scored(agency, 2563, ["80.1", *["80"] * 9])
    scored(agency, 2565, ["90", None, *["90"] * 8], printed_total=Decimal("88.00"), printed_level="A")
    return agency


def test_years_without_a_score_are_blank_and_never_zero(result, viewer_client):
    found = rows(viewer_client.get(address("five_year_list", 2565)))

    assert list(found[0])[4:9] == [f"ปี {year}" for year in range(2561, 2566)]
    assert [row["ตัวชี้วัดที่"] for row in found] == [*map(str, range(1, 11)), *[""] * 5]
    assert years_of(found[0]) == {"2563": "80.10", "2565": "90.00"}
    assert years_of(found[1]) == {"2563": "80.00"}
    assert not [text for row in found for text in row.values() if text in ("0", "0.00")]


def test_totals_levels_and_means_follow_the_indicators(result, viewer_client):
    found = rows(viewer_client.get(address("five_year_list", 2565)))
    total = named(found, "คะแนนรวม")

    assert years_of(total) == {"2561": "61.50", "2563": "80.01", "2565": "88.00"}
    assert total["หมายเหตุ"].splitlines() == [
        "ปี 2563 คำนวณจากตัวชี้วัด",
        "ปีอื่นตามที่ ITAS ประกาศ",
        "ปี 2561 มีเฉพาะคะแนนรวม",
    ]
    assert years_of(named(found, "ระดับผลการประเมิน"))["2565"] == "A"
    means = {row["เครื่องมือ"]: years_of(row) for row in found if row["รายการ"].startswith("ค่าเฉลี่ย")}
    assert means == {
        "IIT": {"2563": "80.02"},  # an indicator of 2565 has no score
        "EIT": {"2563": "80.00", "2565": "90.00"},
        "OIT": {"2563": "80.00", "2565": "90.00"},
    }


def test_a_total_that_the_indicators_do_not_come_to_is_told(agency, packs):
    scored(agency, 2565, printed_total=Decimal("90.00"))
    scored(agency, 2564, printed_total=Decimal("91.10"))

    *_, total, _ = five_year_list(agency, 2565).rows

    assert total["note"] == "ตามที่ ITAS ประกาศ\nปี 2565 ไม่ตรงกับที่คำนวณจากตัวชี้วัด (91.10)"


def test_scores_are_numbers_in_the_workbook(result, viewer_client):
    sheet = sheet_of(viewer_client.get(address("five_year_list", 2565, "xlsx")))
    headings = [cell.value for cell in sheet[3]]
    first = dict(zip(headings, sheet[4], strict=True))

    assert (first["ปี 2563"].value, first["ปี 2563"].number_format) == (80.1, "0.00")
    assert first["ปี 2564"].value is None
    assert first["ชื่อตามเกณฑ์ปี"].value == 2565
    assert sheet["A1"].value == "คะแนน ITA ปีงบประมาณ 2561–2565 องค์การบริหารส่วนตำบลตัวอย่าง"


@pytest.fixture
def rearranged(agency) -> Agency:
    """Scores of 2567, none of 2568, of 2569, and of 2570 with other indicators."""
    for year in (2566, 2568):
        CriteriaPackFactory(fiscal_year=year)
    pack = CriteriaPackFactory(fiscal_year=2570, data=next_year(**REARRANGED))
    for year in (2567, 2569):
        scored(agency, year, [str(year - 2500 + number) for number in range(10)])
    scored(agency, 2570, ["90"] * 10, criteria_pack=pack)
    return agency


def test_rows_are_the_series_of_the_charts(rearranged):
    cells = {row["code"]: row for row in five_years.rows(rearranged, 2570) if row.get("named_in") == 2570}

    for year in history(rearranged):
        shown = {
            code: row[str(year.fiscal_year)] for code, row in cells.items() if str(year.fiscal_year) in row
        }
        assert shown == year.comparable


def test_indicators_that_ended_keep_their_scores_in_rows_of_their_own(rearranged, viewer_client):
    found = rows(viewer_client.get(address("five_year_list", 2570)))
    indicators = [(row["ชื่อตามเกณฑ์ปี"], row["ตัวชี้วัดที่"]) for row in found if row["ตัวชี้วัดที่"]]
    before = {row["ตัวชี้วัดที่"]: years_of(row) for row in found if row["ชื่อตามเกณฑ์ปี"] == "2569"}

    assert indicators == [("2570", str(code)) for code in range(1, 11)] + [("2569", code) for code in "34567"]
    assert before["3"] == {"2567": "69.00", "2569": "71.00"}
    assert years_of(found[2]) == {"2570": "90.00"}


def test_notes_tell_where_an_indicator_changed(rearranged, viewer_client):
    notes = [row["หมายเหตุ"] for row in rows(viewer_client.get(address("five_year_list", 2570)))]
    name = criteria(2569).indicator("3").name

    assert notes[0].startswith("ปี 2570 เปลี่ยนชื่อหรือเลข (ปี 2569: 2 ")
    assert notes[2] == f"ปี 2570 แยกจากตัวชี้วัดเดิม (ปี 2569: 3 {name})"
    assert notes[4].startswith("ปี 2570 รวมจากหลายตัวชี้วัด (ปี 2569: 5 ")
    assert notes[5] == "ปี 2570 ไม่เทียบกับปีก่อน"
    assert notes[7] == ""


def test_beyond_a_year_without_criteria_rows_begin_anew():
    known = {2567: criteria(2567), 2569: criteria(2569)}
    found = list(lines(known, {2567: {"1": Decimal(70)}, 2569: {"1": Decimal(80)}}))

    assert [line.scores for line in found if line.indicator.code == "1"] == [{2569: 80}, {2567: 70}]
    assert found[0].note == "ระบบไม่มีเกณฑ์ปี 2568 จึงไม่เทียบกับปีก่อนหน้า"


def test_a_year_that_has_no_indicators_shows_its_total(agency, packs):
    pack = CriteriaPackFactory(fiscal_year=2561)
    Assessment.objects.create(agency=agency, fiscal_year=2561, criteria_pack=pack, printed_total="61.50")

    total, level = five_year_list(agency, 2561).rows

    assert (total["name"], total["2561"], total["2557"]) == ("คะแนนรวม", Decimal("61.50"), "")
    assert level["2561"] == ""


def test_queries_of_the_years_do_not_grow(agency, packs):
    scored(agency, 2567, ["80"])
    scored(agency, 2569, ["80"])
    with_few = queries_of(lambda: five_year_list(agency, 2569))
    Assessment.objects.all().delete()
    for year in (2565, 2567, 2569):
        scored(agency, year)

    assert queries_of(lambda: five_year_list(agency, 2569)) == with_few == 4


# Where they are offered, and to whom


def test_lists_are_for_those_who_may_see_the_pages(reported, clerk_client, outsider_client):
    for found in (address("matrix_list", 2565), address("five_year_list", 2564)):
        assert clerk_client.get(found)["Content-Disposition"].startswith("attachment")
        assert clerk_client.post(found).status_code == 405
        assert outsider_client.get(found).status_code == 404
    for found in (
        address("matrix_list", 2564),
        address("matrix_list", 2565, "pdf"),
        address("five_year_list", 2565),
        address("five_year_list", 2564, "pdf"),
        address("five_year_list", 10**30),
    ):
        assert clerk_client.get(found).status_code == 404


def test_the_page_offers_what_the_year_has(plan, agency, viewer_user):
    client = signed_in(viewer_user)
    page = client.get(reverse("exchange:index", args=[agency.slug])).content.decode()

    assert address("matrix_list", 2565, "xlsx") in page
    assert address("five_year_list", 2564, "csv") in page

    plan.delete()
    page = client.get(reverse("exchange:index", args=[agency.slug])).content.decode()

    assert "matrix-" not in page
    assert address("five_year_list", 2564, "xlsx") in page
    page = client.get(reverse("exchange:index", args=[agency.slug]), {"year": 2566}).content.decode()
    assert "lists/scores-" not in page
