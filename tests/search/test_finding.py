"""What is asked is found: as clerks type it, with slips, in part; the same statements for few rows and many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.queries.catalogue import Search, find_entries
from search.finding import find, find_among
from search.hits import hits
from search.models import SearchEntry
from search.rebuilding import rebuild
from tests.factories.measures import CatalogueMeasureFactory, MeasureFactory, PlanFactory

pytestmark = pytest.mark.django_db

# As a clerk types them → the key of the entry that is meant.
PHRASES = {
    "คู่มือทรัพย์สิน": "04-borrowing-rules",
    "ช่องทางร้องเรียนทุจริต": "05-complaint-handling",
    "ขั้นตอนยืมทรัพย์สิน": "04-borrowing-rules",
    "ลดขั้นตอนบริการประชาชน": "08-lean-process",
    "คุ้มครองผู้แจ้งเบาะแส": "05-whistleblower",
    "แผนใช้จ่ายงบประมาณ": "02-budget-awareness",
    "ประกาศเจตจำนงสุจริต": "10-integrity-statement",
    "ประโยชน์ส่วนตนส่วนรวม": "04-own-and-official",
}


@pytest.mark.parametrize(("phrase", "key"), PHRASES.items())
def test_the_catalogue_finds_what_clerks_type(catalogue, agency, phrase, key):
    assert key in [entry.key for entry in find_entries(agency, Search(words=phrase))[:2]]


@pytest.fixture
def asked(clerk, vocabulary, agency, packs):
    """Return the titles that the clerk finds, and whether as typed; five measures of the clerk's agency are there."""
    with vocabulary():
        plan = PlanFactory(assessment__agency=agency)
        for title in (
            "จัดทำคู่มือการใช้ทรัพย์สินของราชการ",
            "เพิ่มช่องทางร้องเรียนการทุจริต",
            "ประชุมชี้แจงแผนการใช้จ่ายงบประมาณประจำปี 2566",
            "เผยแพร่ข้อมูลขององค์การบริหารส่วนตำบล",
            "ปรับปรุงเว็บไซต์ ข้อ O14",
        ):
            MeasureFactory(plan=plan, title=title)

    def titles(text, **narrowed):
        found = find(clerk, text, kind="measure", **narrowed)
        return [SearchEntry.objects.get(pk=key).title for key in found.keys], found.exact

    return titles


@pytest.mark.parametrize(
    ("typed", "begins", "exact"),
    [
        ("คู่มือทรัพย์สิน", "จัดทำคู่มือ", True),
        ("ทรัพย์สิน คู่มือ", "จัดทำคู่มือ", True),
        ("คู่ มือ ทรัพย์ สิน", "จัดทำคู่มือ", True),
        ("คูมือทรัพยสิน", "จัดทำคู่มือ", False),
        ("คู่มือทรัพสิน", "จัดทำคู่มือ", False),
        ("ช่องทางรองเรียน", "เพิ่มช่องทาง", False),
        ("งบประมาณ ๒๕๖๖", "ประชุมชี้แจง", True),
        ("งบประมาณ 2566", "ประชุมชี้แจง", True),
        ("อบต.", "เผยแพร่ข้อมูล", True),
        ("อ.บ.ต.", "เผยแพร่ข้อมูล", True),
        ("o14", "ปรับปรุงเว็บไซต์", True),
        ("คู่มือทรัพย์สินดาวอังคาร", "จัดทำคู่มือ", False),
    ],
)
def test_one_thing_is_found_however_it_is_typed(asked, typed, begins, exact):
    titles, as_typed = asked(typed)

    assert (len(titles), as_typed) == (1, exact)
    assert titles[0].startswith(begins)


def test_what_nobody_wrote_is_not_found(asked):
    assert asked("ดาวอังคาร") == ([], True)


def test_a_year_narrows(asked):
    assert len(asked("คู่มือ", year=2565)[0]) == 1
    assert asked("คู่มือ", year=2564)[0] == []


def test_what_fits_in_the_title_comes_first(clerk, agency):
    CatalogueMeasureFactory(title="จัดทำคู่มือ", key="in-title", steps=["ประชุม"])
    CatalogueMeasureFactory(title="ประชุมชี้แจง", key="in-text", steps=["แจกคู่มือในที่ประชุม"])

    assert [entry.key for entry in find_entries(agency, Search(words="คู่มือ"))] == ["in-title", "in-text"]


@pytest.mark.parametrize("typed", ["คู่มือ", "คูมือ", "คู่มือ ดาวอังคาร ร้องเรยน"])
def test_more_rows_ask_no_more_statements(clerk, agency, packs, typed):
    plan = PlanFactory(assessment__agency=agency)

    def statements():
        with CaptureQueriesContext(connection) as captured:
            found = find(clerk, typed)
            hits(clerk, found.keys[:20], found.words)
        return len(captured), len(found.keys)

    MeasureFactory(plan=plan, title="จัดทำคู่มือ ร้องเรียน")
    rebuild()
    few = statements()
    MeasureFactory.create_batch(30, plan=plan, title="จัดทำคู่มือ ร้องเรียน")
    many = statements()

    assert (few[1], many[1]) == (1, 31)
    assert few[0] == many[0] <= 14


@pytest.mark.parametrize(
    "text",
    [
        "ก" * 200,
        "ๆ" * 200,
        "ปัญฺญา" * 30,
        "a" * 200,
        '"' * 200,
        "กขค " * 50,
        "่" * 200,
        "คู่มือ" * 33,
        "เ" * 200,
        "NEAR(" * 40,
    ],
)
def test_odd_texts_have_an_answer(asked, text):
    found = find_among(SearchEntry.objects.all(), text)

    assert len(found.keys) <= 5
