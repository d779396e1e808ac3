"""What an agency's administrator proposes about approvals: the rules of several people, and substitutes."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agencies.enums import Role
from agencies.models import AuditEvent
from approvals import actions
from approvals.models import Substitute
from approvals.queries.editions import submitter_may_decide, waiting_for
from itaportal.thai.dates import numeric_date
from tests.conftest import member, signed_in
from tests.factories.agencies import MembershipFactory
from tests.factories.editions import submitted
from tests.factories.proposals import confirmed


def address(bureau, name: str = "rules", *args) -> str:
    return reverse(f"approvals:{name}", args=[bureau.agency.slug, *args])


@pytest.fixture
def client(bureau):
    """The administrator's."""
    return signed_in(bureau.manager)


@pytest.fixture
def deputy(bureau):
    """A member who may act for others."""
    return MembershipFactory(
        agency=bureau.agency, role=Role.SECRETARY, position_title="รองปลัดองค์การบริหารส่วนตำบล"
    )


@pytest.fixture
def secretary(bureau):
    """The second step's membership."""
    return bureau.agency.memberships.get(user=bureau.chain[1])


def typed(principal, deputy, first="1/6/2570", last="30/6/2570", **more) -> dict:
    return {"principal": principal.pk, "deputy": deputy.pk, "starts_on": first, "ends_on": last, **more}


def appoint(bureau, principal, deputy, first: date, last: date) -> Substitute:
    return actions.save_substitute(
        agency=bureau.agency,
        substitute=None,
        principal=principal,
        deputy=deputy,
        authority="รองปลัด รักษาราชการแทน ปลัด",
        starts_on=first,
        ends_on=last,
        by=bureau.manager,
    )


def test_the_rule_is_stored_and_shown(bureau, client):
    shown = lambda: client.get(address(bureau)).context["form"]["submitter_may_decide"].value()  # noqa: E731
    assert not shown()

    assert client.post(address(bureau), {"submitter_may_decide": "on", "proof": "any"}).url == address(bureau)
    assert not submitter_may_decide(bureau.agency)
    assert "รอการยืนยัน ยังไม่มีผล" in client.get(address(bureau)).content.decode()
    confirmed(bureau.agency)

    assert submitter_may_decide(bureau.agency)
    assert shown()
    client.post(address(bureau), {"proof": "any"})
    confirmed(bureau.agency)
    assert not submitter_may_decide(bureau.agency)
    assert AuditEvent.objects.filter(action="approval_rules.save").count() == 2


def test_a_substitute_is_appointed_with_words_made_from_both_titles(bureau, client, deputy, secretary):
    response = client.post(
        address(bureau, "substitute_add"),
        typed(secretary, deputy, "๑ มิถุนายน ๒๕๗๐", "30 มิ.ย. 70"),
        follow=True,
    )

    words = "รองปลัดองค์การบริหารส่วนตำบล รักษาราชการแทน ปลัดองค์การบริหารส่วนตำบล"
    assert not Substitute.objects.exists()
    assert "รอการยืนยัน ยังไม่มีผล" in response.content.decode()
    proposal = confirmed(bureau.agency)
    assert ["ข้อความที่พิมพ์ใต้ชื่อผู้ลงนามแทน", "", words] in proposal.rows
    made = Substitute.objects.get()
    assert (made.principal, made.deputy, made.authority) == (secretary, deputy, words)
    assert (made.starts_on, made.ends_on) == (date(2027, 6, 1), date(2027, 6, 30))
    assert "กำหนดไว้ล่วงหน้า" in client.get(address(bureau)).content.decode()
    assert AuditEvent.objects.filter(action="substitute.save").count() == 1


def test_the_words_of_the_order_are_kept_and_the_usual_ones_follow_the_people(
    bureau, client, deputy, secretary
):
    other = MembershipFactory(agency=bureau.agency, role=Role.STAFF, position_title="หัวหน้าสำนักปลัด")
    client.post(address(bureau, "substitute_add"), typed(secretary, deputy))
    confirmed(bureau.agency)
    made = Substitute.objects.get()
    edit = address(bureau, "substitute_edit", made.pk)
    assert made.authority in client.get(edit).content.decode()

    client.post(edit, typed(secretary, other, authority=made.authority))
    confirmed(bureau.agency)
    made.refresh_from_db()
    assert made.authority == "หัวหน้าสำนักปลัด รักษาราชการแทน ปลัดองค์การบริหารส่วนตำบล"

    client.post(edit, typed(secretary, deputy, authority="รองปลัด ปฏิบัติราชการแทน นายก"))
    confirmed(bureau.agency)
    made.refresh_from_db()
    assert (made.deputy, made.authority) == (deputy, "รองปลัด ปฏิบัติราชการแทน นายก")


def test_people_are_chosen_from_the_chain_and_from_current_members(bureau, client, deputy, other_agency):
    gone = MembershipFactory(agency=bureau.agency, role=Role.SECRETARY, ends_on=date(2020, 1, 1))
    auditor = MembershipFactory(agency=bureau.agency, role=Role.VIEWER)
    stranger = MembershipFactory(agency=other_agency)

    form = client.get(address(bureau, "substitute_add")).context["form"]

    assert {entry.user for entry in form.fields["principal"].queryset} == set(bureau.chain)
    offered = set(form.fields["deputy"].queryset)
    assert deputy in offered
    assert not {gone, stranger, auditor} & offered


def test_who_left_the_chain_meanwhile_can_still_be_acted_for(bureau, client, deputy, secretary):
    made = appoint(bureau, secretary, deputy, date(2027, 6, 1), date(2027, 6, 30))
    bureau.agency.approval_steps.filter(membership=secretary).delete()

    client.post(address(bureau, "substitute_edit", made.pk), typed(secretary, deputy, last="15/6/2570"))
    confirmed(bureau.agency)

    made.refresh_from_db()
    assert made.ends_on == date(2027, 6, 15)


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"ends_on": "31/5/2570"}, "ends_on", "วันสิ้นสุดมาก่อนวันเริ่ม"),
        ({"starts_on": "1/6/2563"}, "starts_on", "กำหนดย้อนหลังไม่ได้"),
        ({"starts_on": "31/2/2570"}, "starts_on", "ไม่มีวันที่"),
        ({"starts_on": ""}, "starts_on", "กรุณากรอกวันที่"),
        ({"principal": ""}, "principal", "กรุณาเลือกหนึ่งข้อ"),
        ({"deputy": "999999"}, "deputy", "ตัวเลือกนี้ใช้ไม่ได้แล้ว"),
        ({"authority": "ก" * 301}, "authority", "เกินที่รับได้ 300"),
        ({"authority": "แทน 😀"}, "authority", "พิมพ์ลงเอกสารราชการไม่ได้"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(bureau, client, deputy, secretary, change, field, message):
    response = client.post(address(bureau, "substitute_add"), typed(secretary, deputy) | change)

    assert response.status_code == 200
    assert message in " ".join(response.context["form"].errors[field])
    assert not Substitute.objects.exists()


def test_nobody_acts_for_themselves(bureau, client, secretary):
    second_role = MembershipFactory(agency=bureau.agency, user=secretary.user, role=Role.STAFF)

    for deputy in (secretary, second_role):
        response = client.post(address(bureau, "substitute_add"), typed(secretary, deputy))
        assert "คนเดียวกัน" in " ".join(response.context["form"].errors["deputy"])
    assert not Substitute.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "taken"),
    [
        ("1/5/2570", "31/5/2570", False),
        ("1/5/2570", "1/6/2570", True),
        ("10/6/2570", "12/6/2570", True),
        ("30/6/2570", "5/7/2570", True),
        ("1/7/2570", "5/7/2570", False),
    ],
)
def test_one_member_of_the_chain_has_one_substitute_a_day(
    bureau, client, deputy, secretary, first, last, taken
):
    made = appoint(bureau, secretary, deputy, date(2027, 6, 1), date(2027, 6, 30))
    other = MembershipFactory(agency=bureau.agency, role=Role.STAFF)

    response = client.post(address(bureau, "substitute_add"), typed(secretary, other, first, last))

    assert bureau.agency.proposals.count() == (0 if taken else 1)
    if not taken:
        confirmed(bureau.agency)
    assert Substitute.objects.count() == (1 if taken else 2)
    if taken:
        words = " ".join(response.context["form"].errors["starts_on"])
        assert f"{deputy.user.get_full_name()} ไว้แล้ว (1 มิ.ย. 70 ถึง 30 มิ.ย. 70)" in words
    # Neither does an appointment stand in its own way, nor in that of another member of the chain.
    client.post(address(bureau, "substitute_edit", made.pk), typed(secretary, deputy, last="29/6/2570"))
    confirmed(bureau.agency)
    made.refresh_from_db()
    assert made.ends_on == date(2027, 6, 29)
    mayor = bureau.agency.memberships.get(user=bureau.chain[2])
    client.post(address(bureau, "substitute_add"), typed(mayor, other, "1/8/2570", "2/8/2570"))
    confirmed(bureau.agency)
    assert Substitute.objects.filter(principal=mayor).exists()


@pytest.mark.usefixtures("quick")
def test_a_substitute_made_on_the_page_acts_on_its_days_only(bureau, client, deputy):
    chief = bureau.agency.memberships.get(user=bureau.chain[0])
    today = timezone.localdate()
    submitted(bureau)
    client.post(
        address(bureau, "substitute_add"),
        typed(chief, deputy, numeric_date(today), numeric_date(today + timedelta(days=1))),
    )
    assert not waiting_for(deputy.user).exists()
    confirmed(bureau.agency)

    for days, acts in ((-1, False), (0, True), (1, True), (2, False)):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            assert waiting_for(deputy.user).exists() is acts
            assert waiting_for(bureau.chain[0]).exists()


def test_the_page_sorts_them_by_time(bureau, client, deputy, secretary):
    today = timezone.localdate()
    for first, last in ((-9, -5), (-1, 1), (5, 9)):
        appoint(bureau, secretary, deputy, today + timedelta(first), today + timedelta(last))

    context = client.get(address(bureau)).context

    assert [[entry.starts_on - today for entry in context[name]] for name in ("past", "acting", "coming")] == [
        [timedelta(-9)], [timedelta(-1)], [timedelta(5)]
    ]  # fmt: skip


def test_removing_asks_first(bureau, client, deputy, secretary):
    made = appoint(bureau, secretary, deputy, date(2027, 6, 1), date(2027, 6, 30))
    remove = address(bureau, "substitute_remove", made.pk)

    asked = client.post(remove)
    assert "ลงนามแทนไม่ได้อีก" in asked.content.decode()
    assert client.post(remove, {"confirm": "1"}).url == address(bureau)
    assert Substitute.objects.exists()

    confirmed(bureau.agency)
    assert not Substitute.objects.exists()
    assert AuditEvent.objects.filter(action="substitute.remove").count() == 1


def test_only_administrators_of_the_agency_come_here(bureau, deputy, secretary, other_agency):
    made = appoint(bureau, secretary, deputy, date(2027, 6, 1), date(2027, 6, 30))
    addresses = [
        address(bureau), address(bureau, "substitute_add"), address(bureau, "substitute_edit", made.pk)
    ]  # fmt: skip
    people = [(bureau.clerk, 403), (bureau.chain[2], 403), (member(other_agency, Role.AGENCY_ADMIN), 404)]
    for person, status in people:
        client = signed_in(person)
        assert {client.get(each).status_code for each in addresses} == {status}
        remove = client.post(address(bureau, "substitute_remove", made.pk), {"confirm": "1"})
        assert remove.status_code == status
    assert Substitute.objects.exists()


def test_an_appointment_of_another_agency_is_not_found(bureau, deputy, secretary, other_agency):
    made = appoint(bureau, secretary, deputy, date(2027, 6, 1), date(2027, 6, 30))
    client = signed_in(member(other_agency, Role.AGENCY_ADMIN))

    for name in ("substitute_edit", "substitute_remove"):
        foreign = reverse(f"approvals:{name}", args=[other_agency.slug, made.pk])
        assert client.post(foreign, {"confirm": "1"}).status_code == 404
    assert Substitute.objects.exists()


def test_the_page_costs_the_same_for_more_substitutes(bureau, client, deputy, secretary):
    today = timezone.localdate()
    counts = []
    for number in range(3):
        for away in (-300, 0, 100):
            day = today + timedelta(away + number * 2)
            appoint(bureau, secretary, deputy, day, day)
        with CaptureQueriesContext(connection) as queries:
            client.get(address(bureau))
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_the_settings_page_leads_here(bureau, client):
    assert (
        address(bureau)
        in client.get(reverse("agencies:settings", args=[bureau.agency.slug])).content.decode()
    )
