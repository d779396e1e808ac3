"""Lines that were drawn before: of a document's lines a quarter to a half come again, headings, names of agencies, cells of tables.

Where a line comes with the same text in the same style, what was drawn of it is drawn once more, and Pango is not asked.
textlayer.py holds WeasyPrint's version.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from reports.typesetting.plainboxes import PlainBox

_MOST_REMEMBERED = 2048  # lines, of a kilobyte each


def install() -> None:
    """Remember lines as they are drawn in the end; call after all else that draws them, again is harmless."""
    from weasyprint import draw
    from weasyprint.draw import text as drawing
    from weasyprint.text.line_break import Layout

    if not hasattr(Layout.reactivate, "__wrapped__"):
        Layout.reactivate = _when_asked_for(Layout.reactivate)
        Layout.__getattr__ = _made_now
        Layout.deactivate = _let_go
        drawing.draw_first_line = _as_before(drawing.draw_first_line)
        draw.draw_text = _forgetting(draw.draw_text)


def _when_asked_for(reactivate: Callable) -> Callable:
    @wraps(reactivate)
    def later(layout, style):
        layout.style = style

    return later


def _made_now(layout, name: str) -> Any:
    if name not in ("layout", "language") or "style" not in vars(layout):
        raise AttributeError(name)
    type(layout).reactivate.__wrapped__(layout, layout.style)
    return vars(layout)[name]


def _let_go(layout) -> None:
    for name in ("layout", "language", "style"):
        vars(layout).pop(name, None)


def _as_before(draw: Callable) -> Callable:
    @wraps(draw)
    def draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix):
        if hasattr(textbox, "shares") or (text_overflow, block_ellipsis) != ("clip", "none"):
            return draw(stream, textbox, text_overflow, block_ellipsis, matrix)
        layout, style = textbox.pango_layout, textbox.style
        # A style that is remembered is not let go, so that no other gets its number.
        key = (layout.text, id(style), layout.justification_spacing, stream._current_font)
        start, known = len(stream.stream), _known(stream)
        if key in known:
            _, drawn, stream._current_font = known[key]
            stream.set_text_matrix(*matrix.values)
            stream.stream[start:] = [b"%s\n%s" % (stream.stream[start], drawn)]
            return []
        emojis = draw(stream, textbox, text_overflow, block_ellipsis, matrix)
        if len(stream.stream) == start + 1 and not emojis:
            known = _known(stream)
            if len(known) >= _MOST_REMEMBERED:
                known.clear()
            _, drawn = stream.stream[start].split(b"\n", 1)
            known[key] = style, drawn, stream._current_font
        return emojis

    return draw_first_line


def _known(stream) -> dict:
    """Return the lines known of the stream's document: they are its first font's, which ends with it."""
    for font in stream._fonts.values():
        return vars(font).setdefault("known_lines", {})
    return {}


def _forgetting(draw: Callable) -> Callable:
    @wraps(draw)
    def draw_text(stream, textbox, *others):
        draw(stream, textbox, *others)
        if isinstance(textbox, PlainBox):
            # It was made for drawing alone (plainlines.py), unless the text cannot be seen.
            with suppress(AttributeError):
                del textbox.pango_layout

    return draw_text
