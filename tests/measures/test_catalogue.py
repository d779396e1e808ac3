"""The catalogue: keeping, offering, sharing, loading; and what scores did."""

from decimal import Decimal

import pytest

from agencies.models import AuditEvent
from measures import actions
from measures.models import CatalogueMeasure, Measure, Plan
from measures.queries.catalogue import Search, find_entries, keepable_measures, score_effects
from measures.rules.effects import Case, Effect, average_changes
from tests.factories.agencies import AgencyFactory, UserFactory
from tests.factories.assessments import scored
from tests.factories.editions import approved, without_files
from tests.factories.measures import CatalogueMeasureFactory, MeasureFactory, PlanFactory

ENTRY = {
    "key": "a", "kind": "measure", "title": "เดิม", "steps": ["x"], "indicators": ["8"], "source": "s",
    "items": ["I3"], "items_year": 2567,
}  # fmt: skip


def case(before, after, code="8"):
    return Case(code, Decimal(before), Decimal(after))


def test_a_mean_is_shown_from_three_cases_on():
    assert average_changes([case("80", "90"), case("80", "85")]) == [Effect("8", 2, None)]
    assert average_changes([case("80", "90"), case("80", "85"), case("80.00", "79.99")]) == [
        Effect("8", 3, Decimal("5.00"))
    ]


def test_indicators_are_told_apart():
    told = average_changes([case("80", "90"), case("50", "60", "2"), case("1", "2")])

    assert [(effect.indicator, effect.cases) for effect in told] == [("8", 2), ("2", 1)]


@pytest.fixture
def approved_measure(bureau, monkeypatch):
    """A measure of plan 2566, whose memo all of the chain approved."""
    without_files(monkeypatch)
    approved(bureau)
    return Measure.objects.get(title="จัดทำคู่มือการใช้ทรัพย์สินของราชการ")


def events(action):
    return AuditEvent.objects.filter(action=action)


def test_a_measure_of_an_approved_plan_is_kept(approved_measure, bureau):
    entry = actions.keep_measure(measure=approved_measure, by=bureau.clerk)

    assert (entry.agency, entry.origin) == (bureau.agency, approved_measure)
    assert entry.steps == ["จัดทำคู่มือ", "ประชาสัมพันธ์คู่มือ"]
    assert (entry.title, entry.indicator_codes) == (approved_measure.title, ["4"])
    assert entry.source == "อบต.ตัวอย่าง แผนปี 2566"
    assert events("catalogue.add").get().agency_id == bureau.agency.pk


def test_keeping_twice_keeps_one(approved_measure, bureau):
    first = actions.keep_measure(measure=approved_measure, by=bureau.clerk)

    assert actions.keep_measure(measure=approved_measure, by=bureau.clerk) == first
    assert events("catalogue.add").count() == 1


def test_what_nobody_approved_is_not_kept(bureau):
    measure = Measure.objects.first()

    with pytest.raises(actions.NotApproved):
        actions.keep_measure(measure=measure, by=bureau.clerk)

    assert keepable_measures(bureau.agency) == []


def test_items_are_kept_with_the_year_that_numbers_them(approved_measure, bureau):
    approved_measure.item_codes = ["E7"]
    approved_measure.save()

    entry = actions.keep_measure(measure=approved_measure, by=bureau.clerk)

    assert (entry.item_codes, entry.items_year) == (["E7"], 2565)


def test_what_the_catalogue_has_is_not_offered_again(approved_measure, bureau):
    other = Measure.objects.exclude(pk=approved_measure.pk).get()
    assert keepable_measures(bureau.agency) == [approved_measure, other]

    actions.keep_measure(measure=approved_measure, by=bureau.clerk)
    CatalogueMeasureFactory(title=other.title)

    assert keepable_measures(bureau.agency) == []


def test_an_agency_sees_its_own_and_the_shared(agency, other_agency):
    shared = CatalogueMeasureFactory()
    own = CatalogueMeasureFactory(agency=agency)
    CatalogueMeasureFactory(agency=other_agency)

    assert find_entries(agency, Search()) == [own, shared]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        (Search(indicator="2"), {"b"}),
        (Search(item="I3"), {"a"}),
        (Search(item="I30"), set()),
        (Search(topic=7), {"b"}),
        (Search(words="คู่มือ ประชุม"), {"a"}),
        (Search(words="ABC"), {"b"}),
        (Search(whose="own"), {"b"}),
        (Search(whose="shared"), {"a"}),
        (Search(words="คู่มือ", indicator="2"), set()),
    ],
)
def test_search(agency, search, found):
    CatalogueMeasureFactory(key="a", title="จัดทำคู่มือ", steps=["ประชุม"], item_codes=["I3"])
    CatalogueMeasureFactory(
        key="b", agency=agency, title="อบรม abc", steps=[], indicator_codes=["8", "2"], topic_numbers=[7]
    )

    assert {entry.key for entry in find_entries(agency, search)} == found


def test_an_adopted_measure_knows_where_it_came_from(plan, clerk):
    offered = CatalogueMeasureFactory()

    [measure] = actions.adopt(plan=plan, catalogue=[offered], by=clerk)

    assert measure.from_catalogue == offered


def test_other_agencies_own_entries_are_not_adopted(plan, other_agency, clerk):
    foreign = CatalogueMeasureFactory(agency=other_agency)

    assert actions.adopt(plan=plan, catalogue=[foreign], by=clerk) == []


@pytest.fixture
def own(agency):
    return CatalogueMeasureFactory(agency=agency)


def test_an_accepted_offer_is_shared_by_all(own, agency, other_agency, clerk):
    administrator = UserFactory(is_superuser=True)
    actions.offer_entry(entry=own, by=clerk)
    assert find_entries(other_agency, Search()) == []

    actions.accept_offer(entry=own, by=administrator)

    own.refresh_from_db()
    assert (own.agency, own.offered_at) == (None, None)
    assert find_entries(other_agency, Search()) == [own]
    assert events("catalogue.accept").get().agency_id == agency.pk


def test_a_declined_offer_stays_with_its_agency_and_says_why(own, agency, clerk):
    actions.offer_entry(entry=own, by=clerk)

    actions.decline_offer(entry=own, reason="มีชื่อบุคคล", by=UserFactory(is_superuser=True))

    own.refresh_from_db()
    assert (own.agency, own.offered_at, own.declined_reason) == (agency, None, "มีชื่อบุคคล")
    actions.offer_entry(entry=own, by=clerk)
    own.refresh_from_db()
    assert own.declined_reason == ""


def test_nothing_is_decided_that_is_not_offered(own, clerk):
    actions.offer_entry(entry=own, by=clerk)
    actions.withdraw_offer(entry=own, by=clerk)

    with pytest.raises(actions.NotOffered):
        actions.accept_offer(entry=own, by=clerk)

    own.refresh_from_db()
    assert own.agency is not None
    assert not events("catalogue.accept").exists()


def test_offering_and_withdrawing_twice_is_told_once(own, clerk):
    for _ in range(2):
        actions.offer_entry(entry=own, by=clerk)
    for _ in range(2):
        actions.withdraw_offer(entry=own, by=clerk)

    assert events("catalogue.offer").count() == events("catalogue.withdraw").count() == 1


def test_removing_an_entry_keeps_the_measures_made_from_it(own, plan, clerk):
    [measure] = actions.adopt(plan=plan, catalogue=[own], by=clerk)

    actions.remove_entry(entry=own, by=clerk)

    measure.refresh_from_db()
    assert measure.from_catalogue is None
    assert own.title in events("catalogue.remove").get().before


def test_loading_tells_once_what_changed(db):
    actions.load_catalogue(entries=[ENTRY])
    actions.load_catalogue(entries=[ENTRY])
    assert events("catalogue.load").count() == 1

    actions.load_catalogue(entries=[{**ENTRY, "title": "ใหม่"}, {**ENTRY, "key": "b"}])

    event = events("catalogue.load").last()
    assert (event.agency_id, event.after) == (None, '{"added": "b", "changed": "a"}')
    stored = CatalogueMeasure.objects.get(key="a")
    assert (stored.title, stored.item_codes, stored.items_year) == ("ใหม่", ["I3"], 2567)


def test_loading_leaves_own_entries_alone(own):
    actions.load_catalogue(entries=[ENTRY])

    own.refresh_from_db()
    assert own.agency is not None


def used(entry, before, after, *, codes=("8",), agency=None):
    """An agency that took the entry in 2565, with the points of indicator 8 in 2564 and 2565."""
    agency = agency or AgencyFactory()
    assessed = scored(agency, 2564, scores=[None] * 7 + [before])
    if after is not None:
        scored(agency, 2565, scores=[None] * 7 + [after])
    plan = Plan.objects.filter(agency=agency).first() or PlanFactory(assessment=assessed)
    return MeasureFactory(plan=plan, from_catalogue=entry, indicator_codes=list(codes))


def test_effects_count_where_both_years_are_known(packs):
    entry = CatalogueMeasureFactory(indicator_codes=["8", "2"])
    for before, after in (("80", "90"), ("80", "85"), ("80", "81")):
        used(entry, before, after)
    used(entry, "80", None)
    used(entry, "10", "90", codes=["1"])
    used(CatalogueMeasureFactory(), "10", "90")

    assert score_effects(entry) == [Effect("8", 3, Decimal("5.33"))]


def test_two_measures_of_one_plan_are_one_case(packs):
    entry = CatalogueMeasureFactory()
    measure = used(entry, "80", "90")
    MeasureFactory(plan=measure.plan, from_catalogue=entry, indicator_codes=["8"])

    assert score_effects(entry) == [Effect("8", 1, None)]


def test_what_the_criteria_do_not_compare_is_no_case(packs):
    from criteria.models import CriteriaPack

    pack = CriteriaPack.objects.get(fiscal_year=2565)
    previous = {**pack.data["previous"], "indicators": {"7": ["7", "8"]}}
    CriteriaPack.objects.filter(pk=pack.pk).update(data={**pack.data, "previous": previous}, sha256="0" * 64)
    entry = CatalogueMeasureFactory()
    used(entry, "80", "90")

    assert score_effects(entry) == []
