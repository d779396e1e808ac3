"""Steps written into one cell."""

import pytest

from exchange.sources.steps import BEFORE_FIRST, GAP, LOOSE_DASHES, NO_MARKS, split_steps


@pytest.mark.parametrize(
    ("cell", "texts"),
    [
        ("", ()),
        ("จัดประชุม", ("จัดประชุม",)),
        ("๑. หนึ่ง ๒. สอง", ("หนึ่ง", "สอง")),
        ("1) หนึ่ง\n2) สอง", ("หนึ่ง", "สอง")),
        ("(๑) หนึ่ง (๒) สอง", ("หนึ่ง", "สอง")),
        ("1.หนึ่ง\n2.สอง\nต่อบรรทัด", ("หนึ่ง", "สอง ต่อบรรทัด")),
        (
            "๑. ตามข้อ ๙.๑ และ 1,000 บาท ๒. ภายในวันที่ 5. ของเดือน",
            ("ตามข้อ ๙.๑ และ 1,000 บาท", "ภายในวันที่ 5. ของเดือน"),
        ),
        ("๑. หนึ่ง ๑) ย่อย ๒) ย่อย ๒. สอง", ("หนึ่ง ๑) ย่อย ๒) ย่อย", "สอง")),
        ("- หนึ่ง\n- สอง - ติดต่อ", ("หนึ่ง", "สอง - ติดต่อ")),
        ("• หนึ่ง\n• สอง\nต่อ", ("หนึ่ง", "สอง ต่อ")),
        ("ส่งภายใน 5. วัน", ("ส่งภายใน 5. วัน",)),
    ],
)
def test_what_is_clear_is_split_and_sure(cell, texts):
    steps = split_steps(cell)
    assert (steps.texts, steps.unsure) == (texts, ())


@pytest.mark.parametrize(
    ("cell", "texts", "reason"),
    [
        ("หนึ่ง\nสอง", ("หนึ่ง", "สอง"), NO_MARKS),
        ("- หนึ่ง - สอง", ("หนึ่ง", "สอง"), LOOSE_DASHES),
        ("-หนึ่ง -สอง", ("หนึ่ง", "สอง"), LOOSE_DASHES),
        ("ดำเนินการดังนี้ 1. หนึ่ง 2. สอง", ("ดำเนินการดังนี้", "หนึ่ง", "สอง"), BEFORE_FIRST),
        ("ดังนี้\n- หนึ่ง", ("ดังนี้", "หนึ่ง"), BEFORE_FIRST),
        ("1. หนึ่ง\n3. สาม", ("หนึ่ง 3. สาม",), GAP),
    ],
)
def test_what_is_not_clear_says_so(cell, texts, reason):
    steps = split_steps(cell)
    assert (steps.texts, steps.unsure) == (texts, (reason,))


def test_the_number_it_begins_with_is_kept_for_rows_that_go_on():
    assert split_steps("๓) สาม ๔) สี่").first == 3
    assert split_steps("- สาม").first == 0
