"""The glyphs of a line as Pango laid them out, and what draws each: once through them, where WeasyPrint and a reading of what
it had drawn took three times. For textlayer.py, which holds WeasyPrint's version.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from struct import Struct
from typing import Any

from pydyf import _to_bytes

# In em. Nobody sees a mark raised by less, but a raised mark cuts the text in two for PDFium.
SMALLEST_RISE = 0.005
_GLYPH_INFO = Struct("=Iiii4x")  # PangoGlyphInfo: glyph, width, x offset, y offset, flags
# Soft hyphens, zero-width spaces, direction marks: no ink, no text.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_UNSEEN = re.compile(f"\u00a0|{_INVISIBLE.pattern}")


class TextLayerError(RuntimeError):
    """WeasyPrint is not the version the text layer was written for, or does not behave like it."""


@dataclass(slots=True)
class Cluster:
    """Glyphs that stand for the same characters. Start and end on the line are in em."""

    text: str
    font: Any
    glyphs: list[int] = field(default_factory=list)
    drawn: list[bytes] = field(default_factory=list)
    start: float = 0.0
    end: float = 0.0
    raised: bool = False


def read(stream, layout, smallest_rise: float) -> tuple[list[bytes], list[Cluster]]:
    """Return what moves the pen before the first cluster, and the clusters in drawing order."""
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango

    text, pen = layout.text.encode(), 0
    has_unseen = bool(_UNSEEN.search(layout.text))
    empty, unknown = pango.PANGO_GLYPH_EMPTY, pango.PANGO_GLYPH_UNKNOWN_FLAG
    before, clusters, raised = list[bytes](), list[Cluster](), dict[Any, Any]()
    # Where what is drawn goes before a glyph: behind those of the cluster before.
    drawn = before
    run = layout.get_first_line()[0].runs[0]
    while run != ffi.NULL:
        item, glyphs, run = run.data.item, run.data.glyphs, run.next
        pango_font = item.analysis.font
        font, size = stream.add_font(pango_font)
        if font.bitmap or font.svg or font.png or font.colr:
            raise TextLayerError(f"{font.family} draws pictures.")
        stream.set_font_size(font.hash, size)
        if stream.stream[-1].endswith(b" Tf"):
            drawn.append(stream.stream.pop())
        em = size / FROM_UNITS
        places = ffi.unpack(glyphs.log_clusters, glyphs.num_glyphs)
        ends = dict(pairwise(sorted({*places, item.length})))
        infos = _GLYPH_INFO.iter_unpack(ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * _GLYPH_INFO.size))
        widths, last = font.widths, None
        for place, (glyph, width, x_offset, y_offset) in zip(places, infos, strict=True):
            if place != last:
                last = place
                source = text[item.offset + place : item.offset + ends[place]].decode()
                if has_unseen:
                    # Who searches for a space means the no-break one too.
                    source = _INVISIBLE.sub("", source).replace("\u00a0", " ")
                cluster = Cluster(source, font)
                clusters.append(cluster)
            if glyph == empty:
                drawn += _shift(-width / size)
                pen += width
                continue
            if glyph & unknown:
                glyph = font.get_unused_glyph_id(glyph - unknown)
                widths[glyph] = round(width * 1000 / em)
                widths.setdefault(0, widths[glyph])
            elif glyph not in widths:
                widths[glyph] = _advance(stream, pango_font, glyph, em)
            offset, rise = x_offset / size, b""
            if y_offset:
                if abs(y_offset) > SMALLEST_RISE * em:
                    cluster.raised = True
                    raised[font] = pango_font
                if abs(told := float(f"{-y_offset / 1000:f}")) >= smallest_rise:
                    rise = b"%s Ts" % _to_bytes(told)
                    drawn.append(rise)
            if offset:
                drawn += _shift(-offset)
            origin = (pen + x_offset) / em
            if not cluster.glyphs:
                cluster.start, drawn = origin, cluster.drawn
            cluster.end = origin + widths[glyph] / 1000
            cluster.glyphs.append(glyph)
            drawn.append(b"<%04x>" % glyph)
            if rise:
                drawn.append(b"0 Ts")
            if kerning := int(widths[glyph] + offset - width * 1000 / em):
                drawn.append(b" %d " % kerning)
            pen += width
    for font, pango_font in raised.items():
        _embed_empty_glyph(stream, pango_font, font)
    return before, clusters


def _shift(number: float) -> list[bytes]:
    """Return what moves the pen, in thousandths of an em: WeasyPrint's 15 decimals would be half of the file."""
    return [b" %g " % rounded] if (rounded := round(number, 1)) else []


def _advance(stream, pango_font, glyph: int, em: float) -> int:
    from weasyprint.text.ffi import pango

    pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, stream.logical_rect)
    return round(stream.logical_rect.width * 1000 / em)


def _embed_empty_glyph(stream, pango_font, font) -> None:
    """Let _LEAD use glyph 1, if it is the empty one without width that most fonts have there."""
    from weasyprint.text.ffi import pango

    pango.pango_font_get_glyph_extents(pango_font, 1, stream.ink_rect, stream.logical_rect)
    if not (stream.ink_rect.width or stream.logical_rect.width):
        font.widths[1], font.to_unicode[1] = 0, "\u200b"
