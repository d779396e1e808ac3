"""Deciding, asking and answering through pages."""

import os
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from agencies.enums import Role
from agencies.models import AuditEvent
from agencies.roles import CAPABILITIES, Capability
from approvals.actions import OpinionTooLong, save_substitute, withdraw
from approvals.enums import Means, State
from approvals.forms.names import same_person
from approvals.models import Decision, Edition, Question, Signatory
from approvals.signing.failures import SigningFailed
from itaportal.models import FormDraft
from tests.conftest import signed_in
from tests.factories.agencies import MembershipFactory
from tests.factories.editions import approved, decided, submitted
from tests.factories.pki import NAMES, PASSPHRASE, Authority

PHRASE = "เห็นชอบ และให้ติดตามผลทุกไตรมาส"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """Certificates of people, for tests."""
    with Authority(tmp_path_factory.mktemp("authority")).running() as authority:
        yield authority


@pytest.fixture
def edition(bureau, quick):
    return submitted(bureau)


@pytest.fixture
def chief(bureau):
    return signed_in(bureau.chain[0])


def address(name, edition, *more):
    return reverse(f"approvals:{name}", args=["tua-yang", edition.pk, *more])


def sent(edition, **changes):
    seen = edition.files.order_by("-number").first().sha256
    return {
        "seen": seen,
        "choice": "approve",
        "opinion": "เห็นชอบ",
        "phrase": "",
        "means": "issued",
        **changes,
    }


def with_file(content, passphrase=PASSPHRASE, **changes):
    return {
        "means": "certificate",
        "certificate": SimpleUploadedFile("ของฉัน.p12", content),
        "passphrase": passphrase,
        **changes,
    }


def shown(response):
    return response.content.decode()


def test_an_opinion_that_was_typed_comes_back_without_the_passphrase_and_goes_with_the_decision(
    chief, edition
):
    page = address("edition", edition)
    typed = {
        "draft_of": chief.get(page).context["draft"].token,
        "opinion": PHRASE,
        "passphrase": "ลับ",
        "seen": "x",
    }
    chief.post(reverse("draft"), typed)

    form = chief.get(page, {"draft": "open"}).context["decision"]

    assert form["opinion"].value() == PHRASE
    assert form["seen"].value() != "x"
    [draft] = FormDraft.objects.all()
    assert "ลับ" not in str(draft.fields)
    assert chief.post(address("decide", edition), sent(edition)).status_code == 302
    assert not FormDraft.objects.exists()


@pytest.mark.parametrize("size", [0, 5, None])
def test_a_file_that_broke_is_not_signed(size, chief, edition):
    path = edition.files.get().file.path
    if size is None:
        os.unlink(path)
    else:
        os.truncate(path, size)

    response = chief.post(address("decide", edition), sent(edition))

    assert "ไฟล์เอกสารเสียหรืออ่านไม่ได้ จึงยังไม่ได้ลงนาม" in shown(response)
    assert not Decision.objects.exists()


def test_approving_with_the_certificate_that_the_portal_issues(chief, bureau, edition):
    response = chief.post(address("decide", edition), sent(edition), follow=True)

    decision = Decision.objects.get()
    assert (decision.by, decision.opinion, decision.means) == (bureau.chain[0], "เห็นชอบ", Means.ISSUED)
    assert response.redirect_chain == [(address("edition", edition), 302)]
    assert "บันทึกผลการพิจารณา “เห็นชอบ” และลงนามแล้ว" in shown(response)
    assert "ความเห็นและการลงนาม" not in shown(response)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [({"opinion": "", "phrase": PHRASE}, PHRASE), ({"opinion": "ทราบ", "phrase": PHRASE}, "ทราบ")],
)
def test_a_stock_phrase_stands_in_for_an_empty_opinion(typed, printed, chief, edition):
    chief.post(address("decide", edition), sent(edition, **typed))

    assert Decision.objects.get().opinion == printed


def test_returning_with_a_reason(chief, edition, bureau):
    chief.post(address("decide", edition), sent(edition, choice="return", opinion="แก้คะแนนข้อ ๔"))

    edition.refresh_from_db()
    assert (edition.state, edition.closing_reason) == (State.RETURNED, "แก้คะแนนข้อ ๔")
    assert "แก้คะแนนข้อ ๔" in shown(signed_in(bureau.clerk).get(address("edition", edition)))


@pytest.mark.parametrize("phrase", ["", PHRASE])
def test_returning_needs_a_reason_of_ones_own(phrase, chief, edition):
    response = chief.post(
        address("decide", edition), sent(edition, choice="return", opinion=" ", phrase=phrase)
    )

    assert "กรุณาบอกเหตุผลที่ส่งกลับ" in shown(response)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("opinion", "message"),
    [
        ("ก" * 5000, "ข้อความยาว 5,000 ตัวอักษร เกินที่รับได้ 1,000 ตัวอักษร"),
        ("เห็นชอบ 👍", "อักขระ 👍 พิมพ์ลงเอกสารราชการไม่ได้"),
    ],
)
def test_an_opinion_that_cannot_be_printed_is_kept_in_its_field(opinion, message, chief, edition):
    page = shown(chief.post(address("decide", edition), sent(edition, opinion=opinion)))

    assert message in page
    assert re.search(rf"<textarea[^>]*>\s*{opinion}</textarea>", page)
    assert not Decision.objects.exists()


def test_markup_in_an_opinion_is_text(chief, edition, bureau):
    script = "<script>alert(1)</script>"

    page = shown(chief.post(address("decide", edition), sent(edition, opinion=script), follow=True))

    assert Decision.objects.get().opinion == script
    assert script not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("missing", ["choice", "means"])
def test_nothing_is_chosen_for_the_person(missing, chief, edition):
    values = sent(edition)
    del values[missing]

    assert "กรุณาเลือกหนึ่งข้อ" in shown(chief.post(address("decide", edition), values))
    assert not Decision.objects.exists()


def test_a_second_click_signs_nothing(chief, edition):
    values = sent(edition)
    chief.post(address("decide", edition), values)

    response = chief.post(address("decide", edition), values)

    assert response.status_code == 409
    assert "หัวหน้าสำนักปลัด" in shown(response)
    assert Decision.objects.count() == 1
    assert edition.files.count() == 2


def test_a_stale_page_is_told_who_was_faster_and_keeps_the_words(bureau, edition):
    secretary = signed_in(bureau.chain[1])
    old = sent(edition, opinion="ความเห็นที่พิมพ์ไว้")
    decided(edition, bureau.chain[0], opinion="เห็นชอบ")

    response = secretary.post(address("decide", edition), old)

    page = shown(response)
    assert response.status_code == 409
    assert bureau.chain[0].get_full_name() in page
    assert "ความเห็นที่พิมพ์ไว้" in page
    assert address("edition", edition) in page
    assert Decision.objects.count() == 1


def test_someone_who_decides_while_the_signature_is_made(chief, bureau, edition, monkeypatch):
    """Between the look at the page's file and the end of signing, somebody else withdraws."""
    from approvals import actions
    from approvals.actions import decisions
    from tests.factories.editions import without_files

    without_files(monkeypatch)
    quickly = decisions._sign

    def slowly(*args):
        actions.withdraw(edition=Edition.objects.get(pk=edition.pk), by=bureau.clerk)
        return quickly(*args)

    monkeypatch.setattr("approvals.actions.decisions._sign", slowly)

    response = chief.post(address("decide", edition), sent(edition))

    assert response.status_code == 409
    assert "ผู้เสนอถอนคืน" in shown(response)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("who", ["clerk", "manager", 1, 2])
def test_only_the_one_whose_turn_it_is_decides(who, bureau, edition):
    person = bureau.chain[who] if isinstance(who, int) else getattr(bureau, who)

    page = shown(signed_in(person).post(address("decide", edition), sent(edition), follow=True))

    assert "เท่านั้น" in page
    assert not Decision.objects.exists()


def test_a_failing_signature_is_told_and_the_opinion_kept(chief, edition, monkeypatch):
    def failing(*args, **kwargs):
        raise SigningFailed("ใบรับรองนี้ถูกเพิกถอนแล้ว")

    monkeypatch.setattr("approvals.actions.decisions._sign", failing)

    page = shown(chief.post(address("decide", edition), sent(edition, opinion="ความเห็นเดิม")))

    assert "ใบรับรองนี้ถูกเพิกถอนแล้ว" in page
    assert "ความเห็นเดิม</textarea>" in page
    assert not Decision.objects.exists()


def test_an_opinion_too_long_for_its_field_is_told_at_the_opinion(chief, edition, monkeypatch):
    def failing(*args, **kwargs):
        raise OpinionTooLong("ความเห็นยาวเกินกว่าช่องลงนามจะแสดงได้")

    monkeypatch.setattr("approvals.actions.decisions._sign", failing)

    page = shown(chief.post(address("decide", edition), sent(edition)))

    assert re.search(r'<a href="#id_opinion">[^<]*ความเห็นยาวเกินกว่าช่องลงนาม', page)


# The person's own certificate


def named(bureau, name="ตัวอย่าง", family="นามสมมุติ"):
    person = bureau.chain[0]
    person.title, person.first_name, person.last_name = "นาย", name, family
    person.save()
    # As though the document had been submitted after that.
    Signatory.objects.filter(user=person).update(name=person.get_full_name())


def renamed(person):
    person.title, person.first_name, person.last_name = "นาย", "ตัวอย่าง", "นามสมมุติ"
    person.save()


def test_who_takes_another_name_signs_with_that_of_the_document(chief, bureau, edition, authority):
    before = bureau.chain[0].get_full_name()
    renamed(bureau.chain[0])
    values = with_file(authority.p12("mayor"))

    looked_at = chief.post(
        address("certificate", edition),
        with_file(authority.p12("mayor")),
        headers={"X-Requested-With": "fetch"},
    )
    assert f"ไม่ตรงกับชื่อของท่านที่ใช้ลงนาม “{before}”" in shown(looked_at)
    page = shown(chief.post(address("decide", edition), sent(edition, **values)))
    assert f"ไม่ตรงกับชื่อของท่านที่ใช้ลงนาม “{before}”" in page
    assert not Decision.objects.exists()

    chief.post(address("decide", edition), sent(edition))
    assert Decision.objects.get().name == before


def test_a_substitute_signs_with_the_name_of_the_day(bureau, edition):
    deputy = MembershipFactory(agency=bureau.agency)
    today = timezone.localdate()
    save_substitute(
        agency=bureau.agency, substitute=None, principal=edition.signatories.get(position=1).membership,
        deputy=deputy, authority="รักษาราชการแทน", starts_on=today, ends_on=today, by=bureau.manager,
    )  # fmt: skip
    renamed(deputy.user)

    signed_in(deputy.user).post(address("decide", edition), sent(edition))

    assert Decision.objects.get().name == "นายตัวอย่าง นามสมมุติ"


def test_signing_with_ones_own_certificate(chief, bureau, edition, authority):
    named(bureau)

    response = chief.post(address("decide", edition), sent(edition, **with_file(authority.p12("mayor"))))

    assert response.status_code == 302
    decision = Decision.objects.get()
    assert decision.means == Means.CERTIFICATE
    assert NAMES["mayor"] in decision.certificate
    assert NAMES["root"] in decision.certificate


@pytest.mark.parametrize(
    ("content", "passphrase", "message"),
    [
        ("mayor", "wrong-passphrase", "รหัสผ่านของใบรับรองไม่ถูกต้อง"),
        ("expired", PASSPHRASE, "หมดอายุ"),
        (b"not a certificate", PASSPHRASE, "ไม่ใช่ใบรับรองอิเล็กทรอนิกส์"),
        (bytes(10_000_000), PASSPHRASE, "ใหญ่เกินกว่าจะเป็นใบรับรอง"),
        (b"", PASSPHRASE, "ไฟล์ว่างเปล่า"),
        ("mayor", "x" * 201, "รหัสผ่านยาวเกินไป"),
    ],
    ids=["passphrase", "expired", "garbage", "ten-megabytes", "empty", "long-passphrase"],
)
def test_a_bad_certificate_is_told_at_its_field(
    content, passphrase, message, chief, bureau, edition, authority
):
    named(bureau)
    content = authority.p12(content) if isinstance(content, str) else content

    response = chief.post(
        address("decide", edition), sent(edition, opinion="ความเห็นเดิม", **with_file(content, passphrase))
    )

    page = shown(response)
    assert response.status_code == 200
    assert message in page
    assert "ความเห็นเดิม</textarea>" in page
    assert passphrase not in page
    assert not Decision.objects.exists()


def test_without_a_file_there_is_no_certificate(chief, edition):
    page = shown(chief.post(address("decide", edition), sent(edition, means="certificate")))

    assert "กรุณาเลือกไฟล์ใบรับรอง" in page
    assert not Decision.objects.exists()


def test_another_name_in_the_certificate_must_be_confirmed(chief, bureau, edition, authority):
    named(bureau, family="ชื่ออื่น")
    content = authority.p12("mayor")

    page = shown(chief.post(address("decide", edition), sent(edition, **with_file(content))))
    assert f"ชื่อในใบรับรองคือ “{NAMES['mayor']}” ไม่ตรงกับชื่อของท่าน" in page
    assert not Decision.objects.exists()

    chief.post(address("decide", edition), sent(edition, **with_file(content, is_mine="on")))
    assert Decision.objects.get().means == Means.CERTIFICATE


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("นายตัวอย่าง นามสมมุติ", "ตัวอย่าง  นามสมมุติ", True),
        ("Mr. Somsak  Sample", "somsak sample", True),
        ("นางสาวกำไล ดี", "น.ส. กําไล ดี", True),
        ("นายตัวอย่าง นามสมมุติ", "นายตัวอย่าง นามอื่น", False),
        ("นาย", "นาง", False),
        ("", "", False),
        ("Drew Sample", "ew Sample", False),
    ],
)
def test_names_are_compared_by_their_letters(one, other, same):
    assert same_person(one, other) is same


def test_nothing_of_a_certificate_is_kept(chief, bureau, edition, authority, settings):
    named(bureau)
    content = authority.p12("mayor")

    chief.post(address("decide", edition), sent(edition, **with_file(content)))

    stored = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert stored
    assert not any(content in path.read_bytes() for path in stored)
    events = AuditEvent.objects.values_list("before", "after")
    assert PASSPHRASE not in str(list(events))


def test_looking_at_a_certificate_signs_nothing(chief, bureau, edition, authority):
    named(bureau)

    fragment = chief.post(
        address("certificate", edition),
        with_file(authority.p12("mayor")),
        headers={"X-Requested-With": "fetch"},
    )

    assert f"ใบรับรองของ {NAMES['mayor']}" in shown(fragment)
    assert "<html" not in shown(fragment)
    assert not Decision.objects.exists()


def test_looking_at_a_certificate_without_script_keeps_what_was_typed(chief, edition, authority):
    values = sent(edition, choice="return", opinion="ความเห็นเดิม", **with_file(authority.p12("clerk")))

    page = shown(chief.post(address("certificate", edition), values))

    assert f"ใบรับรองของ {NAMES['clerk']}" in page
    assert "ไม่ตรงกับชื่อของท่านที่ใช้ลงนาม" in page
    assert "ความเห็นเดิม</textarea>" in page
    assert re.search(r'value="return"[^>]*checked', page)
    assert re.search(r'value="certificate"[^>]*checked', page)
    assert PASSPHRASE not in page


@pytest.mark.parametrize("headers", [{}, {"X-Requested-With": "fetch"}])
def test_looking_at_a_bad_certificate(headers, chief, edition, authority):
    values = sent(edition, **with_file(authority.p12("mayor"), "wrong-passphrase"))

    page = shown(chief.post(address("certificate", edition), values, headers=headers))

    assert "รหัสผ่านของใบรับรองไม่ถูกต้อง" in page
    assert "wrong-passphrase" not in page


def test_only_who_is_about_to_sign_has_a_certificate_looked_at(bureau, edition, authority, monkeypatch):
    monkeypatch.setattr("approvals.forms.decisions.open_certificate", None)  # cannot be called
    secretary = signed_in(bureau.chain[1])

    in_place = secretary.post(
        address("certificate", edition),
        with_file(authority.p12("mayor")),
        headers={"X-Requested-With": "fetch"},
    )
    whole = secretary.post(address("certificate", edition), with_file(authority.p12("mayor")), follow=True)

    assert "ผู้พิจารณาลำดับปัจจุบันเท่านั้น" in shown(in_place)
    assert "<html" not in shown(in_place)
    assert "ผู้พิจารณาลำดับปัจจุบันเท่านั้น" in shown(whole)


def test_a_token_is_offered_only_where_one_is_configured(chief, edition, settings):
    assert "id_pin" not in shown(chief.get(address("edition", edition)))
    assert "กรุณาเลือกหนึ่งข้อ" not in shown(chief.get(address("edition", edition)))
    refused = shown(chief.post(address("decide", edition), sent(edition, means="token")))
    assert "ตัวเลือกนี้ใช้ไม่ได้แล้ว" in refused

    settings.PKCS11_MODULE, settings.PKCS11_TOKEN = "/nowhere/module.so", "office"
    assert "id_pin" in shown(chief.get(address("edition", edition)))
    assert "กรุณากรอกช่องนี้เพื่อลงนามด้วย Token" in shown(
        chief.post(address("decide", edition), sent(edition, means="token"))
    )
    chief.post(address("decide", edition), sent(edition, means="token", cert_label="mayor", pin="4321"))

    decision = Decision.objects.get()
    assert (decision.means, decision.certificate) == (Means.TOKEN, "mayor · office")


# Asking and answering


def test_a_question_and_its_answer(chief, bureau, edition):
    clerk = signed_in(bureau.clerk)
    page = shown(chief.post(address("ask", edition), {"text": "คะแนนข้อ ๘ ถูกหรือไม่"}, follow=True))
    assert "ส่งข้อสอบถามถึงผู้เสนอแล้ว" in page
    question = Question.objects.get()
    assert address("answer", edition, question.pk) in shown(clerk.get(address("edition", edition)))

    page = shown(clerk.post(address("answer", edition, question.pk), {"text": "ถูกต้องแล้ว"}, follow=True))

    assert "ถูกต้องแล้ว" in page
    question.refresh_from_db()
    assert question.answered_by == bureau.clerk
    edition.refresh_from_db()
    assert edition.state == State.SUBMITTED


def test_an_answer_is_given_once(chief, bureau, edition):
    clerk = signed_in(bureau.clerk)
    chief.post(address("ask", edition), {"text": "ถูกหรือไม่"})
    question = Question.objects.get()
    clerk.post(address("answer", edition, question.pk), {"text": "ถูก"})

    page = shown(clerk.post(address("answer", edition, question.pk), {"text": "ไม่ถูก"}, follow=True))

    assert "มีผู้ตอบข้อสอบถามนี้แล้ว" in page
    question.refresh_from_db()
    assert question.answer == "ถูก"


def test_who_asks_does_not_answer(chief, bureau, edition):
    chief.post(address("ask", edition), {"text": "ถูกหรือไม่"})
    question = Question.objects.get()
    url = address("answer", edition, question.pk)
    assert Capability.ENTER in CAPABILITIES[Role.CHIEF]  # who could answer the questions of others
    page = shown(chief.get(address("edition", edition)))
    assert url not in page
    assert "สอบถามและรอคำตอบ" not in page

    assert "ท่านเป็นผู้สอบถามเอง" in shown(chief.post(url, {"text": "ตอบเอง"}))

    signed_in(bureau.clerk).post(url, {"text": "ถูก"})
    question.refresh_from_db()
    assert question.answer == "ถูก"


@pytest.mark.parametrize("text", ["", "ก" * 1001])
def test_questions_and_answers_that_cannot_be_taken(text, chief, bureau, edition):
    page = shown(chief.post(address("ask", edition), {"text": text}))
    assert "field-errors" in page
    assert text in page
    assert not Question.objects.exists()

    chief.post(address("ask", edition), {"text": "ถูกหรือไม่"})
    question = Question.objects.get()
    page = shown(signed_in(bureau.clerk).post(address("answer", edition, question.pk), {"text": text}))
    assert "field-errors" in page
    assert text in page
    question.refresh_from_db()
    assert question.answer == ""


def test_only_the_approver_asks(bureau, edition):
    page = shown(signed_in(bureau.chain[1]).post(address("ask", edition), {"text": "?"}, follow=True))

    assert "ผู้พิจารณาลำดับปัจจุบันเท่านั้น" in page
    assert not Question.objects.exists()


def test_a_question_of_another_edition_is_not_answered_here(chief, bureau, edition):
    chief.post(address("ask", edition), {"text": "ถูกหรือไม่"})
    question = Question.objects.get()
    decided(edition, bureau.chain[0], "return", "แก้")
    bureau.document.refresh_from_db()
    second = submitted(bureau)

    response = signed_in(bureau.clerk).post(address("answer", second, question.pk), {"text": "ตอบ"})

    assert response.status_code == 404


def test_after_approval_nothing_is_decided(bureau, quick):
    edition = approved(bureau)

    page = shown(signed_in(bureau.chain[2]).post(address("decide", edition), sent(edition), follow=True))

    assert "อนุมัติครบทุกลำดับแล้ว" in page
    assert Decision.objects.count() == 3


@pytest.mark.parametrize("name", ["decide", "certificate", "ask"])
def test_another_agencys_edition_is_not_there(name, outsider_client, edition):
    assert outsider_client.post(address(name, edition), {"text": "?"}).status_code == 404
    foreign = reverse(f"approvals:{name}", args=["uen", edition.pk])
    assert outsider_client.post(foreign, {"text": "?"}).status_code == 404


# What was typed when something came in between


def test_a_reason_is_shown_again_when_the_document_was_withdrawn(chief, bureau, edition):
    values = sent(edition, choice="return", opinion="คะแนนข้อ ๔ ไม่ตรงกับ ITAS")
    withdraw(edition=Edition.objects.get(pk=edition.pk), by=bureau.clerk)

    response = chief.post(address("decide", edition), values)

    page = shown(response)
    assert response.status_code == 409
    assert "ผู้เสนอถอนเอกสารฉบับนี้คืนแล้ว จึงส่งกลับให้แก้ไขไม่ได้" in page
    assert "คะแนนข้อ ๔ ไม่ตรงกับ ITAS" in page
    assert "เห็นชอบและลงนามไม่ได้" not in page


def test_a_question_is_shown_again_when_the_document_was_withdrawn(chief, bureau, edition):
    withdraw(edition=edition, by=bureau.clerk)

    page = shown(chief.post(address("ask", edition), {"text": "งบประมาณมาจากไหน"}))

    assert "จึงสอบถามก่อนพิจารณาไม่ได้" in page
    assert "งบประมาณมาจากไหน" in page


def test_an_opinion_is_shown_again_when_the_substitution_ended(bureau, edition):
    deputy = MembershipFactory(agency=bureau.agency).user

    page = shown(signed_in(deputy).post(address("decide", edition), sent(edition, opinion="ความเห็นของผู้แทน")))

    assert "ผู้พิจารณาลำดับปัจจุบันเท่านั้น" in page
    assert "ความเห็นของผู้แทน" in page


def test_a_second_answer_is_shown_again(chief, bureau, edition):
    chief.post(address("ask", edition), {"text": "ถูกหรือไม่"})
    question, clerk = Question.objects.get(), signed_in(bureau.clerk)
    clerk.post(address("answer", edition, question.pk), {"text": "ถูก"})

    page = shown(clerk.post(address("answer", edition, question.pk), {"text": "คำตอบที่สอง"}))

    assert "มีผู้ตอบข้อสอบถามนี้แล้ว" in page
    assert "คำตอบที่สอง" in page


def test_a_reason_to_cancel_is_shown_again(bureau, edition):
    decided(edition, bureau.chain[0], "return", "แก้")

    page = shown(signed_in(bureau.clerk).post(address("move", edition, "cancel"), {"reason": "ทำผิดเรื่อง"}))

    assert "จึงยกเลิกเอกสารไม่ได้" in page
    assert "ทำผิดเรื่อง" in page


@pytest.mark.parametrize("name", ["decide", "certificate", "ask", "copies", "answer"])
def test_signing_in_again_leads_back_to_the_edition(name, chief, edition, outsider_client):
    """The session ended in the middle of a form: the address to return to takes POST only."""
    url = address(name, edition, *([1] if name == "answer" else []))

    response = chief.get(url, follow=True)

    assert response.redirect_chain == [(address("edition", edition), 302)]
    assert "ยังส่งมาไม่ถึงระบบ กรุณากรอกและส่งอีกครั้ง" in shown(response)
    assert chief.put(url).status_code == 405
    assert outsider_client.get(url).status_code == 404


def test_signing_in_again_leads_back_to_the_inbox(chief, edition):
    response = chief.get(reverse("inbox_approve"), follow=True)

    assert response.redirect_chain == [(reverse("inbox"), 302)]
    assert "ยังส่งมาไม่ถึงระบบ" in shown(response)
