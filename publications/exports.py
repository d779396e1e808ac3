"""A published document as open data: JSON, CSV, XLSX. Knows a snapshot and plain values, nothing else.

The JSON is a ``PublicSnapshot`` (``reports/snapshot/``) with its ``publication``: scores are texts, days are ISO dates.
The only persons in it are those who signed.
"""

import csv
import io
import json
from typing import Any

from itaportal.csvtext import harmless
from reports.attachments.workbook import workbook
from reports.snapshot.model import PublicSnapshot, Snapshot
from reports.snapshot.reading import data_of

_CSV_HEADINGS = ("ปีงบประมาณ", "ตัวชี้วัดที่", "ตัวชี้วัด", "คะแนน")


def public_data(snapshot: Snapshot, publication: dict[str, Any]) -> dict[str, Any]:
    """Return what is public of a document; ``publication`` tells of edition, file and signatures."""
    return {**data_of(PublicSnapshot.model_validate(data_of(snapshot))), "publication": publication}


def as_json(snapshot: Snapshot, publication: dict[str, Any]) -> bytes:
    """Return the public data as JSON in UTF-8."""
    public = public_data(snapshot, publication)
    return json.dumps(public, ensure_ascii=False, indent=1, sort_keys=True).encode()


def as_csv(snapshot: Snapshot) -> bytes:
    """Return the indicators' scores as CSV, with the byte order mark that Excel needs for Thai."""
    output = io.StringIO(newline="")
    writer = csv.writer(output)
    writer.writerow(_CSV_HEADINGS)
    for row in snapshot.assessment.indicators.values():
        cells = (str(snapshot.assessment.fiscal_year), row.code, row.name, row.score)
        writer.writerow([harmless(cell) for cell in cells])
    return output.getvalue().encode("utf-8-sig")


def as_xlsx(snapshot: Snapshot) -> bytes:
    """Return scores, measures and progress as a workbook."""
    return workbook(snapshot)
