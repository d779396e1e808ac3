"""Checking the links of a year: asked politely, kept in bounds, told with what to do."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from disclosure import tasks
from disclosure.actions import begin_round, check_links, due_rounds, keep_check, links, save_disclosure
from disclosure.enums import Outcome
from disclosure.links import Answer
from disclosure.models import Disclosure, LinkCheck, LinkRound
from tests.disclosure.test_items import answer_to, items_of

GONE = Answer(Outcome.GONE, 404)
FINE = Answer(Outcome.OK, 200)


def disclosed(agency, code, *addresses, year=2568):
    text = "\n".join(addresses)
    return save_disclosure(agency=agency, fiscal_year=year, code=code, version=0, by=None, addresses=text)


@pytest.fixture
def asked(monkeypatch):
    """What was asked in order, pauses among it; answers are those of the dict, else fine."""
    log, answers = [], {}

    def ask(address, agent):
        log.append(address)
        return answers.get(address, FINE)

    monkeypatch.setattr(links.check_links, "__kwdefaults__", {"asker": ask, "sleep": log.append})
    return log, answers


def test_links_are_asked_one_after_the_other_with_pauses_at_each_host(agency, packs, asked):
    disclosed(agency, "O1", "https://b.go.th/1", "https://a.go.th/1")
    disclosed(agency, "O2", "https://b.go.th/2")
    disclosed(agency, "O3", "https://old.go.th/", year=2567)

    assert check_links(agency=agency, fiscal_year=2568) == 0

    assert asked[0] == ["https://a.go.th/1", "https://b.go.th/1", 1.0, "https://b.go.th/2"]
    assert "http" in links.agent()


def test_a_silent_host_is_left_for_the_next_time(agency, packs, asked):
    log, answers = asked
    addresses = [f"https://a.go.th/{number}" for number in range(5)]
    answers |= dict.fromkeys(addresses, Answer(Outcome.SILENT))
    disclosed(agency, "O1", *addresses)

    check_links(agency=agency, fiscal_year=2568)

    assert [each for each in log if each != 1.0] == addresses[:3]
    assert LinkCheck.objects.count() == 3


def test_history_is_kept_in_bounds_and_of_present_addresses_alone(agency, packs):
    row = disclosed(agency, "O1", "https://a.go.th/1", "https://a.go.th/2")
    for _ in range(links.KEPT + 3):
        keep_check(disclosure=row, address="https://a.go.th/1", answer=GONE)
    keep_check(disclosure=row, address="https://a.go.th/2", answer=FINE)
    keep_check(disclosure=row, address="https://nobodys.go.th/", answer=FINE)

    assert row.checks.filter(address="https://a.go.th/1").count() == links.KEPT
    assert row.checks.filter(is_newest=True).count() == 2
    Disclosure.objects.update(addresses="https://a.go.th/2")
    keep_check(disclosure=row, address="https://a.go.th/2", answer=FINE)
    assert set(row.checks.values_list("address", flat=True)) == {"https://a.go.th/2"}


def test_a_broken_link_is_shown_with_what_to_do_until_it_is_mended(
    agency, packs, clerk_client, asked, settings
):
    settings.CHECK_LINKS = True
    log, answers = asked
    answers["https://a.go.th/old"] = GONE
    row = disclosed(agency, "O1", "https://a.go.th/old")

    button = reverse("disclosure:check", args=[agency.slug, 2568])
    assert button in clerk_client.get(items_of(agency)).content.decode()
    assert clerk_client.post(button).url == items_of(agency)
    page = clerk_client.get(items_of(agency, "year=2568&links=broken"))
    assert [line.code for line in page.context["lines"]] == ["O1"]
    for words in (Outcome.GONE.label, Outcome.GONE.advice, "1 ลิงก์"):
        assert str(words) in page.content.decode()
    assert str(Outcome.GONE.advice) in clerk_client.get(answer_to(agency)).content.decode()

    sent = {"state": "published", "addresses": "https://a.go.th/new", "version": row.version}
    assert clerk_client.post(answer_to(agency), sent).status_code == 302
    clerk_client.post(button)
    page = clerk_client.get(items_of(agency))
    assert page.context["broken"] == 0
    assert str(Outcome.GONE.label) not in page.content.decode()


def test_a_round_is_asked_for_once_and_again_when_it_ended_or_was_lost(agency):
    assert begin_round(agency=agency, fiscal_year=2568)
    assert not begin_round(agency=agency, fiscal_year=2568)
    LinkRound.objects.update(asked_at=timezone.now() - links.GIVEN_UP - timedelta(minutes=1))
    assert begin_round(agency=agency, fiscal_year=2568)
    LinkRound.objects.update(ended_at=timezone.now())
    assert begin_round(agency=agency, fiscal_year=2568)


def test_the_newest_year_is_checked_once_a_week(agency, other_agency, packs, asked, settings):
    settings.CHECK_LINKS = True
    disclosed(agency, "O1", "https://a.go.th/")
    disclosed(agency, "O1", "https://old.go.th/", year=2567)
    save_disclosure(agency=other_agency, fiscal_year=2568, code="O1", version=0, by=None)
    assert due_rounds() == [(agency, 2568)]

    call_command("catch_up", stdout=StringIO())
    assert asked[0] == ["https://a.go.th/"]
    assert tasks.check_when_due() == 0
    LinkRound.objects.update(asked_at=timezone.now() - links.EVERY)
    assert tasks.check_when_due() == 1


def test_a_portal_that_asks_nobody_asks_nobody(agency, packs, asked, settings, clerk_client):
    assert settings.CHECK_LINKS is False  # a demonstration
    disclosed(agency, "O1", "https://a.go.th/")

    assert tasks.check_when_due() == 0
    tasks.check_year.enqueue(agency.pk, 2568)
    button = reverse("disclosure:check", args=[agency.slug, 2568])
    assert "ตั้งค่าไม่ให้ตรวจลิงก์" in clerk_client.post(button, follow=True).content.decode()
    assert not LinkRound.objects.exists()
    assert button not in clerk_client.get(items_of(agency)).content.decode()
    assert asked[0] == []


def test_the_number_of_queries_is_that_of_one_link(agency, packs, clerk_client, django_assert_num_queries):
    def check(code):
        row = disclosed(agency, code, f"https://a.go.th/{code}", f"https://b.go.th/{code}")
        for address in row.links:
            keep_check(disclosure=row, address=address, answer=GONE)

    check("O1")
    with CaptureQueriesContext(connection) as few:
        clerk_client.get(items_of(agency))
    check("O2")
    check("O3")
    with django_assert_num_queries(len(few)):
        clerk_client.get(items_of(agency))
