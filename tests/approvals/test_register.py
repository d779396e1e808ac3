"""The register of an agency's numbers, by calendar year."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from approvals import actions
from approvals.actions.numbers import reserve_number
from approvals.models import RegisterEntry
from approvals.queries.register import missing_below
from approvals.rules.register import number_text, typed_number
from itaportal.editing.concurrency import StaleEdit
from reports.enums import Kind
from reports.models import Document
from tests.conftest import signed_in
from tests.factories.editions import approved, seen_now, submitted

pytestmark = pytest.mark.usefixtures("quick")


def address(bureau) -> str:
    return reverse("approvals:register", args=[bureau.agency.slug])


def shown(bureau, **query) -> str:
    response = signed_in(bureau.clerk).get(address(bureau), query)
    assert response.status_code == 200
    return response.content.decode()


def entry(bureau, number: int | None, text: str = "", **fields) -> RegisterEntry:
    """Return a number of this year's register, taken without an edition."""
    return RegisterEntry.objects.create(
        **{"agency": bureau.agency, "document": bureau.document, "year": timezone.localdate().year + 543}
        | fields,
        number=number,
        text=text or f"นฐ 70001/{number}",
    )


def test_a_number_with_its_document_editions_and_who_took_it(bureau):
    first = submitted(bureau)
    actions.withdraw(edition=first, by=bureau.clerk)
    second = submitted(bureau)

    page = shown(bureau)

    assert page.count("นฐ 70001/1<") == 1
    assert "ผู้เสนอถอนคืน" in page
    assert "เสนอแล้ว รอพิจารณา" in page
    assert f"<br>{bureau.clerk.get_full_name()}" in page
    assert reverse("approvals:edition", args=[bureau.agency.slug, second.pk]) in page
    assert reverse("reports:document", args=[bureau.agency.slug, bureau.document.pk]) in page


def test_a_missing_number_is_seen_where_it_is_missing(bureau):
    for number in (1, 2, 5, 7):
        entry(bureau, number)
    entry(bureau, None, "นฐ 70001/6")  # typed in by hand, so not missing

    page = shown(bureau)

    assert "ไม่มีลำดับที่ 3–4 ในทะเบียน" in page
    assert page.count("ไม่มีลำดับที่") == 1
    assert page.index("70001/5<") < page.index("ไม่มีลำดับที่") < page.index("70001/2<")
    assert "ออกเลขแล้ว ยังไม่ได้เสนอ" in page


@pytest.mark.parametrize(
    ("numbers", "elsewhere", "gaps"),
    [
        ([], (), {}),
        ([1, 2, 3], (), {}),
        ([3], (), {3: (1, 2)}),
        ([5, 1, 3], (), {3: (2, 2), 5: (4, 4)}),
        ([1, 4], {2}, {4: (3, 3)}),
        ([1, 4], {2, 3}, {}),
    ],
)
def test_the_rule_of_missing_numbers(numbers, elsewhere, gaps):
    assert missing_below(numbers, elsewhere) == gaps


def test_years_are_chosen_and_an_unknown_one_shows_this_year(bureau):
    entry(bureau, 1)
    entry(bureau, 9, "นฐ 70001/9", year=2560)

    assert "70001/1<" in shown(bureau, year="2555")
    assert "70001/1<" in shown(bureau, year="x")
    old = shown(bureau, year="2560")
    assert "70001/9<" in old
    assert "70001/1<" not in old
    assert '<option value="2560" selected>' in old


def test_a_year_without_numbers_says_so(bureau):
    assert "ปีนี้ยังไม่ได้ออกเลข" in shown(bureau)


def test_thirty_numbers_stand_on_a_page_and_the_year_is_kept(bureau):
    for number in range(1, 32):
        entry(bureau, number, f"ก/{number}", year=2560)

    page = shown(bureau, year="2560")

    assert page.count('<th scope="row"') == 30
    assert "year=2560&amp;page=2" in page
    assert "ไม่มีลำดับที่" not in page
    assert ">ก/1<" in shown(bureau, year="2560", page="2")


def test_strangers_do_not_find_the_register_and_nothing_is_posted(bureau, outsider_client):
    assert outsider_client.get(address(bureau)).status_code == 404
    assert signed_in(bureau.clerk).post(address(bureau)).status_code == 405


def test_the_register_costs_the_same_for_more_numbers(bureau):
    counts = []
    for kind in (None, Kind.ANALYSIS_REPORT, Kind.IMPROVEMENT_MATRIX):
        document = bureau.document
        if kind:
            document = bureau.agency.documents.create(
                kind=kind, plan=document.plan, subject="ร", addressee="น"
            )
        submitted(replace(bureau, document=document))
        with CaptureQueriesContext(connection) as queries:
            shown(bureau)
        counts.append(len(queries))
    assert len(set(counts)) == 1


# Numbers that somebody typed


def typed(bureau, number: str, **fields):
    """Write the number into the document's letterhead."""
    Document.objects.filter(pk=bureau.document.pk).update(number=number, **fields)


def taken_back(bureau) -> str:
    """Submit and withdraw the document; return the number it had."""
    edition = submitted(bureau)
    actions.withdraw(edition=edition, by=bureau.clerk)
    return edition.register_entry.text


@pytest.mark.parametrize(
    ("text", "prefix", "number"),
    [
        ("กส 83301/๓", "กส 83301", "กส 83301/3"),
        ("กส ๘๓๓๐๑ / 003", "กส 83301/", "กส 83301/3"),
        ("กส83301/3", "กส 83301", "กส 83301/3"),
        ("กส 83301/3", "กส83301", "กส83301/3"),
        ("กส 83301/ว๐5", "กส 83301", "กส 83301/ว 5"),
        ("มท 0808.2/ว 12", "กส 83301", "มท 0808.2/ว 12"),
        ("กส 83301/1.05", "กส 83301", "กส 83301/1.05"),
        ("003/2569", "", "3/2569"),
        ("กส 83301/0", "กส 83301", "กส 83301/0"),
        ("กส ๘๓๓๐๑/", "กส 83301", ""),
        ("กส๘๓๓๐๑", "กส 83301", ""),
        ("  ", "กส 83301", ""),
    ],
)
def test_ways_of_writing_one_number_are_one_number(text, prefix, number):
    assert typed_number(text, prefix) == number


def test_a_prefix_in_thai_digits_counts_the_same_register():
    assert number_text("กส ๘๓๓๐๑", 3, 2569) == typed_number("กส 83301/๓", "กส ๘๓๓๐๑") == "กส 83301/3"


def test_a_number_typed_in_thai_digits_is_not_given_to_another_document(bureau):
    typed(bureau, "นฐ 70001/๑")
    assert submitted(bureau).register_entry.text == "นฐ 70001/1"
    other = bureau.agency.documents.create(
        kind=Kind.ANALYSIS_REPORT, plan=bureau.document.plan, subject="รายงาน"
    )

    edition = actions.submit(
        document=other, version=other.version, seen=seen_now(other), message="", by=bureau.clerk
    )

    assert edition.register_entry.text == "นฐ 70001/2"


def test_a_document_finds_any_of_its_own_open_numbers(bureau):
    assert taken_back(bureau) == "นฐ 70001/1"
    typed(bureau, "นฐ 70001/2")
    assert taken_back(bureau) == "นฐ 70001/2"
    typed(bureau, "นฐ 70001/1")
    assert taken_back(bureau) == "นฐ 70001/1"
    assert RegisterEntry.objects.count() == 2


def test_a_number_that_an_approved_edition_has_is_said_to_be_its(bureau, monkeypatch):
    monkeypatch.setattr("approvals.views.submission.check", lambda snapshot, known: [])
    typed(bureau, "นฐ 70001/15")
    actions.revise(edition=approved(bureau), by=bureau.clerk)
    bureau.document.refresh_from_db()

    response = signed_in(bureau.clerk).post(
        reverse("approvals:submit", args=[bureau.agency.slug, bureau.document.pk]),
        {"version": bureau.document.version, "seen": seen_now(bureau.document), "message": ""},
    )

    page = response.content.decode()
    assert "เลขที่หนังสือ นฐ 70001/15 เป็นของฉบับก่อนของเอกสารนี้" in page
    assert "เอกสารอื่น" not in page
    assert reverse("reports:document_edit", args=[bureau.agency.slug, bureau.document.pk]) in page


def test_a_document_changed_meanwhile_takes_no_number(bureau):
    typed(bureau, "นฐ 70001/9", version=bureau.document.version + 1)

    with pytest.raises(StaleEdit):
        reserve_number(document=bureau.document, by=bureau.clerk)

    assert not RegisterEntry.objects.exists()
