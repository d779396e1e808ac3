"""Where people start: each by what they are in their agency, with what they have to do."""

from dataclasses import replace

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.enums import Role
from agencies.models import Agency, ApprovalStep
from approvals.enums import Move
from approvals.queries.signers import confirmers_of, falling_to_site
from overview.setup import people_to_see_to, setup_steps
from reports.enums import Kind
from tests.conftest import member, signed_in
from tests.factories.agencies import MembershipFactory, UserFactory
from tests.factories.editions import decided, published, submitted
from tests.factories.proposals import refused

HOMES = {
    Role.EXECUTIVE: "overview/home_manager.html",
    Role.SECRETARY: "overview/home_manager.html",
    Role.CHIEF: "overview/home_manager.html",
    Role.AGENCY_ADMIN: "overview/home_agency_admin.html",
    Role.VIEWER: "overview/home_auditor.html",
}


def start(person):
    return signed_in(person).get("/")


def test_every_chair_has_its_start(agency):
    for role, template in HOMES.items():
        assert template in [each.name for each in start(member(agency, role)).templates]
    clerk = member(agency, Role.STAFF)
    year = reverse("overview:cycle", args=[agency.slug])
    assert start(clerk).url == year
    # What somebody decides goes before what they enter, and what they enter before what they look after.
    MembershipFactory(user=clerk, agency=agency, role=Role.AGENCY_ADMIN)
    assert start(clerk).url == year
    MembershipFactory(user=clerk, agency=agency, role=Role.CHIEF)
    assert "overview/home_manager.html" in [each.name for each in start(clerk).templates]
    assert "ท่านยังไม่ได้อยู่ในหน่วยงานใด" in start(UserFactory()).content.decode()


def test_a_signer_is_one_press_from_reading_and_deciding(bureau, quick, django_assert_num_queries):
    first = submitted(bureau)
    client = signed_in(bureau.chain[0])
    client.get("/")  # a process reads each criteria pack once
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/")
    # Two more than in the demonstration: the year is over, and the one before it is not among those read.
    assert len(queries) <= 14
    address = reverse("approvals:edition", args=[bureau.agency.slug, first.pk])
    picture = reverse("approvals:edition_page", args=[bureau.agency.slug, first.pk, 1])
    assert f'class="btn btn-primary" href="{address}"' in page.content.decode()
    assert f'src="{picture}?of={first.files.get().sha256[:16]}"' in page.content.decode()
    assert bureau.agency.name in page.content.decode()

    document = bureau.document
    more = document.agency.documents.create(
        kind=Kind.ANALYSIS_REPORT, plan=document.plan, subject="รายงาน", addressee="นายก"
    )
    submitted(replace(bureau, document=more))
    with django_assert_num_queries(len(queries)):
        page = client.get("/")
    assert page.content.decode().count("desk-row") == 2

    decided(first, bureau.chain[0])
    assert first in [decision.edition for decision in client.get("/").context["decisions"]]
    assert first in [row.edition for row in start(bureau.chain[1]).context["rows"]]


def test_the_year_shows_what_came_back_and_what_waits_for_whom(bureau, quick, other_agency):
    edition = submitted(bureau)
    shown = signed_in(bureau.clerk).get(reverse("overview:cycle", args=[bureau.agency.slug]))
    assert f"รอ {bureau.chain[0].get_full_name()} ตั้งแต่" in shown.content.decode()
    decided(edition, bureau.chain[0], Move.RETURN, "แก้วันที่")
    shown = signed_in(bureau.clerk).get(reverse("overview:cycle", args=[bureau.agency.slug]))
    assert [each.pk for each in shown.context["under_way"]] == [edition.pk]
    assert "แก้วันที่" in shown.content.decode()
    # Sent again, it waits once; another agency's auditor sees neither.
    again = submitted(bureau)
    auditor = start(member(bureau.agency, Role.VIEWER))
    assert [each.pk for each in auditor.context["under_way"]] == [again.pk]
    assert not start(member(other_agency, Role.VIEWER)).context["under_way"]


def test_the_year_offers_the_documents_that_can_be_made(bureau):
    address = reverse("overview:cycle", args=[bureau.agency.slug])
    plan = reverse("reports:document_start_plan", args=[bureau.agency.slug, bureau.document.plan.fiscal_year])
    assert plan in signed_in(bureau.clerk).get(address).content.decode()
    assert not signed_in(bureau.chain[2]).get(address).context["options"]
    # What is a draft already is a step of its own that leads to it.
    step = signed_in(bureau.clerk).get(address).context["steps"][-1]
    assert step["url"] == reverse("reports:document", args=[bureau.agency.slug, bureau.document.pk])


def test_an_auditor_reads_what_was_settled_last(bureau, quick):
    edition = published(bureau)
    page = start(member(bureau.agency, Role.VIEWER))
    assert [each.pk for each in page.context["settled"]] == [edition.pk]
    assert f"{reverse('agencies:audit', args=[bureau.agency.slug])}?check=1" in page.content.decode()


def test_setting_up_goes_step_by_step_until_all_is_there(agency):
    manager = MembershipFactory(agency=agency, role=Role.AGENCY_ADMIN, user__last_login="2026-01-01T00:00Z")
    assert [step["state"] for step in setup_steps(agency, [])] == [
        "current",
        "todo",
        "done",
        "partial",
        "todo",
    ]
    assert "ตั้งค่าหน่วยงานให้พร้อมใช้" in start(manager.user).content.decode()
    Agency.objects.filter(pk=agency.pk).update(office="สำนักปลัด", unit="งานบริหาร", phone="0", emblem="e.png")
    clerk = MembershipFactory(agency=agency, role=Role.STAFF)
    ApprovalStep.objects.create(agency=agency, position=1, membership=clerk)
    agency.refresh_from_db()
    assert {step["state"] for step in setup_steps(agency, [])} == {"done"}
    assert list(people_to_see_to(agency)) == [clerk]
    clerk.user.is_active = False
    clerk.user.save()
    assert [step["missing"] for step in setup_steps(agency, [])][-1] == "1 ลำดับไม่มีผู้ลงนามได้วันนี้"


def test_a_site_administrator_is_told_what_waits_in_a_fixed_number_of_queries(agency, other_agency, packs):
    admin = signed_in(UserFactory(is_superuser=True, is_staff=True))
    with CaptureQueriesContext(connection) as before:
        page = admin.get("/")
    assert "หน่วยงานที่ไม่มีผู้ดูแลข้อมูลหน่วยงาน" in [row["label"] for row in page.context["waiting"]]
    for place in (agency, other_agency):
        member(place, Role.AGENCY_ADMIN)
        proposal = refused(place)
        type(proposal).objects.filter(pk=proposal.pk).update(state="waiting", settled_at=None)
    with CaptureQueriesContext(connection) as after:
        page = admin.get("/")
    assert len(before) == len(after)
    told = {row["label"]: row["number"] for row in page.context["waiting"]}
    assert told == {"ผู้ลงนามที่ไม่มีผู้ใดยืนยันได้": 2}
    # As soon as somebody of the agency can confirm, it is theirs.
    signer = MembershipFactory(agency=agency, role=Role.EXECUTIVE, user__password="own")
    ApprovalStep.objects.create(agency=agency, position=1, membership=signer)
    assert confirmers_of(agency.proposals.get()).exists()
    assert [each.agency for each in falling_to_site()] == [other_agency]
