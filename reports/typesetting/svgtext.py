"""Thai text in SVG pictures drawn by WeasyPrint; installed by reports.typesetting.textlayer.

WeasyPrint 70.0 lays SVG text out code point by code point: marks lose their letters, and fonts draw dotted
circles under them. Here a run is laid out as a whole, or by grapheme where every letter has its own place.
"""

from collections.abc import Iterator
from functools import wraps
from itertools import accumulate

from itaportal.thai.spelling import is_over_or_under

_ANCHORS = {"middle": 0.5, "end": 1.0}
_PLACES = ("x", "y", "dx", "dy", "rotate")


class _Pieces(str):
    """Text that iterates over the pieces to shape, where a str has its characters.

    weasyprint.svg.text.text places "each letter of node.text"; all else it does (anchors, baselines, bounding
    boxes) fits pieces as well.
    """

    __slots__ = ("pieces",)
    pieces: list[str]

    def __iter__(self) -> Iterator[str]:
        return iter(self.pieces)

    def __len__(self) -> int:
        return len(self.pieces)


def is_mark(character: str) -> bool:
    """Whether the character belongs to the letter before it: all marks that take no room, and ำ."""
    return character == "\u0e33" or is_over_or_under(character)


def whole_runs(draw):
    """Wrap weasyprint.svg.text.text so that it shapes pieces, not characters."""

    @wraps(draw)
    def text(svg, node, font_size):
        if node.text and not isinstance(node.text, _Pieces):
            places = {name: node.get(name, "").replace(",", " ").split() for name in _PLACES}
            node._etree_node.text = pieces = _Pieces(node.text)
            placed = places["rotate"] or any(len(given) > 1 for given in places.values())
            if placed or node.get("letter-spacing") or node.get("textLength"):
                pieces.pieces = graphemes(str(pieces))
                _drop_places_of_marks(node, pieces.pieces, places)
            else:
                pieces.pieces = [str(pieces)]
        return draw(svg, node, font_size)

    return text


def plain_anchors(draw_node):
    """Wrap weasyprint.svg.SVG.draw_node so that anchored text is moved by dx instead of by a form object.

    In form objects PDFium marks a found word at the wrong place (it forgets the form's matrix for ActualText).
    """

    @wraps(draw_node)
    def draw(svg, node, font_size, *args, **kwargs):
        share = _ANCHORS.get(node.get("text-anchor"))
        if share and node.tag == "text" and node.display and _is_one_run(node):
            node.attrib["text-anchor"] = "start"
            # Drawn once for its width only: the layout is made inside draw_node.
            stream, svg.stream = svg.stream, svg.stream.clone()
            draw_node(svg, node, font_size, *args, **kwargs)
            svg.stream = stream
            node.attrib["dx"] = str(-share * node.text_bounding_box[2])
        return draw_node(svg, node, font_size, *args, **kwargs)

    return draw


def _is_one_run(node) -> bool:
    """Whether nothing in the text is placed on its own, so that it moves as a whole."""
    elements = list(node._etree_node.iter())
    if node.get("direction") == "rtl" or any(element.get("dx") for element in elements):
        return False
    return not any(element.get(name) for element in elements[1:] for name in ("x", "y", "text-anchor"))


def graphemes(text: str) -> list[str]:
    """Cut text before every character that is not a mark: "กิ่งน้ำ" gives กิ่, ง, น้ำ."""
    pieces: list[str] = []
    for character in text:
        if pieces and is_mark(character):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _drop_places_of_marks(node, pieces: list[str], places: dict[str, list[str]]) -> None:
    """Leave one place per grapheme in the node's lists, in which SVG counts characters."""
    starts = list(accumulate((len(piece) for piece in pieces), initial=0))
    for name, given in places.items():
        if len(given) > 1:
            node.attrib[name] = " ".join(given[start] for start in starts if start < len(given))
