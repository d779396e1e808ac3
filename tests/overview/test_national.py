"""A country of invented agencies: like the published one, and the same whenever it is made."""

from random import Random
from statistics import mean

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from agencies.auditlog.writing import verify_chain
from agencies.enums import AgencyKind
from agencies.models import Agency
from assessments.grading import grade
from assessments.models import Assessment
from criteria.models import CriteriaPack
from measures.models import Measure, Progress
from overview.national import making
from overview.national.places import invent, kinds
from overview.national.published import PUBLISHED, indicator_points, total_at
from reports.models import Document
from search.rebuilding import differences

# Of twelve agencies, two years and seed 5, on SQLite and PostgreSQL alike.
SAME = "d58be4958b34799c66862b3dde5cba8425c855bbf05a5c6522d9746f20d93760"


def test_kinds_stand_in_their_usual_numbers_and_names_are_anybodys():
    found = kinds(8317)
    assert [found.count(kind) for kind in AgencyKind] == [5621, 2381, 207, 32, 76]
    places = invent(600, Random(3))
    assert len({place.name for place in places}) == len({place.slug for place in places}) == 600
    assert len({place.province for place in places}) == 76
    provincial = [place for place in places if place.kind == AgencyKind.PROVINCIAL_ORGANISATION]
    assert provincial
    assert all(place.name.endswith("(จำลอง)") for place in provincial)


@pytest.mark.parametrize("year", PUBLISHED)
def test_totals_come_to_the_published_mean_and_share(year):
    told = PUBLISHED[year]
    totals = [total_at((rank + 0.5) / 8317, told) for rank in range(8317)]
    assert mean(totals) == pytest.approx(told.mean, abs=0.02)
    assert sum(total >= 85 for total in totals) / 8317 == pytest.approx(told.passed, abs=0.0002)
    assert 40 <= totals[0] < totals[-1] <= 100


@pytest.mark.usefixtures("packs")
@pytest.mark.parametrize("total", [40.0, 84.99, 85.3, 99.9])
def test_points_of_indicators_come_to_the_total_and_to_its_level(total):
    criteria = CriteriaPack.objects.get(fiscal_year=2568).criteria
    points = indicator_points(total, criteria, Random(1))
    result = grade(points, criteria)
    assert len(points) == 10
    assert len(set(points.values())) > 1
    assert all(0 <= value <= 100 for value in points.values())
    assert float(result.total) == pytest.approx(total, abs=0.02)
    assert result.level.passed == (total >= 85)


@pytest.mark.usefixtures("packs")
def test_the_same_seed_makes_the_same_country(capsys):
    call_command("load_catalogue", verbosity=0)
    digests = []
    for seed in (5, 6):
        with transaction.atomic():
            making.make(12, 2, seed)
            digests.append(making.digest())
            transaction.set_rollback(True)
    call_command("generate_national", agencies=12, years=2, seed=5)
    assert capsys.readouterr().out.splitlines()[-1] == f"digest {digests[0]}"
    assert digests[0] == SAME, "on every database; another one where what is generated was changed"
    assert digests[0] != digests[1]

    assert Assessment.objects.count() == 24
    assert not Assessment.objects.filter(official_total=None).exists()
    assert all(model.objects.exists() for model in (Measure, Progress, Document))
    call_command("store_totals")
    assert capsys.readouterr().out == "24 years compared, 0 mended\n"
    assert not differences(), "search finds all of it"
    assert verify_chain(Agency.objects.latest("pk").pk, {}) is None

    with pytest.raises(CommandError, match="generated country"):
        call_command("generate_national", agencies=12, beside=True)


def test_nothing_is_invented_among_real_agencies(agency):
    with pytest.raises(CommandError, match="holds agencies"):
        call_command("generate_national", agencies=3)
    with pytest.raises(CommandError, match="Between 1 and"):
        call_command("generate_national", agencies=0)
    assert list(Agency.objects.all()) == [agency]
