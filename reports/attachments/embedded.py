"""The data a PDF carries with it: the snapshot as JSON and its tables as a spreadsheet."""

import json
from datetime import UTC, datetime, time

from itaportal.thai.dates import fiscal_year_start
from reports.attachments.workbook import workbook
from reports.snapshot.model import Snapshot
from reports.snapshot.reading import data_of
from reports.typesetting.rendering import AttachedFile


def attachments_of(snapshot: Snapshot) -> list[AttachedFile]:
    """Return the files attached to the document's PDF, dated by the plan year so that equal data are equal files."""
    moment = datetime.combine(fiscal_year_start(snapshot.plan.fiscal_year), time(), UTC)
    data = json.dumps(data_of(snapshot), ensure_ascii=False, indent=1, sort_keys=True).encode()
    return [
        AttachedFile("snapshot.json", data, "ข้อมูลทั้งหมดของเอกสาร (JSON)", moment),
        AttachedFile("data.xlsx", workbook(snapshot), "คะแนน มาตรการ และผลการดำเนินการ (Excel)", moment),
    ]
