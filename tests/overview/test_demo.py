"""What a demonstration shows: something waits in every chair, and there is enough around to compare."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from agencies.auditlog.writing import chains, verify_chain
from agencies.models import Agency, User
from approvals.models import Edition, Notice, Proposal
from approvals.queries.desk import waiting_editions, waiting_rows
from assessments.models import Assessment
from deadlines.queries import due_in_year
from disclosure.enums import State
from disclosure.queries.items import criteria_of, lines_of
from disclosure.queries.items import years as oit_years
from itaportal.thai.dates import fiscal_year
from measures.evidence import check
from measures.models import CatalogueMeasure, Evidence
from overview.demo import flagship, seeds
from overview.demo.parts import latest_year
from reports.queries import cycle_of, year_opened_first
from scripts import help_pictures, pictures
from tests.conftest import signed_in
from tests.factories.editions import without_files
from tests.factories.files import photo


@pytest.mark.slow
@pytest.mark.usefixtures("packs")
def test_the_demonstration_shows_the_product(monkeypatch, capsys):
    """One test for all: entering it takes seconds, also without what is rendered, signed and found by search."""
    piece = check("a.jpg", photo())
    without_files(monkeypatch)
    monkeypatch.setattr("overview.demo.past._certificates_begin", lambda wanted: wanted)
    monkeypatch.setattr("search.indexing.refresh_source", lambda source, keys: None)
    for module in (seeds, flagship):
        monkeypatch.setattr(module, "checked", lambda file: piece)
    call_command("load_catalogue", verbosity=0)
    call_command("load_demo", verbosity=0)
    call_command("load_demo")
    assert capsys.readouterr().out == "", "what is there already stays as it is"
    agency, today = Agency.objects.get(slug="sai-thong"), timezone.localdate()

    latest = latest_year(today)
    assert latest in (fiscal_year(today) - 1, 2569)
    years = Assessment.objects.filter(agency=agency, fiscal_year__gt=latest - 5).with_scores()
    assert [len(each.indicator_scores.all()) for each in years] == [10] * 5
    cycle = cycle_of(years[0])
    assert cycle.overview.total_difference is None
    assert (cycle.without_finding, cycle.uncovered, cycle.incomplete_measures) == (0, [], 0)
    assert len(cycle.measures) >= 12
    assert sum(due.is_overdue(today) for due in due_in_year(agency, latest + 1)) >= 3 or today.month == 10
    last = agency.plans.get(fiscal_year=latest)
    assert last.measures.count() >= 12
    assert last.rounds.count() == 2
    assert Evidence.objects.photos().filter(entry__round__plan=last).count() == 9

    lines = lines_of(agency, criteria_of(oit_years()[0]))
    assert {line.state for line in lines} == set(State)
    assert sum(len(line.broken) for line in lines) == 2
    states = Counter(Edition.objects.filter(document__agency=agency).values_list("state", flat=True))
    assert states == {"published": 2, "submitted": 3, "returned": 1}
    for name in ("chief", "secretary", "mayor"):
        person = User.objects.get(username=name)
        [row] = waiting_rows(waiting_editions(person), person)
        assert row.days >= 4
    assert Notice.objects.filter(user__username="staff", read_at=None).exists()
    assert Notice.objects.filter(user__username="staff", read_at__isnull=False).exists()
    assert Proposal.objects.filter(state="waiting").count() == 1
    assert CatalogueMeasure.objects.offered().count() == 1

    opened = {
        "sai-thong": latest,
        "thung-bu-lang": 2565,
        "bo-phlap": 2567,
        "pho-nong": 2568,
        "thung-noi": 2565,
    }
    for slug, year in opened.items():
        known = Assessment.objects.filter(agency__slug=slug).order_by("fiscal_year")
        years = known.values_list("fiscal_year", flat=True)
        assert year_opened_first(Agency.objects.get(slug=slug), list(years)) == year

    places = Counter(Agency.objects.values_list("province", "district"))
    assert len(places) >= 7
    assert places["กาฬสินธุ์", "ห้วยเม็ก"] >= 5
    assert Agency.objects.filter(assessments__fiscal_year=latest, province="กาฬสินธุ์").count() >= 20
    levels = Assessment.objects.filter(fiscal_year=latest).values_list("printed_level", flat=True).distinct()
    assert len(levels) >= 4

    known, now = pictures.places(), {}
    for name, (who, path) in help_pictures.PAGES.items():
        reader = signed_in(User.objects.get(username=who))
        now[name] = help_pictures.fingerprint(reader.get(path.format(**known), follow=True).content.decode())
    stale = [name for name, told in now.items() if told != help_pictures.recorded()[name]]
    assert stale == [], "these pages say something else than on their pictures: run `make help-pictures`"

    assert [verify_chain(chain, {}) for chain in chains()] == [None] * len(chains())
    assert not Edition.objects.filter(submitted_at__gt=timezone.now() - timedelta(days=4)).exists()
