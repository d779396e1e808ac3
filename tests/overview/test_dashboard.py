"""The dashboard: the figures it shows, over whom it averages, its files, and what it costs."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.enums import AgencyKind
from assessments.models import ItemScore
from measures.enums import Status
from overview.dashboard.averages import averages
from overview.dashboard.contents import contents_of
from overview.dashboard.parts import MOST_ROWS, PARTS
from reports.enums import Kind
from reports.models import Document
from tests.factories.agencies import AgencyFactory
from tests.factories.assessments import scored
from tests.factories.measures import MeasureFactory, PlanFactory, ProgressFactory, RoundFactory

TODAY = date(2023, 6, 30)
ALONE = {"province": "เชียงใหม่", "kind": AgencyKind.CITY_MUNICIPALITY}


@pytest.fixture
def year(agency, packs):
    """Two scored years, and a plan of three measures: one done, one overdue, one to come."""
    from criteria.models import CriteriaPack

    def assessment(fiscal_year, scores):
        pack = CriteriaPack.objects.get(fiscal_year=fiscal_year)
        return scored(agency, fiscal_year, scores, criteria_pack=pack)

    assessment(2564, ["80"] * 9 + [None])
    now = assessment(2565, ["90"] * 8 + ["70.5", "100"])
    ItemScore.objects.bulk_create(
        ItemScore(assessment=now, code=code, score=score) for code, score in (("I2", "66.60"), ("I1", "95"))
    )
    plan = PlanFactory(assessment=now)
    done, late, later = (
        MeasureFactory(plan=plan, period_start=date(2022, 10, 1), period_end=end, all_departments=everywhere)
        for end, everywhere in (
            (date(2023, 3, 31), False),
            (date(2023, 6, 20), True),
            (date(2023, 9, 30), True),
        )
    )
    done.departments.set(agency.departments.all())
    ProgressFactory(round=RoundFactory(plan=plan, as_at=date(2023, 3, 31)), measure=done, status=Status.DONE)
    Document.objects.create(agency=agency, kind=Kind.IMPROVEMENT_MATRIX, plan=plan)
    return now


@pytest.fixture
def undrawn(monkeypatch):
    """Pages without the work of drawing."""
    monkeypatch.setattr("overview.dashboard.pictures.drawing.svg", lambda chart: "<svg></svg>")


@pytest.fixture
def address(agency):
    return reverse("overview:dashboard", args=[agency.slug])


def part(agency, name, year="2565"):
    return PARTS[name](contents_of(agency, year=year, compared_with="", today=TODAY))


def test_averages_are_told_from_three_agencies_on_and_for_the_same_year_alone(agency):
    for place in ({"district": "เมือง"}, {"district": "อื่น"}, ALONE, ALONE):
        scored(AgencyFactory(**place), 2565, ["50", "60"])
    scored(agency, 2565, ["80", "90", "70"])
    scored(agency, 2564, ["1", "1"])

    found = {average.key: average for average in averages(agency, 2565)}

    # Two in the district; the third indicator is known of one agency alone.
    assert list(found) == ["province", "kind", "country"]
    assert (found["province"].name, found["province"].agencies) == ("จังหวัดนครปฐม", 3)
    assert found["province"].means == {"1": Decimal("60.00"), "2": Decimal("70.00")}
    assert (found["country"].agencies, found["country"].means["1"]) == (5, Decimal("56.00"))


def test_the_same_district_name_in_another_province_is_another_district(agency):
    for province in ("นครปฐม", "นครปฐม", "เชียงใหม่"):
        scored(AgencyFactory(province=province), 2565, ["50"])

    assert "district" not in {average.key for average in averages(agency, 2565)}


def test_parts_say_what_scores_plan_and_documents_say(agency, year):
    assert part(agency, "total").rows[-1][:2] == ("2565", "88.10")
    compared = part(agency, "indicators")
    assert compared.rows[0] == ("1 การปฏิบัติหน้าที่", "90.00", "80.00", "+10.00")
    assert compared.rows[-1][1:] == ("100.00", "", "")
    assert "70.50" in compared.says
    assert [row[::2] for row in part(agency, "items").rows] == [("I2", "66.60"), ("I1", "95.00")]
    assert part(agency, "measures").rows == (
        ("ทั้งแผน", "1", "0", "0", "2"),
        ("ทุกส่วนราชการ", "0", "0", "0", "2"),
        ("สำนักปลัด", "1", "0", "0", "0"),
        ("กองคลัง", "1", "0", "0", "0"),
    )
    assert [row[3] for row in part(agency, "timeline").rows] == ["เลยกำหนด 10 วัน", "อีก 92 วัน", "เสร็จแล้ว"]
    assert part(agency, "documents").rows[0] == ("ทุกเอกสาร", "1", "0", "0", "0", "0")


def test_an_incomplete_year_says_what_is_missing(agency, year):
    missing = [name for name in PARTS if part(agency, name, "2564").chart is None]

    # One of its indicators has no score.
    assert missing == ["total", "items", "measures", "timeline", "documents"]


def test_a_long_plan_is_cut_in_the_picture_and_whole_in_the_table(agency, year):
    MeasureFactory.create_batch(MOST_ROWS, plan=year.plans.get())

    shown = part(agency, "timeline")
    assert (len(shown.chart.data), len(shown.rows)) == (MOST_ROWS + 1, MOST_ROWS + 3)
    assert f"{MOST_ROWS} จาก {MOST_ROWS + 3}" in shown.note


def test_the_page_has_every_chart_with_its_table_and_files(viewer_client, year, address):
    page = viewer_client.get(address).content.decode()

    assert page.count('role="img" aria-label="') == page.count("<summary>ตาราง") == len(PARTS)
    assert page.count(".svg?year=2565") == page.count(".png?year=2565") == len(PARTS)
    assert "๒๕๖๕" not in page  # digits are the reader's in pictures too


def test_in_the_meeting_room_there_is_one_way_back_and_no_menu(viewer_client, year, address, undrawn):
    page = viewer_client.get(address, {"view": "meeting", "year": "2565"}).content.decode()

    assert "<nav" not in page
    assert page.count("<a ") == 2  # to the content, and back
    assert 'href="?year=2565">กลับหน้าปกติ' in page


@pytest.mark.parametrize("query", [{"year": "abc"}, {"year": "9" * 99}, {"with": "x"}, {"with": "district"}])
def test_what_is_not_there_is_answered_with_the_latest_year(viewer_client, year, address, undrawn, query):
    assert viewer_client.get(address, query).context["year"] == 2565


def test_an_agency_without_scores_is_told_how_to_begin(viewer_client, address):
    page = viewer_client.get(address)

    assert page.status_code == 200
    assert "ยังไม่มีคะแนน ITA ของหน่วยงาน" in page.content.decode()


@pytest.mark.parametrize(("ending", "begins"), [("svg", b"<svg "), ("png", b"\x89PNG")])
def test_a_chart_is_kept_as_a_file_and_not_sent_twice(viewer_client, agency, year, ending, begins):
    address = reverse(f"overview:dashboard_{ending}", args=[agency.slug, "total"])
    first = viewer_client.get(address)

    assert first.content.startswith(begins)
    assert first["Content-Disposition"] == f'attachment; filename="{agency.slug}-2565-total.{ending}"'
    assert viewer_client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize(("name", "query"), [("pie", {}), ("measures", {"year": "2564"})])
def test_a_chart_that_is_not_there_is_not_found(viewer_client, agency, year, name, query):
    assert (
        viewer_client.get(reverse("overview:dashboard_svg", args=[agency.slug, name]), query).status_code
        == 404
    )


def test_more_rows_cost_no_more_queries(viewer_client, agency, year, address, undrawn):
    counts = []
    for more in (0, 2, 27):
        MeasureFactory.create_batch(more, plan=year.plans.get())
        for place in range(min(more, 3)):
            scored(AgencyFactory(), 2565)
            ItemScore.objects.create(assessment=year, code=f"O{more + place}", score=50)
        with CaptureQueriesContext(connection) as queries:
            assert viewer_client.get(address).status_code == 200
        counts.append(len(queries))

    assert counts == [11] * 3
