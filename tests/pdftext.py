"""PDFs from HTML, and what viewers read in them: Poppler by its pdftotext, Chrome's PDFium by pypdfium2."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import escape

import pypdfium2
import pytest
from pypdf import PdfReader

from reports.typesetting.rendering import render_pdf

# White space is the viewer's guess; format characters (soft hyphen, zero-width space) show nothing.
_UNSEEN = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff\ufffe]+")

_FONTS = "".join(
    f'@font-face {{ font-family: {family}; src: url("fonts/laksaman/Laksaman{file}.ttf"); {style} }}'
    for family, file, style in (
        ("Memo", "", ""),
        ("Memo", "-Bold", "font-weight: bold"),
        ("Memo", "-Italic", "font-style: italic"),
        ("Memo", "-BoldItalic", "font-style: italic; font-weight: bold"),
        ("Memo One", "", ""),
    )
)


def render(body: str, css: str = "") -> bytes:
    """Return a PDF of the HTML set in Laksaman 16 pt; "Memo One" has no bold and no italic of its own."""
    base = "@page { size: A4 } body { font: 16pt/1.3 Memo } p { margin: 0 0 4pt }"
    style = f"<style>{_FONTS}{base}{css}</style>"
    return render_pdf(f'<html lang="th"><title>เอกสาร</title>{style}<body>{body}</body></html>')


def paragraphs(texts: Iterable[str], style: str = "") -> str:
    """Return a paragraph of HTML for each text."""
    return "".join(f'<p style="{style}">{escape(text)}</p>' for text in texts)


def pdftotext(pdf: bytes, *options: str) -> str:
    """Return the text that Poppler reads; skip the test where pdftotext is missing."""
    if not (program := shutil.which("pdftotext")):
        pytest.skip("pdftotext is missing: install poppler-utils")
    command = [program, "-enc", "UTF-8", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def pdftotext_raw(pdf: bytes) -> str:
    """Return the text that Poppler reads, in the order in which it was drawn."""
    return pdftotext(pdf, "-raw")


def pdfium(pdf: bytes) -> str:
    """Return the text that PDFium reads."""
    with opened(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


EXTRACTORS = (pdftotext, pdftotext_raw, pdfium)


def squeeze(text: str) -> str:
    """Return the text without spaces and other unseen characters."""
    return _UNSEEN.sub("", text)


def lines(text: str) -> list[str]:
    """Return the lines that are not empty, without spaces around them."""
    return [line.strip() for line in text.replace("\f", "\n").splitlines() if line.strip()]


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open the PDF with PDFium."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def reader(pdf: bytes) -> PdfReader:
    """Open the PDF with pypdf, to look at its objects."""
    return PdfReader(io.BytesIO(pdf))


def find(pdf: bytes, word: str) -> tuple[float, float] | None:
    """Return left and right end, in points, of what PDFium marks for the first ``word`` on page 1."""
    with opened(pdf) as document:
        text = document[0].get_textpage()
        if not (found := text.search(word, match_case=True).get_next()):
            return None
        start, count = found
        boxes = [text.get_charbox(index) for index in range(start, start + count)]
        return min(box[0] for box in boxes), max(box[2] for box in boxes)
