"""Starting, changing, rendering and deleting documents, through pages and actions."""

from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from agencies.models import AuditEvent
from measures.actions import save_progress
from measures.enums import Status
from measures.models import ProgressRound
from reports.actions import rendered, start_document
from reports.enums import Format, Kind
from reports.models import Document, Rendering
from tests.conftest import signed_in

LETTER = {
    "version": "1", "number": "กส ๘๓๓๐๑/๔๕", "dated": "๑ เมษายน ๒๕๖๕", "subject": "รายงานผล",
    "addressee": "นายก", "via": "ปลัด",
}  # fmt: skip


@pytest.fixture
def staff(sai_thong):
    return signed_in(sai_thong.memberships.get(role="staff").user)


def url(name, document):
    return reverse(f"reports:{name}", args=[document.agency.slug, document.pk])


def test_a_round_becomes_a_memo_with_the_agencys_letterhead(staff, sai_thong, memo):
    memo.delete()
    progress_round = ProgressRound.objects.get()

    response = staff.post(reverse("reports:document_start", args=["sai-thong", progress_round.pk]))

    document = Document.objects.get()
    assert response.url == url("document_edit", document)
    assert (document.number, document.dated) == ("กส 83301/", date(2022, 3, 31))
    assert document.addressee == "นายกองค์การบริหารส่วนตำบลทรายทอง"
    assert document.via == "ปลัดองค์การบริหารส่วนตำบลทรายทอง"


def test_starting_twice_gives_the_same_document(memo):
    again = start_document(
        kind=Kind.PROGRESS_MEMO, plan=memo.plan, progress_round=memo.round, dated=date(2024, 1, 1), by=None
    )

    assert again == memo
    assert again.dated == date(2022, 3, 31)


def test_a_plan_without_measures_makes_no_memo(staff, memo):
    memo.plan.measures.all().delete()
    progress_round = memo.round
    memo.delete()

    response = staff.post(
        reverse("reports:document_start", args=["sai-thong", progress_round.pk]), follow=True
    )

    assert "ยังไม่มีมาตรการ" in response.content.decode()
    assert not Document.objects.exists()


def test_the_letterhead_is_changed(staff, memo):
    response = staff.post(url("document_edit", memo), LETTER)

    memo.refresh_from_db()
    assert response.url == url("document", memo)
    assert (memo.number, memo.dated, memo.version) == ("กส ๘๓๓๐๑/๔๕", date(2022, 4, 1), 2)
    assert AuditEvent.objects.filter(action="document.save").count() == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"dated": "32/1/2565"}, "ไม่มีวันที่"),
        ({"subject": ""}, "กรุณากรอกช่องนี้"),
        ({"subject": "ก" * 501}, "เกินที่รับได้ 500"),
        ({"addressee": "นายก 😀"}, "พิมพ์ลงเอกสารราชการไม่ได้"),
    ],
)
def test_bad_input_is_told_and_what_was_typed_stays(staff, memo, change, message):
    response = staff.post(url("document_edit", memo), {**LETTER, **change, "via": "พิมพ์ไว้แล้ว"})

    page = response.content.decode()
    assert message in page
    assert "พิมพ์ไว้แล้ว" in page
    assert Document.objects.get().version == 1


def test_a_stale_letterhead_shows_both(staff, memo):
    staff.post(url("document_edit", memo), {**LETTER, "subject": "เรื่องของคนแรก"})

    response = staff.post(url("document_edit", memo), {**LETTER, "subject": "เรื่องของคนที่สอง"})

    assert response.status_code == 409
    assert "เรื่องของคนแรก" in response.content.decode()
    assert Document.objects.get().subject == "เรื่องของคนแรก"


def test_the_page_shows_the_memo_in_thai_digits(staff, memo):
    page = staff.get(url("document", memo)).content.decode()

    assert "๘๑.๒๕ คะแนน" in page
    assert "ความเห็นนายกองค์การบริหารส่วนตำบล" in page


def test_a_document_is_deleted_after_asking_and_the_data_stay(staff, memo):
    rendered(memo, Format.PDF)
    path = Rendering.objects.get().file.path

    assert "หรือไม่" in staff.get(url("document_delete", memo)).content.decode()
    staff.post(url("document_delete", memo))

    assert not Document.objects.exists()
    assert ProgressRound.objects.get().entries.count() == 6
    assert not Path(path).exists()


@pytest.mark.pdf
def test_a_pdf_is_rendered_once_for_each_content(staff, memo):
    first = staff.get(url("document_pdf", memo))
    again = staff.get(url("document_pdf", memo))

    first_bytes = b"".join(first.streaming_content)
    assert first_bytes.startswith(b"%PDF-1.7")
    assert first_bytes == b"".join(again.streaming_content)
    assert first["ETag"] == again["ETag"]
    assert Rendering.objects.count() == 1

    entry = memo.round.entries.first()
    save_progress(
        progress_round=memo.round,
        measure=entry.measure,
        status=Status.NOT_STARTED,
        version=entry.version,
        by=None,
    )
    changed = staff.get(url("document_pdf", memo))
    assert b"".join(changed.streaming_content) != first_bytes
    assert Rendering.objects.count() == 2


@pytest.mark.pdf
def test_a_download_has_a_name(staff, memo):
    response = staff.get(url("document_pdf", memo) + "?download")

    assert response["Content-Disposition"] == 'attachment; filename="progress-memo-2565-sai-thong.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert b"".join(response.streaming_content).startswith(b"%PDF")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_more_rows(clerk_client, agency, packs, count, django_assert_num_queries):
    from measures.actions import start_round
    from measures.models import Plan
    from tests.factories.world import populated

    populated(agency)
    plan = Plan.objects.get()
    for month in range(count):
        progress_round = start_round(plan=plan, as_at=date(2023, 4 + month, 1), by=None)
        start_document(kind=Kind.PROGRESS_MEMO, plan=plan, progress_round=progress_round, dated=None, by=None)
        start_round(plan=plan, as_at=date(2023, 5, 10 + month), by=None)

    with django_assert_num_queries(9):
        clerk_client.get(reverse("reports:index", args=[agency.slug]))


@pytest.mark.parametrize("count", [1, 3])
def test_the_overview_costs_the_same_for_more_rows(
    clerk_client, agency, packs, count, django_assert_num_queries
):
    from decimal import Decimal

    from assessments.actions import save_scores
    from measures.actions import add_measure
    from measures.models import Plan
    from tests.factories.world import entry, populated, sheet

    populated(agency)
    for number in range(count):
        add_measure(plan=Plan.objects.get(), entry=entry(), by=None)
        earlier = sheet(printed_total=Decimal(80 + number))
        save_scores(agency=agency, fiscal_year=2564 - number, sheet=earlier, version=None, by=None)

    with django_assert_num_queries(13):
        clerk_client.get(reverse("overview:cycle", args=[agency.slug]))
