"""The five originals, entered as they were: the check shows the mistakes that the portal is to prevent."""

from reports.completeness import check
from reports.enums import Severity
from tests.reports import originals
from tests.reports.snapshots import typed


def found(snapshot, severity):
    """Return how often each rule of the severity found something."""
    names = [issue.rule for issue in check(typed(snapshot)) if issue.severity == severity]
    return {name: names.count(name) for name in names}


def messages(snapshot, rule):
    return [issue.message for issue in check(typed(snapshot)) if issue.rule == rule]


def test_000_a_wrong_name_and_a_torn_row():
    original = originals.seed_000()

    assert found(original, Severity.MUST) == {
        "agency_name": 1,
        "measure_without_responsible": 1,
        "measure_without_period": 1,
    }
    assert found(original, Severity.SHOULD) == {"page_break_row": 1, "class_without_reason": 9}
    assert messages(original, "measure_without_period")[0].startswith(
        "มาตรการที่ 2 “การใช้งบประมาณ” ไม่มีระยะเวลา"
    )


def test_001_two_years_no_such_title_and_empty_follow_ups():
    original = originals.seed_001()

    assert found(original, Severity.MUST) == {
        "years_in_texts": 1,
        "addressee_title": 1,
        "measure_without_follow_up": 4,
    }
    assert found(original, Severity.SHOULD) == {
        "done_without_evidence": 2,
        "measure_without_period": 6,
        "emblem_missing": 1,
    }
    assert "กล่าวถึงปี 2563" in messages(original, "years_in_texts")[0]
    assert "“นายองค์การบริหารส่วนตำบลทรายทอง”" in messages(original, "addressee_title")[0]


def test_002_total_names_and_item_numbers():
    original = originals.seed_002()

    assert found(original, Severity.MUST) == {
        "total_against_indicators": 1,
        "total_in_texts": 2,
        "indicator_names": 2,
        "item_numbers": 2,
        "measure_without_responsible": 1,
        "measure_without_period": 1,
    }
    assert found(original, Severity.SHOULD) == {"level_missing": 1}
    assert "90.10 ไม่ตรงกับ 83.69" in messages(original, "total_against_indicators")[0]
    assert "น่าจะหมายถึง 90.1 กรุณาแก้" in messages(original, "total_in_texts")[0]
    assert "อ้างข้อ O30 ซึ่งไม่มี" in messages(original, "item_numbers")[0]
    assert "อ้างข้อ O34, O43, O37 ซึ่งไม่มี" in messages(original, "item_numbers")[1]


def test_003_results_without_the_result_they_answer():
    original = originals.seed_003()

    assert found(original, Severity.MUST) == {}
    assert found(original, Severity.SHOULD) == {
        "total_missing": 1,
        "level_missing": 1,
        "done_without_evidence": 3,
    }
    assert found(original, Severity.HINT) == {"later_result_missing": 1, "spelling": 1}


def test_004_misspelt_and_nothing_to_show():
    original = originals.seed_004()

    assert found(original, Severity.MUST) == {}
    assert found(original, Severity.SHOULD) == {
        "total_missing": 1,
        "level_missing": 1,
        "done_without_evidence": 7,
        "emblem_missing": 1,
    }
    assert "“มาตราการ” อาจหมายถึง “มาตรการ”" in messages(original, "spelling")[0]
