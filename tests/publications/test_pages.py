"""The public pages: who is on them, what is not, and how many queries they take."""

import hashlib
import json

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from agencies.enums import Role
from approvals import actions
from approvals.enums import Move, State
from approvals.models import Edition
from approvals.rules.codes import group_code
from measures.models import Evidence
from reports.actions import start_document
from reports.enums import Kind
from tests.conftest import member
from tests.factories import editions
from tests.factories.agencies import AgencyFactory

pytestmark = pytest.mark.usefixtures("quick")


def address(name, *args):
    return reverse(f"publications:{name}", args=args)


def pages_of(edition):
    """Return every public address of an edition."""
    code, agency = edition.code, edition.document.agency
    year = edition.document.plan.fiscal_year
    photo = Evidence.objects.photos().get()
    return [
        address("agency", agency.slug),
        address("year", agency.slug, year),
        address("document", code),
        address("document_pdf", code),
        *(address("document_data", code, extension) for extension in ("json", "csv", "xlsx")),
        address("document_picture", code, photo.sha256),
    ]


def multiplied(edition, number):
    """Publish the edition once more, as the document of another agency; returns it."""
    agency = AgencyFactory(slug=f"agency-{number}", name=f"เทศบาล {number}")
    assessment, plan, document = edition.document.plan.assessment, edition.document.plan, edition.document
    for row in (assessment, plan, document, edition.register_entry, edition):
        row.pk = None
    plan.assessment, document.plan, document.round = assessment, plan, None
    document.kind = Kind.ANALYSIS_REPORT
    edition.register_entry.document = edition.document = document
    edition.code = f"{number:010d}"
    for row in (assessment, plan, document, edition.register_entry):
        row.agency = agency
        row.save()
    edition.save()
    return edition


def test_published_document_is_on_every_page(bureau, visitor):
    edition = editions.published(bureau)

    for page in pages_of(edition):
        answer = visitor.get(page)
        answer.close()
        assert answer.status_code == 200, page
        assert visitor.post(page).status_code == 405, page
    assert bureau.agency.name in visitor.get(address("index")).content.decode()


def test_what_is_not_published_is_on_none(bureau, visitor):
    edition = editions.published(bureau)

    for state in set(State) - {State.PUBLISHED, State.DRAFT}:
        Edition.objects.update(state=state)
        for page in pages_of(edition):
            assert visitor.get(page).status_code == 404, (state, page)
        assert bureau.agency.name not in visitor.get(address("index")).content.decode()


def test_unknown_and_unpublished_answer_the_same(bureau, visitor):
    edition = editions.approved(bureau)

    hidden = visitor.get(address("document", edition.code))
    unknown = visitor.get(address("document", "0000000000"))

    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content == unknown.content


def test_document_is_found_by_the_code_as_printed(bureau, visitor):
    edition = editions.published(bureau)

    assert visitor.get(address("document", group_code(edition.code).lower())).status_code == 200


def test_document_shows_who_signed_and_what_they_wrote(bureau, visitor):
    edition = editions.published(bureau)

    page = visitor.get(address("document", edition.code)).content.decode()

    for decision in edition.decisions.all():
        assert decision.name in page
        assert decision.position_title in page
    assert "ช่องลงนามของ" not in page
    assert edition.code_text in page
    assert edition.files.get(number=3).sha256 in page
    assert f'<link rel="canonical" href="http://127.0.0.1:8000/public/d/{edition.code}/">' in page


def test_older_edition_points_to_the_newer_one(bureau, visitor):
    first = editions.published(bureau)
    actions.revise(edition=first, by=bureau.clerk)
    second = editions.published(bureau)

    old = visitor.get(address("document", first.code)).content.decode()
    new = visitor.get(address("document", second.code)).content.decode()
    year = visitor.get(address("year", bureau.agency.slug, 2566)).content.decode()

    assert "มีฉบับใหม่กว่า" in old
    assert address("document", second.code) in old
    assert "มีฉบับใหม่กว่า" not in new
    assert address("document", second.code) in year
    assert address("document", first.code) not in year


def test_year_has_the_scores_and_the_address_for_itas(bureau, visitor):
    editions.published(bureau)

    page = visitor.get(address("year", bureau.agency.slug, 2566)).content.decode()

    assert "91.10" in page
    assert "79.52" in page
    assert f'value="http://127.0.0.1:8000/public/{bureau.agency.slug}/2566/" readonly' in page
    assert visitor.get(address("year", bureau.agency.slug, 2567)).status_code == 404


def test_search(bureau, visitor):
    editions.published(bureau)
    found = ("", "ตัวอย่าง", "อบต.ตัวอย่าง", "ตัวอย่าง องค์การ", bureau.agency.province)

    for words in found:
        page = visitor.get(address("index"), {"q": words}).content.decode()
        assert address("agency", bureau.agency.slug) in page, words
    page = visitor.get(address("index"), {"q": "ไม่มี"}).content.decode()
    assert address("agency", bureau.agency.slug) not in page
    assert "ไม่พบหน่วยงานที่ค้นหา" in page


@pytest.mark.parametrize(("words", "told"), [("ต" * 101, "ยาวเกิน 100 ตัวอักษร"), ("\x00", "ใช้ค้นหาไม่ได้")])
def test_what_cannot_be_searched_for_is_told_and_kept(bureau, visitor, words, told):
    editions.published(bureau)

    page = visitor.get(address("index"), {"q": words})

    assert told in page.content.decode()
    assert "กรุณาพิมพ์" in page.context["form"].errors["q"][0]
    assert page.context["form"]["q"].value() == words
    assert address("agency", bureau.agency.slug) not in page.content.decode()
    assert "ยังไม่มีเอกสารที่เผยแพร่" not in page.content.decode()


def test_numbers_of_documents_count_what_is_published(bureau, visitor):
    first = editions.published(bureau)
    actions.revise(edition=first, by=bureau.clerk)
    editions.published(bureau)

    [agency] = visitor.get(address("index")).context["page"].object_list
    [year] = visitor.get(address("agency", bureau.agency.slug)).context["years"]

    assert (agency.published, agency.last_year) == (1, 2566)
    assert (year["year"], year["documents"]) == (2566, 1)


def test_queries_do_not_grow(bureau, visitor, django_assert_num_queries):
    edition = editions.published(bureau)
    plain = [
        (address("index"), 2),
        (address("agency", bureau.agency.slug), 2),
        (address("year", bureau.agency.slug, 2566), 3),
        (address("document", edition.code), 5),
        (address("document_pdf", edition.code), 2),
        (address("document_data", edition.code, "json"), 3),
    ]
    for page, queries in plain:
        with django_assert_num_queries(queries):
            visitor.get(page).close()

    for number in (2, 3):
        multiplied(Edition.objects.get(pk=edition.pk), number)
    actions.revise(edition=edition, by=bureau.clerk)
    further = start_document(
        kind=Kind.OUTCOME_REPORT,
        plan=edition.document.plan,
        progress_round=edition.document.round,
        dated=None,
        by=None,
    )
    for document in (further, edition.document):
        bureau.document = document
        editions.published(bureau)
    plain[3] = (address("document", Edition.objects.filter(document=bureau.document).first().code), 5)

    for page, queries in plain:
        with django_assert_num_queries(queries):
            visitor.get(page).close()
    assert len(visitor.get(plain[2][0]).context["editions"]) == 2
    assert visitor.get(plain[0][0]).context["page"].paginator.count == 3


def test_answers_are_kept_and_asked_again(bureau, visitor):
    edition = editions.published(bureau)

    for page in pages_of(edition):
        first = visitor.get(page)
        first.close()
        assert "public" in first["Cache-Control"], page
        assert "max-age=300" in first["Cache-Control"], page
        again = visitor.get(page, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again["ETag"]) == (304, first["ETag"]), page
    assert visitor.head(page).content == b""


def test_pdf_is_the_last_signed_file(bureau, visitor):
    edition = editions.published(bureau)

    answer = visitor.get(address("document_pdf", edition.code))
    content = b"".join(answer.streaming_content)

    assert hashlib.sha256(content).hexdigest() == edition.files.get(number=3).sha256
    assert answer["Content-Disposition"].startswith("inline")
    answer.close()
    download = visitor.get(address("document_pdf", edition.code), {"download": ""})
    download.close()
    assert download["Content-Disposition"].startswith("attachment")


def test_only_pictures_of_the_document_are_shown(bureau, visitor):
    edition = editions.published(bureau)
    snapshot = json.loads(edition.snapshot)
    [measure, *_] = [one for one in snapshot["plan"]["measures"] if one["progress"]]
    measure["progress"]["evidence"] = []
    Edition.objects.update(snapshot=json.dumps(snapshot))

    photo = Evidence.objects.photos().get()

    assert visitor.get(address("document_picture", edition.code, photo.sha256)).status_code == 404
    assert visitor.get(address("document_picture", edition.code, "0" * 64)).status_code == 404


def test_nobody_but_the_signers_is_named(bureau, visitor):
    edition = editions.published(bureau)
    viewer = member(bureau.agency, Role.VIEWER)
    private = [viewer, bureau.clerk, bureau.manager]

    for page in [*pages_of(edition), address("verify_code", edition.code)]:
        answer = visitor.get(page)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        answer.close()
        text = content.decode(errors="ignore")
        for person in private:
            assert person.get_full_name() not in text, page
            assert person.username not in text, page
        for person in get_user_model().objects.exclude(email=""):
            assert person.email not in text, page


def test_a_returned_decision_is_nobodys_signature(bureau, visitor):
    edition = editions.submitted(bureau)
    editions.decided(edition, bureau.chain[0], Move.RETURN, opinion="ขอแก้คะแนน")

    page = visitor.get(address("verify_code", edition.code)).content.decode()

    assert "ขอแก้คะแนน" not in page
    assert bureau.chain[0].get_full_name() not in page
