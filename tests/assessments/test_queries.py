from decimal import Decimal

import pytest

from assessments.actions import draft_findings
from assessments.enums import Band, WeaknessClass
from assessments.models import Assessment
from assessments.queries import (
    comparable_scores,
    criteria_of_year,
    history,
    open_years,
    overview,
)
from tests.factories.agencies import AgencyFactory
from tests.factories.assessments import (
    SCORES,
    AssessmentFactory,
    CriteriaPackFactory,
    FindingFactory,
    criteria,
    scored,
)


def fresh(assessment):
    return Assessment.objects.with_scores().get(pk=assessment.pk)


def test_the_overview_of_a_complete_year(agency):
    view = overview(scored(agency, printed_total=Decimal("91.10"), printed_level="A"))

    assert [(group.instrument.code, str(group.mean), len(group.rows)) for group in view.groups] == [
        ("IIT", "85.46", 5),
        ("EIT", "86.36", 3),
        ("OIT", "98.89", 2),
    ]
    assert [row.indicator.code for row in view.rows] == [str(number) for number in range(1, 11)]
    assert [row.indicator.code for row in view.scored] == ["10", "9", "1", "3", "7", "6", "5", "8", "2", "4"]
    assert (view.official_total, view.official_level, view.level_position) == (Decimal("91.10"), "A", 4)
    assert (view.total_difference, view.level_differs, view.missing) == (None, False, [])


def test_bands_follow_the_agencys_thresholds(agency):
    agency.low_below, agency.medium_below = Decimal(85), Decimal(90)
    agency.save()

    bands = {row.indicator.code: row.band for row in overview(scored(agency)).rows}

    assert (bands["4"], bands["5"], bands["1"]) == (Band.LOW, Band.MEDIUM, Band.GOOD)


@pytest.mark.parametrize(
    ("printed", "difference"),
    [
        ("91.10", None),
        ("91.15", None),
        ("91.05", None),
        ("91.16", "0.06"),
        ("91.04", "-0.06"),
        ("90.00", "-1.10"),
    ],
)
def test_only_a_difference_beyond_rounding_is_told(agency, printed, difference):
    view = overview(scored(agency, printed_total=Decimal(printed)))

    assert view.total_difference == (difference and Decimal(difference))
    assert view.official_total == Decimal(printed)


@pytest.mark.parametrize(
    ("fields", "official", "differs", "position"),
    [
        ({}, "A", False, 4),
        ({"printed_level": "A"}, "A", False, 4),
        ({"printed_level": "AA"}, "AA", True, 5),
        ({"printed_level": "F"}, "F", True, 1),
        ({"printed_level": "ดีมาก"}, "ดีมาก", True, 0),
        # The computed level belongs to the computed total, not to another one that was printed.
        ({"printed_total": Decimal("84.00")}, "", False, 0),
        ({"printed_total": Decimal("84.00"), "printed_level": "B"}, "B", True, 3),
    ],
)
def test_the_printed_level_is_the_official_one(agency, fields, official, differs, position):
    assessment = scored(agency, **fields)
    view = overview(assessment)

    assert (view.official_level, view.level_differs, view.level_position) == (official, differs, position)
    assert history(agency)[0].level == official


def test_an_incomplete_year_says_what_is_missing(agency):
    view = overview(scored(agency, scores=["90", None, "80", *[None] * 7]))

    assert [row.indicator.code for row in view.missing] == ["2", "4", "5", "6", "7", "8", "9", "10"]
    assert (view.official_total, view.official_level, view.total_change) == (None, "", None)
    assert [group.mean for group in view.groups] == [None, None, None]
    assert [(row.score, row.band, row.rank, row.change) for row in view.missing][0] == (
        None,
        None,
        None,
        None,
    )


def test_a_year_with_only_a_total_has_no_rows(agency):
    view = overview(
        AssessmentFactory(agency=agency, fiscal_year=2561, printed_total=Decimal("70.17"), printed_level="สูง")
    )

    assert (view.rows, view.official_total, view.official_level, view.level) == (
        [],
        Decimal("70.17"),
        "สูง",
        None,
    )


def test_changes_compare_with_the_year_before(agency):
    scored(agency, 2563)
    scored(agency, 2564, scores=["90.00", "84.00", "88.54", None])

    view = overview(scored(agency, 2565))

    changes = {row.indicator.code: row.change for row in view.rows}
    assert (changes["1"], changes["2"], changes["3"]) == (Decimal("0.11"), Decimal("-0.50"), Decimal(0))
    assert {changes[code] for code in ("4", "5", "10")} == {None}
    assert view.total_change is None


def test_the_total_compares_with_what_the_year_before_printed(agency):
    AssessmentFactory(agency=agency, fiscal_year=2564, printed_total=Decimal("91.00"))

    assert overview(scored(agency, 2565)).total_change == Decimal("0.10")


def test_a_gap_of_a_year_is_no_year_before(agency):
    scored(agency, 2563, scores=["50"] * 10)

    view = overview(scored(agency, 2565))

    assert (view.previous, view.total_change) == (None, None)


def test_only_one_to_one_indicators_are_compared(agency):
    previous = scored(agency, 2564)
    declared = {"1": ("1",), "2": ("2", "3"), "3": (), "4": ("99",)}
    mapping = criteria(2565).previous.model_copy(update={"indicators": declared})
    changed = criteria(2565).model_copy(update={"previous": mapping})

    assert comparable_scores(changed, previous) == {"1": Decimal("90.11")}
    assert comparable_scores(changed.model_copy(update={"previous": None}), previous) == {}
    assert comparable_scores(changed, None) == {}


def test_findings_stand_by_rank_then_by_lowest_score(agency):
    assessment = scored(agency)
    for code, rank in (("1", None), ("2", None), ("3", 2), ("4", 1)):
        FindingFactory(assessment=assessment, code=code, rank=rank)
    FindingFactory(assessment=assessment, code="5", weakness_class=WeaknessClass.MAINTAIN)

    view = overview(fresh(assessment))

    assert [row.indicator.code for row in view.of_class(WeaknessClass.URGENT)] == ["4", "3", "2", "1"]
    assert [row.indicator.code for row in view.of_class(WeaknessClass.MAINTAIN)] == ["5"]
    assert [row.indicator.code for row in view.unanalysed] == ["6", "7", "8", "9", "10"]


@pytest.mark.parametrize(("chosen", "departs"), [("urgent", False), ("improve", True), ("maintain", True)])
def test_a_class_other_than_the_rules_is_noticed(agency, chosen, departs):
    assessment = scored(agency, scores=[None, None, None, "79.99"])
    FindingFactory(assessment=assessment, code="4", weakness_class=chosen)

    row = overview(fresh(assessment)).rows[3]

    assert (row.proposed_class, row.departs_from_rule) == (WeaknessClass.URGENT, departs)


def test_a_finding_whose_indicator_lost_its_score_departs_from_nothing(agency):
    assessment = scored(agency, scores=["90"])
    FindingFactory(assessment=assessment, code="4", text="(79.52 คะแนน)")

    row = overview(fresh(assessment)).rows[3]

    assert (row.proposed_class, row.departs_from_rule, row.outdated_score) == (None, False, None)


def test_a_finding_that_quotes_an_old_score_is_noticed(agency):
    assessment = scored(agency)
    draft_findings(assessment=assessment, by=None)
    assessment.indicator_scores.filter(code="4").update(score=Decimal(86))

    row = overview(fresh(assessment)).rows[3]

    assert (row.outdated_score, row.departs_from_rule) == (Decimal("79.52"), True)


def test_history_is_bounded_and_stands_oldest_first(agency, other_agency):
    for year in range(2562, 2568):
        AssessmentFactory(agency=agency, fiscal_year=year, printed_total=Decimal(year - 2500))
    scored(other_agency, 2565)

    assert [entry.fiscal_year for entry in history(agency)] == [2563, 2564, 2565, 2566, 2567]
    assert [entry.fiscal_year for entry in history(agency, until=2564, years=2)] == [2563, 2564]
    assert [str(entry.total) for entry in history(agency, until=2563)] == ["62.00", "63.00"]
    assert history(AgencyFactory()) == []


def test_history_tells_how_much_of_a_year_is_known(agency):
    AssessmentFactory(agency=agency, fiscal_year=2561, printed_total=Decimal("70.17"))
    AssessmentFactory(agency=agency, fiscal_year=2562, printed_total=Decimal("77.70"))
    scored(agency, 2564, scores=SCORES[:3])
    scored(agency, 2565)

    entries = [(entry.fiscal_year, entry.scored, entry.indicators, entry.total) for entry in history(agency)]
    assert entries == [
        (2561, 0, 0, Decimal("70.17")),
        (2562, 0, 10, Decimal("77.70")),
        (2564, 3, 10, None),
        (2565, 10, 10, Decimal("91.10")),
    ]


def test_open_years_are_those_with_criteria_and_without_scores(agency, other_agency, packs):
    scored(agency, 2565)
    scored(other_agency, 2568)

    assert open_years(agency) == [2569, 2568, 2567, 2566, 2564, 2563, 2562, 2561]


def test_the_newest_version_of_a_years_criteria_counts(db):
    CriteriaPackFactory(fiscal_year=2565)
    newer = CriteriaPackFactory(fiscal_year=2565, version=2)
    newer.data, newer.sha256 = {**newer.data, "version": 2}, "2" * 64
    newer.save()

    assert criteria_of_year(2565).version == 2
    assert criteria_of_year(2570) is None


def test_the_year_to_analyse_is_the_latest_with_indicator_scores(agency, other_agency):
    assert agency.assessments.latest_scored_year() is None
    scored(agency, 2563)
    scored(agency, 2564, scores=["90"])
    AssessmentFactory(agency=agency, fiscal_year=2566, printed_total=Decimal(90))
    scored(other_agency, 2567)

    assert agency.assessments.latest_scored_year() == 2564


@pytest.mark.parametrize("count", [1, 3, 10])
def test_the_overview_costs_the_same_for_more_scores(agency, count, django_assert_num_queries):
    scored(agency, 2564, scores=SCORES[:count])
    assessment = scored(agency, scores=SCORES[:count])
    for number in range(count):
        FindingFactory(assessment=assessment, code=str(number + 1))

    with django_assert_num_queries(6):
        view = overview(Assessment.objects.with_scores().get(pk=assessment.pk))
        assert len(view.scored) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_history_costs_the_same_for_more_years(agency, count, django_assert_num_queries):
    for year in range(count):
        scored(agency, 2563 + year)

    with django_assert_num_queries(2):
        assert len(history(agency)) == count
