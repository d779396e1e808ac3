"""Who can become the mayor: nobody by an administrator's word alone, and never without the real one being told."""

import ast
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actions import password_set_by_other, set_own_password
from agencies.enums import Language, Role
from agencies.models import ApprovalStep, AuditEvent, Membership, User
from agencies.signers import NotProposed
from approvals import actions
from approvals.actions.confirming import ON_PAPER_AFTER
from approvals.models import Decision, Edition, MailChoice, Notice, Proposal, Substitute
from approvals.queries.editions import acting, waiting_for
from approvals.queries.signers import proposals_for, signers_of
from approvals.rules.moves import NotAllowed
from approvals.rules.titles import TWICE
from itaportal.thai.dates import numeric_date
from tests.conftest import ROOT, member, signed_in
from tests.english import thai_on
from tests.factories import files
from tests.factories.agencies import MembershipFactory, UserFactory
from tests.factories.editions import SEAL, decided, submitted
from tests.factories.proposals import confirmed

PASSWORD = "ของปลอม-ของปลอม-44"
pytestmark = pytest.mark.slow


@pytest.fixture
def auditor(bureau):
    return member(bureau.agency, Role.VIEWER, user__email="auditor@example.go.th")


@pytest.fixture
def mayor(bureau):
    mayor = bureau.chain[2]
    mayor.first_name, mayor.last_name, mayor.email = "สมบูรณ์", "ใจซื่อ", "nayok@example.go.th"
    mayor.save()
    return mayor


def office(bureau, user):
    """The membership by which somebody signs."""
    return bureau.agency.memberships.filter(user=user).order_by("pk").first()


def page(proposal):
    return reverse("approvals:proposal", args=[proposal.agency.slug, proposal.pk])


def chain(agency):
    return list(agency.approval_steps.values_list("membership", flat=True))


def propose_chain(bureau, *people, by=None):
    steps = [[one.pk, ""] for one in people]
    return actions.propose("chain", agency=bureau.agency, content={"steps": steps}, by=by or bureau.manager)


def propose_substitute(bureau, principal, deputy, first=0, last=5, by=None):
    today = timezone.localdate()
    content = {
        "principal": principal.pk, "deputy": deputy.pk, "authority": "รักษาราชการแทน นายก",
        "starts_on": today + timedelta(first), "ends_on": today + timedelta(last),
    }  # fmt: skip
    return actions.propose("substitute", agency=bureau.agency, content=content, by=by or bureau.manager)


def add(administrator, agency, username, role, name):
    """Add somebody of the administrator's own making over the pages, and return a client signed in as them."""
    title, first, last = name
    form = {"username": username, "title": title, "first_name": first, "last_name": last, "role": role}
    form["position_title"] = "นายกองค์การบริหารส่วนตำบล" if role == Role.EXECUTIVE else "เจ้าหน้าที่"
    administrator.post(reverse("agencies:member_add", args=[agency.slug]), form)
    return enter(administrator, agency, User.objects.get(username=username))


def enter(administrator, agency, person):
    """Print a code for the person and use it oneself."""
    membership = person.memberships.filter(agency=agency).first()
    sheet = administrator.post(reverse("accounts:invite", args=[agency.slug, membership.pk]), {"print": "1"})
    code = re.search(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){2}", sheet.content.decode())[0]
    client = Client()
    client.post(reverse("login_code"), {"username": person.username, "code": code})
    client.post(reverse("new_password"), {"password1": PASSWORD, "password2": PASSWORD})
    assert client.get(reverse("inbox")).status_code == 200
    return client


@pytest.mark.usefixtures("quick")
def test_an_administrator_alone_gets_nothing_signed_and_the_mayor_is_told(
    bureau, mayor, auditor, mailoutbox, django_capture_on_commit_callbacks
):
    agency, administrator = bureau.agency, signed_in(bureau.manager)
    MailChoice.objects.create(user=mayor, kind="signers")  # not even so is it kept from him
    made = {
        role: add(administrator, agency, f"false-{role}", role, ("นาย", "สมบูรณ์", "ใจซื่อ"))
        for role in (Role.STAFF, Role.CHIEF, Role.SECRETARY, Role.EXECUTIVE)
    }
    before = chain(agency)
    false = [agency.memberships.get(user__username=f"false-{role}") for role in list(made)[1:]]
    form = {"version": agency.version, "steps-TOTAL_FORMS": 3, "steps-INITIAL_FORMS": 3}
    form |= {f"steps-{place}-membership": one.pk for place, one in enumerate(false)}
    form |= {f"steps-{place}-heading": "" for place in range(3)}
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert administrator.post(reverse("agencies:chain", args=[agency.slug]), form).status_code == 302
    proposal = Proposal.objects.get()

    # Nobody of theirs confirms it, and nothing of theirs signs.
    for client in (administrator, *made.values()):
        client.post(page(proposal), {"choice": "confirm", "reason": ""})
        client.post(page(proposal), {"choice": "paper"})
    document = bureau.document
    seen = {"version": document.version, "seen": submitted_fingerprint(document), "message": ""}
    made[Role.STAFF].post(reverse("approvals:submit", args=[agency.slug, document.pk]), seen)
    edition = Edition.objects.get()
    sha256 = edition.files.get().sha256
    for client in (administrator, *made.values()):
        form = {"seen": sha256, "choice": "approve", "opinion": "เห็นชอบ", "means": "seal"}
        client.post(reverse("approvals:decide", args=[agency.slug, edition.pk]), form)
    assert chain(agency) == before
    assert not Decision.objects.exists()

    # The real one is told by name, with what is alike; so is the auditor.
    [told] = Notice.objects.filter(user=mayor)
    assert "โปรดสังเกต" in told.text
    assert "(บัญชี false-chief)" in told.text
    assert {"nayok@example.go.th", "auditor@example.go.th"} <= {mail.to[0] for mail in mailoutbox}
    inbox = signed_in(mayor).get(reverse("inbox")).content.decode()
    assert page(proposal) in inbox
    shown = signed_in(mayor).get(page(proposal)).content.decode()
    assert "มีชื่อเหมือนหรือคล้ายกับ" in shown
    assert "มีตำแหน่งเดียวกับ" in shown
    assert "บัญชี false-executive" in shown

    signed_in(mayor).post(page(proposal), {"choice": "refuse", "reason": "ไม่ใช่คนของเรา"})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.settled_by, chain(agency)) == ("refused", mayor, before)
    assert "ไม่ใช่คนของเรา" in Notice.objects.filter(user=auditor).first().text
    actions_told = AuditEvent.objects.filter(agency_id=agency.pk, action__startswith="proposal.")
    assert [event.action for event in actions_told.order_by("pk")] == ["proposal.propose", "proposal.refuse"]


def submitted_fingerprint(document):
    from tests.factories.editions import seen_now

    return seen_now(document)


def test_a_signers_account_opened_by_somebody_elses_code_signs_nothing(bureau, mayor):
    agency, administrator = bureau.agency, signed_in(bureau.manager)
    thief = enter(administrator, agency, mayor)
    proposal = Proposal.objects.get(kind="account")

    other = propose_substitute(bureau, office(bureau, bureau.chain[0]), MembershipFactory(agency=agency))
    for choice in ("confirm", "refuse"):
        thief.post(page(other), {"choice": choice, "reason": "เหตุผล"})
    thief.post(page(proposal), {"choice": "confirm", "reason": ""})
    administrator.post(page(proposal), {"choice": "withdraw"})
    assert set(Proposal.objects.values_list("state", flat=True)) == {"waiting"}
    assert mayor not in signers_of(agency)
    assert not proposals_for(mayor)
    assert Notice.objects.filter(user=bureau.chain[1], proposal=proposal).exists()

    # No other change that is confirmed meanwhile takes the doubt away.
    content = {"position_title": "นายก อบต."}
    rename = actions.propose(
        "member", agency=agency, about=office(bureau, mayor).pk, content=content, by=bureau.manager
    )
    actions.confirm(proposal=rename, by=bureau.chain[1])
    assert mayor not in signers_of(agency)

    signed_in(bureau.chain[1]).post(page(proposal), {"choice": "confirm", "reason": ""})
    assert mayor in signers_of(agency)
    # Once more, and refused by the mayor himself: until another code is confirmed.
    enter(administrator, agency, mayor)
    [again] = Proposal.objects.filter(kind="account", state="waiting")
    signed_in(mayor).post(page(again), {"choice": "refuse", "reason": "ไม่ได้ขอ"})
    assert mayor not in signers_of(agency)
    enter(administrator, agency, mayor)
    confirmed_account = Proposal.objects.get(kind="account", state="waiting")
    actions.confirm(proposal=confirmed_account, by=bureau.chain[0])
    assert mayor in signers_of(agency)


def test_an_account_opened_between_proposal_and_confirmation_signs_nothing_either(bureau, mayor):
    new = MembershipFactory(agency=bureau.agency, role=Role.CHIEF, user__first_name="ใหม่")
    proposal = propose_chain(bureau, new, *[office(bureau, one) for one in bureau.chain[1:]])
    enter(signed_in(bureau.manager), bureau.agency, new.user)
    actions.confirm(proposal=proposal, by=mayor)

    assert new.pk in chain(bureau.agency)
    assert new.user not in signers_of(bureau.agency)
    actions.confirm(proposal=Proposal.objects.get(kind="account"), by=mayor)
    assert new.user in signers_of(bureau.agency)


def test_signers_read_by_whose_code_a_new_account_was_opened(bureau, mayor):
    new = MembershipFactory(agency=bureau.agency, role=Role.CHIEF)
    enter(signed_in(bureau.manager), bureau.agency, new.user)
    proposal = propose_chain(bureau, new, *[office(bureau, one) for one in bureau.chain[1:]])

    shown = signed_in(mayor).get(page(proposal)).content.decode()
    assert f"ตั้งรหัสผ่านด้วยรหัสที่ {bureau.manager.get_full_name()} ออกให้" in shown


@pytest.mark.usefixtures("quick")
def test_a_document_under_way_waits_for_nobody_whose_account_is_in_doubt(bureau):
    edition, chief = submitted(bureau), bureau.chain[0]
    assert waiting_for(chief).exists()
    # Also of whoever does not stand in the chain any more.
    bureau.agency.approval_steps.filter(position=1).delete()
    enter(signed_in(bureau.manager), bureau.agency, chief)

    assert acting(edition, chief) is None
    assert not waiting_for(chief).exists()
    with pytest.raises(NotAllowed):
        decided(edition, chief)
    actions.confirm(proposal=Proposal.objects.get(), by=bureau.chain[1])
    assert decided(edition, chief)


def test_a_password_of_the_sites_administrator_or_the_command_line_signs_nothing(bureau, mayor, monkeypatch):
    site_admin = UserFactory(is_superuser=True, is_staff=True)
    password_set_by_other(user=mayor, by=site_admin)
    proposal = Proposal.objects.get()
    with pytest.raises(NotAllowed, match="ยังไม่ได้ตั้งรหัสผ่านของตนเอง"):
        actions.confirm(proposal=proposal, by=bureau.chain[0])
    mayor.refresh_from_db()
    set_own_password(user=mayor, password=PASSWORD)
    assert Proposal.objects.get() == proposal  # told of already
    with pytest.raises(NotAllowed):
        actions.confirm(proposal=proposal, by=site_admin)
    actions.confirm(proposal=proposal, by=bureau.chain[0])

    monkeypatch.setattr("getpass.getpass", lambda prompt: PASSWORD)
    call_command("changepassword", mayor.username, stdout=StringIO())
    mayor.refresh_from_db()
    assert not mayor.password_is_own
    assert mayor.check_password(PASSWORD)
    assert mayor not in signers_of(bureau.agency)
    assert Proposal.objects.filter(kind="account", state="waiting", proposed_by=None).count() == 1


def test_nobody_confirms_what_they_proposed_or_would_sign_by(bureau, mayor, auditor):
    deputy = MembershipFactory(agency=bureau.agency, role=Role.SECRETARY)
    both = MembershipFactory(agency=bureau.agency, role=Role.AGENCY_ADMIN, user=bureau.chain[0])
    proposal = propose_substitute(bureau, office(bureau, mayor), deputy, by=both.user)
    gone = MembershipFactory(
        agency=bureau.agency, role=Role.CHIEF, ends_on=timezone.localdate() - timedelta(1)
    )
    ApprovalStep.objects.create(agency=bureau.agency, position=4, membership=gone)
    people = [
        both.user,
        deputy.user,
        auditor,
        bureau.manager,
        bureau.clerk,
        gone.user,
        UserFactory(is_superuser=True),
    ]

    for person in people:
        assert actions.why_not_confirm(proposal, person)
        with pytest.raises(NotAllowed):
            actions.confirm(proposal=proposal, by=person)
    assert not Substitute.objects.exists()
    actions.confirm(proposal=proposal, by=mayor)
    assert Substitute.objects.get().deputy == deputy
    # And the database refuses it.
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(settled_by=both.user)


def test_an_administrator_who_appoints_himself_waits_and_never_backdates(bureau, mayor):
    own = MembershipFactory(agency=bureau.agency, role=Role.STAFF, user=bureau.manager)
    administrator, today = signed_in(bureau.manager), timezone.localdate()
    form = {
        "principal": office(bureau, mayor).pk,
        "deputy": own.pk,
        "ends_on": numeric_date(today + timedelta(9)),
    }
    add_page = reverse("approvals:substitute_add", args=[bureau.agency.slug])
    past = administrator.post(add_page, form | {"starts_on": numeric_date(today - timedelta(1))})
    assert "กำหนดย้อนหลังไม่ได้" in past.content.decode()
    administrator.post(add_page, form | {"starts_on": numeric_date(today)})
    proposal = Proposal.objects.get()
    administrator.post(page(proposal), {"choice": "confirm", "reason": ""})
    assert not Substitute.objects.exists()

    Proposal.objects.update(content=proposal.content | {"starts_on": str(today - timedelta(5))})
    with pytest.raises(actions.Settled, match="ไม่ตรงกับที่แสดงไว้"):
        actions.confirm(proposal=proposal, by=mayor)  # not what people were shown


def test_a_substitution_starts_on_the_day_it_is_confirmed_at_the_earliest(bureau, mayor, time_machine):
    deputy = MembershipFactory(agency=bureau.agency, role=Role.SECRETARY)
    proposal = propose_substitute(bureau, office(bureau, mayor), deputy, first=0, last=5)
    late = propose_substitute(bureau, office(bureau, bureau.chain[0]), deputy, first=0, last=1)
    time_machine.move_to(timezone.now() + timedelta(days=3), tick=False)
    actions.confirm(proposal=proposal, by=mayor)
    made = Substitute.objects.get()
    assert made.starts_on == timezone.localdate()
    late.refresh_from_db()
    assert (late.state, late.reason) == ("outdated", "วันสิ้นสุดผ่านไปแล้ว")
    # Another person in the place of this one does not act since then.
    other = MembershipFactory(agency=bureau.agency, role=Role.SECRETARY)
    content = {"principal": made.principal_id, "deputy": other.pk, "authority": "แทน", "starts_on": made.starts_on, "ends_on": made.ends_on}  # fmt: skip
    time_machine.shift(timedelta(days=1))
    actions.propose("substitute", agency=bureau.agency, about=made.pk, content=content, by=bureau.manager)
    confirmed(bureau.agency)
    made.refresh_from_db()
    assert (made.deputy, made.starts_on) == (other, timezone.localdate())


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("role", [Role.VIEWER, Role.AGENCY_ADMIN])
def test_only_roles_that_may_sign_stand_in_a_chain(bureau, role):
    wrong = MembershipFactory(agency=bureau.agency, role=role)
    form = {"version": bureau.agency.version, "steps-TOTAL_FORMS": 1, "steps-INITIAL_FORMS": 0}
    form |= {"steps-0-membership": wrong.pk, "steps-0-heading": ""}
    response = signed_in(bureau.manager).post(reverse("agencies:chain", args=[bureau.agency.slug]), form)
    assert response.context["formset"].forms[0].errors["membership"]
    with pytest.raises(NotProposed, match="ลงนามไม่ได้"):
        propose_chain(bureau, wrong)
    with pytest.raises(NotProposed, match="ลงนามไม่ได้"):
        propose_substitute(bureau, office(bureau, bureau.chain[2]), wrong)
    # Nor do they sign where somebody has written them into the database.
    ApprovalStep.objects.filter(position=1).update(membership=wrong)
    assert wrong.user not in signers_of(bureau.agency)
    with pytest.raises(actions.NoChain, match="ไม่มีผู้ลงนามได้"):
        submitted(bureau)


def test_of_two_proposals_one_outdates_the_other_and_says_so(bureau, mayor):
    people = [office(bureau, one) for one in bureau.chain]
    first, second = propose_chain(bureau, *people[1:]), propose_chain(bureau, people[0], people[2])
    client = signed_in(mayor)
    client.post(page(first), {"choice": "confirm", "reason": ""})
    assert chain(bureau.agency) == [one.pk for one in people[1:]]

    late = client.post(page(second), {"choice": "confirm", "reason": ""}, follow=True).content.decode()
    assert "ข้อเสนอนี้ใช้ไม่ได้แล้ว" in late
    assert "มีการเปลี่ยนแปลงอื่นเกิดขึ้นหลังเสนอ" in late
    assert chain(bureau.agency) == [one.pk for one in people[1:]]
    twice = client.post(page(first), {"choice": "refuse", "reason": "ช้าไป"}, follow=True).content.decode()
    assert "ข้อเสนอนี้มีผลแล้ว โดย" in twice


def test_what_signers_were_shown_is_what_is_confirmed(bureau, mayor):
    """A person proposed under one name does not become a signer under another."""
    new = MembershipFactory(agency=bureau.agency, role=Role.CHIEF, user__first_name="ธรรมดา")
    proposal = propose_chain(bureau, new, *[office(bureau, one) for one in bureau.chain])
    form = {
        "version": new.version, "title": "นาย", "first_name": "สมบูรณ์", "last_name": "ใจซื่อ", "role": new.role,
        "position_title": "นายกองค์การบริหารส่วนตำบล", "starts_on": "", "ends_on": "",
    }  # fmt: skip
    edit = reverse("agencies:member_edit", args=[bureau.agency.slug, new.pk])
    assert signed_in(bureau.manager).post(edit, form).status_code == 302
    new.user.refresh_from_db()
    assert new.user.first_name == "สมบูรณ์"

    with pytest.raises(actions.Settled, match="ไม่ตรงกับที่แสดงไว้"):
        actions.confirm(proposal=proposal, by=mayor)
    assert new.pk not in chain(bureau.agency)


def test_a_signers_name_role_and_time_are_proposed(bureau, mayor, other_agency):
    membership, administrator = office(bureau, mayor), signed_in(bureau.manager)
    edit = reverse("agencies:member_edit", args=[bureau.agency.slug, membership.pk])
    form = {
        "version": membership.version, "title": "นาย", "first_name": "คนใหม่", "last_name": "ใจซื่อ",
        "role": membership.role, "position_title": membership.position_title, "starts_on": "", "ends_on": "",
    }  # fmt: skip
    assert "เป็นข้อเสนอ" in administrator.get(edit).content.decode()
    for wrong, words in (({"role": Role.VIEWER}, "ลงนามไม่ได้"), ({"starts_on": "1/1/2560"}, "ย้อนหลังไม่ได้")):
        assert words in administrator.post(edit, form | wrong).content.decode()
    assert administrator.post(edit, form).status_code == 302
    mayor.refresh_from_db()
    assert mayor.first_name == "สมบูรณ์"
    # In another agency, where he is no signer, the name cannot be changed at all.
    elsewhere = MembershipFactory(agency=other_agency, user=mayor, role=Role.STAFF)
    edit = reverse("agencies:member_edit", args=[other_agency.slug, elsewhere.pk])
    own = {"version": elsewhere.version, "role": Role.STAFF}
    refused = signed_in(member(other_agency, Role.AGENCY_ADMIN)).post(edit, form | own)
    assert "ผู้ลงนามของหน่วยงานอื่นด้วย" in refused.content.decode()

    proposal = confirmed(bureau.agency)
    assert ["ชื่อ", "สมบูรณ์", "คนใหม่"] in proposal.rows
    mayor.refresh_from_db()
    assert mayor.first_name == "คนใหม่"


def test_the_sites_administrator_renames_no_signer(bureau, mayor):
    membership = office(bureau, mayor)
    form = {
        "username": mayor.username, "title": "นาย", "first_name": "คนอื่น", "last_name": "อื่น", "is_active": "on",
        "email": "false@example.go.th", "memberships-TOTAL_FORMS": "1", "memberships-INITIAL_FORMS": "1",
        "memberships-0-id": membership.pk, "memberships-0-user": mayor.pk, "memberships-0-agency": bureau.agency.pk,
        "memberships-0-role": "viewer", "memberships-0-position_title": "อื่น",
        "oversights-TOTAL_FORMS": "0", "oversights-INITIAL_FORMS": "0",
    }  # fmt: skip
    site = signed_in(UserFactory(is_superuser=True, is_staff=True))
    assert site.post(f"/admin/agencies/user/{mayor.pk}/change/", form).status_code == 302

    mayor.refresh_from_db()
    membership.refresh_from_db()
    assert (mayor.first_name, mayor.email, membership.role) == ("สมบูรณ์", "nayok@example.go.th", "executive")


def test_a_first_set_up_takes_two(bureau):
    agency, people = bureau.agency, [office(bureau, one) for one in bureau.chain]
    agency.approval_steps.all().delete()
    administrator, site_admin = signed_in(bureau.manager), UserFactory(is_superuser=True, is_staff=True)
    proposal = propose_chain(bureau, *people)

    for client in (administrator, *map(signed_in, bureau.chain)):
        client.post(page(proposal), {"choice": "confirm", "reason": ""})
        client.post(page(proposal), {"choice": "paper"})
    assert chain(agency) == []
    site = signed_in(site_admin)
    assert agency.name in site.get(reverse("site_proposals")).content.decode()
    site.post(reverse("site_proposal", args=[proposal.pk]), {"choice": "confirm", "reason": ""})
    assert chain(agency) == [one.pk for one in people]
    proposal.refresh_from_db()
    assert (proposal.confirmed_by, proposal.settled_by) == ("site", site_admin)
    # From now on it is for the signers, and none of the site's business.
    later = propose_chain(bureau, *people[1:])
    assert site.get(reverse("site_proposal", args=[later.pk])).status_code == 404


def test_a_first_set_up_stands_on_paper_after_everybody_could_object(bureau, auditor, time_machine):
    agency, people = bureau.agency, [office(bureau, one) for one in bureau.chain]
    agency.approval_steps.all().delete()
    administrator, proposal = signed_in(bureau.manager), propose_chain(bureau, *people)
    printed = administrator.get(
        reverse("approvals:proposal_paper", args=[agency.slug, proposal.pk])
    ).content.decode()
    assert proposal.code_text in printed
    assert people[2].user.get_full_name() in printed
    scan = reverse("approvals:proposal_scan", args=[agency.slug, proposal.pk])

    bad = administrator.post(scan, {"file": files_named("ยืนยัน.pdf", files.PROGRAM)})
    assert "รับไม่ได้" in bad.content.decode()
    administrator.post(scan, {"file": files_named("ยืนยัน.jpg", files.photo())})
    assert Notice.objects.filter(user=auditor, text__contains="แนบหนังสือยืนยัน").exists()
    administrator.post(page(proposal), {"choice": "paper"})
    assert chain(agency) == []
    time_machine.move_to(timezone.now() + ON_PAPER_AFTER + timedelta(seconds=1), tick=False)
    administrator.force_login(bureau.manager)
    administrator.post(page(proposal), {"choice": "paper"})
    assert chain(agency) == [one.pk for one in people]
    proposal.refresh_from_db()
    assert proposal.confirmed_by == "paper"
    assert b"".join(administrator.get(scan).streaming_content).startswith(b"\xff\xd8")
    # Whoever is left without signers later needs the site's administrator: paper is for the first time alone.
    Membership.objects.filter(pk__in=chain(agency)).update(ends_on=timezone.localdate() - timedelta(1))
    new = MembershipFactory(agency=agency, role=Role.EXECUTIVE)
    again = propose_chain(bureau, new)
    Proposal.objects.filter(pk=again.pk).update(scan="x", scanned_at=timezone.now() - timedelta(9))
    again.refresh_from_db()
    with pytest.raises(NotAllowed, match="ครั้งแรก"):
        actions.confirm_on_paper(proposal=again, by=bureau.manager)


def files_named(name, data):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, data)


@pytest.mark.usefixtures("quick")
def test_one_person_signs_two_steps_only_by_a_rule_that_the_document_tells_of(bureau, mayor):
    secretary = bureau.chain[1]
    with pytest.raises(NotProposed, match="มากกว่าหนึ่งลำดับ"):
        propose_substitute(bureau, office(bureau, mayor), office(bureau, secretary))
    today = timezone.localdate()
    actions.save_substitute(  # as one that stood before there was the rule
        agency=bureau.agency, substitute=None, principal=office(bureau, mayor), deputy=office(bureau, secretary),
        authority="ปลัด รักษาราชการแทน นายก", starts_on=today, ends_on=today, by=None,
    )  # fmt: skip
    edition = submitted(bureau)
    for person in bureau.chain[:2]:
        decided(edition, person)
    assert acting(edition, secretary) is None
    assert not waiting_for(secretary).exists()
    with pytest.raises(NotAllowed):
        decided(edition, secretary)

    rules = {"submitter_may_decide": False, "one_person_twice": True}
    actions.propose("rules", agency=bureau.agency, content=rules, by=bureau.manager)
    confirmed(bureau.agency)
    assert waiting_for(secretary).exists()
    assert waiting_for(mayor).exists()
    decision = decided(edition, secretary, signing=SEAL)
    assert decision.title == ("ปลัดองค์การบริหารส่วนตำบล", f"ปลัด รักษาราชการแทน นายก {TWICE}")
    assert TWICE in decision.signed_as
    assert edition.decisions.get(by=bureau.chain[0]).acting_for == ""


def test_only_what_was_confirmed_calls_what_changes_who_signs():
    """The functions that make the changes are called by the kinds of proposals alone."""
    makers = {"save_chain", "save_rules", "save_substitute", "remove_substitute"}
    callers = set()
    for app in ("agencies", "approvals", "accounts", "exchange", "reports", "itaportal"):
        for file in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                    if name in makers:
                        callers.add((str(file.relative_to(ROOT)), name))
    proposed = "approvals/actions/proposed"
    assert callers == {
        (f"{proposed}/chain.py", "save_chain"),
        # Of a signer who leaves, and that is refused unless it was confirmed (tests/approvals/test_leaving.py).
        ("approvals/actions/handing_over.py", "save_chain"),
        *((f"{proposed}/office.py", name) for name in makers - {"save_chain"}),
    }


def test_the_desk_costs_the_same_for_more_proposals(bureau, mayor):
    client, counts = signed_in(mayor), []
    for _ in range(3):
        deputy = MembershipFactory(agency=bureau.agency, role=Role.SECRETARY)
        propose_substitute(bureau, office(bureau, bureau.chain[0]), deputy)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("inbox")).status_code == 200
        counts.append(len(queries))
    assert counts[1] == counts[2]
    assert 'desk-count">3' in client.get(reverse("inbox")).content.decode()


def test_who_reads_english_reads_proposals_in_english_and_confirms_them(bureau, mayor):
    agency, (chief, secretary, _) = bureau.agency, bureau.chain
    new = MembershipFactory(agency=agency, role=Role.EXECUTIVE, position_title="นายก", user=UserFactory(
        first_name=mayor.first_name, last_name=mayor.last_name,
    ))  # fmt: skip
    stand_in = MembershipFactory(agency=agency, role=Role.CHIEF, position_title="ผู้ช่วย")
    heir = MembershipFactory(agency=agency, role=Role.SECRETARY, position_title="ปลัดคนใหม่")
    password_set_by_other(user=chief, by=None)
    kinds = [
        Proposal.objects.get(kind="account"),
        propose_substitute(bureau, office(bureau, mayor), stand_in),
        actions.propose(
            "member", agency=agency, about=office(bureau, chief).pk, by=bureau.manager,
            content={"role": Role.SECRETARY, "starts_on": str(timezone.localdate() + timedelta(9))},
        ),
        actions.propose(
            "rules", agency=agency, content={"one_person_twice": True, "proof": "second"}, by=bureau.manager
        ),
        actions.propose(
            "leave", agency=agency, by=bureau.manager, content={
                "memberships": [office(bureau, secretary).pk], "from_day": str(timezone.localdate() + timedelta(9)),
                "reason": "ไปเทศบาลอื่น", "successors": {"signing": heir.pk}, "by": bureau.manager.get_full_name(),
            },
        ),
        propose_chain(bureau, office(bureau, chief), office(bureau, secretary), new),
    ]  # fmt: skip
    for reader in (mayor, bureau.manager):
        reader.language = Language.ENGLISH
        reader.save()
    client = signed_in(mayor)
    texts = {agency.name, agency.short_name, "รักษาราชการแทน นายก", "ไปเทศบาลอื่น"}
    texts |= {each.get_full_name() for each in User.objects.exclude(first_name="")}
    texts |= set(agency.memberships.values_list("position_title", flat=True))
    written = sorted(texts, key=len, reverse=True)

    for proposal in kinds:
        assert thai_on(client.get(page(proposal)), *written) == []
    paper = signed_in(bureau.manager).get(
        reverse("approvals:proposal_paper", args=[agency.slug, kinds[-1].pk])
    )
    assert "ข้าพเจ้าได้ตรวจรายชื่อ" in paper.content.decode()
    assert thai_on(paper, *written) == []
    confirmed_one = client.post(page(kinds[-1]), {"choice": "confirm", "reason": ""}, follow=True)

    assert thai_on(confirmed_one, *written) == []
    kinds[-1].refresh_from_db()
    assert kinds[-1].state == "confirmed"
    assert chain(agency)[-1] == new.pk
    notices = client.get(reverse("notices"))
    assert thai_on(notices, *written) == []
    assert "proposes a change: Signing order" in notices.content.decode()
