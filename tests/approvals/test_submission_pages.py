"""Sending a document off, through its page."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from agencies.models import Agency, ApprovalStep, Membership, User
from approvals import actions
from approvals.actions import save_rules, save_substitute
from approvals.models import Edition, RegisterEntry
from itaportal.editing.concurrency import StaleEdit
from measures.models import Evidence
from reports.completeness import Issue
from reports.enums import Severity
from reports.models import Document
from tests.conftest import signed_in
from tests.factories.agencies import MembershipFactory
from tests.factories.editions import decided, seen_now, submitted


@pytest.fixture
def clerk(bureau):
    return signed_in(bureau.clerk)


@pytest.fixture
def complete(monkeypatch, quick):
    """The completeness check finds nothing."""
    monkeypatch.setattr("approvals.views.submission.check", lambda snapshot, known: [])


def address(document):
    return reverse("approvals:submit", args=[document.agency.slug, document.pk])


def sent(bureau, **changes):
    bureau.document.refresh_from_db()
    seen = {"version": str(bureau.document.version), "seen": seen_now(bureau.document)}
    return {**seen, "message": "ขอให้พิจารณาข้อ ๔ เป็นพิเศษ", **changes}


def shown(response):
    return response.content.decode()


def test_the_page_tells_what_goes_to_whom_under_which_number(clerk, bureau):
    page = shown(clerk.get(address(bureau.document)))

    assert "ตรวจความครบถ้วน" in page
    assert "นฐ 70001/1" in page
    names = [person.get_full_name() for person in bureau.chain]
    assert [page.count(name) for name in names] == [1, 1, 1]
    assert sorted(names, key=page.index) == names


def test_submitting_leads_to_the_edition(clerk, bureau, quick):
    response = clerk.post(address(bureau.document), sent(bureau), follow=True)

    edition = Edition.objects.get()
    assert response.redirect_chain[-1][0] == reverse("approvals:edition", args=["tua-yang", edition.pk])
    assert edition.message == "ขอให้พิจารณาข้อ ๔ เป็นพิเศษ"
    assert "เสนอเอกสารแล้ว เลขที่หนังสือ นฐ 70001/1 ฉบับที่ 1" in shown(response)


def test_the_number_shown_is_the_number_given(clerk, bureau, quick):
    RegisterEntry.objects.create(
        agency=bureau.agency, document=bureau.document, year=timezone.localdate().year + 543, number=7, text="นฐ 70001/7"
    )  # fmt: skip
    assert "นฐ 70001/7" in shown(clerk.get(address(bureau.document)))

    clerk.post(address(bureau.document), sent(bureau))

    assert Edition.objects.get().register_entry.text == "นฐ 70001/7"


def test_a_typed_number_is_shown(clerk, bureau):
    Document.objects.filter(pk=bureau.document.pk).update(number="นฐ 70001/ว 5")

    assert "นฐ 70001/ว 5" in shown(clerk.get(address(bureau.document)))


def test_a_taken_number_is_told_and_the_message_kept(clerk, bureau, complete):
    other = Document.objects.create(
        agency=bureau.agency, kind="analysis-report", plan=bureau.document.plan, subject="อื่น"
    )
    RegisterEntry.objects.create(
        agency=bureau.agency, document=other, year=timezone.localdate().year + 543, text="นฐ 70001/ว 5"
    )
    Document.objects.filter(pk=bureau.document.pk).update(number="นฐ 70001/ว 5")

    page = shown(clerk.post(address(bureau.document), sent(bureau)))

    assert "มีในทะเบียนของเอกสารอื่นแล้ว" in page
    assert "ขอให้พิจารณาข้อ ๔ เป็นพิเศษ" in page
    assert reverse("reports:document_edit", args=["tua-yang", bureau.document.pk]) in page
    assert not Edition.objects.exists()


def test_what_must_be_mended_comes_first(clerk, bureau, quick, monkeypatch):
    must = [Issue("no-level", Severity.MUST, "ยังไม่มีระดับผลการประเมิน", ("scores", "level"))]
    monkeypatch.setattr("approvals.views.submission.check", lambda snapshot, known: must)
    monkeypatch.setattr("approvals.actions.submission.check", lambda snapshot: must)
    page = shown(clerk.get(address(bureau.document)))
    assert "ยังไม่มีระดับผลการประเมิน" in page
    assert "#id_level" in page
    assert 'class="btn btn-primary"' not in page

    page = shown(clerk.post(address(bureau.document), sent(bureau)))

    assert "ยังเสนอไม่ได้ มีสิ่งที่ต้องแก้ก่อน 1 ข้อ" in page
    assert "ขอให้พิจารณาข้อ ๔ เป็นพิเศษ" in page
    assert not Edition.objects.exists()


def test_without_a_chain_there_is_nothing_to_press(clerk, bureau, complete):
    assert 'class="btn btn-primary"' in shown(clerk.get(address(bureau.document)))
    bureau.agency.approval_steps.all().delete()

    assert 'class="btn btn-primary"' not in shown(clerk.get(address(bureau.document)))
    assert "ยังไม่ได้กำหนดลำดับผู้ลงนาม" in shown(clerk.post(address(bureau.document), sent(bureau)))


def test_a_signatory_does_not_submit_unless_the_agency_lets_them(bureau, quick):
    chief = signed_in(bureau.chain[0])
    assert "ท่านอยู่ในลำดับผู้ลงนาม" in shown(chief.get(address(bureau.document)))
    assert "ท่านอยู่ในลำดับผู้ลงนาม" in shown(chief.post(address(bureau.document), sent(bureau)))
    assert not Edition.objects.exists()

    save_rules(agency=bureau.agency, submitter_may_decide=True, by=bureau.manager)
    chief.post(address(bureau.document), sent(bureau))

    assert Edition.objects.get().submitted_by == bureau.chain[0]


def left(bureau, position, day=date(2020, 1, 1)):
    """Let the signatory of the step have left the agency; return the membership."""
    membership = bureau.agency.approval_steps.get(position=position).membership
    Membership.objects.filter(pk=membership.pk).update(ends_on=day)
    return membership


def deputised(bureau, principal, deputy):
    today = timezone.localdate()
    return save_substitute(
        agency=bureau.agency, substitute=None, principal=principal, deputy=deputy, authority="รักษาราชการแทน ปลัด",
        starts_on=today, ends_on=today, by=bureau.manager,
    )  # fmt: skip


@pytest.mark.parametrize("gone", ["left", "closed account"])
def test_a_step_with_nobody_in_office_stops_the_document(gone, clerk, bureau, complete):
    if gone == "left":
        left(bureau, 2)
    else:
        User.objects.filter(pk=bureau.chain[1].pk).update(is_active=False)

    page = shown(clerk.get(address(bureau.document)))
    assert "ไม่มีผู้ลงนามได้วันนี้" in page
    assert 'class="btn btn-primary"' not in page
    assert reverse("agencies:chain", args=["tua-yang"]) not in page  # a clerk cannot mend it
    MembershipFactory(agency=bureau.agency, user=bureau.manager)
    assert reverse("agencies:chain", args=["tua-yang"]) in shown(
        signed_in(bureau.manager).get(address(bureau.document))
    )

    page = shown(clerk.post(address(bureau.document), sent(bureau)))
    assert f"ลำดับที่ 2 ปลัดองค์การบริหารส่วนตำบล ({bureau.chain[1].get_full_name()})" in page
    assert "กรุณาให้ผู้ดูแลข้อมูลหน่วยงานแก้ลำดับผู้ลงนาม หรือกำหนดผู้ปฏิบัติหน้าที่แทน" in page
    assert "ขอให้พิจารณาข้อ ๔ เป็นพิเศษ" in page
    assert not Edition.objects.exists()
    assert not RegisterEntry.objects.exists()


def test_a_substitute_in_force_keeps_the_step_open(clerk, bureau, complete):
    deputy = MembershipFactory(agency=bureau.agency, position_title="รองปลัด")
    deputised(bureau, left(bureau, 2), deputy)
    assert "ไม่มีผู้ลงนามได้วันนี้" not in shown(clerk.get(address(bureau.document)))

    clerk.post(address(bureau.document), sent(bureau))

    assert Edition.objects.exists()


@pytest.mark.parametrize("who", ["left", "submitter"])
def test_a_substitute_who_could_not_sign_does_not_count(who, clerk, bureau, complete):
    deputy = MembershipFactory(agency=bureau.agency)
    deputised(bureau, left(bureau, 2), deputy)
    if who == "left":
        Membership.objects.filter(pk=deputy.pk).update(ends_on=date(2020, 1, 1))
    person = clerk if who == "left" else signed_in(deputy.user)

    assert "ไม่มีผู้ลงนามได้ใน" in shown(person.post(address(bureau.document), sent(bureau)))
    assert not Edition.objects.exists()


def test_a_stale_page_submits_nothing_and_keeps_the_message(clerk, bureau, complete):
    old = sent(bureau)
    Document.objects.filter(pk=bureau.document.pk).update(version=9, updated_by=bureau.chain[0])

    response = clerk.post(address(bureau.document), old)

    page = shown(response)
    assert response.status_code == 409
    assert f"{bureau.chain[0].get_full_name()} แก้ไขเอกสารนี้" in page
    assert "ขอให้พิจารณาข้อ ๔ เป็นพิเศษ" in page
    assert 'name="version" value="9"' in page
    assert not Edition.objects.exists()


def _measure(document):
    document.plan.measures.update(title="แก้โดยเพื่อนร่วมงาน")


def _score(document):
    document.plan.assessment.indicator_scores.update(score="50")


def _result(document):
    document.round.entries.update(result="แก้โดยเพื่อนร่วมงาน")


def _caption(document):
    Evidence.objects.update(caption="แก้โดยเพื่อนร่วมงาน")


def _chain(document):
    ApprovalStep.objects.filter(position=2).update(heading="แก้โดยเพื่อนร่วมงาน")


def _letterhead(document):
    Agency.objects.update(name="แก้โดยเพื่อนร่วมงาน")


@pytest.mark.parametrize("change", [_measure, _score, _result, _caption, _chain, _letterhead])
def test_what_a_colleague_changes_after_the_page_was_opened_does_not_go_out(change, clerk, bureau, complete):
    page = clerk.get(address(bureau.document)).context["form"]
    opened = {name: page[name].value() for name in ("version", "seen")} | {"message": "ขอให้พิจารณา"}
    change(bureau.document)

    response = clerk.post(address(bureau.document), opened)

    assert response.status_code == 409
    assert "เปลี่ยนไปหลังจากที่ท่านเปิดหน้านี้" in shown(response)
    assert "ขอให้พิจารณา" in shown(response)
    assert not Edition.objects.exists()
    assert not RegisterEntry.objects.exists()
    # Who has been told and sends it again has it sent.
    again = response.context["form"]
    clerk.post(address(bureau.document), {**opened, "seen": again["seen"].value()})
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("size", [0, 1000, None])
def test_a_document_with_a_broken_picture_does_not_go_out(size, clerk, bureau, complete):
    path = Path(Evidence.objects.get().print_file.path)
    if size is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:size])

    page = shown(clerk.post(address(bureau.document), sent(bureau)))

    assert "บางรูปเสียหรือหายไป" in page
    assert not Edition.objects.exists()


@pytest.mark.parametrize("seen", ["", "0" * 64, "ก", "0" * 65])
def test_without_the_fingerprint_of_the_page_nothing_goes_out(seen, clerk, bureau, complete):
    clerk.post(address(bureau.document), sent(bureau, seen=seen))

    assert not Edition.objects.exists()


def test_submitting_twice_makes_one_edition(clerk, bureau, quick):
    first = sent(bureau)
    clerk.post(address(bureau.document), first)

    page = shown(clerk.post(address(bureau.document), first, follow=True))

    assert Edition.objects.count() == 1
    assert "เอกสารนี้เสนอแล้วเป็นฉบับที่ 1" in page
    assert "ยังไม่ถูกเสนอโดยท่าน" not in page
    assert clerk.get(address(bureau.document)).url == reverse(
        "approvals:edition", args=["tua-yang", Edition.objects.get().pk]
    )


def test_another_message_is_not_lost_by_a_second_click(clerk, bureau, complete):
    first = sent(bureau)
    clerk.post(address(bureau.document), first)

    assert "ข้อความอื่น" in shown(clerk.post(address(bureau.document), first | {"message": "ข้อความอื่น"}))


def test_a_second_click_during_the_first_is_quiet(clerk, bureau, complete, monkeypatch):
    """The first submission ends while the second is being rendered."""
    values, submit = sent(bureau), actions.submit

    def overtaken(**more):
        submit(**more)
        raise StaleEdit(Document.objects.get())

    monkeypatch.setattr("approvals.views.submission.actions.submit", overtaken)

    response = clerk.post(address(bureau.document), values, follow=True)

    assert response.status_code == 200
    assert "เอกสารนี้เสนอแล้วเป็นฉบับที่ 1" in shown(response)


def test_a_long_message_is_refused_and_kept(clerk, bureau, complete):
    page = shown(clerk.post(address(bureau.document), sent(bureau, message="ก" * 1001)))

    assert "1,001" in page
    assert "ก" * 1001 in page
    assert not Edition.objects.exists()


def test_what_was_sent_without_the_page_is_shown_first(clerk, bureau, complete):
    page = shown(clerk.post(address(bureau.document), {"message": "ข้อความ"}))

    assert not Edition.objects.exists()
    assert f'name="version" value="{bureau.document.version}"' in page
    assert "ข้อความ</textarea>" in page


def test_substitutes_are_named(clerk, bureau):
    deputy = MembershipFactory(agency=bureau.agency, position_title="รองปลัด", user__first_name="รักษาการ")
    today = timezone.localdate()
    save_substitute(
        agency=bureau.agency, substitute=None, principal=bureau.agency.approval_steps.get(position=2).membership,
        deputy=deputy, authority="รองปลัด รักษาราชการแทน ปลัด", starts_on=today, ends_on=today + timedelta(days=3),
        by=bureau.manager,
    )  # fmt: skip

    page = shown(clerk.get(address(bureau.document)))

    assert deputy.user.get_full_name() in page
    assert "รักษาราชการแทน ปลัด" in page


def test_the_page_costs_the_same_for_one_step_and_for_three(
    clerk, bureau, django_assert_num_queries, django_assert_max_num_queries
):
    clerk.get(address(bureau.document))  # what is read once per process
    with django_assert_max_num_queries(60) as three:
        clerk.get(address(bureau.document))
    bureau.agency.approval_steps.filter(position__gt=1).delete()

    with django_assert_num_queries(len(three)):
        clerk.get(address(bureau.document))


def test_readers_do_not_submit(bureau, viewer_client, outsider_client):
    assert viewer_client.get(address(bureau.document)).status_code == 403
    assert viewer_client.post(address(bureau.document)).status_code == 403
    assert outsider_client.post(address(bureau.document)).status_code == 404


def test_the_document_page_leads_to_submitting_and_then_to_the_edition(clerk, bureau, quick):
    page = reverse("reports:document", args=["tua-yang", bureau.document.pk])
    assert address(bureau.document) in shown(clerk.get(page))

    edition = submitted(bureau)

    assertRedirects(clerk.get(page), reverse("approvals:edition", args=["tua-yang", edition.pk]))
    listed = shown(clerk.get(reverse("reports:index", args=["tua-yang"])))
    assert "เสนอแล้ว รอพิจารณา" in listed


@pytest.mark.parametrize("name", ["document_edit", "document_delete"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_submitted_document_is_neither_changed_nor_deleted(name, method, clerk, bureau, quick):
    submitted(bureau)
    values = {"version": "2", "subject": "เปลี่ยน", "addressee": "นายก"}

    response = getattr(clerk, method)(
        reverse(f"reports:{name}", args=["tua-yang", bureau.document.pk]), values, follow=True
    )

    assert "จึงแก้ไขหรือลบไม่ได้" in shown(response)
    assert Document.objects.get(pk=bureau.document.pk).subject == bureau.document.subject


def test_a_letterhead_opened_before_submission_is_not_saved_after(clerk, bureau, quick, monkeypatch):
    """Somebody submits between the page's own look and the save."""
    from reports.actions import FrozenDocument

    def too_late(**values):
        raise FrozenDocument

    monkeypatch.setattr("reports.views.documents.actions.save_document", too_late)
    values = {"version": "1", "subject": "เปลี่ยน", "addressee": "นายก"}

    response = clerk.post(
        reverse("reports:document_edit", args=["tua-yang", bureau.document.pk]), values, follow=True
    )

    assert "จึงแก้ไขหรือลบไม่ได้" in shown(response)


def test_a_returned_document_shows_the_reason_and_is_kept(clerk, bureau, quick):
    edition = submitted(bureau)
    decided(edition, bureau.chain[0], "return", "แก้ข้อ ๒")
    page = shown(clerk.get(reverse("reports:document", args=["tua-yang", bureau.document.pk])))
    assert "แก้ข้อ ๒" in page
    assert address(bureau.document) in page

    response = clerk.post(
        reverse("reports:document_delete", args=["tua-yang", bureau.document.pk]), follow=True
    )

    assert "จึงลบไม่ได้" in shown(response)
    assert Document.objects.filter(pk=bureau.document.pk).exists()
