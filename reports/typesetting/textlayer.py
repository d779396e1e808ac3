"""Exact text layer for the PDFs that WeasyPrint draws.

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
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, wraps
from importlib.metadata import version
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from reports.typesetting import missing
from reports.typesetting.svgtext import is_mark, plain_anchors, whole_runs
from reports.typesetting.textunits import LATIN, Unit, find_latin, settle_blanks, settle_hyphen

SUPPORTED_VERSION = "70.0"

# In em. Poppler ends a word at a gap or an overlap of 0.1, PDFium at a gap of half a narrow letter or more.
WIDEST_GAP, WIDEST_OVERLAP = 0.07, -0.095
# In em. Nobody sees a mark raised by less, but a raised mark cuts the text in two for PDFium.
SMALLEST_RISE = 0.005

# The text array of a raised mark begins with an empty glyph, 0.05 em to the left. PDFium sorts text by left
# ends: a mark that begins right of the next letter's left end would come after it, and its Span twice.
_LEAD = b"50 <0001> -50 "
_ENGLISH = b"/Span <</Lang (en)>> BDC"
# Soft hyphens, zero-width spaces, direction marks: no ink, no text.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_UNSEEN = re.compile(f"\u00a0|{_INVISIBLE.pattern}")
# HarfBuzz turns "(marks)ำ" into "ํ(marks)า" before it looks for glyphs.
_SARA_AM = re.compile("([\u0e31\u0e34-\u0e37\u0e47-\u0e4e]*)\u0e33")
_GLYPH_INFO = struct.Struct("=Iiii4x")  # PangoGlyphInfo: glyph, width, x offset, y offset, flags
_is_mark = cache(is_mark)
_TEXT_TOKEN = re.compile(rb"<([0-9a-f]*)>|([^<>\s]+)")


class TextLayerError(RuntimeError):
    """WeasyPrint is not the version this module was written for, or does not behave like it."""


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


@dataclass(slots=True)
class _Cluster:
    """Glyphs that stand for the same characters. Start and end on the line are in em."""

    text: str
    font: Any
    glyphs: list[int] = field(default_factory=list)
    start: float = 0.0
    end: float = 0.0
    raised: bool = False


def _exact_line(draw):
    @wraps(draw)
    def draw_first_line(stream, textbox, *args):
        start = len(stream.stream)
        emojis = draw(stream, textbox, *args)
        if operators := stream.stream[start:]:
            # One entry for the line: at the end pydyf looks at every entry by itself.
            stream.stream[start:] = [b"\n".join(_exact(stream, textbox, *operators))]
        return emojis

    return draw_first_line


def _exact(stream, textbox, place: bytes, *drawn: bytes) -> list[bytes]:
    """Return the operators of a line with the exact text, of which the first tells its place."""
    # Only now: drawing may have put an ellipsis into the layout.
    text = textbox.pango_layout.text
    clusters = _clusters(stream, textbox.pango_layout)
    if missing.CARRIED.search(text):
        clusters = _with_originals(list(clusters))
    units = _units(clusters)
    if LATIN.search(text):
        find_latin(units)
    return [place, *_rewrite(drawn, units, SMALLEST_RISE * textbox.style["font_size"])]


def _clusters(stream, layout) -> Iterator[_Cluster]:
    """Read back what was drawn from the layout, in drawing order."""
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango

    text, pen = layout.text.encode(), 0
    has_unseen = bool(_UNSEEN.search(layout.text))
    empty, unknown = pango.PANGO_GLYPH_EMPTY, pango.PANGO_GLYPH_UNKNOWN_FLAG
    run = layout.get_first_line()[0].runs[0]
    while run != ffi.NULL:
        item, glyphs, run = run.data.item, run.data.glyphs, run.next
        font, size = stream.add_font(item.analysis.font)
        em = size / FROM_UNITS
        places = ffi.unpack(glyphs.log_clusters, glyphs.num_glyphs)
        ends = dict(pairwise(sorted({*places, item.length})))
        infos = _GLYPH_INFO.iter_unpack(ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * _GLYPH_INFO.size))
        for place, group in groupby(zip(places, infos, strict=True), itemgetter(0)):
            source = text[item.offset + place : item.offset + ends[place]].decode()
            if has_unseen:
                # Who searches for a space means the no-break one too.
                source = _INVISIBLE.sub("", source).replace("\u00a0", " ")
            cluster = _Cluster(source, font)
            for _, (glyph, width, x_offset, y_offset) in group:
                if glyph != empty:
                    if glyph & unknown:
                        glyph = font.get_unused_glyph_id(glyph - unknown)
                    origin = (pen + x_offset) / em
                    cluster.start = cluster.start if cluster.glyphs else origin
                    cluster.end = origin + font.widths[glyph] / 1000
                    cluster.glyphs.append(glyph)
                    if abs(y_offset) > SMALLEST_RISE * em:
                        cluster.raised = True
                        _embed_empty_glyph(stream, item.analysis.font, font)
                pen += width
            yield cluster


def _with_originals(clusters: list[_Cluster]) -> Iterator[_Cluster]:
    """Yield the clusters, with those of a mark (missing.py) as one whose text is what the mark stands for."""
    while clusters:
        parts = clusters[: missing.LENGTH]
        text = "".join(part.text for part in parts)
        if missing.CARRIED.fullmatch(text):
            parts[0].text, parts[0].end = missing.original_of(text), parts[-1].end
            parts[0].glyphs = [glyph for part in parts for glyph in part.glyphs]
            del clusters[1 : missing.LENGTH]
        yield clusters.pop(0)


def _embed_empty_glyph(stream, pango_font, font) -> None:
    """Let _LEAD use glyph 1, if it is the empty one without width that most fonts have there."""
    from weasyprint.text.ffi import pango

    pango.pango_font_get_glyph_extents(pango_font, 1, stream.ink_rect, stream.logical_rect)
    if not (font.bitmap or stream.ink_rect.width or stream.logical_rect.width):
        font.widths[1], font.to_unicode[1] = 0, "\u200b"


def _units(clusters: Iterator[_Cluster]) -> list[Unit]:
    """Group clusters to graphemes, and graphemes across a misleading gap to one unit."""
    units: list[Unit] = []
    last: _Cluster | None = None
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
        unit.digits += len(cluster.glyphs) * (2 if cluster.font.bitmap else 4)
        unit.span |= (not _map_to_unicode(cluster) or mark or jump) and not blank
        unit.lead |= cluster.raised and cluster.font.widths.get(1) == 0
        last = cluster
    settle_hyphen(units)
    return settle_blanks(units)


def _map_to_unicode(cluster: _Cluster) -> bool:
    """Fix the texts of the cluster's glyphs; return whether together they are the cluster's text.

    The first text of a glyph stays: a cluster that needs another becomes a Span. Viewers without ActualText
    get what they see, ํ + า for ำ. The same cluster comes again and again, with the same answer in its font.
    """
    mapped = vars(cluster.font).setdefault("mapped_clusters", {})
    key = (cluster.text, *cluster.glyphs)
    if key not in mapped:
        mapped[key] = _map_glyphs(cluster)
    return mapped[key]


def _map_glyphs(cluster: _Cluster) -> bool:
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


def _rewrite(operators: Iterable[bytes], units: list[Unit], smallest_rise: float) -> list[bytes]:
    """Return the operators with their text arrays cut where Spans begin and end, and made shorter.

    The arrays hold the glyphs of the units in the same order. Without WeasyPrint's zero shifts and 15 decimals
    the page stays small in spite of the Spans.
    """
    written: list[bytes] = []
    array: list[bytes] = []
    todo, unit = iter(units), Unit()
    left, rise, lead = 0, 0.0, b""

    def close_array() -> None:
        nonlocal lead
        if array:
            written.append(b"[%s] TJ" % (lead + b"".join(array).replace(b"><", b"")))
        array.clear()
        lead = b""

    for operator in operators:
        if operator.endswith(b" Ts"):
            wanted = float(operator[:-3]) if abs(float(operator[:-3])) >= smallest_rise else 0.0
            if wanted == rise:
                continue
            rise = wanted
        if not operator.endswith(b"] TJ"):
            close_array()
            written.append(operator)
            continue
        for digits, number in _TEXT_TOKEN.findall(operator[1:-4]):
            if number and (shift := round(float(number), 1)):
                array.append(b" %g " % shift)
            while digits:
                if not left:
                    if unit.span:
                        close_array()
                        written.append(b"EMC")
                    if (following := next(todo, None)) is None:
                        raise TextLayerError("WeasyPrint drew more glyphs than its layout holds.")
                    if unit.latin != following.latin:
                        close_array()
                        written.append(b"EMC" if unit.latin else _ENGLISH)
                    unit = following
                    left = unit.digits
                    if unit.span:
                        close_array()
                        actual_text = unit.text.encode("utf-16-be").hex().encode()
                        written.append(b"/Span <</ActualText <feff%s>>> BDC" % actual_text)
                array.append(b"<%s>" % digits[:left])
                lead = _LEAD if rise and unit.lead else lead
                digits, left = digits[left:], max(0, left - len(digits))
    close_array()
    if unit.span:
        written.append(b"EMC")
    if unit.latin:
        written.append(b"EMC")
    if left or next(todo, None):
        raise TextLayerError("WeasyPrint drew fewer glyphs than its layout holds.")
    return written
