"""The certificate of completion: what is kept of each decision, for those who may see it, and less for the public."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from pypdf import PdfReader

from approvals.enums import State
from approvals.models import Decision, Edition
from tests.conftest import signed_in
from tests.factories import editions

pytestmark = pytest.mark.usefixtures("quick")
KEPT = {
    "proof_method": "totp",
    "proved_at": datetime(2026, 3, 1, 3, 4, 5, tzinfo=UTC),
    "session_mark": "5e55104ab",
    "address_class": "private",
    "opened": False,
    "trust": "unproven",
}
# What is nobody's business but the agency's.
INSIDE = ("แอปสร้างรหัส", "1 มีนาคม 2569 เวลา 10:04:05", "5e55104ab", "เครือข่ายภายใน", "ไม่ได้เปิดอ่าน", "ผู้เสนอ")


@pytest.fixture
def edition(bureau):
    found = editions.published(bureau)
    Decision.objects.filter(edition=found, signatory__position=2).update(**KEPT)
    return found


def inside(bureau, edition, extension="/"):
    address = reverse("papers:completion", args=[bureau.agency.slug, edition.pk])
    return signed_in(bureau.clerk).get(address[:-1] + extension)


def test_those_who_may_see_it_learn_how_each_decision_came_about(bureau, edition):
    page = inside(bureau, edition).content.decode()

    for told in (*INSIDE, "ยืนยันตัวผู้ถือไม่ได้", edition.code_text):
        assert told in page
    decisions = list(edition.decisions.all())
    assert len(decisions) == 3
    for decision in decisions:
        assert decision.name in page
        assert decision.seen_sha256 in page


def test_the_public_learns_who_and_when_but_not_from_where(edition, visitor):
    page = visitor.get(reverse("publications:completion", args=[edition.code])).content.decode()

    assert "ยืนยันตัวผู้ถือไม่ได้" in page
    assert all(decision.name in page for decision in edition.decisions.all())
    assert [told for told in INSIDE if told in page] == []


def test_both_papers_are_reached_from_the_edition_and_from_the_check_of_its_code(bureau, edition, visitor):
    slug = bureau.agency.slug
    inside = (
        signed_in(bureau.clerk).get(reverse("approvals:edition", args=[slug, edition.pk])).content.decode()
    )
    outside = visitor.get(reverse("publications:verify_code", args=[edition.code])).content.decode()

    for name in ("report", "completion"):
        assert f'href="{reverse(f"papers:{name}", args=[slug, edition.pk])}"' in inside
        assert f'href="{reverse(f"publications:{name}", args=[edition.code])}"' in outside


def test_what_is_not_published_is_certified_to_nobody_outside(bureau, edition, visitor):
    Edition.objects.update(state=State.APPROVED)

    for extension in ("/", ".pdf"):
        address = reverse("publications:completion", args=[edition.code])[:-1]
        assert visitor.get(address + extension).status_code == 404
    assert inside(bureau, edition).status_code == 200


def test_a_document_under_way_is_not_certified_as_complete(bureau):
    edition = editions.submitted(bureau)
    editions.decided(edition, bureau.chain[0])

    page = inside(bureau, edition).content.decode()

    assert "ยังไม่อนุมัติ" in page
    assert page.count("ยังไม่ลงนาม") == 2


@pytest.mark.pdf
def test_the_certificate_on_paper_says_the_same(bureau, edition):
    import io

    answer = inside(bureau, edition, ".pdf")

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    text = text.replace("\n", "")
    decision = edition.decisions.get(signatory__position=2)
    assert decision.seen_sha256 in text.replace(" ", "")
    assert "๑ มีนาคม ๒๕๖๙ เวลา ๑๐:๐๔:๐๕ น." in text
    assert edition.code_text in text
    assert inside(bureau, edition, ".docx").status_code == 404
