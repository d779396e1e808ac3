"""From a snapshot to the HTML that is shown, saved or turned into a PDF."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from django.conf import settings
from django.template.loader import render_to_string

from agencies.enums import Alignment
from itaportal.language import in_thai
from itaportal.thai.dates import long_date
from reports import pictures
from reports.blocks import (
    Block,
    Chart,
    Heading,
    Landscape,
    OpinionSheet,
    Paragraph,
    Printed,
    Signatory,
    SignaturePlaces,
    Signatures,
    Verification,
)
from reports.charts import drawing
from reports.enums import Format, Kind
from reports.kinds import (
    analysis_report,
    improvement_matrix,
    oit_contest,
    oit_memo,
    outcome_report,
    progress_memo,
    topic_report,
)
from reports.snapshot.model import Approval, Snapshot
from reports.typesetting.rendering import take_pictures_from
from reports.typesetting.webfonts import woff2_uri

take_pictures_from(pictures.fetched)
KINDS = {
    Kind.ANALYSIS_REPORT: analysis_report,
    Kind.IMPROVEMENT_MATRIX: improvement_matrix,
    Kind.OIT_CONTEST: oit_contest,
    Kind.OIT_MEMO: oit_memo,
    Kind.OUTCOME_REPORT: outcome_report,
    Kind.PROGRESS_MEMO: progress_memo,
    Kind.TOPIC_REPORT: topic_report,
}
_CSS = settings.BASE_DIR / "static" / "css"
STYLESHEETS = tuple(
    _CSS / f"{name}.css" for name in ("document", "document-page", "document-approval", "document-alignment")
)
_FONT = re.compile(r'url\("\.\./(fonts/[^"]+)"\)')
# What decides how documents look: in every format, and in one.
_SOURCES = (
    "itaportal/thai/*.*",
    "reports/blocks/*.py",
    "reports/charts/*.py",
    "reports/kinds/*.py",
    "reports/pages.py",
    "reports/snapshot/*.py",
    "reports/typesetting/typography.py",
)
_SOURCES_OF_PDF = (
    "reports/typesetting/*.py",
    "reports/templatetags/*.py",
    "static/css/document*.css",
    "templates/reports/pdf/**/*.html",
    "reports/attachments/*.py",
    # The names of the fields, which head the columns of the workbook.
    "assessments/models.py",
    "measures/models/*.py",
)
_SOURCES_OF = {
    Format.PDF: _SOURCES_OF_PDF,
    # Contents have the pages of the PDF.
    Format.DOCX: (*_SOURCES_OF_PDF, "reports/word/*.py", "reports/word/skeleton/**/*.*"),
}


@in_thai()
def printed(snapshot: Snapshot) -> Printed:
    """Return the document's pieces, ready to print in any format; a submitted one's with those of its approval."""
    module, agency = KINDS[Kind(snapshot.kind)], snapshot.agency
    made = Printed(
        title=snapshot.letter.subject or module.SUBJECT,
        author=agency.name,
        names=agency.unbroken,
        blocks=module.build(snapshot),
        distributed=agency.alignment == Alignment.THAI,
    )
    drawing.draw_ahead(_charts(made.blocks))
    return _with_signatures(made, snapshot)


def _charts(blocks: Iterable[Block]) -> Iterator[Chart]:
    for block in blocks:
        if isinstance(block, Chart):
            yield block
        elif isinstance(block, Landscape):
            yield from _charts(block.blocks)


def _with_signatures(printed: Printed, snapshot: Snapshot) -> Printed:
    """Return the document with where it is signed: a draft by hand, a submitted one in places, with its code.

    Signatures stand where the document has them, else on a page of their own at the end.
    """
    approval = snapshot.approval
    chain = approval.steps if approval else snapshot.signatories
    people = tuple(Signatory(**dict(step)) for step in chain)
    signed: Block = SignaturePlaces(people) if approval else Signatures(people)
    if any(isinstance(block, Signatures) for block in printed.blocks):
        blocks = tuple(signed if isinstance(block, Signatures) else block for block in printed.blocks)
    else:
        blocks = (
            (*printed.blocks, *_approval_page(printed.title, approval), signed) if chain else printed.blocks
        )
    if not approval:
        return replace(printed, blocks=blocks)
    check = Verification(approval.code, approval.url)
    sheet = OpinionSheet(people, printed.title, approval.code)
    return replace(printed, blocks=(*blocks, check, sheet), mark=approval.mark)


def _approval_page(title: str, approval: Approval | None) -> Iterator[Block]:
    """Yield what stands over the signatures on a page of their own: which document they are for."""
    yield Heading(("การพิจารณาและลงนาม",), new_page=True)
    yield Paragraph(f"เรื่อง {title}", indent=False)
    if approval:
        registered = (f"เลขทะเบียน {approval.number}",) if approval.number else ()
        yield Paragraph(" · ".join((*registered, f"ฉบับที่ {approval.edition}")), indent=False)
        yield Paragraph(f"เสนอวันที่ {long_date(approval.submitted_on)}", indent=False)


@in_thai()
def document_html(snapshot: Snapshot, *, standalone: bool = False) -> str:
    """Return the whole HTML page; a standalone one carries its style sheet, fonts and pictures with it.

    In the other, which becomes a PDF, pictures stand by addresses of ours: hundreds would take memory three times over.
    """
    page = {
        "printed": printed(snapshot),
        "stylesheet": _standalone_styles() if standalone else "",
        "registered": _registered(snapshot),
        "picture_urls": None if standalone else pictures.addresses(snapshot),
    }
    return render_to_string("reports/pdf/base.html", page)


def _registered(snapshot: Snapshot) -> dict[str, str]:
    """Return what a submitted document is known by, under the names of ETDA's schema (typesetting/metadata.py)."""
    if not (made := snapshot.approval):
        return {}
    return {
        "DocumentOID": made.code,
        "DocumentReferenceID": made.number or made.code,
        "DocumentVersion": str(made.edition),
        "DocumentFileName": snapshot.file_name,
    }


@cache
def _standalone_styles() -> str:
    """Return the style sheets of screen and paper as one that fetches nothing."""
    names = ("document", "document-approval", "document-screen", "document-page")
    look, approval, screen, page = ((_CSS / f"{name}.css").read_text(encoding="utf-8") for name in names)
    styles = "\n".join((look, approval, screen, f"@media print {{\n{page}\n}}"))
    return _FONT.sub(lambda found: f'url("{woff2_uri(settings.BASE_DIR / "static" / found[1])}")', styles)


@cache
def typesetting_version(format: Format) -> str:
    """Return a fingerprint of everything but the snapshot that decides how a page of the format looks."""
    digest = hashlib.sha256()
    found = {
        path for pattern in (*_SOURCES, *_SOURCES_OF[format]) for path in settings.BASE_DIR.glob(pattern)
    }
    for source in sorted(found):
        digest.update(source.read_bytes())
    return digest.hexdigest()
