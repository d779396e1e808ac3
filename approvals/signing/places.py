"""Where a document's signature fields are."""

from io import BytesIO


def size_of(pdf: bytes, field: str) -> tuple[float, float]:
    """Return width and height of the signature field in points; raises LookupError if there is none."""
    from pypdf import PdfReader

    for page in PdfReader(BytesIO(pdf)).pages:
        for reference in page.get("/Annots", ()):
            widget = reference.get_object()
            if widget.get("/T") == field:
                x1, y1, x2, y2 = (float(number) for number in widget["/Rect"])
                return abs(x2 - x1), abs(y2 - y1)
    raise LookupError(field)
