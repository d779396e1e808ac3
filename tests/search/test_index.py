"""The index of words: the same answers on SQLite and PostgreSQL, in step with the entries whatever happens."""

import pytest
from django.db import connection, transaction

from search import index
from search.indexing import entry_of
from search.models import SearchEntry
from search.query import All, Either, Term, all_but_one, all_places, any_place, any_word
from search.sources import Draft, Kind

pytestmark = pytest.mark.django_db

NOTE = Kind("note", "บันทึก", "home", 1)


def add(number, title, text="", *, agency=None, year=None):
    entry = entry_of(
        Draft(kind=NOTE, object_id=number, agency_id=agency, title=title, text=text, fiscal_year=year)
    )
    entry.save()
    return entry


def found(wanted, places=None):
    return [
        entry.object_id for entry in index.narrow(SearchEntry.objects.filter(kind="note"), wanted, places, 9)
    ]


def test_entries_are_found_by_their_words_newest_first():
    add(1, "จัดทำคู่มือ", "ใช้ทรัพย์สินของทางราชการ")
    add(2, "คู่มือบริการ")

    assert found(Term("คู่มือ")) == [2, 1]
    assert found(All((Term("คู่มือ"), Term("ราชการ")))) == [1]
    assert found(Either((Term("บริการ"), Term("ราชการ")))) == [2, 1]
    assert found(Term("มือถือ")) == []


def test_a_word_is_found_whole_with_its_vowels_and_tones():
    add(1, "น้ำใจและคู่มือ")

    assert found(Term("คู่มือ")) == [1]
    assert [found(Term(part)) for part in ("ค", "คูมือ", "มอ", "น")] == [[], [], [], []]


def test_changes_and_removals_are_in_step():
    entry = add(1, "คู่มือ")
    entry.title_terms = "ทรัพย์สิน"
    entry.save()
    assert (found(Term("คู่มือ")), found(Term("ทรัพย์สิน"))) == ([], [1])

    SearchEntry.objects.filter(pk=entry.pk).update(title_terms="งบประมาณ")
    assert (found(Term("ทรัพย์สิน")), found(Term("งบประมาณ"))) == ([], [1])

    SearchEntry.objects.all().delete()
    assert found(Term("งบประมาณ")) == []


def test_what_is_taken_back_is_not_found():
    with transaction.atomic():
        add(1, "คู่มือ")
        transaction.set_rollback(True)

    assert found(Term("คู่มือ")) == []


@pytest.mark.parametrize(
    "text",
    ['"', "*", "a:b", "'", "\\", "NEAR(", "AND", "title_terms : x", "a & b", "!", "ก | ข", "(", "", ":*"],
)
def test_whatever_is_asked_is_a_word_and_no_operator(text):
    add(1, "คู่มือ")

    assert found(All((Term("คู่มือ"), Term(text or "ว่าง")))) == []
    assert found(Either((Term("คู่มือ"), Term(text or "ว่าง")))) == [1]


def test_marks_of_place_are_no_words_and_take_nothing_away():
    add(1, "คู่มือ a7", year=2566)
    add(2, "คู่มือ")

    assert found(Term("คู่มือ"), any_word(["Knote"])) == [2, 1]
    assert (found(Term("knote")), found(Term("y2566")), found(Term("a7"), any_word(["Knote"]))) == (
        [],
        [],
        [1],
    )


def test_the_newest_are_found_where_there_are_more():
    for number in range(1, 6):
        add(number, "คู่มือ")

    newest = index.narrow(SearchEntry.objects.filter(kind="note"), Term("คู่มือ"), None, 2)

    assert [entry.object_id for entry in newest] == [5, 4]


def test_a_word_in_the_title_weighs_more():
    add(1, "คู่มือทรัพย์สิน")
    add(2, "รายงานประจำปี", "มีคู่มือ")
    add(3, "อื่น")

    entries = index.narrow(SearchEntry.objects.filter(kind="note"), Term("คู่มือ"), None, 9)

    assert [entry.object_id for entry in sorted(entries, key=lambda entry: -entry.score)] == [1, 2]


def test_places_of_a_question():
    add(1, "คู่มือ ทรัพย์สิน ร้องเรียน")
    add(2, "คู่มือ ทรัพย์สิน")
    add(3, "ร้องเรียน")
    places = [("คู่มือ",), ("ทรัพย์สิน", "สินทรัพย์"), ("ร้องเรียน",)]

    assert found(all_places(places)) == [1]
    assert found(all_but_one(places)) == [2, 1]
    assert found(any_place(places)) == [3, 2, 1]


def test_the_index_is_put_back_after_it_was_lost():
    add(1, "คู่มือ")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for event in ("insert", "update", "delete"):
                cursor.execute(f"DROP TRIGGER search_index_{event}")
            cursor.execute("DROP TABLE search_index")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE search_searchentry DROP COLUMN vector")

    index.install()
    index.refill()
    add(2, "คู่มือบริการ")

    assert found(Term("คู่มือ")) == [2, 1]
