"""A published document as open data: JSON, CSV, XLSX. Knows a snapshot and plain values, nothing else.

JSON, schema 1: the snapshot that the document was printed from (``agency``, ``letter``, ``assessment``, ``criteria``,
``history``, ``later``, ``plan``, ``round``, ``signatories``, ``sentences``, ``approval``; scores are texts, days are ISO
dates) and ``publication``. It leaves out the emblem's picture, ids of rows and names of uploaded files; the only persons
are those who signed.
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from itaportal.csvtext import harmless
from reports.attachments.workbook import workbook

SCHEMA = 1
_CSV_HEADINGS = ("ปีงบประมาณ", "ตัวชี้วัดที่", "ตัวชี้วัด", "คะแนน")


def as_json(snapshot: dict[str, Any], publication: dict[str, Any]) -> bytes:
    """Return the public data as JSON in UTF-8; ``publication`` tells of edition, file and signatures."""
    public = {**_without_private(snapshot), "schema": SCHEMA, "publication": publication}
    return json.dumps(public, ensure_ascii=False, indent=1, sort_keys=True).encode()


def as_csv(snapshot: dict[str, Any]) -> bytes:
    """Return the indicators' scores as CSV, with the byte order mark that Excel needs for Thai."""
    output = io.StringIO(newline="")
    writer = csv.writer(output)
    writer.writerow(_CSV_HEADINGS)
    year = snapshot["assessment"]["fiscal_year"]
    for indicator in indicators(snapshot):
        row = (str(year), indicator["code"], indicator["name"], indicator["score"])
        writer.writerow([harmless(cell) for cell in row])
    return output.getvalue().encode("utf-8-sig")


def as_xlsx(snapshot: dict[str, Any]) -> bytes:
    """Return scores, measures and progress as a workbook."""
    return workbook(snapshot)


def indicators(snapshot: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the indicators of the assessed year in order."""
    for instrument in snapshot["assessment"]["instruments"]:
        yield from instrument["indicators"]


def _without_private(snapshot: dict[str, Any]) -> dict[str, Any]:
    agency = {name: value for name, value in snapshot["agency"].items() if name != "emblem"}
    measures = [_public_measure(measure) for measure in snapshot["plan"]["measures"]]
    return {**snapshot, "agency": agency, "plan": {**snapshot["plan"], "measures": measures}}


def _public_measure(measure: dict[str, Any]) -> dict[str, Any]:
    public = {name: value for name, value in measure.items() if name != "id"}
    if progress := measure["progress"]:
        public["progress"] = {
            **progress,
            "evidence": [_public_evidence(piece) for piece in progress["evidence"]],
        }
    return public


def _public_evidence(piece: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in piece.items() if name != "name"}
