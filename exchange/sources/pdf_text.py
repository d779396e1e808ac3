"""The text of an old report in PDF, page by page, where its letters are sound; read in a process of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessments import itas as itas_paste
from exchange.reading.book import FileRefused
from exchange.sources.soundness import NO_TEXT, faults_of
from itaportal.language import marked
from itaportal.probes import Bounds, ProbeBusy, ProbeFailed, ProbeRefused, ask
from itaportal.thai.spelling import clean_text

MAX_BYTES = 20 * 1024 * 1024
SECONDS = 10  # of processor time
PATIENCE = 15  # by the clock
MEMORY = 1024 * 1024 * 1024
MAX_PAGES = 300
MAX_CHARACTERS = 2_000_000

_PROBE = Path(__file__).with_name("pdf_text_probe.py")
_INSTEAD = marked("กรุณาคัดลอกจากไฟล์ Word ต้นฉบับ หรือกรอกเอง")
_NO_PDF = marked("ไฟล์นี้ไม่ใช่ PDF กรุณาเลือกไฟล์รายงานที่เป็น PDF")
_BROKEN = marked(f"ไฟล์ PDF นี้เสียหรือซับซ้อนเกินกว่าจะอ่านได้ {_INSTEAD}")
_SAID = {
    "locked": marked(f"ไฟล์ PDF นี้ตั้งรหัสผ่านไว้ จึงอ่านไม่ได้ {_INSTEAD}"),
    "long": marked(f"ไฟล์ PDF นี้ยาวเกิน {MAX_PAGES} หน้า กรุณาแยกเฉพาะหน้าที่ต้องการ"),
}
NOT_SURE = marked("อ่านจากตัวอักษรใน PDF กรุณาเทียบกับกระดาษทุกค่าก่อนบันทึก")


@dataclass(frozen=True, slots=True)
class Report:
    """The text of each page, cleaned. Nothing in it is sure; ``unsure`` says so in Thai, to be shown beside it."""

    pages: tuple[str, ...]
    unsure: str = NOT_SURE

    def scores(self, indicators: Sequence[itas_paste.KnownIndicator], year: int = 0) -> itas_paste.Pasted:
        """Return the scores that the report prints, read as pasted text is."""
        return itas_paste.parse("\n".join(self.pages), indicators, year)


def is_pdf(data: bytes) -> bool:
    """Whether the bytes say that they are a PDF."""
    return data[:1024].lstrip().startswith(b"%PDF-")


def report_text(data: bytes) -> Report:
    """Return the text of a PDF. Raises FileRefused, also where the letters are not those on the paper."""
    return Report(tuple(clean_text(page) for page in read_pages(_PROBE, data, str)))


def read_pages(probe: Path, data: bytes, text_of: Callable[[Any], str]) -> list[Any]:
    """Return the pages as the probe gives them; ``text_of`` is the text of one. Raises FileRefused as ``report_text``."""
    if not is_pdf(data):
        raise FileRefused(_NO_PDF)
    if len(data) > MAX_BYTES:
        raise FileRefused(_BROKEN)
    pages = _pages(probe, data)
    if faults := faults_of("\n".join(map(text_of, pages))):
        reason = NO_TEXT if NO_TEXT in faults else marked(f"ตัวอักษรใน PDF นี้ไม่ตรงกับที่เห็น: {', '.join(faults)}")
        raise FileRefused(marked(f"{reason} จึงนำเข้าไม่ได้ {_INSTEAD}"))
    return pages


def _pages(probe: Path, data: bytes) -> list[Any]:
    bounds = Bounds(SECONDS, MEMORY, PATIENCE)
    try:
        return ask(probe, data, bounds, MAX_PAGES, MAX_CHARACTERS)
    except ProbeBusy as busy:
        raise FileRefused(str(busy)) from None
    except ProbeRefused as refused:
        raise FileRefused(_SAID.get(str(refused), _BROKEN)) from None
    except ProbeFailed:
        raise FileRefused(_BROKEN) from None
