"""Exact text layer for the PDFs that WeasyPrint draws: lines of text are drawn here in its place.

What a viewer copies, finds or reads aloud must be the text the clerk typed, code point by code point.
WeasyPrint 70.0 fails at that for Thai; docs/adr/0002-exact-thai-text-layer.md has the measurements.

1. Its ToUnicode maps are guesses. Here a glyph is mapped to its own character, wherever a cluster has as
   many glyphs as characters.
2. A glyph has one text, but shaping splits ำ into ํ + า and moves ํ before the tone mark. Such places are
   wrapped in ``/Span <</ActualText …>> BDC … EMC``.
3. Viewers guess words from gaps. A mark lies over its neighbour or beside its place, so "ปิ่น" is found as
   "ปิ่ น". So every letter with marks is a Span too, and across a gap that looks like the end of a word one
   Span holds both sides: inside a Span viewers do not guess.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, wraps
from importlib.metadata import version

from reports.typesetting import missing
from reports.typesetting.drawnglyphs import SMALLEST_RISE, Cluster, TextLayerError, read
from reports.typesetting.svgtext import is_mark, plain_anchors, whole_runs
from reports.typesetting.textunits import LATIN, Unit, find_latin, settle_blanks, settle_hyphen

SUPPORTED_VERSION = "70.0"

# In em. Poppler ends a word at a gap or an overlap of 0.1, PDFium at a gap of half a narrow letter or more.
WIDEST_GAP, WIDEST_OVERLAP = 0.07, -0.095

# The text array of a raised mark begins with an empty glyph, 0.05 em to the left. PDFium sorts text by left
# ends: a mark that begins right of the next letter's left end would come after it, and its Span twice.
_LEAD = b"50 <0001> -50 "
_ENGLISH = b"/Span <</Lang (en)>> BDC"
# HarfBuzz turns "(marks)ำ" into "ํ(marks)า" before it looks for glyphs.
_SARA_AM = re.compile("([\u0e31\u0e34-\u0e37\u0e47-\u0e4e]*)\u0e33")
_is_mark = cache(is_mark)
_SMALLEST_SIZE = 1e-6  # what the file rounds to nothing


def require_supported_version() -> None:
    """Raise TextLayerError unless the installed WeasyPrint is the supported one (without importing it)."""
    if (installed := version("weasyprint")) != SUPPORTED_VERSION:
        raise TextLayerError(
            f"The Thai text layer needs WeasyPrint {SUPPORTED_VERSION}, found {installed}. Install "
            f"{SUPPORTED_VERSION}, or adapt reports/typesetting/textlayer.py to {installed} and run its tests."
        )


def install() -> None:
    """Replace WeasyPrint's drawing of lines and of SVG text; call before the first render, again is harmless.

    Raises TextLayerError if the installed WeasyPrint is another version.
    """
    require_supported_version()
    from weasyprint import svg
    from weasyprint.draw import text as drawing

    if not hasattr(drawing.draw_first_line, "__wrapped__"):
        drawing.draw_first_line = _exact_line(drawing.draw_first_line)
        # The drawing of SVG nodes compares these functions, so all of them change together.
        text = whole_runs(svg.text)
        svg.TAGS.update({tag: text for tag, draw in svg.TAGS.items() if draw is svg.text})
        svg.text = text
        svg.SVG.draw_node = plain_anchors(svg.SVG.draw_node)


def _exact_line(draw):
    """Return the drawing of a line in place of WeasyPrint's: the same glyphs in the same places."""

    @wraps(draw)
    def draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix):
        from weasyprint.text.ffi import pango

        if text_overflow == "ellipsis" or block_ellipsis != "none":
            raise TextLayerError("Lines that end with an ellipsis are not drawn.")
        if not textbox.text.strip() or textbox.style["font_size"] < _SMALLEST_SIZE:
            return []
        pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
        stream.set_text_matrix(*matrix.values)
        # One entry for the line: at the end pydyf looks at every entry by itself.
        stream.stream[-1:] = [b"\n".join((stream.stream[-1], *_exact(stream, textbox)))]
        return []

    return draw_first_line


def _exact(stream, textbox) -> Iterable[bytes]:
    """Return the operators of a line with the exact text, all but that of its place."""
    text = textbox.pango_layout.text
    before, clusters = read(stream, textbox.pango_layout, SMALLEST_RISE * textbox.style["font_size"])
    if missing.CARRIED.search(text):
        clusters = list(_with_originals(clusters))
    units = _units(clusters)
    if LATIN.search(text):
        find_latin(units)
    return _written([Unit(drawn=before), *units])


def _with_originals(clusters: list[Cluster]) -> Iterator[Cluster]:
    """Yield the clusters, with those of a mark (missing.py) as one whose text is what the mark stands for."""
    while clusters:
        parts = clusters[: missing.LENGTH]
        text = "".join(part.text for part in parts)
        if missing.CARRIED.fullmatch(text):
            parts[0].text, parts[0].end = missing.original_of(text), parts[-1].end
            parts[0].glyphs = [glyph for part in parts for glyph in part.glyphs]
            parts[0].drawn = [drawn for part in parts for drawn in part.drawn]
            del clusters[1 : missing.LENGTH]
        yield clusters.pop(0)


def _units(clusters: Iterable[Cluster]) -> list[Unit]:
    """Group clusters to graphemes, and graphemes across a misleading gap to one unit."""
    units: list[Unit] = []
    last: Cluster | None = None
    for cluster in clusters:
        if not cluster.glyphs:
            if cluster.text.isspace():  # a tab
                last = None
            continue
        cluster.text = cluster.text or " "
        mark, blank = _is_mark(cluster.text[0]), cluster.text.isspace()
        gap = cluster.start - last.end if last else 0.0
        # PDFium measures the gap after a raised mark from the letter below it.
        jump = last is not None and not last.raised and not WIDEST_OVERLAP <= gap <= WIDEST_GAP
        joined = last and ((blank or jump) if last.text.isspace() else not blank and (jump or mark))
        if joined and jump and len(units) > 1 and units[-1].text.isspace() and units[-2].span:
            units[-2].take(units.pop())
        if not joined:
            units.append(Unit())
        unit = units[-1]
        unit.text += cluster.text
        unit.drawn += cluster.drawn
        unit.span |= (not _map_to_unicode(cluster) or mark or jump) and not blank
        unit.lead |= cluster.raised and cluster.font.widths.get(1) == 0
        last = cluster
    settle_hyphen(units)
    return settle_blanks(units)


def _map_to_unicode(cluster: Cluster) -> bool:
    """Fix the texts of the cluster's glyphs; return whether together they are the cluster's text.

    The first text of a glyph stays: a cluster that needs another becomes a Span. Viewers without ActualText
    get what they see, ํ + า for ำ. The same cluster comes again and again, with the same answer in its font.
    """
    mapped = vars(cluster.font).setdefault("mapped_clusters", {})
    key = (cluster.text, *cluster.glyphs)
    if key not in mapped:
        mapped[key] = _map_glyphs(cluster)
    return mapped[key]


def _map_glyphs(cluster: Cluster) -> bool:
    glyphs, to_unicode = cluster.glyphs, cluster.font.to_unicode
    known = vars(cluster.font).setdefault("known_texts", {})
    shaped = _SARA_AM.sub("\u0e4d\\1\u0e32", cluster.text)
    texts = [shaped] if len(glyphs) == 1 else list(shaped)
    if len(texts) != len(glyphs):
        # Always in a Span, so this text is not seen; but PDF/A-3u wants one for every glyph.
        to_unicode.update({glyph: known.get(glyph, shaped) for glyph in glyphs})
        return False
    for glyph, character in zip(glyphs, texts, strict=True):
        to_unicode[glyph] = known.setdefault(glyph, character)
    return "".join(known[glyph] for glyph in glyphs) == cluster.text


def _written(units: Iterable[Unit]) -> list[bytes]:
    """Return the operators of a line: what is drawn of the units, in text arrays that end where Spans begin and end."""
    written, array = list[bytes](), list[bytes]()
    before, rise, lead = Unit(), False, b""

    def close_array() -> None:
        nonlocal lead
        if array:
            written.append(b"[%s] TJ" % (lead + b"".join(array).replace(b"><", b"")))
        array.clear()
        lead = b""

    for unit in [*units, Unit()]:
        if before.span:
            close_array()
            written.append(b"EMC")
        if before.latin != unit.latin:
            close_array()
            written.append(b"EMC" if before.latin else _ENGLISH)
        if unit.span:
            close_array()
            actual_text = unit.text.encode("utf-16-be").hex().encode()
            written.append(b"/Span <</ActualText <feff%s>>> BDC" % actual_text)
        before = unit
        for drawn in unit.drawn:
            if drawn.endswith((b"s", b"f")):
                close_array()
                written.append(drawn)
                rise = drawn.endswith(b" Ts") and drawn != b"0 Ts"
                continue
            if rise and unit.lead:
                lead = _LEAD
            array.append(drawn)
    close_array()
    return written
