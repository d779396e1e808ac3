"""The page of an edition, and the moves that are asked once more."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from approvals import actions
from approvals.enums import Move, State
from approvals.models import Edition
from approvals.views import moves
from approvals.views.edition_parts import history, prefetch_parts
from reports.enums import Kind
from reports.models import Document
from tests.conftest import signed_in
from tests.factories.agencies import MembershipFactory
from tests.factories.editions import approved, decided, published, seen_now, submitted
from tests.factories.files import pdf


@pytest.fixture
def edition(bureau, quick):
    return submitted(bureau, message="ขอให้พิจารณาก่อนสิ้นเดือน")


def address(name, edition, *more):
    return reverse(f"approvals:{name}", args=["tua-yang", edition.pk, *more])


def shown(response):
    return response.content.decode()


def page(person, edition):
    response = signed_in(person).get(address("edition", edition))
    assert response.status_code == 200
    return shown(response)


def revised(bureau, edition, **changes):
    """Return the document's next edition, submitted after a change of its data."""
    Document.objects.filter(pk=bureau.document.pk).update(**changes)
    bureau.document.refresh_from_db()
    return submitted(bureau)


def test_the_person_whose_turn_it_is_sees_the_form_and_the_others_do_not(bureau, edition):
    mine = page(bureau.chain[0], edition)
    assert "ถึงลำดับของท่านพิจารณา" in mine
    assert "ขอให้พิจารณาก่อนสิ้นเดือน" in mine
    assert address("decide", edition) in mine

    for person in (bureau.clerk, bureau.manager, *bureau.chain[1:]):
        theirs = page(person, edition)
        assert address("decide", edition) not in theirs
        assert f"รอ <strong>{bureau.chain[0].get_full_name()}</strong>" in theirs


def test_the_head_names_the_edition(bureau, edition):
    shows = page(bureau.clerk, edition)

    assert all(
        words in shows for words in ("เลขที่หนังสือ นฐ 70001/1", "ฉบับที่ 1", edition.code_text, "เสนอแล้ว รอพิจารณา")
    )


def test_opinions_and_history_grow(bureau, edition):
    decided(edition, bureau.chain[0], opinion="เห็นควรอนุมัติ")

    shows = page(bureau.clerk, edition)

    assert shows.count("เห็นควรอนุมัติ") == 2  # among the opinions and in the history
    assert "ลงนามด้วยตราอิเล็กทรอนิกส์ของระบบ (ตราทดสอบ) ยังไม่มีตราประทับเวลา" in shows
    assert shows.index("เสนอเพื่อพิจารณา") < shows.index("(รออยู่ที่ขั้นนี้)") < shows.index("(ยังไม่ถึง)")


def test_a_substitute_sees_in_whose_stead(bureau, edition):
    deputy = MembershipFactory(agency=bureau.agency, position_title="รองปลัด")
    today = timezone.localdate()
    actions.save_substitute(
        agency=bureau.agency, substitute=None, principal=edition.signatories.get(position=1).membership,
        deputy=deputy, authority="ผู้ช่วย รักษาราชการแทน หัวหน้าสำนักปลัด", starts_on=today,
        ends_on=today + timedelta(days=1), by=bureau.manager,
    )  # fmt: skip

    assert "ท่านพิจารณาในฐานะ ผู้ช่วย รักษาราชการแทน หัวหน้าสำนักปลัด" in page(deputy.user, edition)


def test_what_changed_since_the_edition_before(bureau, edition):
    decided(edition, bureau.chain[0], "return", "แก้เรื่อง")
    second = revised(bureau, edition, subject="รายงานผล (แก้ไข)")

    shows = page(bureau.chain[0], second)

    assert "ต่างจากฉบับที่ 1 อย่างไร (1 จุด)" in shows
    assert "รายงานผล (แก้ไข)" in shows
    assert address("edition", edition) in shows


def test_the_same_content_is_said_to_be_the_same(bureau, edition):
    actions.withdraw(edition=edition, by=bureau.clerk)
    bureau.document.refresh_from_db()

    assert "ต่างจากฉบับที่ 1 อย่างไร (ไม่ต่าง)" in page(bureau.chain[0], submitted(bureau))


def test_what_changed_since_last_year(bureau, quick):
    from tests.factories.measures import AssessmentFactory, PlanFactory, RoundFactory

    last = PlanFactory(assessment=AssessmentFactory(agency=bureau.agency, fiscal_year=2564))
    memo = Document.objects.create(
        agency=bureau.agency, kind=Kind.PROGRESS_MEMO, plan=last, round=RoundFactory(plan=last), subject="ของปีก่อน"
    )  # fmt: skip
    old = actions.submit(
        document=memo, version=memo.version, seen=seen_now(memo), message="", by=bureau.clerk
    )
    edition = submitted(bureau)
    assert "ต่างจากฉบับที่อนุมัติของปี 2565" not in page(bureau.clerk, edition)

    for person in bureau.chain:
        decided(old, person)

    shows = page(bureau.clerk, edition)
    assert "ต่างจากฉบับที่อนุมัติของปี 2565 อย่างไร" in shows
    assert "ของปีก่อน" in shows


def test_other_editions_are_linked(bureau, edition):
    actions.withdraw(edition=edition, by=bureau.clerk)
    bureau.document.refresh_from_db()
    second = submitted(bureau)

    assert address("edition", second) in page(bureau.clerk, edition)
    assert address("edition", edition) in page(bureau.clerk, second)


def test_a_missing_file_is_told_and_not_hidden(bureau, edition):
    assert "แสดงภาพหน้าเอกสารไม่ได้" in page(bureau.chain[0], edition)  # a few bytes, not a PDF

    edition.files.get().file.delete(save=False)

    assert "แสดงภาพหน้าเอกสารไม่ได้" in page(bureau.chain[0], edition)


def test_pages_are_pictures_with_a_size(bureau, quick, monkeypatch):
    monkeypatch.setattr("approvals.actions.submission._seal", lambda snapshot, edition: pdf())
    edition = submitted(bureau)

    shows = page(bureau.chain[0], edition)

    assert 'width="306" height="306" alt="หน้า 1 จาก 1" loading="lazy"' in shows
    assert address("edition_page", edition, 1) in shows


BUTTONS = {
    "submitted": {"clerk": {"withdraw", "cancel"}, "chief": set(), "manager": {"cancel"}, "viewer": set()},
    "approved": {"clerk": {"publish", "revise"}, "chief": {"publish", "revise"}, "manager": {"cancel"}, "viewer": set()},
    "published": {
        "clerk": {"unpublish", "revise"}, "chief": {"unpublish", "revise"}, "manager": {"unpublish"}, "viewer": set(),
    },
}  # fmt: skip


@pytest.mark.parametrize("state", BUTTONS)
def test_only_open_moves_have_buttons(state, bureau, quick, viewer_user):
    edition = {"submitted": submitted, "approved": approved, "published": published}[state](bureau)
    people = {
        "clerk": bureau.clerk,
        "chief": bureau.chain[0],
        "manager": bureau.manager,
        "viewer": viewer_user,
    }

    for who, person in people.items():
        shows = page(person, edition)
        moves = {"withdraw", "cancel", "publish", "unpublish", "revise"}
        assert {move for move in moves if address("move", edition, move) in shows} == BUTTONS[state][who]


def move(person, edition, name, **values):
    return signed_in(person).post(address("move", edition, name), values, follow=True)


def test_withdrawing_leads_back_to_the_draft(bureau, edition):
    asked = shown(signed_in(bureau.clerk).get(address("move", edition, "withdraw")))
    assert "ถอนเอกสารฉบับนี้คืนหรือไม่" in asked

    response = move(bureau.clerk, edition, "withdraw")

    edition.refresh_from_db()
    assert edition.state == State.WITHDRAWN
    assert response.redirect_chain[0][0] == reverse("reports:document", args=["tua-yang", bureau.document.pk])


def test_cancelling_needs_a_reason(bureau, edition):
    refused = shown(move(bureau.manager, edition, "cancel", reason=" "))
    assert "กรุณาบอกเหตุผลที่ยกเลิกเอกสาร" in refused
    edition.refresh_from_db()
    assert edition.state == State.SUBMITTED

    after = shown(move(bureau.manager, edition, "cancel", reason="ทำซ้ำกับอีกฉบับ"))

    assert "ทำซ้ำกับอีกฉบับ" in after
    edition.refresh_from_db()
    assert edition.state == State.CANCELLED


def test_publishing_says_what_becomes_public(bureau, quick):
    edition = approved(bureau)

    asked = shown(signed_in(bureau.clerk).get(address("move", edition, "publish")))
    assert "เฉพาะชื่อและตำแหน่งของผู้ลงนาม" in asked
    assert reverse("publications:document", args=[edition.code]) in asked
    assert reverse("publications:year", args=["tua-yang", 2566]) in asked

    move(bureau.clerk, edition, "publish")
    edition.refresh_from_db()
    assert edition.state == State.PUBLISHED

    move(bureau.manager, edition, "unpublish")
    edition.refresh_from_db()
    assert edition.state == State.APPROVED


def test_a_revision_opens_the_document(bureau, quick):
    edition = approved(bureau)

    response = move(bureau.clerk, edition, "revise")

    assert response.redirect_chain[0][0] == reverse("reports:document", args=["tua-yang", bureau.document.pk])
    assert not Document.objects.get(pk=bureau.document.pk).frozen
    again = shown(move(bureau.clerk, edition, "revise"))
    assert "มีร่างหรือฉบับใหม่ของเอกสารนี้อยู่แล้ว" in again


def test_a_move_that_is_not_open_is_refused_in_words(bureau, edition, viewer_user):
    assert "เท่านั้น" in shown(move(viewer_user, edition, "cancel", reason="ลอง"))
    assert "จึงเผยแพร่ไม่ได้" in shown(move(bureau.clerk, edition, "publish"))
    edition.refresh_from_db()
    assert edition.state == State.SUBMITTED


@pytest.mark.parametrize("name", ["approve", "submit", "attach", "nonsense"])
def test_other_words_are_no_moves(name, bureau, edition):
    assert signed_in(bureau.clerk).get(address("move", edition, name)).status_code == 404


def test_a_move_overtaken_in_between_is_told(bureau, edition, monkeypatch):
    def overtaken(**values):
        raise actions.Overtaken(Edition.objects.get(pk=edition.pk))

    monkeypatch.setitem(moves._MOVES, Move.WITHDRAW, (overtaken, ""))

    assert move(bureau.clerk, edition, "withdraw").status_code == 409


def test_everybody_of_the_agency_reads_and_nobody_else(edition, viewer_client, outsider_client):
    assert viewer_client.get(address("edition", edition)).status_code == 200
    assert outsider_client.get(address("edition", edition)).status_code == 404
    assert outsider_client.get(reverse("approvals:edition", args=["uen", edition.pk])).status_code == 404
    assert (
        outsider_client.get(reverse("approvals:move", args=["uen", edition.pk, "cancel"])).status_code == 404
    )


def test_the_page_costs_the_same_with_one_row_and_with_three(bureau, quick, django_assert_num_queries):
    """Questions, copies and editions before it."""
    edition = approved(bureau)
    client = signed_in(bureau.clerk)

    def more(number):
        edition.questions.create(by=bureau.chain[0], name="ก", text="?", at=timezone.now())
        actions.attach_copy(edition=edition, pdf=b"%PDF-" + bytes([number]), note="", by=bureau.clerk)
        Edition.objects.create(
            document=bureau.document, number=10 + number, state=State.WITHDRAWN, code=f"CODE00000{number}",
            register_entry=edition.register_entry, snapshot=edition.snapshot, snapshot_sha256="",
            submitted_by=bureau.clerk, submitted_at=timezone.now(), waiting_since=timezone.now(),
        )  # fmt: skip

    def queries():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            assert client.get(address("edition", edition)).status_code == 200
        return len(captured)

    more(1)
    client.get(address("edition", edition))
    with_one = queries()
    more(2)
    more(3)

    with django_assert_num_queries(with_one):
        client.get(address("edition", edition))


def test_an_old_edition_points_to_the_newer_one(bureau, edition):
    decided(edition, bureau.chain[0], "return", "แก้เรื่อง")
    again = "เปิดเอกสารเพื่อแก้ไขแล้วเสนอใหม่"
    assert again in page(bureau.clerk, edition)
    assert again not in page(bureau.chain[1], edition)

    second = revised(bureau, edition, subject="แก้แล้ว")

    assert "มีฉบับใหม่กว่านี้" in page(bureau.clerk, edition)
    assert again not in page(bureau.clerk, edition)
    assert "มีฉบับใหม่กว่านี้" not in page(bureau.clerk, second)


def test_revising_is_not_offered_where_a_draft_of_the_next_edition_waits(bureau, quick):
    edition = published(bureau)
    revise, draft = address("move", edition, "revise"), "มีร่างของฉบับถัดไปอยู่แล้ว"
    before = page(bureau.clerk, edition)
    assert revise in before
    assert draft not in before

    actions.revise(edition=edition, by=bureau.clerk)
    waiting = page(bureau.clerk, edition)
    assert revise not in waiting
    assert draft in waiting

    submitted(bureau)
    after = page(bureau.clerk, edition)
    assert revise not in after
    assert draft not in after


def told(edition, title):
    """Return who did what the history calls so, and why."""
    return [(event["actor"], event["text"]) for event in history(edition) if event["title"] == title]


def test_the_history_tells_every_publication_and_its_end_with_who_did_it(bureau, quick):
    edition = published(bureau)
    actions.unpublish(edition=edition, by=bureau.manager)
    actions.publish(edition=edition, by=bureau.clerk)
    clerk, manager = bureau.clerk.get_full_name(), bureau.manager.get_full_name()

    assert told(edition, "เผยแพร่ต่อสาธารณะ") == [(clerk, ""), (clerk, "")]
    assert told(edition, "เลิกเผยแพร่") == [(manager, "")]


def test_the_history_names_who_withdrew_and_who_cancelled(bureau, edition):
    actions.withdraw(edition=edition, by=bureau.clerk)
    bureau.document.refresh_from_db()
    second = submitted(bureau)
    actions.cancel(edition=second, reason="ผิดเรื่อง", by=bureau.manager)

    assert told(edition, "ผู้เสนอถอนคืน") == [(bureau.clerk.get_full_name(), "")]
    assert told(second, "ยกเลิกแล้ว") == [(bureau.manager.get_full_name(), "ผิดเรื่อง")]


def test_the_history_costs_the_same_however_often_an_edition_was_published(
    bureau, quick, django_assert_num_queries
):
    edition = published(bureau)
    for _ in range(3):
        actions.unpublish(edition=edition, by=bureau.clerk)
        actions.publish(edition=edition, by=bureau.clerk)
    edition = prefetch_parts(Edition.objects.select_related("document").get())

    with django_assert_num_queries(1):
        history(edition)
