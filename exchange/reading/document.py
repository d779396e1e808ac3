"""Reading texts of word processors (docx, odt): the file is parsed in a process of its own with bounded time and memory."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exchange.reading import limits
from exchange.reading.book import FileRefused
from exchange.reading.grid import PageTable
from exchange.reading.page import Page
from itaportal.language import marked
from itaportal.probes import Bounds, ProbeBusy, ProbeFailed, ProbeRefused, ask_for_lines

_PROBE = Path(__file__).with_name("document_probe.py")
_TOO_HARD = marked(
    "เอกสารนี้เสียหรือซับซ้อนเกินกว่าจะอ่านได้ กรุณาเปิดใน Word เลือกเฉพาะตารางที่ต้องการ คัดลอก แล้ววางในช่องวางตาราง"
)


@dataclass(frozen=True, slots=True)
class Document:
    """Paragraphs and tables in the order of the text; a table inside another one comes before it."""

    parts: tuple[str | PageTable, ...]

    @property
    def tables(self) -> tuple[PageTable, ...]:
        """All tables in order."""
        return tuple(part for part in self.parts if isinstance(part, PageTable))

    @property
    def page(self) -> Page:
        """The same as a page: its text has a tab after each cell."""
        lines: list[str] = []
        for part in self.parts:
            if isinstance(part, PageTable):
                lines += ("\t".join(cell.replace("\n", " ") for cell in row) for row in part.rows)
            else:
                lines.append(part)
        return Page(self.tables, "\n".join(lines))


def is_document(data: bytes) -> bool:
    """Whether the bytes seem to be a docx or odt: the names of its parts stand in an archive as they are."""
    return data.startswith(b"PK") and (
        b"word/document.xml" in data or b"application/vnd.oasis.opendocument.text" in data[:200]
    )


def read_document(data: bytes) -> Document:
    """Return what a docx or odt shows. Raises FileRefused."""
    if len(data) > limits.MAX_BYTES:
        raise FileRefused(
            marked(f"เอกสารนี้ใหญ่เกิน {limits.MAX_BYTES // limits.MEGABYTE} เมกะไบต์ กรุณาลบรูปออก แล้วบันทึกใหม่")
        )
    try:
        parts = ask_for_lines(_PROBE, data, Bounds(limits.SECONDS, limits.MEMORY, limits.PATIENCE))
    except (ProbeBusy, ProbeRefused) as refused:
        raise FileRefused(str(refused)) from None
    except ProbeFailed:
        raise FileRefused(_TOO_HARD) from None
    return Document(tuple(map(_part, parts)))


def _part(said: Any) -> str | PageTable:
    if isinstance(said, str):
        return said
    rows, spans = said
    return PageTable(tuple(map(tuple, rows)), tuple((span[0], span[1], span[2], span[3]) for span in spans))
