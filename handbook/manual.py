"""The whole handbook as one page to print, set as the portal's documents are."""

import hashlib

from django.conf import settings
from django.template.loader import render_to_string

from handbook.facts import whole_text
from handbook.pages import parts
from handbook.rendering import as_part
from itaportal.language import in_thai
from reports.enums import Format
from reports.pages import STYLESHEETS as OF_DOCUMENTS
from reports.pages import typesetting_version

_OWN = settings.BASE_DIR / "static" / "css" / "manual.css"
STYLESHEETS = (*OF_DOCUMENTS, _OWN)


@in_thai()
def manual_html() -> str:
    """Return every page of the handbook in order behind its contents, as HTML for ``render_pdf``."""
    found = [(part, [(page, as_part(whole_text(page))) for page in pages]) for part, pages in parts()]
    return render_to_string("handbook/manual_pdf.html", {"parts": found})


def manual_key(html: str) -> str:
    """Return what tells this content in today's typesetting from any other."""
    told = "\0".join((html, _OWN.read_text("utf-8"), typesetting_version(Format.PDF)))
    return hashlib.sha256(told.encode()).hexdigest()
