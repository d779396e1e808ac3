"""From a snapshot to the HTML that is shown, saved or turned into a PDF."""

import hashlib
from functools import cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from reports.enums import Kind
from reports.kinds import progress_memo

KINDS = {Kind.PROGRESS_MEMO: progress_memo}
_CSS = settings.BASE_DIR / "static" / "css"
STYLESHEETS = (_CSS / "document.css", _CSS / "document-page.css")


def document_context(snapshot: dict[str, Any]) -> dict[str, Any]:
    """Return the printed texts of the snapshot's kind."""
    return KINDS[snapshot["kind"]].context(snapshot)


def document_html(snapshot: dict[str, Any], *, standalone: bool = False) -> str:
    """Return the whole HTML page; a standalone one carries its style sheet with it."""
    stylesheet = "\n".join(path.read_text(encoding="utf-8") for path in STYLESHEETS) if standalone else ""
    context = {"document": document_context(snapshot), "stylesheet": stylesheet}
    return render_to_string(KINDS[snapshot["kind"]].TEMPLATE, context)


@cache
def typesetting_version() -> str:
    """Return a fingerprint of everything but the snapshot that decides how a page looks."""
    digest = hashlib.sha256()
    sources = [
        *(settings.BASE_DIR / "templates" / "reports" / "pdf").glob("*.html"),
        *(settings.BASE_DIR / "reports" / "kinds").glob("*.py"),
        *STYLESHEETS,
        *(
            settings.BASE_DIR / "reports" / name
            for name in ("rendering.py", "textlayer.py", "svgtext.py", "typography.py")
        ),
        settings.BASE_DIR / "itaportal" / "thai.py",
    ]
    for source in sorted(sources):
        digest.update(source.read_bytes())
    return digest.hexdigest()
