"""Checking by code and by file."""

import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from approvals import actions
from approvals.enums import State
from approvals.files import content_of
from approvals.models import Edition
from approvals.rules.codes import group_code
from itaportal import ratelimits
from itaportal.probes import STRANGERS
from itaportal.probes.turns import turn
from itaportal.ratelimits import CHECKED_FILES
from itaportal.thai.numbers import to_thai_digits
from publications import forms
from publications.verification import inspection
from publications.verification.answers import Tone
from reports.models import Rendering
from tests.factories import editions
from tests.factories.files import pdf

pytestmark = pytest.mark.usefixtures("quick")
VERIFY = "/verify/"


def by_code(visitor, code):
    return visitor.get(reverse("publications:verify_code", args=[code]))


def upload(visitor, content, name="เอกสาร.pdf"):
    return visitor.post(VERIFY, {"file": SimpleUploadedFile(name, content, "application/pdf")})


@pytest.fixture
def unsigned(unjudged, monkeypatch):
    """Files without signatures, whatever the record says."""
    monkeypatch.setattr(inspection, "disagreements", lambda *record, **more: iter(()))


def test_code_is_read_as_people_type_it(bureau, visitor):
    code = editions.published(bureau).code

    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in group_code(code))
    thai = to_thai_digits(group_code(code))
    for typed in (
        code,
        group_code(code),
        code.lower(),
        f" {group_code(code).lower()} ",
        " ".join(code),
        wide,
        thai,
    ):
        answer = visitor.get(VERIFY, {"code": typed})
        assert answer.status_code == 302, typed
        assert answer.url == reverse("publications:verify_code", args=[code])


def test_letters_that_are_misread_are_forgiven(bureau, visitor):
    edition = editions.published(bureau)
    Edition.objects.update(code="01ABCDEFGH")

    answer = visitor.get(VERIFY, {"code": "oiab-cdef-gh"})

    assert answer.url == reverse("publications:verify_code", args=["01ABCDEFGH"])
    assert by_code(visitor, "OLAB-CDEF-GH").url == answer.url
    assert Edition.objects.get(pk=edition.pk).code == "01ABCDEFGH"


@pytest.mark.parametrize(
    "typed", ["", "กขค", "7F3K-9QWD-2", "x" * 100, "0000000000", "\x00", "😀", "７Ｆ３Ｋ"]
)
def test_other_codes_say_what_to_do(db, visitor, typed):
    answer = visitor.get(VERIFY, {"code": typed})

    assert answer.status_code == 200
    assert "เอกสารราชการ" not in answer.content.decode()
    assert "กรุณา" in answer.context["by_code"].errors["code"][0]


def test_unknown_address_says_what_to_do(db, visitor):
    answer = by_code(visitor, "0000000000")

    assert answer.status_code == 404
    assert "ไม่พบเอกสารที่มีรหัสนี้" in answer.content.decode()


def test_published_edition_tells_who_signed(bureau, visitor):
    edition = editions.published(bureau)

    page = by_code(visitor, edition.code).content.decode()

    assert bureau.agency.name in page
    assert edition.register_entry.text in page
    assert edition.files.get(number=3).sha256 in page
    for decision in edition.decisions.all():
        assert decision.name in page
        assert decision.certificate in page
    assert "อนุมัติครบทุกลำดับและเผยแพร่แล้ว" in page


def test_unpublished_edition_tells_its_state_and_no_content(bureau, visitor):
    edition = editions.approved(bureau)

    for state in set(State) - {State.PUBLISHED, State.DRAFT}:
        Edition.objects.update(state=state)
        page = by_code(visitor, edition.code).content.decode()
        assert bureau.agency.name in page
        assert edition.register_entry.text in page
        assert edition.files.get(number=3).sha256 in page
        assert str(State(state).label) in page
        assert edition.document.subject not in page
        assert not [person for person in bureau.chain if person.get_full_name() in page]
        assert "/public/d/" not in page


def test_superseded_edition_leads_to_the_newer(bureau, visitor):
    first = editions.published(bureau)
    actions.revise(edition=first, by=bureau.clerk)
    second = editions.approved(bureau)

    page = by_code(visitor, first.code).content.decode()

    assert "มีฉบับใหม่กว่า" in page
    assert reverse("publications:verify_code", args=[second.code]) in page


def test_code_page_takes_a_fixed_number_of_queries(bureau, visitor, django_assert_num_queries):
    edition = editions.published(bureau)

    with django_assert_num_queries(5):
        by_code(visitor, edition.code)


@pytest.mark.usefixtures("unsigned")
def test_file_as_stored_is_right(bureau, visitor):
    edition = editions.published(bureau)
    newest = content_of(edition.files.get(number=3))

    page = upload(visitor, newest)

    assert page.context["inspection"].verdict.title == "ถูกต้อง ตรงกับฉบับที่อนุมัติ"
    assert reverse("publications:verify_code", args=[edition.code]) in page.content.decode()


@pytest.mark.usefixtures("unsigned")
def test_file_of_an_earlier_step_is_not_the_approved_one(bureau, visitor):
    edition = editions.published(bureau)

    page = upload(visitor, content_of(edition.files.get(number=1)))

    assert page.context["inspection"].verdict.title == "เป็นไฟล์ก่อนลงนามครบ"


@pytest.mark.usefixtures("unsigned")
def test_scan_is_known(bureau, visitor):
    edition = editions.published(bureau)
    actions.attach_copy(edition=edition, pdf=b"%PDF-1.4 scan", note="", by=bureau.clerk)

    page = upload(visitor, b"%PDF-1.4 scan")

    assert page.context["inspection"].verdict.tone == Tone.CAUTION
    text = page.content.decode()
    assert bureau.agency.name in text
    assert f"โดย {bureau.clerk.get_full_name()}" in text
    assert "ระบบไม่ได้ตรวจเนื้อหาและลายมือชื่อในไฟล์นี้" in text
    assert reverse("publications:document_pdf", args=[edition.code]) in text


@pytest.mark.usefixtures("unsigned")
def test_scan_of_an_unpublished_edition_names_nobody(bureau, visitor):
    edition = editions.approved(bureau)
    actions.attach_copy(edition=edition, pdf=b"%PDF-1.4 scan", note="", by=bureau.clerk)

    page = upload(visitor, b"%PDF-1.4 scan").content.decode()

    assert "ระบบไม่ได้ตรวจเนื้อหาและลายมือชื่อในไฟล์นี้" in page
    assert bureau.clerk.get_full_name() not in page
    assert "/public/d/" not in page


@pytest.mark.usefixtures("unsigned")
def test_draft_is_known_but_not_whose(bureau, visitor):
    content = b"%PDF-1.7 draft"
    sha256 = inspection.hashlib.sha256(content).hexdigest()
    Rendering.objects.create(document=bureau.document, format="pdf", key="k", sha256=sha256)

    page = upload(visitor, content)

    assert page.context["inspection"].verdict.title == "เป็นร่าง ยังไม่ได้เสนอ"
    assert bureau.agency.name not in page.content.decode()


@pytest.mark.usefixtures("unsigned")
def test_anything_else_is_unknown(bureau, visitor):
    page = upload(visitor, b"%PDF-1.7 other")

    assert page.context["inspection"].verdict.title == "ไม่รู้จักไฟล์นี้"


def test_file_that_is_no_pdf_is_not_opened(db, visitor):
    page = upload(visitor, b"PK\x03\x04 <script>alert(1)</script>", name="<script>.pdf")

    assert page.context["inspection"].verdict.title == "ไฟล์นี้ไม่ใช่ไฟล์ PDF จึงตรวจไม่ได้"
    assert "<script>.pdf" not in page.content.decode()


@pytest.mark.parametrize(("content", "words"), [(b"", "ว่างเปล่า"), (None, "กรุณาเลือกไฟล์")])
def test_no_file_says_what_to_do(db, visitor, content, words):
    page = visitor.post(VERIFY) if content is None else upload(visitor, content)

    assert page.status_code == 200
    assert words in page.context["by_file"].errors["file"][0]


def test_file_that_is_too_large_is_refused_unread(db, visitor, monkeypatch):
    monkeypatch.setattr(forms, "_MAX_BYTES", 1000)
    monkeypatch.setattr("publications.views.verify.inspect_file", None)

    page = upload(visitor, b"%PDF-" + b"x" * 1000)

    assert "ใหญ่เกิน" in page.context["by_file"].errors["file"][0]
    assert "25 เมกะไบต์" in visitor.get(VERIFY).content.decode()


def test_one_address_may_check_twenty_files_in_ten_minutes(db, visitor):
    answers = [upload(visitor, b"no").status_code for _ in range(CHECKED_FILES.amount + 1)]

    assert answers == [200] * CHECKED_FILES.amount + [429]
    assert visitor.get(VERIFY).status_code == 200
    assert (
        visitor.post(
            VERIFY, {"file": SimpleUploadedFile("a.pdf", b"no")}, REMOTE_ADDR="192.0.2.7"
        ).status_code
        == 200
    )


def test_who_checks_too_often_is_told_how_long_to_wait(db, visitor, monkeypatch):
    now = [1_000_000_000.0]
    monkeypatch.setattr(ratelimits.time, "time", lambda: now[0])
    monkeypatch.setattr(CHECKED_FILES, "amount", 1)
    upload(visitor, b"no")
    now[0] += 301.5

    refused = upload(visitor, b"no")

    assert (refused.status_code, refused["Retry-After"]) == (429, "299")
    assert "รอ 5 นาที" in refused.content.decode()
    assert "ตรวจด้วยรหัสตรวจสอบ" in refused.content.decode()


def test_nothing_is_stored(bureau, visitor, settings):
    editions.published(bureau)
    before = sorted(settings.MEDIA_ROOT.rglob("*"))

    upload(visitor, b"no pdf")

    assert sorted(settings.MEDIA_ROOT.rglob("*")) == before


def test_upload_needs_a_token(db):
    from django.test import Client

    assert upload(Client(enforce_csrf_checks=True), b"no").status_code == 403


def test_request_that_is_far_too_large_is_not_read(db, visitor, monkeypatch):
    monkeypatch.setattr("publications.views.verify._receive", None)

    assert upload(visitor, bytes(50 << 20)).status_code == 400


@pytest.mark.parametrize("length", ["abc", "1.5", "9" * 5000])
def test_a_length_that_is_no_number_counts_as_no_content(db, visitor, length):
    page = visitor.generic("POST", VERIFY, b"x", "multipart/form-data; boundary=x", CONTENT_LENGTH=length)

    assert page.status_code == 200
    assert "กรุณาเลือกไฟล์" in page.content.decode()


def test_while_two_files_are_looked_into_a_third_is_told_to_come_back(db, visitor, monkeypatch):
    monkeypatch.setattr("itaportal.probes.subprocess.run", None)  # nothing is started

    with turn(STRANGERS), turn(STRANGERS):
        answers = [upload(visitor, pdf()) for _ in range(4)]
        assert [visitor.get(address).status_code for address in (VERIFY, "/public/", "/healthz")] == [200] * 3

    assert [(one.status_code, one["Retry-After"]) for one in answers] == [(503, "15")] * 4
    assert "ระบบกำลังตรวจไฟล์อื่นอยู่ กรุณาลองใหม่ในอีกสักครู่" in answers[0].content.decode()


def test_what_takes_long_to_read_is_given_up(db, visitor, monkeypatch):
    asked = []

    def given_up(command, **how):
        asked.append(how["timeout"])
        raise subprocess.TimeoutExpired(command, how["timeout"])

    monkeypatch.setattr("itaportal.probes.subprocess.run", given_up)

    page = upload(visitor, pdf())

    assert asked == [15]
    assert page.context["inspection"].verdict.tone != Tone.GOOD
