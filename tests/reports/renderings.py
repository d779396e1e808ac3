"""Pages rendered once for all tests: what says the same becomes the same file."""

from functools import lru_cache

from reports.pages import STYLESHEETS
from reports.typesetting.rendering import render_pdf_with_places


@lru_cache(maxsize=32)
def pdf_and_places(page):
    """Return the file of a page of HTML, and its places to sign."""
    return render_pdf_with_places(page, stylesheets=STYLESHEETS)


def pdf_of(page):
    """Return the file of a page of HTML."""
    return pdf_and_places(page)[0]
