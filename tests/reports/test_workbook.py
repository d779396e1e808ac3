"""The data attached to a document."""

import copy
import io
import json

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from reports.actions import rendered
from reports.attachments.embedded import attachments_of
from reports.attachments.workbook import workbook
from reports.enums import Format
from tests.reports.snapshots import built, typed


@pytest.fixture
def snapshot(memo):
    return built(memo)


def sheet_of(content, title):
    rows = load_workbook(io.BytesIO(content))[title].iter_rows(values_only=True)
    return list(rows)


def test_the_tables_hold_what_the_snapshot_holds(snapshot):
    content = workbook(typed(snapshot))

    scores, measures = sheet_of(content, "คะแนน"), sheet_of(content, "มาตรการ")
    assert len(scores) == 1 + 10
    assert len(measures) == 1 + 6
    assert measures[2][1] == snapshot["plan"]["measures"][1]["title"]
    assert sheet_of(content, "ผลการดำเนินการ")[2][2] == "in_progress"
    assert [row[0] for row in sheet_of(content, "ห้าปี")[1:]] == [2562, 2563, 2564]


@pytest.mark.parametrize("text", ["=1+1", "+66", "-5", "@SUM(A1)"])
def test_text_never_becomes_a_formula(snapshot, text):
    changed = copy.deepcopy(snapshot)
    changed["plan"]["measures"][0]["title"] = text

    book = load_workbook(io.BytesIO(workbook(typed(changed))))
    cell = book["มาตรการ"]["B2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_the_same_snapshot_gives_the_same_files(snapshot, monkeypatch):
    import time_machine

    with time_machine.travel("2026-01-01"):
        first = attachments_of(typed(snapshot))
    with time_machine.travel("2027-06-01"):
        again = attachments_of(typed(copy.deepcopy(snapshot)))

    assert first == again


@pytest.mark.pdf
def test_the_pdf_carries_its_data(memo, snapshot):
    with rendered(memo, Format.PDF).file.open("rb") as file:
        attached = PdfReader(io.BytesIO(file.read())).attachments

    assert sorted(attached) == ["data.xlsx", "snapshot.json"]
    assert json.loads(attached["snapshot.json"][0]) == json.loads(json.dumps(snapshot))
