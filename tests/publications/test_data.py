"""Open data: formats, and what is left out of them."""

import csv
import io
import json

import pytest
from django.urls import reverse

from publications.exports import as_csv
from tests.factories import editions
from tests.reports.snapshots import typed

pytestmark = pytest.mark.usefixtures("quick")


def data(visitor, edition, extension):
    return visitor.get(reverse("publications:document_data", args=[edition.code, extension]))


def keys_and_values(part, path=""):
    """Yield every (path, value) of nested data."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from keys_and_values(value, f"{path}.{key}")
    elif isinstance(part, list):
        for value in part:
            yield from keys_and_values(value, path)
    else:
        yield path, part


def test_json_is_the_snapshot_with_its_publication(bureau, visitor):
    edition = editions.published(bureau)

    answer = data(visitor, edition, "json")
    public = json.loads(answer.content)

    assert answer["Content-Type"] == "application/json"
    assert public["schema"] == 1
    assert public["assessment"]["total"] == "91.10"
    assert public["publication"]["code"] == edition.code_text
    assert public["publication"]["pdf_sha256"] == edition.files.get(number=3).sha256
    signed = [entry["name"] for entry in public["publication"]["signatures"]]
    assert signed == [person.get_full_name() for person in bureau.chain]


def test_json_leaves_out_what_is_private(bureau, visitor):
    edition = editions.published(bureau)
    snapshot = json.loads(edition.snapshot)
    snapshot["agency"]["emblem"] = "data:image/png;base64,AAAA"
    edition.snapshot = json.dumps(snapshot)
    edition.save()

    public = dict(keys_and_values(json.loads(data(visitor, edition, "json").content)))

    assert not [
        path for path in public if path.endswith((".id", ".emblem", ".evidence.name", ".submitted_by"))
    ]
    assert ".plan.measures.progress.evidence.sha256" in public
    assert "รูป.jpg" not in public.values()


def test_csv_is_read_by_excel(bureau, visitor):
    edition = editions.published(bureau)

    answer = data(visitor, edition, "csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert rows[0] == ["ปีงบประมาณ", "ตัวชี้วัดที่", "ตัวชี้วัด", "คะแนน"]
    assert len(rows) == 11
    assert rows[4][:2] + rows[4][3:] == ["2565", "4", "79.52"]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_csv_has_no_formulas(name):
    indicator = {"code": "1", "name": name, "score": ""}
    instruments = [{"code": "IIT", "indicators": [indicator]}]
    snapshot = {
        "kind": "analysis-report",
        "assessment": {"fiscal_year": 2565, "instruments": instruments},
        "plan": {"fiscal_year": 2566},
    }

    rows = list(csv.reader(io.StringIO(as_csv(typed(snapshot)).decode("utf-8-sig"))))

    assert rows[1] == ["2565", "1", f"'{name}", ""]


def test_workbook_has_the_scores(bureau, visitor):
    from openpyxl import load_workbook

    edition = editions.published(bureau)

    book = load_workbook(io.BytesIO(data(visitor, edition, "xlsx").content))

    assert book["คะแนน"]["E5"].value == 79.52


def test_other_formats_are_not_there(bureau, visitor):
    assert data(visitor, editions.published(bureau), "xml").status_code == 404
