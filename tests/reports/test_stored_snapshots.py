"""What older versions of the portal stored: it opens, prints what it printed, and is known by its own hash."""

import json

import pytest

from approvals.changes import changes
from approvals.inspection import sha256_of
from publications.exports import as_json
from reports.completeness import check
from reports.enums import KINDS_OF_A_PLAN, KINDS_OF_A_ROUND, Kind
from reports.pages import document_html
from reports.snapshot.model import SCHEMA_VERSION, Snapshot
from reports.snapshot.plan import Measure, PublicMeasure
from reports.snapshot.reading import canonical, data_of, read_snapshot
from tests.conftest import ROOT
from tests.reports import snapshots
from tests.reports.snapshots import built, typed
from tests.reports.test_analysis_report import without_pictures
from tests.reports.test_progress_memo import text_of

# A submitted document of the demo, as schema 1 stored it before snapshots were typed, and what was printed from it.
FOLDER = ROOT / "tests" / "data" / "snapshots"
STORED = (FOLDER / "schema-1.json").read_text(encoding="utf-8")
MINIMAL = {"kind": "analysis-report", "assessment": {"fiscal_year": 2565}, "plan": {"fiscal_year": 2566}}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [*KINDS_OF_A_PLAN, *KINDS_OF_A_ROUND])
def test_a_stored_snapshot_prints_what_it_printed(kind):
    stored = read_snapshot(json.dumps({**json.loads(STORED), "kind": kind.value}))

    printed = text_of(without_pictures(document_html(stored)))

    assert printed == (FOLDER / f"schema-1.{kind.value}.txt").read_text(encoding="utf-8")


def test_a_stored_snapshot_is_known_by_the_hash_of_its_text():
    assert f"{sha256_of(STORED)}\n" == (FOLDER / "schema-1.sha256").read_text()


def without_later_fields(opened, stored):
    """Return what was opened without the fields that were stored by nobody; those must say nothing."""
    if isinstance(opened, dict) and isinstance(stored, dict):
        assert not any(opened[name] for name in opened.keys() - stored.keys())
        return {name: without_later_fields(opened[name], stored[name]) for name in stored}
    if isinstance(opened, list) and isinstance(stored, list):
        return [without_later_fields(*pair) for pair in zip(opened, stored, strict=True)]
    return opened


def test_nothing_of_a_stored_snapshot_is_lost_on_opening():
    stored = json.loads(STORED)
    opened = data_of(read_snapshot(STORED))

    assert without_later_fields(opened, stored) == stored
    assert json.loads(canonical(read_snapshot(STORED))) == opened


def test_what_a_later_version_adds_is_left_aside_and_what_an_earlier_one_lacks_is_empty():
    stored = json.loads(STORED)
    stored["weather"] = "ฝนตก"
    for measure in stored["plan"]["measures"]:
        measure["mood"] = "ดี"
        del measure["limitation"]
    del stored["assessment"]["items"], stored["later"]

    opened = read_snapshot(json.dumps(stored))

    assert opened.later is None
    assert opened.assessment.items == {}
    assert {measure.limitation for measure in opened.plan.measures} == {""}
    assert "weather" not in data_of(opened)
    assert "limitation" in data_of(opened)["plan"]["measures"][0]


def test_the_least_that_tells_a_document_opens():
    opened = typed(MINIMAL)

    assert opened.schema_version == SCHEMA_VERSION
    assert check(opened)
    assert changes(opened, opened) == ()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"kind": "progress-memo"}'])
def test_what_is_no_snapshot_is_refused(text):
    with pytest.raises(ValueError, match="validation error"):
        read_snapshot(text)


def test_a_draft_has_no_approval_and_a_submitted_document_has():
    assert "approval" not in data_of(typed(MINIMAL))
    assert data_of(read_snapshot(STORED))["approval"]["edition"] == 1


@pytest.mark.parametrize("kind", Kind)
def test_a_new_snapshot_is_the_same_after_it_was_stored(sample, kind):
    data = built(sample(kind))

    assert data["schema"] == 1
    assert data_of(read_snapshot(json.dumps(data))) == data


def test_a_text_that_a_measure_gets_is_in_the_snapshot_the_changes_and_the_schema():
    """Every text of the model is found by its name; nothing lists them."""
    worded = {"title", "activities", "weak_point", "follow_up", "limitation"}
    assert set(Measure.worded()) == worded
    assert worded <= PublicMeasure.model_json_schema(mode="serialization")["properties"].keys()
    for name in worded:
        old, new = (
            typed(snapshots.snapshot(measures=[snapshots.measure(**{name: text})])) for text in ("เดิม", "ใหม่")
        )
        [change] = changes(old, new)
        assert change.where.endswith(f": {Measure.title_of(name)}")


def test_nothing_private_is_public():
    public = json.loads(as_json(read_snapshot(STORED), {}))
    [evidence, *_] = public["plan"]["measures"][0]["progress"]["evidence"]

    assert "emblem" not in public["agency"]
    assert "id" not in public["plan"]["measures"][0]
    assert "name" not in evidence


def test_a_snapshot_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        typed(MINIMAL).letter.subject = "เรื่องใหม่"
    assert isinstance(typed(MINIMAL), Snapshot)
