from decimal import Decimal

import pytest

from assessments.enums import Band, WeaknessClass
from assessments.weakness import classify, needs_reason, outdated_score


@pytest.mark.parametrize(
    ("band", "expected"),
    [
        (Band.LOW, WeaknessClass.URGENT),
        (Band.MEDIUM, WeaknessClass.IMPROVE),
        (Band.GOOD, WeaknessClass.MAINTAIN),
    ],
)
def test_every_band_asks_for_one_class(band, expected):
    assert classify(band) == expected


@pytest.mark.parametrize(
    ("chosen", "proposed", "needed"),
    [
        ("urgent", WeaknessClass.URGENT, False),
        ("maintain", WeaknessClass.URGENT, True),
        (WeaknessClass.URGENT, WeaknessClass.MAINTAIN, True),
        ("urgent", None, False),
    ],
)
def test_only_a_departure_from_the_rule_needs_a_reason(chosen, proposed, needed):
    assert needs_reason(chosen, proposed) is needed


@pytest.mark.parametrize(
    ("text", "score", "expected"),
    [
        ("อยู่ในเกณฑ์ปานกลาง (83.50 คะแนน)", "83.5", None),
        ("อยู่ในเกณฑ์ปานกลาง (83.50 คะแนน)", "84.00", Decimal("83.50")),
        ("เดิม (80.00 คะแนน) ปีนี้ (84.00 คะแนน)", "84", None),
        ("ไม่อ้างคะแนน", "84", None),
        ("อยู่ในเกณฑ์ปานกลาง (83.50 คะแนน)", None, None),
    ],
)
def test_a_text_that_quotes_another_score_is_noticed(text, score, expected):
    assert outdated_score(text, score and Decimal(score)) == expected
