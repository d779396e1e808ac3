"""How an edition, and what happened to it meanwhile, is told in one line."""

from datetime import datetime

from approvals.enums import State
from approvals.models import Edition, StoredFile
from itaportal.editing.conflicts import moment
from itaportal.templatetags.thai import digits


def title_of(edition: Edition) -> str:
    """Return the kind, year and number of an edition that came with its document, plan and register entry."""
    document = edition.document
    return f"{document.get_kind_display()} ปี {document.plan.fiscal_year} (ที่ {edition.register_entry})"


def format_moment(when: datetime | None) -> str:
    """Return day and time in words: "21 พ.ย. 69 เวลา 10:15 น."; "" for none."""
    return digits(moment(when)) if when else ""


def what_happened(edition: Edition, seen: str) -> str:
    """Return who decided since the person saw the file with this SHA-256; "" if nobody did."""
    current = StoredFile.objects.filter(edition=edition, number=edition.file_number).first()
    last = edition.decisions.order_by("-at", "-pk").first()
    if last is not None and current is not None and current.sha256 != seen:
        return f"{last.signed_as} {last.get_move_display()}แล้ว เมื่อ {format_moment(last.at)}"
    if edition.state != State.SUBMITTED:
        return f"เอกสารอยู่ในสถานะ “{edition.get_state_display()}” แล้ว"
    return ""
