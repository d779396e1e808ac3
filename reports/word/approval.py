"""What a Word file carries of its approval: the mark of its pages, and a table to sign by hand."""

from reports.blocks import Signatory, SignaturePlaces
from reports.blocks.tables import Cell, Column, Table
from reports.word import parts

_LINE = "." * 46  # as wide as the column
_COLUMNS = (Column("ผู้พิจารณา", 38), Column("ความเห็นและการลงนาม", 62))


def mark_pages(document, mark: str) -> None:
    """Print the mark, as it is, at the foot of every page; the sections after the first take it from there."""
    section = document.sections[0]
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        (line,) = footer.paragraphs
        line._p.append(parts.run(mark))


def steps_table(block: SignaturePlaces) -> Table:
    """Return the steps with lines for opinion, signature and day."""
    return Table(_COLUMNS, tuple(map(_row, block.steps)))


def _row(step: Signatory) -> tuple[Cell, ...]:
    who = (step.heading or step.position, f"สำหรับ {step.name}", *((step.position,) if step.heading else ()))
    signed = (f"(ลงชื่อ) {_LINE[:36]}", f"({step.name})", f"วันที่ {_LINE[:38]}")
    return Cell(who, heading=True), Cell((_LINE, _LINE, *signed))
