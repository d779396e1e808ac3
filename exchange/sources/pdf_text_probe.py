"""The probe of exchange/sources/pdf_text.py: the text of the pages of a PDF."""

import pypdfium2

from itaportal.probes import ProbeRefused


def answer(data: bytes, most_pages: int, most_characters: int) -> list[str]:
    """Return the text of each page. Raises ProbeRefused with "locked", "long" or "broken"."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ProbeRefused("locked" if "password" in str(error).lower() else "broken") from None
    if len(document) > most_pages:
        raise ProbeRefused("long")
    pages: list[str] = []
    for page in document:
        textpage = page.get_textpage()
        pages.append(textpage.get_text_bounded())
        textpage.close()
        page.close()
        if sum(map(len, pages)) > most_characters:
            raise ProbeRefused("long")
    return pages
