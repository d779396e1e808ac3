"""Several measures tables on one source: what can be meant, and which is probably meant."""

import time

import pytest

from exchange.reading.book import FileRefused
from exchange.reading.grid import PageTable
from exchange.sources import rowparts
from exchange.sources.found import Found, Line, Table, Ticks
from exchange.sources.pasted import pasted_tables
from exchange.sources.several import choices_in

PLAN = "มาตรการ\tวิธีการ\tผู้รับผิดชอบ\n"
OTHER = "โครงการ\tข้อจำกัด\n"


def choices(*tables: str):
    """Return name and measures of every choice, and the best fitting name."""
    found, best = choices_in(pasted_tables("\n\n".join(tables)))
    return [(choice.name, [row[0] for row in choice.plain.rows]) for choice in found], found[best].name


def test_one_table_leaves_no_choice():
    assert choices("ที่\tคะแนน\n1\t80\n", PLAN + "ก\tหนึ่ง\t\n") == ([("", ["ก"])], "")


def test_pieces_of_one_form_are_taken_together_and_can_be_had_alone():
    found, best = choices(PLAN + "ก\tหนึ่ง\t\n", PLAN + "ข\tสอง\t\n", "ค\tสาม\tกองคลัง\n")
    # The last piece has no heading and goes on with the one before.
    assert found == [("ทั้ง 2 ตารางต่อกัน", ["ก", "ข", "ค"]), ("ตารางที่ 1", ["ก"]), ("ตารางที่ 2", ["ข", "ค"])]
    assert best == "ทั้ง 2 ตารางต่อกัน"


def test_the_table_with_more_of_the_columns_fits_best():
    found, best = choices(OTHER + "ก\tหนึ่ง\nข\tสอง\n", PLAN + "ค\tสาม\t\n", PLAN + "ง\tสี่\t\n")
    assert found == [
        ("ตารางที่ 1", ["ก", "ข"]),
        ("ตารางที่ 2, 3 ต่อกัน", ["ค", "ง"]),
        ("ตารางที่ 2", ["ค"]),
        ("ตารางที่ 3", ["ง"]),
        ("ทุกตารางต่อกัน (หัวตารางไม่เหมือนกัน)", ["ก", "ข", "ค", "ง"]),
    ]
    assert best == "ตารางที่ 2, 3 ต่อกัน"


def test_what_is_no_measures_table_is_named_with_every_choice():
    found, _ = choices_in(
        pasted_tables(f"ที่\tคะแนน\n1\t80\n\n{PLAN}ก\tหนึ่ง\t\n\n{OTHER}\nหน้า\tสอง\tสาม\tสี่\n\n{OTHER}ข\tสอง\n")
    )
    assert [choice.name for choice in found] == ["ตารางที่ 1", "ตารางที่ 2", "ทุกตารางต่อกัน (หัวตารางไม่เหมือนกัน)"]
    for choice in found:
        assert ("ที่ คะแนน", rowparts._TABLE) in choice.plain.left_out
        assert ("หน้า สอง สาม สี่", rowparts._TABLE) in choice.plain.left_out
    assert found[0].heading == "มาตรการ · วิธีการ · ผู้รับผิดชอบ"


def test_of_a_great_many_tables_only_those_together_are_offered():
    found, _ = choices(*[PLAN + "ก\tหนึ่ง\t\n"] * 30)
    assert [name for name, _ in found] == ["ทั้ง 30 ตารางต่อกัน"]


def test_nothing_to_choose_from_is_refused():
    with pytest.raises(FileRefused, match="ไม่พบตารางมาตรการ"):
        choices_in([PageTable((("มาตรการ", "ขั้นตอน"),))])


def test_many_small_tables_are_read_soon():
    started = time.process_time()
    choices(*[PLAN + "ก\tหนึ่ง\t\n", "ก\tข\n"] * 900)
    assert time.process_time() - started < 3


def test_what_was_found_is_stored_and_ticked():
    found = Found(
        (
            Table(
                ("มาตรการ",),
                (Line(("ก",)), Line(("ข",), ("ไม่แน่ใจ",))),
                (("ค", "เหตุ"),),
                "ตารางที่ 1",
                "หัว",
                "แรก",
            ),
            Table(("มาตรการ",), (Line(("ง",)),)),
        ),
        best=1,
    )
    assert Found.from_json(found.to_json()) == found
    assert found.tables[0].unsure == 1
    assert Ticks(found).rows(0) == [("ก",)]
    ticks = Ticks(found, frozenset({"0-1", "9-9"}), frozenset({0}))
    assert ticks.rows(0) == [("ข",)]
    assert ticks.rows(1) == [("ง",)]
    assert ticks.elsewhere(1) == ["0-1", "9-9"]
