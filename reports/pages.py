"""From a snapshot to the HTML that is shown, saved or turned into a PDF."""

import hashlib
from functools import cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from reports.blocks import Printed
from reports.enums import Kind
from reports.kinds import progress_memo

KINDS = {Kind.PROGRESS_MEMO: progress_memo}
_CSS = settings.BASE_DIR / "static" / "css"
STYLESHEETS = (_CSS / "document.css", _CSS / "document-page.css")


def printed(snapshot: dict[str, Any]) -> Printed:
    """Return the document's pieces, ready to print in any format."""
    return KINDS[snapshot["kind"]].build(snapshot)


def document_html(snapshot: dict[str, Any], *, standalone: bool = False) -> str:
    """Return the whole HTML page; a standalone one carries its style sheet with it."""
    stylesheet = "\n".join(path.read_text(encoding="utf-8") for path in STYLESHEETS) if standalone else ""
    return render_to_string("reports/pdf/base.html", {"printed": printed(snapshot), "stylesheet": stylesheet})


@cache
def typesetting_version() -> str:
    """Return a fingerprint of everything but the snapshot that decides how a page looks."""
    digest = hashlib.sha256()
    sources = [
        *(settings.BASE_DIR / "templates" / "reports" / "pdf").rglob("*.html"),
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
