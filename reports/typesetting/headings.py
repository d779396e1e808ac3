"""On which pages the headings of a PDF of ours stand."""

from collections.abc import Iterable
from contextlib import closing


def pages_of(pdf: bytes, anchors: Iterable[str]) -> dict[str, int]:
    """Return the page, counted from 1, of every anchor that the PDF has."""
    import pypdfium2
    from pypdfium2 import raw

    found = {}
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for anchor in anchors:
            if place := raw.FPDF_GetNamedDestByName(document, anchor.encode()):
                found[anchor] = raw.FPDFDest_GetDestPageIndex(document, place) + 1
    return found
