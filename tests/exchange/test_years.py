"""Scores of all years from one table: chosen years, made when missing, saved as one, undone each by itself."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.actions import save_scores
from assessments.models import Assessment
from exchange.lists.five_years import five_year_list
from exchange.models import Import
from exchange.writing.files import as_xlsx
from tests.exchange.test_score_tables import NAMES
from tests.exchange.test_source_pages import text_of
from tests.factories.world import sheet

pytestmark = pytest.mark.usefixtures("packs")
TABLE = "ตัวชี้วัด\tปี 2566\tปี 2567\tผลต่าง\n" + "".join(
    f"{name}\t{80 + place}.00\t{81 + place}.50\t+1.50\n" for place, name in enumerate(NAMES)
)
YEARS = (2564, 2565, 2566, 2567)


def bring(client, agency, text="", years=YEARS, **more):
    url = reverse("exchange:years", args=[agency.slug])
    return client.post(url, {"text": text, "years": years, **more}, follow=True)


def confirmed(client, page):
    sent = {f"seen-{year['started'].pk}": year["seen"] for year in page.context["years"]}
    return client.post(page.request["PATH_INFO"], sent, follow=True)


def score(agency, year, code="1"):
    return Assessment.objects.get(agency=agency, fiscal_year=year).indicator_scores.get(code=code).score


def test_every_year_of_a_table_is_checked_made_saved_and_undone(agency, clerk_client):
    page = bring(clerk_client, agency, TABLE)
    assert [year["started"].fiscal_year for year in page.context["years"]] == [2567, 2566]
    assert not Assessment.objects.exists()
    done = confirmed(clerk_client, page)
    assert "นำเข้าคะแนนปี 2567, 2566 แล้ว" in text_of(done)
    assert (score(agency, 2566), score(agency, 2567)) == (Decimal("80.00"), Decimal("81.50"))
    newest = Import.objects.get(fiscal_year=2567)
    clerk_client.post(reverse("exchange:import_undo", args=[agency.slug, newest.pk]))
    assert list(Assessment.objects.values_list("fiscal_year", flat=True)) == [2566]


def test_only_the_chosen_years_are_read(agency, clerk_client):
    page = bring(clerk_client, agency, TABLE, years=(2566,))
    assert [year["started"].fiscal_year for year in page.context["years"]] == [2566]
    none = bring(clerk_client, agency, TABLE, years=(2564,))
    assert "ไม่มีปีที่เลือกไว้" in text_of(none)


def test_a_bad_row_of_one_year_is_refused_there_and_can_be_put_right(agency, clerk_client):
    page = bring(clerk_client, agency, TABLE.replace("82.50", "82.5O"))
    assert [year["refused"] for year in page.context["years"]] == [1, 0]
    assert reverse(
        "exchange:import_mend", args=[agency.slug, page.context["years"][0]["started"].pk]
    ) in text_of(page)


def test_all_years_are_saved_or_none(agency, clerk_client):
    page = bring(clerk_client, agency, TABLE)
    save_scores(agency=agency, fiscal_year=2566, sheet=sheet(items={}), version=None, by=None)
    again = confirmed(clerk_client, page)
    assert "ยังไม่ได้นำเข้า" in text_of(again)
    assert list(Assessment.objects.values_list("fiscal_year", flat=True)) == [2566]
    assert {year["started"].state for year in again.context["years"]} == {"ready"}


def test_the_own_list_of_five_years_comes_back(agency, clerk_client):
    confirmed(clerk_client, bring(clerk_client, agency, TABLE))
    data = as_xlsx([five_year_list(agency, 2567)], creator="ก")
    page = bring(clerk_client, agency, file=SimpleUploadedFile("คะแนน.xlsx", data))
    assert [(year["started"].fiscal_year, year["refused"]) for year in page.context["years"]][:2] == [
        (2567, 0),
        (2566, 0),
    ]
    assert [row for year in page.context["years"][:2] for row in year["rows"] if row.kind != "new"] == []


def test_a_table_of_one_year_says_which_page_is_meant(agency, clerk_client):
    assert "ไม่พบคอลัมน์ของปี" in text_of(bring(clerk_client, agency, "ตัวชี้วัด\tคะแนน\nการใช้อำนาจ\t80\n"))
    both = bring(clerk_client, agency, TABLE, file=SimpleUploadedFile("ก.csv", b"x"))
    assert "กรุณาใช้อย่างเดียว" in text_of(both)
    assert clerk_client.get(reverse("exchange:years_check", args=[agency.slug, "0" * 64])).status_code == 404
