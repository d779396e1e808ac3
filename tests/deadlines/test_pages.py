"""The calendar and its file: what is in them, for whom, and how dates of one's own come and go."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from agencies.auditlog.models import AuditEvent
from agencies.enums import Role
from agencies.models import Membership
from deadlines.actions import add_deadline, close_feed, open_feed
from deadlines.models import Deadline, Reminding
from deadlines.queries import due_between
from deadlines.tokens import token_of
from measures.enums import Status
from tests.conftest import member, signed_in
from tests.factories.measures import MeasureFactory, PlanFactory, ProgressFactory, RoundFactory

YEAR_2566 = (date(2022, 10, 1), date(2023, 9, 30))


@pytest.fixture
def plan(agency, packs):
    return PlanFactory(assessment__agency=agency, assessment__fiscal_year=2565)


def calendar_of(agency, year=2566) -> str:
    return reverse("deadlines:calendar", args=[agency.slug]) + f"?year={year}"


def feed_of(user) -> str:
    open_feed(user=user, steps=())
    return reverse("calendar_feed", args=[token_of(Reminding.objects.get(user=user).feed)])


def summaries(response) -> list[str]:
    return [str(event["summary"]) for event in Calendar.from_ical(response.content).walk("VEVENT")]


def test_the_year_shows_measures_reports_own_and_national_dates(agency, plan, clerk_client):
    done, late = (
        MeasureFactory(plan=plan, title=title, period_end=date(2023, 6, 30)) for title in ("ก้าวหน้า", "ล่าช้า")
    )
    carried = MeasureFactory(plan=plan, title="ยกไป", period_end=date(2023, 6, 30))
    MeasureFactory(
        continued_from=carried, plan=PlanFactory(assessment__agency=agency, assessment__fiscal_year=2566)
    )
    progress_round = RoundFactory(plan=plan, as_at=date(2023, 3, 31))
    ProgressFactory(round=progress_round, measure=done, status=Status.DONE)
    add_deadline(agency=agency, title="ส่งร่าง", due_on=date(2023, 8, 1), measure=late, who="สำนักปลัด", by=None)

    found = {due.title: due for due in due_between([agency], *YEAR_2566)}
    page = clerk_client.get(calendar_of(agency))

    assert {title for title, due in found.items() if due.is_done} == {
        "ก้าวหน้า",
        "รายงานผลตามแผนปี 2566 รอบ 6 เดือน",
    }
    assert [due.title for due, _ in page.context["overdue"]] == [
        "ล่าช้า",
        "ส่งร่าง",
        "รายงานผลตามแผนปี 2566 รอบ 12 เดือน",
    ]
    assert found["ส่งร่าง"].page.endswith(f"#measure-{late.pk}")
    assert "ITA 2566: ประกาศผลการประเมิน" in found
    assert page.context["has_national"]


def test_the_number_of_queries_is_that_of_one_row(agency, plan, other_agency, django_assert_num_queries):
    for number in range(3):
        measure = MeasureFactory(plan=plan, period_end=date(2023, 6, number + 1))
        progress_round = RoundFactory(plan=plan, as_at=date(2023, 1, number + 1))
        add_deadline(
            agency=agency, title="ก", due_on=date(2023, 5, number + 1), round=progress_round, by=None
        )
        add_deadline(agency=agency, title="ข", due_on=date(2023, 5, number + 1), measure=measure, by=None)

    with django_assert_num_queries(3):
        assert len(due_between([agency, other_agency], *YEAR_2566)) == 3 + 2 + 6 + 1


@pytest.mark.parametrize("rows", [1, 3])
def test_a_calendar_is_there_for_every_year_with_dates(rows, agency, clerk_client, django_assert_num_queries):
    for year in range(rows):
        for day in (date(2031 + year, 9, 30), date(2031 + year, 10, 1)):
            add_deadline(agency=agency, title="ก", due_on=day, by=None)
        agency.contest_windows.create(fiscal_year=2560 + year, closes_on=date(2040 + year, 1, 31))
    agency.contest_windows.create(fiscal_year=2590)

    with django_assert_num_queries(7):
        page = clerk_client.get(calendar_of(agency))

    known = {2574 + year for year in range(rows + 1)} | {2583 + year for year in range(rows)}
    assert {year for year in page.context["years"] if year > 2573} == known


def test_a_date_of_ones_own_is_added_done_and_removed(agency, plan, clerk_client):
    measure = MeasureFactory(plan=plan, title="อบรม")
    typed = {"title": " ส่งร่าง ", "due_on": "๓๑ มี.ค. 66", "about": f"measure-{measure.pk}", "who": ""}
    answer = clerk_client.post(reverse("deadlines:add", args=[agency.slug]), typed)
    deadline = Deadline.objects.get()

    assert answer.url == calendar_of(agency)
    assert (deadline.title, deadline.due_on, deadline.measure) == ("ส่งร่าง", date(2023, 3, 31), measure)
    edit = reverse("deadlines:edit", args=[agency.slug, deadline.pk])
    assert clerk_client.post(edit, typed | {"is_done": "on", "version": deadline.version}).status_code == 302
    assert clerk_client.post(edit, typed | {"title": "อื่น", "version": deadline.version}).status_code == 409
    [due] = [due for due in due_between([agency], *YEAR_2566) if due.row]
    assert due.is_done
    clerk_client.post(reverse("deadlines:remove", args=[agency.slug, deadline.pk]))
    assert not Deadline.objects.exists()
    actions = AuditEvent.objects.filter(action__startswith="deadline").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == [
        "deadline.add",
        "deadline.save",
        "deadline.delete",
    ]


@pytest.mark.parametrize("wrong", [{"due_on": "31/2/2566"}, {"title": ""}, {"about": "measure-0"}])
def test_what_is_typed_wrongly_is_not_stored(wrong, agency, plan, other_agency, clerk_client):
    typed = {"title": "ส่งร่าง", "due_on": "31/3/2566", "about": ""} | wrong

    assert clerk_client.post(reverse("deadlines:add", args=[agency.slug]), typed).status_code == 200
    assert not Deadline.objects.exists()


def test_a_measure_of_another_agency_is_no_choice(agency, other_agency, plan, clerk_client):
    theirs = MeasureFactory(
        plan=PlanFactory(assessment__agency=other_agency, assessment__fiscal_year=2565), title="ของเขา"
    )
    typed = {"title": "ส่งร่าง", "due_on": "31/3/2566", "about": f"measure-{theirs.pk}"}

    page = clerk_client.post(reverse("deadlines:add", args=[agency.slug]), typed)

    assert (page.status_code, "ของเขา" in page.content.decode()) == (200, False)


def test_the_file_opens_without_session_and_holds_what_its_person_may_see(agency, other_agency, clerk):
    soon = timezone.localdate() + timedelta(days=5)
    for each, title in ((agency, "ของเรา"), (other_agency, "ของเขา")):
        add_deadline(agency=each, title=title, due_on=soon, by=None)
    address = feed_of(clerk)

    answer = Client().get(address)

    assert (answer["content-type"], "no-store" in answer["cache-control"]) == (
        "text/calendar; charset=utf-8",
        True,
    )
    assert summaries(answer) == [f"ของเรา ({agency.short_name})"]
    Membership.objects.filter(user=clerk).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert summaries(Client().get(address)) == []
    clerk.is_active = False
    clerk.save()
    assert Client().get(address).status_code == 404


def test_an_address_that_was_changed_closed_or_guessed_opens_nothing(clerk):
    first = feed_of(clerk)
    second = feed_of(clerk)
    serial = Reminding.objects.get(user=clerk).feed

    assert [Client().get(each).status_code for each in (first, second)] == [404, 200]
    assert Client().get(reverse("calendar_feed", args=[serial])).status_code == 404
    close_feed(user=clerk)
    assert Client().get(second).status_code == 404
    assert Client().get(reverse("calendar_feed", args=[token_of("")])).status_code == 404


def test_everybody_chooses_reminders_and_address_for_themselves(agency, clerk, clerk_client, viewer_client):
    page = reverse("reminding")

    assert clerk_client.get(page).context["form"].initial["steps"] == [30, 7, 1, -1]
    assert viewer_client.get(page).context["form"].initial["steps"] == []
    clerk_client.post(page, {"steps": ["7", "-1"]})
    clerk_client.post(page, {"feed": "new"})
    assert Reminding.objects.get().steps == [7, -1]
    assert Client().get(clerk_client.get(page).context["feed_url"]).status_code == 200
    clerk_client.post(page, {"feed": "close"})
    assert clerk_client.get(page).context["feed_url"] == ""
    assert clerk_client.post(page, {"steps": ["8"]}).status_code == 200
    assert signed_in(member(agency, Role.CHIEF)).get(page).context["feed_url"] == ""
