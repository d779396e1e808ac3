"""Lines of plain text without WeasyPrint's general layout of lines: three quarters of all lines of a document.

A plain text has one style, no floats around it and no tags in it but line breaks. Where its lines end is known
(lineends.py), and with that everything about them; Pango is asked again only when they are drawn. Everything else is
left to WeasyPrint. textlayer.py holds its version.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any

from itaportal.thai import breaks
from reports.typesetting import lineends
from reports.typesetting.plainboxes import PlainBox

_SAME = 1e-6  # CSS pixels


@dataclass(frozen=True, slots=True)
class Line:
    """A line: which child of its box it begins in, at which byte, its text as shown, and how wide that is."""

    child: int
    byte: int
    text: str
    width: float


@dataclass(frozen=True, slots=True)
class Plain:
    """The lines of a text in its width, how high each is, where their baseline is, and half their leading."""

    lines: tuple[Line, ...]
    height: float
    baseline: float
    leading: float


def install() -> None:
    """Take plain lines from here; call before the first render, after lineends.install(), again is harmless."""
    from weasyprint.layout import block

    if not hasattr(block.iter_line_boxes, "__wrapped__"):
        block.iter_line_boxes = _plain_first(block.iter_line_boxes)


def plain(context, box, width: float, indent: float = 0.0) -> Plain | None:
    """Return the lines of a line box that is not laid out yet; None where it is not plain."""
    known = vars(box).setdefault("plain_lines", {})
    # Copies of the box share what is known; the texts of some become known only while pages are made.
    key = (width, indent, *(getattr(child, "text", None) for child in box.children))
    if key not in known:
        known[key] = _lay_out(context, box, width, indent)
    return known[key]


def plain_in(context, box, containing_block) -> Plain | None:
    """Return the lines of a line box within another that has its width; None where it is not plain."""
    from weasyprint.layout.percent import resolve_one_percentage, resolve_percentages

    if "plain_resolved" not in vars(box):
        resolve_percentages(box, containing_block)
        box.plain_resolved = True
    # What an earlier page has set to zero is the style's again: all lines are known by the first one's indent.
    resolve_one_percentage(box, "text_indent", containing_block.width)
    return plain(context, box, containing_block.width, box.text_indent)


def _plain_first(iterate: Callable) -> Callable:
    @wraps(iterate)
    def iter_line_boxes(
        context, box, position_y, bottom_space, skip_stack, containing_block,
        absolute_boxes, fixed_boxes, first_letter_style, first_line_style,
    ):  # fmt: skip
        found = None
        if not (context.excluded_shapes or first_letter_style or first_line_style):
            found = _place(box, skip_stack, containing_block, context)
        if found is None:
            return iterate(
                context, box, position_y, bottom_space, skip_stack, containing_block,
                absolute_boxes, fixed_boxes, first_letter_style, first_line_style,
            )  # fmt: skip
        return _boxes(context, box, position_y, containing_block, *found)

    return iter_line_boxes


def _place(box, skip_stack, containing_block, context) -> tuple[Plain, int, float] | None:
    """Return the lines of the box, the number of the first that is wanted, and the indent of the very first."""
    found = plain_in(context, box, containing_block)
    if found is None:
        return None
    if skip_stack is None:
        return found, 0, box.text_indent
    ((child, rest),) = skip_stack.items()
    byte = next(iter(rest)) if rest else 0
    for number, line in enumerate(found.lines):
        if (line.child, line.byte) == (child, byte):
            return found, number, box.text_indent
    return None


def _boxes(context, box, position_y: float, containing_block, found: Plain, first: int, indent: float):
    from weasyprint.layout.inline import text_align

    line_box, text_box = _lean_boxes()
    left, room, last = containing_block.content_box_x(), containing_block.width, len(found.lines) - 1
    for number in range(first, last + 1):
        told = found.lines[number]
        source = box.children[told.child]
        text = _lean(text_box, source)
        text.text, text.width, text.height = told.text, told.width, found.height - 2 * found.leading
        text.margin_top = text.margin_bottom = found.leading
        text.baseline = found.baseline
        line = _lean(line_box, box)
        line.children = [text]
        line.text_indent = indent if number == 0 else 0
        line.width, line.height = line.text_indent + told.width, found.height
        line.baseline, line.margin_top, line.margin_bottom = found.baseline, 0, 0
        following = found.lines[number + 1] if number < last else None
        ends_paragraph = following is None or following.child != told.child
        offset = text_align(context, line, room, last=ends_paragraph)
        line.position_x, line.position_y = left + offset, position_y
        text.position_x, text.position_y = left + offset + line.text_indent, position_y
        position_y += found.height
        yield line, resume(following)


@cache
def _lean_boxes() -> tuple[Any, Any]:
    """Return the kinds of boxes for lines and their texts: of so few attributes of their own that Python keeps the names once.

    A long document has tens of thousands of each. What no line has is told by the class: margins, padding and borders.
    """
    from weasyprint.formatting_structure import boxes

    sides = ("top", "right", "bottom", "left")
    names = [name for side in sides for name in (f"margin_{side}", f"padding_{side}", f"border_{side}_width")]
    common: dict[str, Any] = dict.fromkeys(names, 0)
    common |= {"first_letter_style": None, "first_line_style": None, "background": None}
    line = type("PlainLine", (PlainBox, boxes.LineBox), common)
    return line, type("PlainText", (PlainBox, boxes.TextBox), common | {"pango_layout": _Layouts()})


_OWN = ("element_tag", "element", "style", "children")
# What WeasyPrint gives them at the end: Python keeps the names of the first few boxes alone.
_LATER = ("resume_at",)


def _lean(kind: Any, box) -> Any:
    """Return a copy of the box that knows nothing of its layout."""
    copy = kind.__new__(kind)
    for name in _OWN:
        setattr(copy, name, getattr(box, name))
    for name in _LATER:
        setattr(copy, name, None)
    return copy


def resume(line: Line | None) -> dict | None:
    """Return how WeasyPrint names the place where a line begins."""
    if line is None:
        return None
    return {line.child: {line.byte: None} if line.byte else None}


class _Layouts:
    """Pango's layouts of texts, each made when its text is drawn."""

    def __get__(self, text: Any, owner: type) -> Any:
        from weasyprint.text.line_break import Layout

        layout = Layout.__new__(Layout)
        layout.text, layout.justification_spacing, layout.max_width = text.text, 0, None
        text.pango_layout = layout
        return layout


def _lay_out(context, box, width: float, indent: float) -> Plain | None:
    from weasyprint.text.line_break import strut

    texts = list(_texts(box))
    if not texts or not _is_simple(box.style) or any(not _is_plain(text, box) for _, text in texts):
        return None
    height, baseline = strut(box.style)
    lines: list[Line] = []
    leading = 0.0
    for child, text in texts:
        ends = lineends.line_ends(text.text, text.style, context)
        leading = (height - ends.height) / 2
        if abs(leading + ends.baseline - baseline) > _SAME:
            return None  # letters of another font
        more = _paragraph(ends, child, width, indent if not lines else 0.0)
        if more is None:
            return None
        lines += more
    return Plain(tuple(lines), height, baseline, leading)


def _texts(box) -> Iterator[tuple[int, Any]]:
    """Yield the texts between line breaks with their places among the children; nothing where there is more."""
    from weasyprint.formatting_structure import boxes

    found, free = list[tuple[int, Any]](), True
    for place, child in enumerate(box.children):
        if free and type(child) is boxes.TextBox:
            found.append((place, child))
        elif free or child.element_tag != "br":
            return
        free = not free
    yield from found if not free else ()


def _is_simple(style) -> bool:
    return style["direction"] == "ltr" and style["text_align_all"] != "justify"


def _is_plain(text, line) -> bool:
    style = text.style
    return (
        lineends.is_ours(text.text, style)
        and style["font_size"] == line.style["font_size"]
        and style["text_decoration_line"] == "none"
        and style["vertical_align"] == "baseline"
        and not style["word_spacing"]
        and not any(sign in text.text for sign in "\n\t\u00ad")
    )


def _paragraph(ends, child: int, width: float, indent: float) -> Sequence[Line] | None:
    """Return the lines of one text; None where WeasyPrint would end them another way."""
    text, start, room, lines = ends.text, 0, width - indent, list[Line]()
    while text[start : start + 1] == " ":
        start += 1
    byte, counted = 0, 0
    while True:
        byte, counted = byte + len(text[counted:start].encode()), start
        end = lineends.end(ends, start, room * (1 + 1e-9))
        if end is not None and not breaks.has_thai(text):
            return None
        shown = text[start:end].rstrip(" ")
        if not shown:
            return None
        reached = ends.ink[len(text) if end is None else end] - ends.reach[start]
        lines.append(Line(child, byte, shown, reached))
        if end is None or not text[end:].strip(" "):
            return lines
        start, room = end, width
        while text[start] == " ":
            start += 1
