"""How many line ends of the demonstration's documents fall inside a word: ours, and Chromium's of the same HTML.

Judged by PyThaiNLP's newmm with its own dictionary, not by the rules that made the lines. A break counts where both
lines are joined in the HTML and Thai letters stand on both sides.
"""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
from lxml import html as lxml_html
from pypdfium2 import raw

_NOT_SEEN = re.compile("[\\s\u200b\u2060\u00ad\u00a0\u200c\u200d\ufeff\0]+")
_THAI_LETTER = re.compile("[\u0e01-\u0e4e]")
# Points: lines are further apart, raised marks are not. Letters that find a break in the HTML, and that words are found in.
_SAME_LINE, _FOUND_BY, _JUDGED_BY = 6, 14, 60


def shares(folder: Path, chromium: Callable[[Path, Path], None]) -> dict[str, dict[str, int]]:
    """Return for ours and Chromium's, of every kind and of all, the breaks between Thai letters, those inside words, and
    the pages.

    ``chromium`` prints a page as a PDF, or writes none where it is not installed.
    """
    from reports.pages import STYLESHEETS, document_html  # noqa: PLC0415
    from reports.snapshot.building import build_snapshot  # noqa: PLC0415
    from reports.typesetting.rendering import render_pdf  # noqa: PLC0415

    found: dict[str, dict[str, int]] = {}
    for number, document in enumerate(newest_of_each_kind()):
        snapshot = build_snapshot(document)
        ours, theirs, page = (folder / f"{number}.{ending}" for ending in ("ours.pdf", "pdf", "html"))
        ours.write_bytes(render_pdf(document_html(snapshot), stylesheets=STYLESHEETS))
        standalone = document_html(snapshot, standalone=True)
        page.write_text(standalone, "utf-8")
        chromium(page, theirs)
        for name, pdf in (("portal", ours), ("Chromium", theirs)):
            if pdf.exists():
                counted = found[f"{name}, {document.kind}"] = {"breaks": 0, "inside_words": 0, "pages": 0}
                _count(counted, pdf, standalone)
    for name in ("portal", "Chromium"):
        parts = [count for row, count in found.items() if row.startswith(f"{name},")]
        found[name] = {key: sum(part[key] for part in parts) for key in ("breaks", "inside_words", "pages")}
    return found


def report(found: dict[str, dict[str, int]]) -> None:
    """Print a line for each."""
    sys.stdout.write("\nline ends of one document of each kind\n\n")
    for name, count in found.items():
        share = 100 * count["inside_words"] / max(1, count["breaks"])
        sys.stdout.write(
            f"{name:<30}{share:>6.1f} % of {count['breaks']} breaks between Thai letters inside a word,"
            f" {count['pages']} pages\n"
        )


def newest_of_each_kind() -> Iterator:
    """Yield a document of each kind, the newest."""
    from reports.models import Document  # noqa: PLC0415

    documents = Document.objects.select_related("agency", "plan__assessment__criteria_pack", "round")
    kinds: set[str] = set()
    for document in documents.order_by("kind", "-round__as_at"):
        if document.kind not in kinds:
            kinds.add(document.kind)
            yield document


def _count(into: dict[str, int], pdf: Path, html: str) -> None:
    from pythainlp.tokenize import word_tokenize  # noqa: PLC0415

    root = lxml_html.document_fromstring(html)
    for element in root.xpath("//style|//script|//head"):
        element.drop_tree()
    for element in root.xpath("//br"):
        element.tail = f"\n{element.tail or ''}"
    text = re.sub("[\u200b\u2060]", "", "".join(root.itertext()))
    lines = []
    with pypdfium2.PdfDocument(pdf) as document:
        into["pages"] += len(document)
        for page in document:
            lines += _lines(page)
    for before, after in zip(lines, lines[1:], strict=False):
        left, right = _NOT_SEEN.sub("", before), _NOT_SEEN.sub("", after)
        if not (left and right and _THAI_LETTER.match(left[-1]) and _THAI_LETTER.match(right)):
            continue
        if before[-1].isspace() or after[0].isspace() or left[-_FOUND_BY:] + right[:_FOUND_BY] not in text:
            continue
        into["breaks"] += 1
        place, left = 0, left[-_JUDGED_BY:]
        for word in word_tokenize(left + right[:_JUDGED_BY], engine="newmm"):
            into["inside_words"] += place < len(left) < place + len(word)
            place += len(word)


def _lines(page: pypdfium2.PdfPage) -> list[str]:
    """Return the page's lines in the order in which they were drawn."""
    lines: list[str] = []
    height = None
    reader = page.get_textpage()
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=5):
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(drawn.raw, matrix)
        if height is None or abs(matrix.f - height) > _SAME_LINE:
            lines.append("")
            height = matrix.f
        lines[-1] += _text_of(drawn, reader)
    return [line for line in lines if line]


def _text_of(drawn, reader) -> str:
    length = raw.FPDFTextObj_GetText(drawn.raw, reader.raw, None, 0)
    buffer = (raw.FPDF_WCHAR * (length // 2))()
    raw.FPDFTextObj_GetText(drawn.raw, reader.raw, buffer, length)
    return bytes(buffer).decode("utf-16-le", "ignore").rstrip("\0")
