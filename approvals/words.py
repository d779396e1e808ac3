"""How an edition, and what happened to it meanwhile, is told in one line."""

from django.template.defaultfilters import date as format_time
from django.utils import timezone

from approvals.enums import State
from approvals.models import Edition, StoredFile
from itaportal.thai import short_date


def title_of(edition: Edition) -> str:
    """Return the kind, year and number of an edition that came with its document, plan and register entry."""
    document = edition.document
    return f"{document.get_kind_display()} ปี {document.plan.fiscal_year} (ที่ {edition.register_entry})"


def moment(when) -> str:
    """Return a date with its time of day, as it is read in Thailand."""
    local = timezone.localtime(when)
    return f"{short_date(local.date())} เวลา {format_time(local, 'H:i')} น."


def what_happened(edition: Edition, seen: str) -> str:
    """Return who decided since the person saw the file with this SHA-256; "" if nobody did."""
    current = StoredFile.objects.filter(edition=edition, number=edition.file_number).first()
    last = edition.decisions.order_by("-at", "-pk").first()
    if last is not None and current is not None and current.sha256 != seen:
        who = " ".join(filter(None, (last.name, *last.title)))
        return f"{who} {last.get_move_display()}แล้ว เมื่อ {moment(last.at)}"
    if edition.state != State.SUBMITTED:
        return f"เอกสารอยู่ในสถานะ “{edition.get_state_display()}” แล้ว"
    return ""
