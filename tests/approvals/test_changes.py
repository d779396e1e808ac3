"""What is told of the difference between two snapshots."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from approvals import changes as comparison
from approvals.changes import Change
from reports.enums import Kind
from tests.reports.snapshots import approval, finding, measure, progress, snapshot, step, typed

TEXTS = st.text(alphabet="กขคงจ ำ123", max_size=12)
PROGRESS = st.none() | st.builds(
    progress, status=st.sampled_from(["done", "in_progress"]), note=TEXTS, result=TEXTS
)
MEASURES = st.lists(
    st.builds(
        measure,
        id=st.integers(1, 6),
        title=TEXTS,
        steps=st.lists(st.builds(step, TEXTS), max_size=3),
        progress=PROGRESS,
        indicator_codes=st.lists(st.sampled_from("123"), max_size=2),
    ),
    max_size=5,
    unique_by=lambda one: one["id"],
)
SNAPSHOTS = st.builds(
    snapshot,
    st.sampled_from(list(Kind)),
    measures=MEASURES,
    total=st.sampled_from(["91.10", "85.00", ""]),
    explanation=TEXTS,
    findings=st.dictionaries(
        st.sampled_from("1234"), st.none() | st.fixed_dictionaries({"text": TEXTS}), max_size=3
    ),
    sentences=st.dictionaries(st.sampled_from(["opening", "report"]), TEXTS),
)


def piece(sha256, kind="photo", **told):
    return {
        "kind": kind, "sha256": sha256, "caption": "", "name": f"{sha256}.jpg", "url": "", "event_date": None, **told,
    }  # fmt: skip


def with_measure(**values):
    return snapshot(measures=[measure(**values)])


def changes(old, new):
    return comparison.changes(typed(old), typed(new))


def told(old, new):
    return {change.where: (change.before, change.after) for change in changes(old, new)}


@settings(max_examples=40, deadline=None)
@given(SNAPSHOTS)
def test_nothing_differs_from_itself(one):
    assert changes(one, copy.deepcopy(one)) == ()


@settings(max_examples=40, deadline=None)
@given(SNAPSHOTS, SNAPSHOTS)
def test_looking_back_tells_the_same_the_other_way_round(one, other):
    there = sum(len(change.before) + len(change.after) for change in changes(one, other))
    back = sum(len(change.before) + len(change.after) for change in changes(other, one))
    assert bool(there) == bool(back)


# Each of these parts is printed by some document, so a change in it must never go unseen.
SEEN = [
    ("letter", "number"), ("letter", "dated"), ("letter", "subject"), ("letter", "addressee"), ("letter", "via"),
    ("agency", "name"), ("agency", "unit"), ("agency", "phone"),
    ("assessment", "total"), ("assessment", "level"), ("assessment", "explanation"),
    ("assessment", "instruments", 0, "indicators", 1, "score"),
    ("assessment", "instruments", 0, "indicators", 1, "finding", "text"),
    ("assessment", "instruments", 0, "indicators", 1, "finding", "recommendation"),
    ("assessment", "instruments", 0, "indicators", 1, "finding", "response"),
    ("history", 0, "total"), ("later", "total"),
    ("plan", "decided_in"), ("round", "as_at"),
    *(("plan", "measures", 0, name) for name in (
        "title", "activities", "weak_point", "responsible", "period", "follow_up", "limitation",
    )),
    ("plan", "measures", 0, "steps", 0, "text"), ("plan", "measures", 0, "steps", 0, "period"),
    ("plan", "measures", 0, "steps", 0, "responsible"),
    *(("plan", "measures", 0, "progress", name) for name in (
        "status", "note", "action_taken", "result", "outcome", "suggestion",
    )),
    ("signatories", 0, "name"), ("signatories", 0, "position"), ("signatories", 0, "heading"),
]  # fmt: skip


@pytest.mark.parametrize("path", SEEN, ids=lambda path: "-".join(map(str, path)))
def test_every_printed_part_is_told(path):
    old = snapshot(history=[{"fiscal_year": 2564, "total": "80.00", "level": "B", "indicators": {}}])
    new = copy.deepcopy(old)
    part = new
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = "2566-01-02" if path[-1] in ("dated", "as_at") else "เปลี่ยนแล้ว"

    [change] = changes(old, new)

    assert change.after
    assert change.before != change.after


def test_words_and_whole_texts_are_given():
    long_before, long_after = "ก" * 3000, "ข" * 3000
    old, new = (
        with_measure(progress=progress(result=long_before)),
        with_measure(progress=progress(result=long_after)),
    )

    assert changes(old, new) == (
        Change("มาตรการ “จัดทำคู่มือการใช้ทรัพย์สินของราชการ”: ผลการดำเนินการ", long_before, long_after),
    )


def test_labels_are_told_and_not_codes():
    old, new = (
        with_measure(progress=progress(status="in_progress")),
        with_measure(progress=progress(status="done")),
    )

    [change] = changes(old, new)

    assert (change.before, change.after) == ("อยู่ระหว่างดำเนินการ", "ดำเนินการเสร็จเรียบร้อยแล้ว")


def test_a_score_names_its_indicator():
    old = snapshot()
    new = copy.deepcopy(old)
    new["assessment"]["instruments"][0]["indicators"][3]["score"] = "81.00"

    assert told(old, new) == {"คะแนนตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ": ("79.52", "81.00")}


def test_measures_are_added_taken_out_and_moved():
    one, two, three = (measure(id=number, title=f"เรื่องที่ {number}") for number in (1, 2, 3))
    old, new = snapshot(measures=[one, two]), snapshot(measures=[three, two])

    found = told(old, new)

    assert found == {"เพิ่มมาตรการ “เรื่องที่ 3”": ("", "1. จัดทำคู่มือ"), "ตัดมาตรการ “เรื่องที่ 1”ออก": ("1. จัดทำคู่มือ", "")}
    assert told(snapshot(measures=[one, two]), snapshot(measures=[two, one])) == {
        "ลำดับของมาตรการ": ("1. เรื่องที่ 1\n2. เรื่องที่ 2", "1. เรื่องที่ 2\n2. เรื่องที่ 1")
    }


def test_last_years_measure_is_found_by_its_title():
    old, new = with_measure(id=5, follow_up="ทุกเดือน"), with_measure(id=77, follow_up="ทุกไตรมาส")

    assert [(change.before, change.after) for change in changes(old, new)] == [("ทุกเดือน", "ทุกไตรมาส")]


def test_a_renamed_measure_is_one_measure():
    [change] = changes(with_measure(title="เดิม"), with_measure(title="ใหม่"))

    assert (change.where, change.before, change.after) == ("มาตรการ “ใหม่”: ชื่อ", "เดิม", "ใหม่")


def test_pictures_are_counted_and_not_named():
    old = with_measure(progress=progress(evidence=[piece("a"), piece("b")]))
    new = with_measure(progress=progress(evidence=[piece("b"), piece("c"), piece("d")]))

    found = changes(old, new)

    assert [(change.before, change.after) for change in found] == [("", "2 ภาพ"), ("1 ภาพ", "")]
    assert all(change.where.endswith(("เพิ่มภาพ", "ลบภาพ")) for change in found)


def test_a_caption_is_told():
    old = with_measure(progress=progress(evidence=[piece("a", caption="ประชุม")]))
    new = with_measure(progress=progress(evidence=[piece("a", caption="อบรม")]))

    [change] = changes(old, new)

    assert ("ประชุม" in change.before, "อบรม" in change.after) == (True, True)


def test_the_first_finding_is_told_whole():
    old, new = snapshot(findings={"2": None}), snapshot(findings={"2": finding(text="ควรเผยแพร่แผน")})

    assert ("", "ควรเผยแพร่แผน") in told(old, new).values()


def test_approval_and_emblem_are_not_content():
    old = snapshot()
    new = snapshot(agency={"emblem": "data:image/png;base64,AAAA"}, approval=approval())

    assert changes(old, new) == ()


def test_an_own_sentence_is_told():
    assert changes(snapshot(), snapshot(sentences={"opening": "ตามที่"})) == (
        Change("ข้อความประจำเอกสาร", "(ข้อความของระบบ)", "ตามที่"),
    )
