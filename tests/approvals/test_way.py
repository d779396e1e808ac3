"""The way of a document: every (state, move, actor) pair against the table, and the moves themselves."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from agencies.auditlog.entries import describe_event
from agencies.enums import Role
from agencies.models import ApprovalStep, AuditEvent, Membership
from approvals import actions
from approvals.actions.decisions import _draw
from approvals.enums import Actor, Move, State
from approvals.models import Decision, Edition, Notice, Question, SignedCopy, StoredFile, Substitute
from approvals.queries.editions import acting, actors_of, approvers_of, waiting_for
from approvals.rules.moves import MOVES, Facts, NotAllowed, open_moves, require
from approvals.rules.titles import title_lines
from approvals.views.edition_parts import history, opinions, prefetch_parts
from itaportal.editing.concurrency import StaleEdit
from reports.actions import FrozenDocument, delete_document, save_document
from tests.conftest import member
from tests.factories import editions
from tests.factories.agencies import MembershipFactory
from tests.factories.editions import SEAL, decided, present, seen_now, submitted

pytestmark = pytest.mark.usefixtures("quick")

# Who is to be able to do what, written down a second time: the table in the code must say the same.
ALLOWED = {
    ("draft", "submit"): "entry",
    ("submitted", "approve"): "approver",
    ("submitted", "return"): "approver",
    ("submitted", "ask"): "approver",
    ("submitted", "answer"): "entry author",
    ("submitted", "withdraw"): "author",
    ("submitted", "cancel"): "author manager",
    ("approved", "cancel"): "manager",
    ("approved", "publish"): "entry",
    ("approved", "revise"): "entry",
    ("approved", "attach"): "entry",
    ("published", "unpublish"): "entry manager",
    ("published", "revise"): "entry",
    ("published", "attach"): "entry",
}
PAIRS = [(state, move, actor) for state in State for move in Move for actor in Actor]


@pytest.mark.parametrize(("state", "move", "actor"), PAIRS)
def test_the_table_of_moves(state, move, actor):
    allowed = actor in ALLOWED.get((state, move), "").split()
    assert (move in open_moves(Facts(state), {actor})) is allowed
    if not allowed:
        with pytest.raises(NotAllowed, match=r"[ก-๙]"):
            require(Facts(state), move, {actor})


def test_what_was_decided_on_cannot_be_withdrawn():
    assert Move.WITHDRAW not in open_moves(Facts(State.SUBMITTED, decided=True), set(Actor))
    assert Move.CANCEL in open_moves(Facts(State.SUBMITTED, decided=True), set(Actor))


def do(move: Move, edition: Edition, by):
    """Try the move through its action."""
    match move:
        case Move.SUBMIT:
            actions.submit(
                document=edition.document,
                version=edition.document.version,
                seen=seen_now(edition.document),
                message="",
                by=by,
            )
        case Move.APPROVE | Move.RETURN:
            decided(edition, by, move)
        case Move.ASK:
            actions.ask(edition=edition, text="งบประมาณมาจากไหน", by=by)
        case Move.ANSWER:
            actions.answer(
                question=edition.questions.first() or Question(edition=edition), text="ข้อบัญญัติ", by=by
            )
        case Move.WITHDRAW:
            actions.withdraw(edition=edition, by=by)
        case Move.CANCEL:
            actions.cancel(edition=edition, reason="ทำซ้ำ", by=by)
        case Move.PUBLISH:
            actions.publish(edition=edition, by=by)
        case Move.UNPUBLISH:
            actions.unpublish(edition=edition, by=by)
        case Move.REVISE:
            actions.revise(edition=edition, by=by)
        case Move.ATTACH:
            actions.attach_copy(edition=edition, pdf=b"%PDF-1.4 scan", note="", by=by)


def brought_to(state: State, bureau) -> Edition:
    """Return an edition in the state."""
    edition = submitted(bureau)
    if state in (State.APPROVED, State.PUBLISHED):
        for person in bureau.chain:
            decided(edition, person)
    match state:
        case State.PUBLISHED:
            actions.publish(edition=edition, by=bureau.clerk)
        case State.RETURNED:
            decided(edition, bureau.chain[0], Move.RETURN, "คะแนนไม่ตรง")
        case State.WITHDRAWN:
            actions.withdraw(edition=edition, by=bureau.clerk)
        case State.CANCELLED:
            actions.cancel(edition=edition, reason="ทำซ้ำ", by=bureau.clerk)
    edition = Edition.objects.get(pk=edition.pk)
    assert edition.state == state
    return edition


def trace() -> tuple:
    """Return everything a refused move must leave as it was."""
    counted = (AuditEvent, Decision, Edition, Notice, Question, SignedCopy, StoredFile)
    rows = Edition.objects.values_list("pk", "state", "current", "file_number", "document__frozen")
    return (*(model.objects.count() for model in counted), *rows.order_by("pk"))


@pytest.mark.slow
@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_every_move_by_everyone(bureau, other_agency, state):
    """What the table refuses is refused by the action and leaves no trace; what it allows is done."""
    edition = brought_to(state, bureau)
    if state == State.SUBMITTED:
        actions.ask(edition=edition, text="งบประมาณมาจากไหน", by=bureau.chain[0])
    people = {
        "author": bureau.clerk,
        "colleague": member(bureau.agency, Role.STAFF),
        "approver": bureau.chain[0],
        "next approver": bureau.chain[1],
        "manager": bureau.manager,
        "viewer": member(bureau.agency, Role.VIEWER),
        "stranger": member(other_agency, Role.STAFF),
    }
    refused = done = 0
    for person in people.values():
        for move in Move:
            edition = Edition.objects.get(pk=edition.pk)
            assert edition.state == state
            actors = actors_of(edition.document, edition, person)
            # A frozen document is under way; after a return and the like it is a draft that can be submitted again.
            at = State.DRAFT if move == Move.SUBMIT and not edition.document.frozen else state
            if move in open_moves(Facts(at), actors):
                done += 1
                continue
            before = trace()
            with pytest.raises((NotAllowed, FrozenDocument)):
                do(move, edition, person)
            assert trace() == before
            refused += 1
    assert refused + done == len(people) * len(Move)
    assert refused >= len(people) * (len(Move) - 6)


def test_from_draft_to_publication(bureau):
    edition = submitted(bureau, message="โปรดพิจารณา")
    assert edition.document.frozen
    assert edition.register_entry.text == "นฐ 70001/1"
    for position, person in enumerate(bureau.chain, start=1):
        assert [entry.pk for entry in waiting_for(person)] == [edition.pk]
        decision = decided(edition, person)
        assert decision.signatory.position == position
        assert not waiting_for(person).exists()
    assert edition.state == State.APPROVED
    assert edition.files.count() == 4
    assert len(set(edition.files.values_list("sha256", flat=True))) == 4
    # Each decision is bound to the bytes that the one before left behind.
    seen = [decision.seen_sha256 for decision in edition.decisions.all()]
    assert seen == [file.sha256 for file in edition.files.all()][:3]
    actions.publish(edition=edition, by=bureau.clerk)
    assert edition.state == State.PUBLISHED
    assert edition.published_at
    events = AuditEvent.objects.filter(object_type="approvals.edition").values_list("action", flat=True)
    assert list(events) == ["edition.submit", *["edition.approve"] * 3, "edition.publish"]


def test_the_log_tells_the_register_number_apart_from_the_edition(bureau):
    submitted(bureau)

    changes = {change.label: change.after for change in describe_event(AuditEvent.objects.last()).changes}

    assert (changes["เลขที่หนังสือ"], changes["ฉบับที่"]) == ("นฐ 70001/1", "1")


def test_order_is_enforced(bureau):
    edition = submitted(bureau)
    with pytest.raises(NotAllowed, match="ผู้พิจารณาลำดับปัจจุบัน"):
        decided(edition, bureau.chain[1])


def test_nobody_decides_twice(bureau):
    edition = submitted(bureau)
    decided(edition, bureau.chain[0])
    with pytest.raises(NotAllowed):
        decided(edition, bureau.chain[0])


def test_a_stale_page_is_told(bureau):
    edition = submitted(bureau)
    stale = Edition.objects.get(pk=edition.pk)
    decided(edition, bureau.chain[0])
    ApprovalStep.objects.update(membership=bureau.agency.memberships.get(user=bureau.chain[0]))
    with pytest.raises((NotAllowed, actions.Overtaken)):
        actions.decide(
            edition=stale,
            move=Move.APPROVE,
            opinion="",
            seen_sha256="0" * 64,
            signing=SEAL,
            presence=present(),
            by=bureau.chain[0],
        )
    with pytest.raises(actions.Overtaken):
        actions.decide(
            edition=edition,
            move=Move.APPROVE,
            opinion="",
            seen_sha256="0" * 64,
            signing=SEAL,
            presence=present(),
            by=bureau.chain[1],
        )


def test_a_return_makes_the_next_edition_with_the_same_number(bureau):
    first = submitted(bureau)
    decided(first, bureau.chain[0])
    decided(first, bureau.chain[1], Move.RETURN, "คะแนนตัวชี้วัดที่ 4 ไม่ตรง")
    assert (first.state, first.closing_reason) == (State.RETURNED, "คะแนนตัวชี้วัดที่ 4 ไม่ตรง")
    told = Notice.objects.filter(edition=first, kind="returned").values_list("user_id", flat=True)
    assert set(told) == {bureau.clerk.pk, bureau.chain[0].pk}  # those who had already signed as well
    second = submitted(bureau)
    assert (second.number, second.register_entry) == (2, first.register_entry)
    assert second.code != first.code


def test_a_return_needs_a_reason(bureau):
    edition = submitted(bureau)
    with pytest.raises(NotAllowed, match="เหตุผล"):
        decided(edition, bureau.chain[0], Move.RETURN, "  ")


def test_a_cancelled_number_is_not_used_again(bureau):
    first = submitted(bureau)
    actions.cancel(edition=first, reason="ผิดเรื่อง", by=bureau.manager)
    second = submitted(bureau)
    assert second.register_entry.text == "นฐ 70001/2"


def test_revising_an_approved_document_leaves_it_as_it_is(bureau):
    first = editions.published(bureau)
    actions.revise(edition=first, by=bureau.clerk)
    with pytest.raises(NotAllowed, match="มีร่าง"):
        actions.revise(edition=first, by=bureau.clerk)
    second = submitted(bureau)
    assert Edition.objects.get(pk=first.pk).state == State.PUBLISHED
    assert second.register_entry.text == "นฐ 70001/2"


def test_a_typed_number_is_kept_and_never_given_twice(bureau):
    bureau.document.number = "นฐ 70001/15"
    bureau.document.save()
    assert submitted(bureau).register_entry.text == "นฐ 70001/15"
    other = bureau.agency.documents.create(
        kind="analysis-report", plan=bureau.document.plan, subject="รายงาน", number="นฐ 70001/15"
    )
    with pytest.raises(actions.NumberTaken):
        actions.submit(
            document=other, version=other.version, seen=seen_now(other), message="", by=bureau.clerk
        )
    assert not other.editions.exists()


def test_a_frozen_document_is_neither_changed_nor_deleted(bureau):
    edition = submitted(bureau)
    document = edition.document
    fields = {"number": "", "dated": None, "subject": "อื่น", "addressee": "", "via": ""}
    with pytest.raises(FrozenDocument):
        save_document(document=document, version=document.version, by=bureau.clerk, **fields)
    with pytest.raises(FrozenDocument):
        delete_document(document=document, by=bureau.clerk)


def test_submitting_what_somebody_changed_meanwhile_is_refused(bureau):
    with pytest.raises(StaleEdit):
        actions.submit(
            document=bureau.document,
            version=bureau.document.version - 1,
            seen=seen_now(bureau.document),
            message="",
            by=bureau.clerk,
        )
    bureau.document.refresh_from_db()
    assert not bureau.document.frozen


def test_those_who_submit_do_not_sign_unless_the_agency_lets_them(bureau):
    MembershipFactory(agency=bureau.agency, user=bureau.chain[0], role=Role.STAFF)
    document = bureau.document
    with pytest.raises(actions.NoChain, match="ลำดับผู้ลงนาม"):
        actions.submit(
            document=document,
            version=document.version,
            seen=seen_now(document),
            message="",
            by=bureau.chain[0],
        )
    actions.save_rules(agency=bureau.agency, submitter_may_decide=True, by=bureau.manager)
    edition = actions.submit(
        document=document, version=document.version, seen=seen_now(document), message="", by=bureau.chain[0]
    )
    decided(edition, bureau.chain[0])
    # Forbidden again while it is under way: the rule of the day of the decision holds.
    actions.save_rules(agency=bureau.agency, submitter_may_decide=False, by=bureau.manager)
    assert acting(edition, bureau.chain[0]) is None


def test_a_document_without_chain_goes_nowhere(bureau):
    bureau.agency.approval_steps.all().delete()
    with pytest.raises(actions.NoChain, match="ยังไม่ได้กำหนด"):
        submitted(bureau)


def test_a_running_document_keeps_its_chain(bureau):
    edition = submitted(bureau)
    bureau.agency.approval_steps.filter(position__gt=1).delete()
    for person in bureau.chain:
        decided(edition, person)
    assert edition.state == State.APPROVED


def substitute(bureau, principal, deputy, *, days=(-1, 1), authority="รองปลัด รักษาราชการแทน ปลัด"):
    today = timezone.localdate()
    return actions.save_substitute(
        agency=bureau.agency,
        substitute=None,
        principal=bureau.agency.memberships.get(user=principal),
        deputy=bureau.agency.memberships.get(user=deputy),
        authority=authority,
        starts_on=today + timedelta(days[0]),
        ends_on=today + timedelta(days[1]),
        by=bureau.manager,
    )


def test_a_substitute_acts_with_the_authority_of_that_day(bureau):
    deputy = member(bureau.agency, Role.SECRETARY, position_title="รองปลัดองค์การบริหารส่วนตำบล")
    edition = submitted(bureau)
    appointed = substitute(bureau, bureau.chain[0], deputy)
    assert approvers_of(edition) == sorted([bureau.chain[0].pk, deputy.pk])
    assert waiting_for(deputy).exists()
    decision = decided(edition, deputy)
    actions.remove_substitute(substitute=appointed, by=bureau.manager)
    decision.refresh_from_db()
    assert decision.acting_for == "รองปลัด รักษาราชการแทน ปลัด"
    assert decision.position_title == "รองปลัดองค์การบริหารส่วนตำบล"
    assert not Substitute.objects.exists()


@pytest.mark.parametrize("days", [(-5, -1), (1, 5)])
def test_a_substitute_of_other_days_does_not_act(bureau, days):
    deputy = member(bureau.agency, Role.SECRETARY)
    edition = submitted(bureau)
    substitute(bureau, bureau.chain[0], deputy, days=days)
    assert acting(edition, deputy) is None
    assert not waiting_for(deputy).exists()


def test_an_approver_who_left_cannot_decide_and_a_substitute_can(bureau):
    edition = submitted(bureau)
    deputy = member(bureau.agency, Role.SECRETARY)
    substitute(bureau, bureau.chain[0], deputy)
    Membership.objects.filter(user=bureau.chain[0]).update(ends_on=date(2020, 1, 1))
    with pytest.raises(NotAllowed):
        decided(edition, bureau.chain[0])
    assert decided(edition, deputy).by == deputy


def test_questions_are_asked_and_answered_once(bureau):
    edition = submitted(bureau)
    question = actions.ask(edition=edition, text="งบประมาณมาจากไหน", by=bureau.chain[0])
    assert edition.state == State.SUBMITTED
    actions.answer(question=question, text="ข้อบัญญัติงบประมาณ", by=bureau.clerk)
    with pytest.raises(NotAllowed, match="มีผู้ตอบ"):
        actions.answer(question=question, text="อีกครั้ง", by=bureau.clerk)
    kinds = Notice.objects.filter(edition=edition, kind="asked").values_list("user_id", flat=True)
    assert set(kinds) == {bureau.clerk.pk, bureau.chain[0].pk}


def test_a_clock_that_goes_backwards_breaks_nothing(bureau):
    import time_machine

    with time_machine.travel("2027-03-01 09:00+07:00", tick=False):
        edition = submitted(bureau)
        decided(edition, bureau.chain[0])
    with time_machine.travel("2026-12-31 09:00+07:00", tick=False):
        decided(edition, bureau.chain[1])
        decided(edition, bureau.chain[2])
    assert edition.state == State.APPROVED
    assert [decision.signatory.position for decision in edition.decisions.all()] == [1, 2, 3]


def test_the_table_names_every_move():
    assert {move for _, move in MOVES} == set(Move)


@pytest.mark.parametrize(
    ("position", "authority", "lines"),
    [
        ("ปลัด", "", ("ปลัด", "")),
        ("รองปลัด", "รองปลัด รักษาราชการแทน ปลัด", ("รองปลัด รักษาราชการแทน", "ปลัด")),
        ("รองปลัด", "รองปลัดรักษาราชการแทนปลัด", ("รองปลัด รักษาราชการแทน", "ปลัด")),
        ("รองปลัด", "ปฏิบัติราชการแทน นายก", ("รองปลัด ปฏิบัติราชการแทน", "นายก")),
        ("รองปลัด", "รองปลัด ตามคำสั่งที่ 5/2569", ("รองปลัด ตามคำสั่งที่ 5/2569", "")),
        ("รองปลัด", "ตามคำสั่งที่ 5/2569", ("รองปลัด", "ตามคำสั่งที่ 5/2569")),
        ("รอง", "รองปลัด ตามคำสั่ง", ("รอง", "รองปลัด ตามคำสั่ง")),
        ("", "รักษาราชการแทน ปลัด", ("รักษาราชการแทน", "ปลัด")),
    ],
)
def test_a_substitutes_position_is_printed_once(position, authority, lines):
    assert title_lines(position, authority) == lines


def test_what_is_drawn_and_shown_of_a_substitute(bureau, monkeypatch):
    deputy = member(bureau.agency, Role.SECRETARY, position_title="รองปลัด")
    edition = submitted(bureau)
    substitute(bureau, bureau.chain[0], deputy, authority="รองปลัด รักษาราชการแทน ปลัด")
    monkeypatch.setattr("approvals.actions.decisions.draw_decision", lambda field, spaces, words: words)
    monkeypatch.setattr("approvals.actions.decisions.field_spaces", lambda pdf: {})
    person = acting(edition, deputy)
    decision = Decision(
        move=Move.APPROVE,
        at=timezone.now(),
        position_title=person.position_title,
        acting_for=person.acting_for,
        signatory=person.signatory,
    )
    drawn = _draw(decision, "step-1", b"")
    assert (drawn.position, drawn.acting_for) == ("รองปลัด รักษาราชการแทน", "ปลัด")
    # The first step has no heading of an opinion: its author signs, and does not agree with himself.
    assert drawn.text == ""

    decided(edition, deputy)

    shown = opinions(prefetch_parts(edition))[0]
    assert (shown["position"], shown["acting_for"]) == ("รองปลัด รักษาราชการแทน", "ปลัด")
    assert history(edition)[1]["actor"] == f"{deputy.get_full_name()} รองปลัด รักษาราชการแทน ปลัด"
    notice = Notice.objects.get(edition=edition, kind="decided")
    assert "รองปลัด รักษาราชการแทน ปลัด เห็นชอบแล้ว: " in notice.text
