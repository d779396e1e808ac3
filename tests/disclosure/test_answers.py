"""What is typed into ITAS: entered, or filled by what the portal published where a source says which item that answers."""

from datetime import date

from django.urls import reverse

from approvals.models import Edition
from criteria.enums import Confidence
from disclosure.actions import save_disclosure
from disclosure.answering import PublishedAnswer, published_answers
from disclosure.enums import State
from disclosure.queries.items import answers_of, criteria_of, lines_of
from tests.disclosure.counting import newest_tally
from tests.factories.editions import published

PATH = "หน้าแรก > ข้อมูลหน่วยงาน\n> โครงสร้าง"


def test_an_answer_is_shown_to_be_copied_and_goes_out_as_a_sheet(agency, packs, clerk_client):
    save_disclosure(
        agency=agency,
        fiscal_year=2568,
        code="O1",
        version=0,
        by=None,
        addresses="https://a.go.th/1\nhttps://a.go.th/๒",
        explanation=PATH,
    )

    page = clerk_client.get(reverse("disclosure:answers", args=[agency.slug, 2568]))
    sheet = clerk_client.get(reverse("exchange:oit_list", args=[agency.slug, 2568, "csv"])).content.decode(
        "utf-8-sig"
    )

    for part in (
        'id="O1-url-1">https://a.go.th/1<',
        'id="O1-url-2">https://a.go.th/๒<',
        'data-copy="O1-text"',
    ):
        assert part in page.content.decode()
    assert page.context["open"] == 27
    assert "https://a.go.th/1\nhttps://a.go.th/๒" in sheet
    assert "O28" in sheet
    assert clerk_client.get(reverse("disclosure:answers", args=[agency.slug, 2563])).status_code == 404


def test_what_the_portal_published_fills_its_own_item(bureau, quick, clerk_client):
    """The memo of a round on the plan of 2566 is what O43 of 2566 asks for (result_of), and nothing of other years."""
    edition = published(bureau)
    agency, plan_year = bureau.agency, bureau.document.plan.fiscal_year
    criteria = criteria_of(plan_year)
    assert criteria.documents.result_of == plan_year
    code = criteria.documents.result

    line = next(line for line in lines_of(agency, criteria) if line.code == code)

    assert line.state is State.PUBLISHED
    assert [
        each.endswith(reverse("publications:document", args=[edition.code])) for each in line.addresses
    ] == [True]
    assert bureau.document.get_kind_display() in line.explanation
    assert newest_tally(agency, plan_year)[1].published == 1
    assert published_answers(agency, plan_year - 1, plan_year - 1) == ([], [])
    unbacked = criteria.documents.model_copy(update={"confidence": Confidence.MEMORY})
    assert answers_of(agency, unbacked) == {}
    Edition.objects.update(state="withdrawn")
    assert newest_tally(agency, plan_year)[1].published == 0


def test_what_was_entered_stands_before_what_is_filled_in(agency, packs, monkeypatch):
    filled = PublishedAnswer("รายงาน", "https://ita.go.th/public/d/X/", date(2025, 1, 1))
    save_disclosure(
        agency=agency,
        fiscal_year=2568,
        code="O27",
        version=0,
        by=None,
        addresses="https://a.go.th/1",
        explanation=PATH,
    )
    monkeypatch.setattr("disclosure.queries.items.published_answers", lambda *which: ([filled], []))

    line = next(line for line in lines_of(agency, criteria_of(2568)) if line.code == "O27")

    assert line.addresses == ["https://a.go.th/1", filled.address]
    assert line.explanation == PATH
