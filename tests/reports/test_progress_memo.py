"""The memo as text: what it says, from the snapshot alone."""

import copy
import html
import re
from datetime import date

import pytest

from itaportal.thai.dates import long_date
from reports.blocks.tables import Table
from reports.kinds import progress_memo
from reports.pages import document_html
from reports.snapshot.reading import canonical
from tests.conftest import ROOT
from tests.reports.snapshots import built, typed

GOLDEN = ROOT / "tests" / "data" / "golden" / "progress_memo.txt"


def text_of(page):
    """Return the page's text, one line per block, spaces joined."""
    body = page[page.index("<main") :]
    body = re.sub(r"\s+", " ", body)
    body = re.sub(r"<(/?(p|tr|h1|h2|h3|br|div|section|header|table)\b[^>]*|li class=\"point\")>", "\n", body)
    body = re.sub(r"</(td|th)>", " | ", body)
    lines = (" ".join(html.unescape(re.sub(r"<[^>]+>", "", line)).split()) for line in body.split("\n"))
    return "\n".join(line for line in lines if line.strip(" |")) + "\n"


@pytest.fixture
def snapshot(memo):
    return built(memo)


def test_the_memo_reads_as_reviewed(snapshot):
    assert text_of(document_html(typed(snapshot))) == GOLDEN.read_text(encoding="utf-8")


def status_marks(snapshot):
    """Return the marks of each row of the status table."""
    tables = [block for block in progress_memo.build(typed(snapshot)) if isinstance(block, Table)]
    return [[cell.lines[0] for cell in row[2:]] for row in tables[1].rows]


def test_both_years_come_from_the_cycle(snapshot):
    """Seed document 001 names 2564 and 2563 for the same report."""
    opening = progress_memo.word_sentence(typed(snapshot), "opening")

    assert opening.count("พ.ศ. 2564") == 2
    assert "2563" not in opening


def test_the_tick_stands_under_the_status(snapshot):
    assert status_marks(snapshot) == [["-", "-", "/"], ["-", "/", "-"], *[["-", "-", "/"]] * 4]


def test_an_unreported_measure_has_no_tick(snapshot):
    changed = copy.deepcopy(snapshot)
    changed["plan"]["measures"][0]["progress"] = None

    assert status_marks(changed)[0] == ["-", "-", "-"]


def test_what_is_unknown_is_left_out_of_the_sentences(snapshot):
    changed = copy.deepcopy(snapshot)
    changed["plan"].update(decided_on=None, decided_in="")
    changed["assessment"].update(total="", level="")
    changed["letter"]["dated"] = None
    changed["agency"].update(phone="", office="", unit="")

    letterhead = progress_memo.build(typed(changed))[0]
    assert "ลงวันที่" not in progress_memo.word_sentence(typed(changed), "opening")
    assert "ไว้ใน" not in progress_memo.word_sentence(typed(changed), "opening")
    assert "ยังไม่มีค่าคะแนน" in progress_memo.word_sentence(typed(changed), "report")
    assert "อยู่ในระดับ" not in progress_memo.word_sentence(typed(changed), "report")
    assert letterhead.office == f"{changed['agency']['name']} อำเภอห้วยเม็ก จังหวัดกาฬสินธุ์"
    assert letterhead.dated == ""


@pytest.mark.parametrize(
    ("as_at", "words"),
    [("2022-03-31", "รอบ 6 เดือน"), ("2022-09-30", "รอบ 12 เดือน"), ("2022-06-30", ""), ("2023-03-31", "")],
)
def test_half_and_whole_years_are_named(snapshot, as_at, words):
    changed = {**snapshot, "round": {"as_at": as_at}}
    day = date.fromisoformat(as_at)
    heading = progress_memo.build(typed(changed))[5].lines[1]

    assert progress_memo.subject(2565, day) == f"{progress_memo.SUBJECT} {words}".strip()
    assert heading == f"{words} ณ วันที่ {long_date(day)}".strip()
    assert "  " not in progress_memo.word_sentence(typed(changed), "report")
    assert ("รอบ" in progress_memo.word_sentence(typed(changed), "report")) == bool(words)


def test_an_agencys_own_sentence_is_printed_with_its_placeholders_filled(snapshot):
    own = "ตามที่ {หน่วยงาน} ได้คะแนน {คะแนน} ในปี {ปีผลประเมิน} {ลงวันที่} {อะไรไม่รู้}"
    changed = {**snapshot, "sentences": {"opening": own}}

    assert progress_memo.build(typed(changed))[1].text == (
        "ตามที่ องค์การบริหารส่วนตำบลทรายทอง ได้คะแนน 81.25 ในปี 2564 ลงวันที่ 30 มกราคม 2565 {อะไรไม่รู้}"
    )


def test_nothing_that_was_typed_becomes_markup(snapshot):
    changed = copy.deepcopy(snapshot)
    changed["plan"]["measures"][0]["title"] = "<script>alert(1)</script> {{ x }}"

    page = document_html(typed(changed))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_no_digit_stays_arabic(snapshot):
    assert re.findall(r"[0-9]", text_of(document_html(typed(snapshot)))) == []


def test_the_fingerprint_tells_snapshots_apart(snapshot):
    changed = copy.deepcopy(snapshot)
    changed["plan"]["measures"][0]["progress"]["status"] = "in_progress"

    assert canonical(typed(snapshot)) == canonical(typed(copy.deepcopy(snapshot)))
    assert canonical(typed(snapshot)) != canonical(typed(changed))


@pytest.mark.parametrize("count", [1, 3])
def test_a_snapshot_costs_the_same_for_more_measures(agency, clerk, packs, count, django_assert_num_queries):
    from measures.actions import add_measure
    from measures.models import Plan
    from reports.models import Document
    from tests.factories.world import entry, populated

    populated(agency)
    for _ in range(count):
        add_measure(plan=Plan.objects.get(), entry=entry(), by=None)
    document = Document.objects.select_related(
        "agency", "plan__agency", "plan__assessment__criteria_pack", "plan__assessment__agency", "round__plan"
    ).get()

    with django_assert_num_queries(18):
        built(document)
