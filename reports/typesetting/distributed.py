"""Thai distributed alignment: the room a line leaves is shared among its spaces, its words and, gently, its letters.

WeasyPrint widens spaces alone, and Thai has few. Here a line gets its shares when it is laid out, and the glyphs of
its texts their widths when it is drawn, in whole thousandths of an em as the file has them, so that no rounding adds
up. The text stays as it is: the text layer holds together what stands apart (docs/adr/0002-exact-thai-text-layer.md).
"""

from collections.abc import Callable, Iterator
from functools import wraps

from itaportal.thai.breaks import Grade, in_cluster
from reports.typesetting import lineends
from reports.typesetting.typography import grades_of

# What a space, the end of a word and that of a letter take of the room, as against each other.
_SPACE, _WORD, _LETTER = 1.5, 1.0, 0.3
# A line that would need wider gaps than this, in ems at the end of a word, is left as it is.
_WIDEST = 1.5
_SPACES = " \u00a0"


def install() -> None:
    """Replace WeasyPrint's justification; call before the first render, again is harmless."""
    from weasyprint.draw import text as drawing
    from weasyprint.layout import inline

    if not hasattr(inline.justify_line, "__wrapped__"):
        inline.justify_line = wraps(inline.justify_line)(_share_out)
        drawing.draw_first_line = _with_shares(drawing.draw_first_line)


def _share_out(_context, line, room: float) -> None:
    """Give each text of the line its shares of the room, and move what stands behind them."""
    weights = {text: dict(_weights(text.text)) for text in _texts(line)}
    _let_end_free(weights)
    total = sum(weight for places in weights.values() for weight in places.values())
    if total and room / total <= _WIDEST * line.style["font_size"]:
        share = room / total
        _move(
            line,
            {text: {place: share * weights[text][place] for place in weights[text]} for text in weights},
            0,
        )
        line.width += room


def _texts(box) -> Iterator:
    """Yield the texts of a line in their order."""
    from weasyprint.formatting_structure import boxes

    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)


def _weights(text: str) -> Iterator[tuple[int, float]]:
    """Yield the places at which a text may be wider, with how much of the room each takes."""
    grades = grades_of(text, lineends.known_names())
    for place in range(1, len(text) + 1):
        if text[place - 1] in _SPACES:
            yield place, _SPACE
        elif place < len(text) and text[place] not in _SPACES and not in_cluster(text, place):
            yield place, _WORD if grades[place] >= Grade.CLOSE else _LETTER


def _let_end_free(weights: dict) -> None:
    """Let nothing be added behind the line's last letter."""
    for text in reversed(weights):
        end = len(text.text.rstrip(_SPACES))
        weights[text] = {place: weight for place, weight in weights[text].items() if place < end}
        if end:
            return


def _move(box, shares: dict, moved: float) -> float:
    """Widen the texts of a box by their shares, push what follows to the right, and return how far it went."""
    from weasyprint.formatting_structure import boxes

    for child in box.children:
        before = moved
        if isinstance(child, boxes.TextBox):
            child.position_x += moved
            child.shares = shares[child]
            moved += sum(child.shares.values())
            child.width += moved - before
        elif isinstance(child, boxes.InlineBox):
            child.position_x += moved
            moved = _move(child, shares, moved)
            child.width += moved - before
        elif child.is_in_normal_flow():
            child.translate(moved, 0)
    return moved


def _with_shares(draw: Callable) -> Callable:
    @wraps(draw)
    def draw_first_line(stream, textbox, *arguments):
        if shares := getattr(textbox, "shares", None):
            _widen(stream, textbox.pango_layout, shares)
        return draw(stream, textbox, *arguments)

    return draw_first_line


def _widen(stream, layout, shares: dict[int, float]) -> None:
    """Give the glyphs of the layout's line their widths; places count its characters, shares are CSS pixels."""
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango

    # As drawing will do: doing it later would lay the line out again.
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    left = {len(layout.text[:place].encode()): share for place, share in shares.items()}
    drawn = wanted = 0.0
    run = layout.get_first_line()[0].runs[0]
    while run != ffi.NULL:
        item, glyphs, run = run.data.item, run.data.glyphs, run.next
        font, size = stream.add_font(item.analysis.font)
        for number, end in enumerate(_ends(item, ffi.unpack(glyphs.log_clusters, glyphs.num_glyphs))):
            glyph = glyphs.glyphs[number]
            natural = glyph.geometry.width * 1000 * FROM_UNITS / size
            share = sum(left.pop(place) for place in [place for place in left if place <= end])
            wanted += natural + share * 1000 / size
            if glyph.glyph == pango.PANGO_GLYPH_EMPTY or glyph.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
                drawn += natural
                continue
            advance = _advance(stream, font, size, item.analysis.font, glyph.glyph)
            shift = glyph.geometry.x_offset / size
            kerning = int(advance + shift - natural)
            if share:
                kerning = round(drawn + advance + shift - wanted)
                # A little more than the whole number, of which drawing takes the whole part.
                told = kerning + (0.3 if kerning >= 0 else -0.3)
                glyph.geometry.width = round((advance + shift - told) * size / (1000 * FROM_UNITS))
            drawn += advance + shift - kerning


def _ends(item, clusters: list[int]) -> Iterator[int]:
    """Yield where the letters of each glyph end in the text's bytes; of several glyphs only the last has an end."""
    for following in (*clusters[1:], item.length):
        yield item.offset + following


def _advance(stream, font, size: float, pango_font, glyph: int) -> float:
    """Return the glyph's width in thousandths of an em as drawing will take it."""
    from weasyprint.text.ffi import FROM_UNITS, pango

    if glyph not in font.widths:
        pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, stream.logical_rect)
        font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    return font.widths[glyph]
