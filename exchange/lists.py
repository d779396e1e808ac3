"""Lists of an agency that go out as files and are not brought in again: documents, numbers, the matrix, five years."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from agencies.models import Agency
from approvals.enums import State
from approvals.queries.register import entries_of, register_rows
from exchange import five_years, matrix
from exchange.columns import Column, Kind
from exchange.layouts import Layout
from exchange.rendering import render
from measures.models import Plan
from reports.queries import documents_of

_DOCUMENT = (
    Column("document", "เอกสาร", Kind.LINE, width=44),
    Column("fiscal_year", "ปีงบประมาณของแผน", Kind.INTEGER),
    Column("as_at", "รายงาน ณ วันที่", Kind.DATE),
)
_DOCUMENTS = (
    *_DOCUMENT,
    Column("subject", "เรื่อง", Kind.LINE, width=60),
    Column("number", "ที่", Kind.LINE, width=20),
    Column("dated", "วันที่", Kind.DATE),
    Column("edition", "ฉบับที่", Kind.INTEGER, width=10),
    Column("state", "สถานะ", Kind.LINE, width=24),
    Column("published", "เผยแพร่เมื่อ", Kind.DATE),
)
_REGISTER = (
    Column("number", "เลขที่", Kind.LINE, width=20),
    *_DOCUMENT,
    Column("editions", "ฉบับและสถานะ", Kind.TEXT, width=36),
    Column("taken", "ออกเลขเมื่อ", Kind.DATE),
    Column("taken_by", "ผู้ออกเลข", Kind.LINE, width=28),
)


def document_list(agency: Agency) -> Layout:
    """Return the agency's documents as its page lists them; two queries."""
    return _layout("เอกสาร", _DOCUMENTS, (_document_row(document) for document in documents_of(agency)))


def register_list(agency: Agency, year: int) -> Layout:
    """Return the register of a calendar year (B.E.), the last number first; four queries."""
    rows = register_rows(agency, year, list(entries_of(agency, year)))
    return _layout(f"ทะเบียนเลขที่หนังสือ {year}", _REGISTER, map(_register_row, rows))


def matrix_list(plan: Plan) -> Layout:
    """Return the plan's measures with their progress in every round; six queries."""
    rounds = list(plan.rounds.all())
    above = (
        f"มาตรการและผลการดำเนินการ แผนปีงบประมาณ พ.ศ. {plan.fiscal_year} {plan.agency.name}",
        f"ตอบผลการประเมินปี {plan.assessment.fiscal_year} หนึ่งแถวต่อหนึ่งมาตรการ",
    )
    rows = matrix.rows(plan, rounds)
    title = f"มาตรการและผล {plan.fiscal_year}"
    return _layout(title, matrix.columns(rounds), rows, above=above, kept=matrix.KEPT)


def five_year_list(agency: Agency, year: int) -> Layout:
    """Return the agency's scores of the five years up to ``year``; five queries at most."""
    years = five_years.span(year)
    above = (
        f"คะแนน ITA ปีงบประมาณ {years[0]}–{years[-1]} {agency.name}",
        "ช่องว่างคือไม่มีคะแนน หรือเทียบกับตัวชี้วัดของปีนั้นไม่ได้",
    )
    rows = five_years.rows(agency, year)
    title = f"คะแนน {years[0]}–{years[-1]}"
    return _layout(title, five_years.columns(year), rows, above=above, kept=five_years.KEPT)


def _layout(
    title: str,
    columns: tuple[Column, ...],
    rows: Iterable[Mapping[str, Any]],
    *,
    above: tuple[str, ...] = (),
    kept: int = 0,
) -> Layout:
    cells = ({column.key: render(column, row.get(column.key)) for column in columns} for row in rows)
    return Layout(title, columns, tuple(cells), above, kept=kept)


def _named(document) -> dict[str, Any]:
    return {
        "document": document.get_kind_display(),
        "fiscal_year": document.plan.fiscal_year,
        "as_at": document.round.as_at if document.round else None,
    }


def _document_row(document) -> dict[str, Any]:
    edition = document.newest_editions[0] if document.newest_editions else None
    published = edition and edition.state == State.PUBLISHED
    return {
        **_named(document),
        "subject": document.subject,
        "number": document.number,
        "dated": document.dated,
        "edition": edition.number if edition else None,
        "state": edition.get_state_display() if edition else State.DRAFT.label,
        "published": timezone.localdate(edition.published_at) if published else None,
    }


def _register_row(row) -> dict[str, Any]:
    editions = [f"ฉบับที่ {each.number} {each.get_state_display()}" for each in row.entry.editions.all()]
    return {
        **_named(row.entry.document),
        "number": row.entry.text,
        "editions": "\n".join(editions),
        "taken": timezone.localdate(row.entry.taken_at),
        "taken_by": row.taken_by,
    }
