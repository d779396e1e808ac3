"""A person leaves the agency: nothing of theirs is left lying, and nobody gets a signature by an administrator's word."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import actions as accounts
from accounts.models import Departure
from agencies.actions import LastAdministrator, NeedsConfirmation, save_member
from agencies.enums import Role
from agencies.models import Agency, AuditEvent
from approvals import actions
from approvals.models import Notice, Proposal, Succession
from approvals.queries.editions import acting, waiting_for
from deadlines.models import Deadline
from itaportal.thai.dates import numeric_date
from measures.models import Measure, Plan
from tests.conftest import signed_in
from tests.factories.agencies import MembershipFactory
from tests.factories.editions import decided, submitted

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("quick")]
TODAY = date(2023, 4, 3)


def office(agency, user):
    return agency.memberships.filter(user=user).order_by("pk").first()


def made():
    """Return the departures, without the one that every sample agency has."""
    return list(Departure.objects.exclude(reason="โอนย้าย"))


def address(membership):
    return reverse("accounts:leave", args=[membership.agency.slug, membership.pk])


def filled(membership, successor=None, day=None, **more):
    """Return what the page would send."""
    return {
        "roles": [membership.pk], "from_day": numeric_date(day or timezone.localdate()), "reason": "โอนไปเทศบาลอื่น",
        "to_all": successor.pk if successor else "", **more,
    }  # fmt: skip


@pytest.fixture
def heir(bureau):
    return MembershipFactory(agency=bureau.agency, role=Role.STAFF, user__email="heir@example.go.th")


def test_the_open_work_of_a_clerk_goes_to_another_at_once(
    bureau, heir, mailoutbox, django_capture_on_commit_callbacks
):
    agency, clerk = bureau.agency, bureau.clerk
    clerk.first_name, clerk.last_name = "สายใจ", "ตั้งมั่น"
    clerk.save()
    edition = submitted(bureau)
    question = actions.ask(edition=edition, text="งบประมาณมาจากไหน", by=bureau.chain[0])
    year = timezone.localdate().year + 543 + 1
    Plan.objects.filter(agency=agency).update(fiscal_year=year)
    measure = Measure.objects.filter(plan__agency=agency).first()
    Measure.objects.filter(pk=measure.pk).update(responsible_text=f"{clerk.get_full_name()} และคณะ")
    deadline = agency.deadlines.get()
    Deadline.objects.filter(pk=deadline.pk).update(who=clerk.get_full_name())
    membership = office(agency, clerk)
    client = signed_in(bureau.manager)

    page = client.get(address(membership)).content.decode()
    for words in ("เอกสารที่เสนอและยังพิจารณาไม่เสร็จ", "มีข้อสอบถามรอตอบ", measure.title, deadline.title):
        assert words in page
    unchosen = client.post(address(membership), filled(membership))
    assert "ไม่มีผู้รับช่วง" in unchosen.content.decode()
    assert "โอนไปเทศบาลอื่น" in unchosen.content.decode()
    assert not made()

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(address(membership), filled(membership, heir))

    [departure] = made()
    assert response.url == reverse("accounts:departure", args=[agency.slug, departure.pk])
    for reader, status in ((heir.user, 200), (bureau.chain[0], 403), (bureau.manager, 200)):
        assert signed_in(reader).get(response.url).status_code == status
    measure.refresh_from_db()
    deadline.refresh_from_db()
    assert measure.responsible_text == f"{heir.user.get_full_name()} และคณะ"
    assert deadline.who == heir.user.get_full_name()
    # The clerk is out, the name of who submitted stays, and the other one answers for the edition.
    assert signed_in(clerk).get(reverse("measures:index", args=[agency.slug])).status_code == 404
    edition.refresh_from_db()
    assert edition.submitted_name == clerk.get_full_name()
    answered = actions.answer(question=question, text="จากข้อบัญญัติ", by=heir.user)
    assert answered.answered_name == heir.user.get_full_name()
    assert (
        Succession.objects.get().words
        in signed_in(heir.user)
        .get(reverse("approvals:edition", args=[agency.slug, edition.pk]))
        .content.decode()
    )
    assert [mail.to for mail in mailoutbox if "รับช่วงงาน" in mail.subject] == [["heir@example.go.th"]]
    told = AuditEvent.objects.filter(agency_id=agency.pk, action__in=("member.leave", "departure.hand_over"))
    assert told.count() == 2


def test_nothing_happens_where_one_kind_cannot_be_handed_over(bureau, heir, monkeypatch):
    edition = submitted(bureau)
    membership = office(bureau.agency, bureau.clerk)

    def fails(*more, **others):
        raise RuntimeError

    monkeypatch.setattr("approvals.actions.handing_over.tell_taken_over", fails)
    with pytest.raises(RuntimeError):
        accounts.leave(
            agency=bureau.agency, memberships=[membership], from_day=timezone.localdate(), reason="ย้าย",
            successors={"submitted": heir}, by=bureau.manager,
        )  # fmt: skip

    membership.refresh_from_db()
    edition.refresh_from_db()
    assert (membership.ends_on, edition.taken_over_by) == (None, None)
    assert not made()


def settle(proposal, signer):
    """Have a signer confirm on the pages."""
    page = reverse("approvals:proposal", args=[proposal.agency.slug, proposal.pk])
    signed_in(signer).post(page, {"choice": "confirm"})
    proposal.refresh_from_db()
    assert proposal.state == "confirmed"


def leaving_mayor(bureau, **more):
    """Return the mayor's membership and a new one's."""
    new = MembershipFactory(
        agency=bureau.agency, role=Role.EXECUTIVE, position_title="นายกองค์การบริหารส่วนตำบล",
        user__first_name="ใหม่", user__last_name="มาแทน", **more,
    )  # fmt: skip
    return office(bureau.agency, bureau.chain[2]), new


def test_a_signers_place_goes_to_the_next_one_when_another_signer_confirms(bureau):
    agency, (chief, secretary, mayor) = bureau.agency, bureau.chain
    edition = submitted(bureau)
    decided(edition, chief)
    decided(edition, secretary)
    before = mayor.get_full_name()
    old, new = leaving_mayor(bureau)

    response = signed_in(bureau.manager).post(address(old), filled(old, new))

    assert response.status_code == 302
    with pytest.raises(NeedsConfirmation):
        accounts.leave(
            agency=agency, memberships=[old], from_day=timezone.localdate(), reason="ย้าย",
            successors={"signing": new}, by=bureau.manager,
        )  # fmt: skip
    proposal = Proposal.objects.get(kind="leave")
    assert {old.user, new.user} == set(proposal.gaining.all())
    old.refresh_from_db()
    assert old.ends_on is None
    assert acting(edition, mayor)
    settle(proposal, secretary)

    edition.refresh_from_db()
    assert (acting(edition, mayor), list(waiting_for(mayor))) == (None, [])
    assert acting(edition, new.user).name == new.user.get_full_name()
    assert list(waiting_for(new.user)) == [edition]
    assert Notice.objects.filter(user=new.user, kind="waiting").exists()
    assert list(agency.approval_steps.values_list("membership", flat=True))[-1] == new.pk
    decision = decided(edition, new.user)
    assert decision.name == new.user.get_full_name()
    assert decision.acting_for == ""
    # What was signed keeps its names; who took over, when, why and by whom is told wherever signatures are shown.
    edition.refresh_from_db()
    assert edition.decisions.order_by("signatory__position").first().name == chief.get_full_name()
    actions.publish(edition=edition, by=bureau.clerk)
    said = Succession.objects.get().words
    for words in (
        before,
        new.user.get_full_name(),
        "โอนไปเทศบาลอื่น",
        f"{bureau.manager.get_full_name()} ยืนยันโดย {secretary.get_full_name()}",
    ):
        assert words in said
    for name in ("publications:document", "publications:verify_code"):
        assert "รับช่วงลงนามลำดับที่" in signed_in(chief).get(reverse(name, args=[edition.code])).content.decode()


def test_who_would_take_over_a_signature_has_the_same_role_and_no_other_step(bureau, heir):
    submitted(bureau)
    old, _ = leaving_mayor(bureau)
    client = signed_in(bureau.manager)
    assert f'value="{heir.pk}"' not in client.get(address(old)).content.decode()
    page = client.post(address(old), filled(old))
    assert "ไม่มีผู้รับช่วง" in page.content.decode()

    second = MembershipFactory(
        agency=bureau.agency, role=Role.EXECUTIVE, user=bureau.chain[0], position_title="รองนายก"
    )
    page = client.post(address(old), filled(old, second))
    assert "เป็นผู้ลงนามลำดับอื่นอยู่แล้ว" in page.content.decode()
    assert not Proposal.objects.filter(kind="leave").exists()


def test_a_place_may_stay_empty_where_a_substitute_acts_for_it(bureau):
    edition = submitted(bureau)
    today = timezone.localdate()
    old = office(bureau.agency, bureau.chain[0])
    deputy = MembershipFactory(agency=bureau.agency, role=Role.CHIEF, position_title="ผู้ช่วย")
    actions.save_substitute(
        agency=bureau.agency, substitute=None, principal=old, deputy=deputy, authority="รักษาราชการแทน หัวหน้าสำนักปลัด",
        starts_on=today, ends_on=today + timedelta(30), by=bureau.manager,
    )  # fmt: skip
    signed_in(bureau.manager).post(address(old), filled(old))
    settle(Proposal.objects.get(kind="leave"), bureau.chain[2])

    assert acting(edition, bureau.chain[0]) is None
    assert acting(edition, deputy.user).acting_for == "รักษาราชการแทน หัวหน้าสำนักปลัด"


def test_a_decision_that_comes_after_the_handover_does_not_count(bureau):
    edition = submitted(bureau)
    old, chief = office(bureau.agency, bureau.chain[0]), bureau.chain[0]
    new = MembershipFactory(agency=bureau.agency, role=Role.CHIEF, position_title="หัวหน้าสำนักปลัด")
    stale = acting(edition, chief)
    accounts.leave(
        agency=bureau.agency, memberships=[old], from_day=timezone.localdate(), reason="ย้าย",
        successors={"signing": new}, by=bureau.manager, is_confirmed=True,
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        # The process of the former chief had looked before the others were done.
        patch.setattr("approvals.actions.decisions.require_allowed", lambda *more: None)
        patch.setattr("approvals.actions.decisions.acting", lambda *more: stale)
        with pytest.raises(actions.Overtaken):
            decided(edition, chief)

    edition.refresh_from_db()
    assert (edition.current, edition.decisions.count()) == (1, 0)


def test_on_a_later_day_the_work_changes_hands_by_itself_and_once(bureau, heir):
    edition, agency = submitted(bureau), bureau.agency
    membership, today = office(agency, bureau.clerk), timezone.localdate()
    leaves = today + timedelta(3)
    signed_in(bureau.manager).post(address(membership), filled(membership, heir, day=leaves))

    membership.refresh_from_db()
    assert membership.ends_on == leaves - timedelta(1)
    assert accounts.carry_out_due(today + timedelta(2)) == (0, [])
    edition.refresh_from_db()
    assert edition.author_id == bureau.clerk.pk
    assert accounts.carry_out_due(leaves) == (1, [])
    edition.refresh_from_db()
    assert edition.author_id == heir.user_id
    assert accounts.carry_out_due(leaves) == (0, [])


def test_work_that_nobody_can_take_any_more_is_told_to_the_administrators_once(bureau, heir):
    edition, agency = submitted(bureau), bureau.agency
    membership, leaves = office(agency, bureau.clerk), timezone.localdate()
    client = signed_in(bureau.manager)
    client.post(address(membership), filled(membership, heir, day=leaves + timedelta(2)))
    heir.ends_on = leaves
    heir.save()

    for _ in range(2):
        done, [problem] = accounts.carry_out_due(leaves + timedelta(2))
        assert (done, heir.user.get_full_name() in problem) == (0, True)
    assert Notice.objects.filter(user=bureau.manager, text__contains="ยังส่งมอบงานไม่ได้").count() == 1
    # Chosen anew on the same page, it is done.
    second = MembershipFactory(agency=agency, role=Role.STAFF)
    response = client.post(address(membership), filled(membership, second))
    assert response.status_code == 302
    edition.refresh_from_db()
    assert edition.author_id == second.user_id
    assert accounts.carry_out_due(leaves + timedelta(2)) == (0, [])


def test_who_stays_after_all_keeps_the_work(bureau, heir):
    edition, membership = submitted(bureau), office(bureau.agency, bureau.clerk)
    leaves = timezone.localdate() + timedelta(3)
    client = signed_in(bureau.manager)
    client.post(address(membership), filled(membership, heir, day=leaves))
    membership.refresh_from_db()
    membership.ends_on = None
    membership.save()

    assert accounts.carry_out_due(leaves) == (0, [])
    edition.refresh_from_db()
    assert edition.author_id == bureau.clerk.pk
    assert not made()


def test_an_agency_keeps_an_administrator(bureau, agency):
    manager = office(agency, bureau.manager)
    page = signed_in(bureau.manager).post(address(manager), filled(manager))
    assert "ให้ตนเองพ้นจากหน้าที่" in page.content.decode()
    second = MembershipFactory(agency=agency, role=Role.AGENCY_ADMIN)
    today = timezone.localdate()
    given = {"agency": agency, "reason": "ย้าย", "successors": {}, "from_day": today}
    # Two administrators end one another at the same time: the second finds nobody else.
    accounts.leave(memberships=[manager], by=second.user, **given)
    with pytest.raises(LastAdministrator):
        accounts.leave(memberships=[second], by=bureau.manager, **given)
    names = {"title": "", "first_name": "ก", "last_name": "ข"}
    values = {**names, "role": Role.STAFF, "position_title": "ก", "starts_on": None, "ends_on": None}
    with pytest.raises(LastAdministrator):
        save_member(membership=second, values=values, version=second.version, by=bureau.manager)


def test_other_agencies_and_the_sign_in_stay(bureau, other_agency):
    membership = office(bureau.agency, bureau.clerk)
    MembershipFactory(agency=other_agency, role=Role.STAFF, user=bureau.clerk)
    signed_in(bureau.manager).post(address(membership), filled(membership))

    bureau.clerk.refresh_from_db()
    assert bureau.clerk.is_active
    assert list(Agency.objects.visible_to(bureau.clerk)) == [other_agency]


def test_one_of_two_roles_can_end_and_the_work_stays(bureau):
    submitted(bureau)
    membership = office(bureau.agency, bureau.clerk)
    other = MembershipFactory(agency=bureau.agency, role=Role.CHIEF, user=bureau.clerk)
    client = signed_in(bureau.manager)
    page = client.get(address(membership)).content.decode()
    assert f'value="{other.pk}"' in page
    client.post(address(membership), filled(membership))

    membership.refresh_from_db()
    other.refresh_from_db()
    assert membership.ends_on < timezone.localdate()
    assert other.ends_on is None
    again = client.post(address(membership), filled(membership))
    assert "บทบาทนี้สิ้นสุดแล้วและไม่มีงานค้าง" in again.content.decode()


def test_the_page_asks_no_more_as_work_grows(bureau):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    membership, client = office(bureau.agency, bureau.clerk), signed_in(bureau.manager)
    year = timezone.localdate().year + 543 + 1
    Plan.objects.filter(agency=bureau.agency).update(fiscal_year=year)
    bureau.clerk.last_name = "ตั้งมั่น"
    bureau.clerk.save()
    measures = list(Measure.objects.filter(plan__agency=bureau.agency))

    def count(rows):
        for measure in measures[:rows]:
            Measure.objects.filter(pk=measure.pk).update(responsible_text=bureau.clerk.get_full_name())
        for _ in range(rows):
            Deadline.objects.create(
                agency=bureau.agency,
                title="ส่ง",
                due_on=timezone.localdate(),
                who=bureau.clerk.get_full_name(),
            )
            MembershipFactory(agency=bureau.agency, role=Role.STAFF)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address(membership))
        return len(asked)

    assert count(1) == count(2)
