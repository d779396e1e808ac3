"""What is made of an edition besides its file: the report on its signatures."""

import json
from datetime import datetime

from django.conf import settings

from approvals.files import content_of
from approvals.models import Edition
from itaportal.language import gettext, in_thai
from itaportal.probes import Turns
from publications.queries import current_file
from publications.sheets import sheet_pdf
from publications.verification.document_facts import document_facts
from publications.verification.inspection import Inspection, inspect_file
from publications.verification.report import Report, as_data, make_report
from publications.verification.report_sheet import report_sheet
from reports.typesetting.rendering import AttachedFile


@in_thai()
def report_of(inspection: Inspection, file_name: str, at: datetime) -> Report:
    """Return the report on what was inspected."""
    edition = inspection.edition
    return make_report(
        inspection,
        file_name=file_name,
        document=document_facts(edition) if edition else {},
        portal=settings.PORTAL_URL,
        at=at,
    )


def report_of_edition(edition: Edition, *, at: datetime, turns: Turns) -> Report:
    """Judge the edition's newest file anew; raises SigningFailed where it is not there as stored, and ProbeBusy."""
    stored = current_file(edition)
    inspection = inspect_file(content_of(stored), turns=turns)
    return report_of(inspection, f"{edition.code}-{stored.number}.pdf", at)


def report_json(report: Report) -> bytes:
    """Return the report as JSON."""
    return json.dumps(as_data(report), ensure_ascii=False, indent=1).encode()


@in_thai()
def report_pdf(report: Report, url: str) -> bytes:
    """Return the report as PDF, with itself as JSON inside."""
    judged_at = datetime.fromisoformat(report.judged_at)
    inside = AttachedFile(
        "validation-report.json", report_json(report), gettext("รายงานผลการตรวจเป็นข้อมูล"), judged_at
    )
    return sheet_pdf(report_sheet(report, url=url), [inside])
