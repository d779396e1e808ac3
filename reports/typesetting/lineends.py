"""Ending the lines of Thai text where a Thai reader would, in place of WeasyPrint's choice.

WeasyPrint asks Pango, which knows neither compounds nor names. Here a text is laid out once as one line, which tells
how far it reaches up to every letter; the places come from itaportal.thai.breaks, the choice among them from
linechoice.py. Names of the document and what typography.py keeps together break only where they are wider than
their line. What has no Thai letters is left to WeasyPrint, but for addresses,
whose lines end behind a slash. textlayer.py holds its version.
"""

from array import array
from collections.abc import Callable
from copy import copy
from functools import wraps
from itertools import accumulate
from math import inf
from struct import Struct
from xml.etree.ElementTree import Element

from itaportal.thai import breaks
from itaportal.thai.breaks import Grade
from reports.typesetting.linechoice import LineEnds
from reports.typesetting.typography import grades_of, is_kept_anywhere

_GLYPH_INFO = Struct("=Iiii4x")  # PangoGlyphInfo: glyph, width, x offset, y offset, flags
_MOST_REMEMBERED, _MOST_SPLIT = 1024, 4096  # texts, and lines of texts


class _Document:
    """What splitting needs to know beyond its arguments: the document's names, the text that a line is part of."""

    names: tuple[str, ...] = ()
    text = ""


def install() -> None:
    """Replace WeasyPrint's splitting of lines; call before the first render, again is harmless."""
    from weasyprint.layout import inline, preferred

    if not hasattr(inline.split_first_line, "__wrapped__"):
        inline.split_text_box = _told_of_the_text(inline.split_text_box)
        inline.can_break_text = _by_words(inline.can_break_text)
        inline.split_first_line = preferred.split_first_line = _at_line_ends(inline.split_first_line)


def take_names(root: Element) -> None:
    """Learn the names in a document's tree, and make each paragraph that holds kept pieces one text again."""
    names = set()
    for parent in list(root.iter()):
        before = None
        for child in list(parent):
            if child.tag == "span" and child.get("class") == "keep":
                kept = child.text or ""
                if not is_kept_anywhere(kept):
                    names.add(kept)
                text = kept + (child.tail or "")
                if before is None:
                    parent.text = (parent.text or "") + text
                else:
                    before.tail = (before.tail or "") + text
                parent.remove(child)
            else:
                before = child
    _Document.names = tuple(sorted(names))


def known_names() -> tuple[str, ...]:
    """Return the names of the document that is being laid out."""
    return _Document.names


def _told_of_the_text(split: Callable) -> Callable:
    @wraps(split)
    def split_text_box(context, box, *arguments, **options):
        _Document.text = box.text
        return split(context, box, *arguments, **options)

    return split_text_box


def _by_words(can_break: Callable) -> Callable:
    @wraps(can_break)
    def can_break_text(text, lang):
        if len(text) < 3 or not breaks.has_thai(text):
            return can_break(text, lang)
        return any(grade >= Grade.COMPOUND for grade in grades_of(text, _Document.names)[1:-1])

    return can_break_text


def _at_line_ends(ask_pango: Callable) -> Callable:
    split = _remembered(ask_pango)

    @wraps(ask_pango)
    def split_first_line(
        text, style, context, max_width, justification_spacing, is_line_start=True, minimum=False
    ):
        arguments = (text, style, context, max_width, justification_spacing, is_line_start, minimum)
        if max_width in (None, inf) or not (_has_ends(text) and is_ours(text, style)):
            return split(*arguments)
        whole = _Document.text if _Document.text.endswith(text) else text
        start = len(whole) - len(text)
        lines = line_ends(whole, style, context)
        place = end(lines, start, max_width, is_line_start, minimum)
        if place is None or not text[place - start :].strip(" "):
            return split(text, style, context, None, justification_spacing, is_line_start, minimum)
        shown = text[: place - start]
        layout, length, _, *size = split(shown.rstrip(" "), style, context, None, justification_spacing)
        return layout, length, len(shown.encode()), *size

    return split_first_line


def _remembered(split: Callable) -> Callable:
    """Return the splitting that asks Pango once for the same line of a document: widths are asked for before lines are made."""

    def split_first_line(text, style, context, *others):
        if context is None:
            return split(text, style, context, *others)
        known = vars(context).setdefault("split_lines", {})
        # The style that is remembered is not let go, so that no other gets its number.
        key = (text, id(style), *others)
        if key not in known:
            if len(known) >= _MOST_SPLIT:
                known.clear()
            known[key] = style, split(text, style, context, *others)
        layout, *found = known[key][1]
        return copy(layout), *found

    return split_first_line


def is_ours(text: str, style) -> bool:
    """Whether a text in this style is of those that can be ended here."""
    plain = style["white_space"] == "normal" and style["letter_spacing"] == "normal"
    return plain and "\u00ad" not in text


def _has_ends(text: str) -> bool:
    return breaks.has_thai(text) or _is_address(text)


def _is_address(text: str) -> bool:
    return "://" in text or text.startswith("www.")


def end(
    lines: LineEnds, start: int, width: float, is_line_start: bool = True, minimum: bool = False
) -> int | None:
    """Return where the line ends, None for behind all that is left."""
    if lines.fits(start, width):
        return None
    if minimum:
        return lines.first_word(start)
    found = lines.end(start, width)
    if found is None:
        if start == 0 and _is_address(lines.text):
            # Inside a note WeasyPrint takes any place for the start of a line: the scheme at least stays whole.
            return lines.weak[0]
        return lines.broken_word(start, width) if is_line_start else lines.first_word(start)
    return found


class MeasuredEnds(LineEnds):
    """The line ends of a text, and how high its lines are and where their baseline is, in CSS pixels."""

    height = baseline = 0.0


def line_ends(text: str, style, context) -> MeasuredEnds:
    """Return the line ends of a text in this font; the same one comes again with every line and layout."""
    from weasyprint.text.line_break import _font_style_cache_key

    known = vars(style.font_config).setdefault("line_ends", {})
    key = (text, _Document.names, _font_style_cache_key(style, include_size=True))
    if key not in known:
        if len(known) >= _MOST_REMEMBERED:
            known.clear()
        reach, height, baseline = _reach(text, style, context)
        # Arrays: a long document has half a million places.
        ink, last = array("d", [0.0]), 0.0
        for place, character in enumerate(text, start=1):
            if character != " ":
                last = reach[place]
            ink.append(last)
        measured = MeasuredEnds(text, grades_of(text, _Document.names), reach, ink)
        measured.height, measured.baseline = height, baseline
        known[key] = measured
    return known[key]


def _reach(text: str, style, context) -> tuple[array, float, float]:
    """Return how far the text reaches up to each of its places when it stands on one line, and that line's height
    and baseline, in CSS pixels."""
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango
    from weasyprint.text.line_break import create_layout, line_size

    layout = create_layout(text, style, context, None, 0)
    widths = [0] * len(text.encode())
    line = layout.get_first_line()[0]
    run = line.runs[0]
    while run != ffi.NULL:
        item, glyphs, run = run.data.item, run.data.glyphs, run.next
        clusters = ffi.unpack(glyphs.log_clusters, glyphs.num_glyphs)
        infos = _GLYPH_INFO.iter_unpack(ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * _GLYPH_INFO.size))
        for cluster, (_, width, _, _) in zip(clusters, infos, strict=True):
            widths[item.offset + cluster] += width
    edges = [0, *accumulate(widths)]
    ends = accumulate(map(_bytes_of, text), initial=0)
    reach = array("d", (edges[place] * FROM_UNITS for place in ends))
    baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    return reach, line_size(line, style)[1], baseline


def _bytes_of(character: str) -> int:
    return len(character.encode())
