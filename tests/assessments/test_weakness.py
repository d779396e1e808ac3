from decimal import Decimal

import pytest

from assessments.enums import Band, WeaknessClass
from assessments.weakness import classify, draft, needs_reason, outdated_score

FOCUS = "การเผยแพร่ข้อมูล"


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
    ("score", "band", "change", "expected"),
    [
        (
            "79.52", Band.LOW, "-1.2",
            "ผลการประเมินอยู่ในเกณฑ์ค่อนข้างต่ำ (79.52 คะแนน) ลดลงจากปีก่อน 1.20 คะแนน ควรปรับปรุงในด้านการเผยแพร่ข้อมูล",
        ),
        (
            "83.5", Band.MEDIUM, "2",
            "ผลการประเมินอยู่ในเกณฑ์ปานกลาง (83.50 คะแนน) เพิ่มขึ้นจากปีก่อน 2.00 คะแนน ควรปรับปรุงในด้านการเผยแพร่ข้อมูล",
        ),
        (
            "90", Band.GOOD, "0",
            "ผลการประเมินอยู่ในเกณฑ์ที่ดี (90.00 คะแนน) เท่ากับปีก่อน แต่ควรปรับปรุงและพัฒนาให้ดียิ่งขึ้นในด้านการเผยแพร่ข้อมูล",
        ),
        ("100", Band.GOOD, None, "ผลการประเมินอยู่ในเกณฑ์ที่ดี (100.00 คะแนน) ควรรักษามาตรฐานไว้"),
    ],
)  # fmt: skip
def test_a_draft_names_band_change_and_focus(score, band, change, expected):
    change = None if change is None else Decimal(change)

    assert draft(Decimal(score), band, change, FOCUS) == expected


@pytest.mark.parametrize(
    ("band", "ending"),
    [(Band.LOW, "ควรปรับปรุงโดยกำหนดมาตรการแก้ไขที่ชัดเจน"), (Band.GOOD, "แต่ควรปรับปรุงและพัฒนาให้ดียิ่งขึ้น")],
)
def test_a_draft_without_focus_is_still_a_sentence(band, ending):
    assert draft(Decimal(50), band, None, "").endswith(f"(50.00 คะแนน) {ending}")


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


def test_a_draft_quotes_the_score_it_was_made_for():
    text = draft(Decimal("79.52"), Band.LOW, Decimal("-1.00"), FOCUS)

    assert outdated_score(text, Decimal("79.52")) is None
    assert outdated_score(text, Decimal("79.53")) == Decimal("79.52")
