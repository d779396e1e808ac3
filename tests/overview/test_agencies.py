"""Many agencies side by side: what is counted, who sees which, and what is public of them."""

import csv
import io
from decimal import Decimal

import pytest
from django.urls import reverse

from agencies.models import Agency, Oversight
from approvals.models import Edition
from assessments.actions import ScoreSheet, save_scores, store_official
from assessments.models import Assessment, IndicatorScore
from overview.comparison.lines import Line, Scale
from tests.conftest import signed_in
from tests.factories.agencies import AgencyFactory, UserFactory
from tests.factories.assessments import points, scored
from tests.factories.editions import submitted
from tests.factories.measures import PlanFactory
from tests.test_order_of_lists import publish

LIST, FILE = reverse("overview_many:agencies"), reverse("overview_many:agencies_file", args=["csv"])
LOW = ("60",) * 10


@pytest.fixture
def overseer(packs):
    person = UserFactory()
    Oversight.objects.create(user=person, level="province", province="นครปฐม")
    return signed_in(person)


@pytest.fixture
def compared(overseer):
    """Two agencies with results, one without, and one of another province."""
    good, low, new = (AgencyFactory(district=district) for district in ("เมือง", "เมือง", "กำแพงแสน"))
    scored(good, 2564, LOW)
    scored(good, 2565)
    scored(low, 2565, LOW)
    scored(AgencyFactory(province="เชียงใหม่", district="แม่ริม"), 2565)
    return good, low, new


def names(page):
    return [drawn.row.agency.slug for drawn in page.context["rows"]]


def test_agencies_with_result_change_and_level(overseer, compared):
    page = overseer.get(LIST)
    good, low, new = compared
    rows = {drawn.row.agency.pk: drawn for drawn in page.context["rows"]}
    assert set(rows) == {good.pk, low.pk, new.pk}
    assert rows[good.pk].row.change == Decimal("31.10")
    assert [rows[each.pk].row.agency.level for each in compared] == ["A", "D", ""]
    assert rows[good.pk].means[0] == ("IIT", Decimal("85.46"))
    together = page.context["compared"].together
    assert (together.number, together.scored, together.mean) == (3, 2, Decimal("75.55"))
    assert [(place.name, place.number) for place in page.context["compared"].places] == [
        ("กำแพงแสน", 1),
        ("เมือง", 2),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sort=total", [1, 0, 2]),
        ("sort=-total", [0, 1, 2]),
        ("sort=-change", [0]),
        ("show=lines", [1, 0, 2]),
        ("level=A", [0]),
        ("level=-", [2]),
        ("district=กำแพงแสน", [2]),
        ("reached=1", [0, 1]),
        ("year=2564&sort=-total", [0]),
        ("q=นครปฐม เมือง", [0, 1]),
        ("q=เชียงใหม่", []),
        ("level=X&sort=pk&year=1&reached=9", [0, 1, 2]),
        ("q=" + "ก" * 101, []),
    ],
)
def test_what_is_asked_for(overseer, compared, query, found):
    slugs = [compared[place].slug for place in found]
    shown = names(overseer.get(f"{LIST}?{query}"))
    assert (
        shown[: len(slugs)] == slugs if "sort" in query else sorted(shown) == sorted(slugs) or shown == slugs
    )


def test_a_choice_that_does_not_exist_is_no_mistake(overseer, compared):
    form = overseer.get(f"{LIST}?level=A&year=1&district=X&reached=9").context["form"]
    assert not form.errors
    assert form.query(sort="total") == "level=A&sort=total"


def test_agencies_without_any_result(overseer):
    AgencyFactory.create_batch(2)
    page = overseer.get(f"{LIST}?show=lines")
    assert (page.status_code, len(page.context["rows"])) == (200, 2)


def test_the_page_costs_the_same_with_more_rows(overseer, compared, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        overseer.get(LIST)
    assert len(few) <= 12
    Agency.objects.bulk_create(AgencyFactory.build_batch(300))
    pack = Assessment.objects.filter(fiscal_year=2565).first().criteria_pack
    rows = Assessment.objects.bulk_create(
        Assessment(agency=agency, fiscal_year=2565, criteria_pack=pack)
        for agency in Agency.objects.filter(assessments=None)
    )
    IndicatorScore.objects.bulk_create(
        IndicatorScore(assessment=row, code=code, score=score)
        for row in rows
        for code, score in points().items()
    )
    assert store_official([row.pk for row in rows]) == len(rows)
    with django_assert_max_num_queries(len(few)):
        page = overseer.get(LIST)
    assert len(page.context["rows"]) == 50
    assert page.context["compared"].together.numbers["A"] == len(rows) + 1


def test_the_file_has_what_was_asked_for(overseer, compared):
    answer = overseer.get(f"{FILE}?level=A")
    [row] = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["คะแนนรวม"], row["ต่างจากปีก่อน"], row["คะแนนรวมปี 2564"], row["OIT"]) == (
        "91.10",
        "31.10",
        "60.00",
        "98.89",
    )


def test_stored_totals_follow_the_scores(agency, packs):
    sheet = ScoreSheet(indicators=points())
    year = save_scores(agency=agency, fiscal_year=2565, sheet=sheet, version=None, by=None)
    assert (year.official_total, year.official_level) == (Decimal("91.10"), "A")
    sheet = ScoreSheet(indicators=points(), printed_total=Decimal("95.00"))
    year = save_scores(agency=agency, fiscal_year=2565, sheet=sheet, version=year.version, by=None)
    assert (year.official_total, year.official_level) == (Decimal("95.00"), "")
    assert store_official([year.pk]) == 0
    Assessment.objects.update(official_level="B")
    assert store_official([year.pk]) == 1


def test_an_edition_keeps_what_its_snapshot_states(bureau, quick):
    edition = submitted(bureau)
    edition.refresh_from_db()
    assert (edition.stated_total, edition.stated_before, edition.stated_level) == (
        Decimal("91.10"),
        None,
        "A",
    )


def test_the_public_sees_what_documents_say_and_nothing_else(client, compared):
    good, low, _ = compared
    for agency in (good, low):
        publish(agency, PlanFactory(assessment=agency.assessments.get(fiscal_year=2565)))
    Edition.objects.filter(document__agency=good).update(stated_total="88.00", stated_level="B")
    low.assessments.update(official_total="12.34")
    page = client.get(reverse("overview_many:public"))
    text = page.content.decode()
    assert sorted(names(page)) == sorted([good.slug, low.slug])
    assert "88.00" in text
    assert "12.34" not in text
    assert "เกินกำหนด" not in text


def test_whoever_sees_one_agency_starts_there_and_others_with_all(overseer, compared, clerk_client, agency):
    assert clerk_client.get("/").url == reverse("overview:cycle", args=[agency.slug])
    page = overseer.get("/")
    assert {each.slug for each in compared} < set(names(page))
    assert f'<a class="agency-all" href="{LIST}">' in page.content.decode()
    assert reverse("help_page", args=["overseeing"]) in page.content.decode()
    # What is chosen there is chosen as on the page itself.
    assert names(overseer.get("/?level=D")) == [compared[1].slug]


def test_agencies_to_change_to_are_searched(overseer, compared):
    wanted = [
        AgencyFactory(name=f"เทศบาลตำบลหนองแขม {number}", short_name=f"ทต.{number}") for number in range(13)
    ]
    page = overseer.get(LIST).content.decode()
    assert page.count("data-agency-search") == 2
    found = overseer.get(reverse("overview_many:names"), {"q": "หนองแขม 12"}).content.decode()
    assert wanted[12].slug in found
    assert wanted[11].slug not in found


def test_a_line_breaks_where_a_year_is_not_known():
    totals = {2564: Decimal(85), 2565: Decimal(90), 2567: Decimal(52), 2568: Decimal(60)}
    scale = Scale.of(totals.values(), range(2564, 2569), Decimal(85), width=108, height=58)
    line = Line.of(totals, scale)
    assert line.runs == ["4.0,19.0 29.0,14.0", "79.0,52.0 104.0,44.0"]
    assert line.pass_y == "19.0"
