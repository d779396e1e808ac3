"""The documents of an agency and its register of numbers as files."""

from typing import Any

from django.utils import timezone

from agencies.models import Agency
from approvals.enums import State
from approvals.queries.register import entries_of, register_rows
from exchange.engine.columns import CellKind, Column
from exchange.engine.layout import Layout, of_list
from itaportal.language import in_thai
from reports.queries import documents_of

_DOCUMENT = (
    Column("document", "เอกสาร", CellKind.LINE, width=44),
    Column("fiscal_year", "ปีงบประมาณของแผน", CellKind.INTEGER),
    Column("as_at", "รายงาน ณ วันที่", CellKind.DATE),
)
_DOCUMENTS = (
    *_DOCUMENT,
    Column("subject", "เรื่อง", CellKind.LINE, width=60),
    Column("number", "ที่", CellKind.LINE, width=20),
    Column("dated", "วันที่", CellKind.DATE),
    Column("edition", "ฉบับที่", CellKind.INTEGER, width=10),
    Column("state", "สถานะ", CellKind.LINE, width=24),
    Column("published", "เผยแพร่เมื่อ", CellKind.DATE),
)
_REGISTER = (
    Column("number", "เลขที่หนังสือ", CellKind.LINE, width=20),
    *_DOCUMENT,
    Column("editions", "ฉบับและสถานะ", CellKind.TEXT, width=36),
    Column("taken", "ออกเลขเมื่อ", CellKind.DATE),
    Column("taken_by", "ผู้ออกเลข", CellKind.LINE, width=28),
)


@in_thai()
def document_list(agency: Agency) -> Layout:
    """Return the agency's documents as its page lists them; two queries."""
    return of_list("เอกสาร", _DOCUMENTS, (_document_row(document) for document in documents_of(agency)))


@in_thai()
def register_list(agency: Agency, year: int) -> Layout:
    """Return the register of a calendar year (B.E.), the last number first; four queries."""
    rows = register_rows(agency, year, list(entries_of(agency, year)))
    return of_list(f"ทะเบียนเลขที่หนังสือ {year}", _REGISTER, map(_register_row, rows))


def _name_document(document) -> dict[str, Any]:
    return {
        "document": document.get_kind_display(),
        "fiscal_year": document.plan.fiscal_year,
        "as_at": document.round.as_at if document.round else None,
    }


def _document_row(document) -> dict[str, Any]:
    edition = document.newest_editions[0] if document.newest_editions else None
    return {
        **_name_document(document),
        "subject": document.subject,
        "number": document.number,
        "dated": document.dated,
        "edition": edition.number if edition else None,
        "state": edition.get_state_display() if edition else str(State.DRAFT.label),
        "published": timezone.localdate(edition.published_at)
        if edition and edition.state == State.PUBLISHED
        else None,
    }


def _register_row(row) -> dict[str, Any]:
    editions = [f"ฉบับที่ {each.number} {each.get_state_display()}" for each in row.entry.editions.all()]
    return {
        **_name_document(row.entry.document),
        "number": row.entry.text,
        "editions": "\n".join(editions),
        "taken": timezone.localdate(row.entry.taken_at),
        "taken_by": row.taken_by,
    }
