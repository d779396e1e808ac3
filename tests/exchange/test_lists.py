"""Lists as files: what stands in them, for whom, in how many queries."""

import csv
import io

import pytest
from django.urls import reverse

from approvals import actions
from reports.actions import start_document
from reports.enums import Kind
from reports.models import Document
from tests.conftest import signed_in
from tests.factories import editions

pytestmark = pytest.mark.usefixtures("quick")


def documents(extension="csv"):
    return reverse("exchange:document_list", args=["tua-yang", extension])


def register(year=2569, extension="csv"):
    return reverse("exchange:register_list", args=["tua-yang", year, extension])


def rows(answer):
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.fixture
def year(bureau):
    """The calendar year of the register after an edition was revised once."""
    first = editions.published(bureau)
    actions.revise(edition=first, by=bureau.clerk)
    return editions.approved(bureau).register_entry.year


def test_documents_with_their_newest_edition(bureau, year):
    start_document(
        kind=Kind.ANALYSIS_REPORT, plan=bureau.document.plan, progress_round=None, dated=None, by=None
    )
    Document.objects.filter(kind=Kind.ANALYSIS_REPORT).update(subject="=HYPERLINK(1)")

    memo, report = rows(signed_in(bureau.chain[0]).get(documents()))

    assert (memo["ปีงบประมาณของแผน"], memo["รายงาน ณ วันที่"]) == ("2566", "31/3/2566")
    assert (memo["ฉบับที่"], memo["สถานะ"], memo["เผยแพร่เมื่อ"]) == ("2", "อนุมัติครบแล้ว", "")
    assert (report["ฉบับที่"], report["สถานะ"], report["เรื่อง"]) == ("", "ร่าง", "'=HYPERLINK(1)")


def test_register_with_editions_and_who_took_the_number(bureau, year):
    found = rows(signed_in(bureau.clerk).get(register(year)))

    assert "นฐ 70001/1" in [row["เลขที่หนังสือ"] for row in found]
    assert {row["ผู้ออกเลข"] for row in found} == {bureau.clerk.get_full_name()}
    assert "ฉบับที่ 2 อนุมัติครบแล้ว" in "\n".join(row["ฉบับและสถานะ"] for row in found)


def test_workbooks_have_the_same_cells(bureau, year):
    from openpyxl import load_workbook

    client = signed_in(bureau.clerk)
    for name, address in (
        ("เอกสาร", documents),
        (f"ทะเบียนเลขที่หนังสือ {year}", lambda form: register(year, form)),
    ):
        sheet = load_workbook(io.BytesIO(client.get(address("xlsx")).content))[name]
        headings, *values = sheet.iter_rows(values_only=True)
        shown = [
            dict(zip(headings, ["" if cell is None else str(cell) for cell in row], strict=True))
            for row in values
        ]
        assert shown == rows(client.get(address("csv")))


def test_lists_are_for_those_who_may_see_the_pages(bureau, year, outsider_client):
    client = signed_in(bureau.clerk)

    for address in (documents(), register(year)):
        assert outsider_client.get(address).status_code == 404
        assert client.post(address).status_code == 405
    for address in (documents("pdf"), register(year, "pdf"), register(year - 1)):
        assert client.get(address).status_code == 404


def test_queries_do_not_grow(bureau, year):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(bureau.clerk)

    def queries():
        counts = []
        for address in (documents(), register(year)):
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            counts.append(len(captured))
        return counts

    with_one = queries()
    for kind in (Kind.OUTCOME_REPORT, Kind.TOPIC_REPORT):
        bureau.document = start_document(
            kind=kind, plan=bureau.document.plan, progress_round=bureau.document.round, dated=None, by=None
        )
        editions.approved(bureau)

    assert queries() == with_one
