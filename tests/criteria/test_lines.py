"""Lines over the years: they go on through a change of name or number and break where an indicator was split."""

from decimal import Decimal

import pytest

from assessments.queries import comparable_scores, history, overview, scores_by_codes_before
from criteria.difference import find_differences
from criteria.lines import Continuity, codes_by_year, find_ended, find_links, predecessor
from criteria.rulebook import Criteria
from tests.factories.assessments import CriteriaPackFactory, criteria, pack_data, scored
from tests.factories.packs import next_year


def of_2570(**mapping) -> Criteria:
    return Criteria.from_data(next_year(**mapping))


# Indicator 1 and 2 changed places, 3 was split into 3 and 4, 5 comes from 5 and 6, 7 is new; 4 and 7 end.
REARRANGED = {
    "_1": ["2"],
    "_2": ["1"],
    "_3": ["3"],
    "_4": ["3"],
    "_5": ["5", "6"],
    "_6": [],
    "_7": [],
}


def test_a_line_goes_on_only_where_one_alone_continues_one():
    read = of_2570(**REARRANGED)

    assert [predecessor(read, str(code)) for code in range(1, 11)] == [
        "2", "1", None, None, None, None, None, "8", "9", "10",
    ]  # fmt: skip


def test_links_say_what_became_of_each_indicator():
    found = find_links(of_2570(**REARRANGED), criteria(2569))

    assert [link.continuity for link in found] == [
        Continuity.RENAMED, Continuity.RENAMED, Continuity.SPLIT, Continuity.SPLIT, Continuity.MERGED,
        Continuity.NEW, Continuity.NEW, Continuity.SAME, Continuity.SAME, Continuity.SAME,
    ]  # fmt: skip
    assert found[0].old == (("2", criteria(2569).indicator("2").name),)
    assert [code for code, _ in find_ended(of_2570(**REARRANGED), criteria(2569))] == ["4", "7"]


def test_a_code_named_twice_for_the_same_indicator_is_no_split():
    assert predecessor(of_2570(_9=["9"]), "9") == "9"
    assert predecessor(of_2570(_9=["9", "9"]), "9") is None


def test_codes_are_followed_back_through_the_years():
    years = {year: criteria(year) for year in range(2566, 2570)}

    found = codes_by_year(of_2570(**REARRANGED), years, 2567)

    assert set(found) == {2570, 2569, 2568, 2567}
    assert found[2570]["3"] == "3"
    assert found[2569] == found[2567] == {"1": "2", "2": "1", "8": "8", "9": "9", "10": "10"}


def test_beyond_an_unknown_year_nothing_is_known():
    found = codes_by_year(of_2570(), {2568: criteria(2568)}, 2567)

    assert set(found) == {2570, 2569}


# The agency's years


@pytest.fixture
def rearranged(agency):
    pack = CriteriaPackFactory(fiscal_year=2570, data=next_year(**REARRANGED))
    for year in (2567, 2568, 2569):
        scored(agency, year, scores=[str(year - 2500 + number) for number in range(10)])
    return scored(agency, 2570, scores=["90"] * 10, criteria_pack=pack)


def test_the_history_follows_the_mapping_and_breaks_where_one_was_split(rearranged, agency):
    years = {entry.fiscal_year: entry.comparable for entry in history(agency)}

    assert years[2570] == {str(code): Decimal(90) for code in range(1, 11)}
    assert years[2569] == {
        "1": Decimal(70), "2": Decimal(69), "8": Decimal(76), "9": Decimal(77), "10": Decimal(78),
    }  # fmt: skip
    assert years[2567]["1"] == Decimal(68)
    assert "3" not in years[2567]


def test_the_history_until_an_earlier_year_speaks_in_its_codes(rearranged, agency):
    years = {entry.fiscal_year: entry.comparable for entry in history(agency, until=2569)}

    assert years[2568] == {str(number + 1): Decimal(68 + number) for number in range(10)}


def test_a_year_without_scores_is_bridged_by_its_criteria(agency, django_assert_num_queries):
    for year in range(2567, 2570):
        CriteriaPackFactory(fiscal_year=year)
    pack = CriteriaPackFactory(fiscal_year=2570, data=next_year(**REARRANGED))
    scored(agency, 2567)
    scored(agency, 2570, criteria_pack=pack)

    with django_assert_num_queries(3):
        years = history(agency)

    assert years[0].comparable["1"] == Decimal("83.50")


def test_a_year_whose_criteria_are_not_published_ends_the_lines(agency):
    CriteriaPackFactory(fiscal_year=2568, published_at=None)
    scored(agency, 2567)
    scored(agency, 2569)

    assert [bool(entry.comparable) for entry in history(agency)] == [False, True]


def test_the_years_before_another_scheme_have_nothing_to_compare(agency):
    scored(agency, 2562)
    CriteriaPackFactory(fiscal_year=2561)

    assert [entry.fiscal_year for entry in history(agency) if entry.comparable] == [2562]


def test_changes_of_an_indicator_that_was_split_are_not_told(rearranged):
    changes = {row.indicator.code: row.change for row in overview(rearranged).rows}

    assert changes["1"] == Decimal(20)
    assert [code for code, change in changes.items() if change is None] == ["3", "4", "5", "6", "7"]


def test_scores_of_a_year_can_be_told_by_the_codes_of_the_year_before(rearranged, agency):
    rearranged.indicator_scores.filter(code="1").update(score=Decimal(80))
    rearranged.refresh_from_db()

    found = scores_by_codes_before(type(rearranged).objects.with_scores().get(pk=rearranged.pk))

    assert found["2"] == Decimal(80)
    assert set(found) == {"1", "2", "8", "9", "10"}
    assert set(comparable_scores(of_2570(**REARRANGED), None)) == set()


# Differences


def words(before: Criteria, after: Criteria) -> dict[str, list[tuple]]:
    return {
        part.title: [
            (change.kind.label, change.label, change.before, change.after) for change in part.changes
        ]
        for part in find_differences(before, after)
    }


def test_a_pack_differs_in_nothing_from_itself():
    assert words(criteria(2567), criteria(2567)) == {}


def test_indicators_are_told_apart_by_the_mapping():
    found = words(criteria(2569), of_2570(**REARRANGED))

    assert [(kind, label) for kind, label, *_ in found["ตัวชี้วัด"]] == [
        ("เปลี่ยน", "ตัวชี้วัดที่ 1"),
        ("เปลี่ยน", "ตัวชี้วัดที่ 2"),
        *(("เพิ่ม", f"ตัวชี้วัดที่ {code}") for code in "34567"),
        *(("ตัดออก", f"ตัวชี้วัดที่ {code} (เดิม)") for code in "34567"),
    ]
    assert set(found) == {"ตัวชี้วัด"}


def test_every_part_tells_its_differences():
    data = next_year()
    data["instruments"]["list"][0]["weight"], data["instruments"]["list"][1]["weight"] = "0.20", "0.40"
    data["levels"] |= {"pass_line": "80", "confidence": "confirmed", "sources": ["seed_002"]}
    data["levels"]["list"][2]["minimum"] = "80"
    data["items"]["IIT"]["count"] = 12
    data["documents"]["analysis"] = "O1"
    data["topics"]["list"] = [{"number": 1, "name": "ประเด็นใหม่", "items": ["O1"]}]

    found = words(criteria(2569), Criteria.from_data(data))

    assert ("เปลี่ยน", "คะแนนที่ถือว่าผ่าน", "85", "80") in found["เกณฑ์ผ่านและรายงาน"]
    assert found["เครื่องมือและน้ำหนัก"][0][2].endswith("น้ำหนักร้อยละ 30")
    assert found["เครื่องมือและน้ำหนัก"][0][3].endswith("น้ำหนักร้อยละ 20")
    assert found["ระดับผลการประเมิน"] == [("เปลี่ยน", "ผ่าน", "ตั้งแต่ 85 คะแนน (ผ่าน)", "ตั้งแต่ 80 คะแนน (ผ่าน)")]
    assert found["จำนวนข้อ"] == [("เปลี่ยน", "IIT", "ไม่ทราบจำนวน", "12 ข้อ")]
    assert found["ประเด็น"] == [("เพิ่ม", "ประเด็นที่ 1", "–", "ประเด็นใหม่ (O1)")]
    assert found["ความน่าเชื่อถือและแหล่งอ้างอิง"][0][1] == "ระดับผลการประเมิน"


def test_items_and_codes_of_two_shipped_years_differ_as_they_do():
    found = words(criteria(2567), criteria(2568))

    assert ("เปลี่ยน", "OIT", "35 ข้อ", "28 ข้อ") in found["จำนวนข้อ"]
    assert any(kind == "ตัดออก" and label == "O35" for kind, label, *_ in found["ข้อ"])
    assert words(Criteria.from_data(pack_data(2567)), criteria(2567)) == {}
