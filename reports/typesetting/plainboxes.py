"""What a style says of every box that has it, found out once: WeasyPrint asks anew for each box of each page.

Most boxes have lengths that depend on nothing around them, and neither background nor border. Nothing here changes a byte of a
file: tests/reports/test_footprint.py compares. textlayer.py holds WeasyPrint's version.
"""

from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import Any

_SIDES = ("top", "right", "bottom", "left")
_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_SQUARE = ((0, 0),) * 4
# What a box without background is given instead of one.
_BARE = {"background": None, **{f"border_{corner}_radius": (0, 0) for corner in _CORNERS}}


class PlainBox:
    """A line of plain text, or its text: without margins, padding, borders and background, in no layer of its own."""


def install() -> None:
    """Let styles remember what they say; call before the first render, again is harmless."""
    from weasyprint import draw, layout, stacking
    from weasyprint.draw import border
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import background, percent
    from weasyprint.text import line_break

    if not hasattr(percent.resolve_percentages, "__wrapped__"):
        resolve = _resolved_once(percent.resolve_percentages)
        for module in vars(layout).values():
            if hasattr(module, "resolve_percentages"):
                module.resolve_percentages = resolve
        Box.descendants = _one_by_one(Box.descendants)
        Box.is_in_normal_flow = _asked_once(Box.is_in_normal_flow)
        Box.rounded_box = _without_corners(Box.rounded_box)
        line_break._font_style_cache_key = _key_once(line_break._font_style_cache_key)
        background.layout_box_backgrounds = _bare_first(background.layout_box_backgrounds)
        draw.draw_border = _where_there_is_one(draw.draw_border)
        draw.draw_outline = border.draw_outline = _outlined(draw.draw_outline)
        stacking._dispatch = _lines_as_they_are(stacking._dispatch)
        stacking._dispatch_children = _copied_where_other(stacking._dispatch_children)


def _one_by_one(descendants: Callable) -> Callable:
    """Return the boxes in a box without handing each up through every box around it."""
    from weasyprint.formatting_structure.boxes import Box

    @wraps(descendants)
    def all_of(box, placeholders=False):
        waiting = [box]
        while waiting:
            found = waiting.pop()
            if isinstance(found, Box):
                yield found
                waiting += found.children[::-1]
            elif placeholders:
                waiting.append(found._box)
            else:
                yield found

    return all_of


def _resolved_once(resolve: Callable) -> Callable:
    """Return the resolving of lengths with those that stand by themselves taken from the style."""

    @wraps(resolve)
    def resolve_percentages(box, containing_block):
        style = box.style
        known = vars(style)
        if "used_lengths" not in known:
            known["used_lengths"] = _used_lengths(style)
        if (lengths := known["used_lengths"]) is None:
            resolve(box, containing_block)
        elif style["border_collapse"] == "collapse":
            # Widths of borders that neighbours share are the table's decision.
            shared = {name: getattr(box, name) for name in _BORDERS if hasattr(box, name)}
            vars(box).update(lengths | shared)
        else:
            vars(box).update(lengths)

    return resolve_percentages


def _used_lengths(style) -> dict[str, Any] | None:
    """Return the lengths of a box in this style, None where some depend on what is around it."""
    lengths = {name: style[name] for name in _BORDERS}
    for name in _LENGTHS:
        value = style[name]
        if value == "auto":
            lengths[name] = 0 if name.startswith("min_") else value
        elif getattr(value, "unit", None) == "px":
            lengths[name] = value.value
        else:
            return None
    if style["box_sizing"] == "content-box":
        return lengths
    return None if style["border_collapse"] == "collapse" else _inner(lengths, style["box_sizing"])


def _inner(lengths: dict[str, Any], sizing: str) -> dict[str, Any]:
    """Return the lengths with those of the content for those of the box around it."""
    for size, sides in (("width", ("left", "right")), ("height", ("top", "bottom"))):
        # Added up in WeasyPrint's order: sums of fractions depend on it.
        edges = [f"padding_{side}" for side in sides]
        if sizing == "border-box":
            edges += [f"border_{side}_width" for side in sides]
        around = sum(lengths[name] for name in edges)
        for name in (size, f"min_{size}", f"max_{size}"):
            if lengths[name] != "auto" and around > 0:
                lengths[name] = max(0, lengths[name] - around)
    return lengths


def _asked_once(is_in_flow: Callable) -> Callable:
    @wraps(is_in_flow)
    def is_in_normal_flow(box):
        known = vars(box.style)
        if "in_flow" not in known:
            known["in_flow"] = is_in_flow(box)
        return known["in_flow"]

    return is_in_normal_flow


def _key_once(key_of: Callable) -> Callable:
    @wraps(key_of)
    def _font_style_cache_key(style, include_size=False):
        known = vars(style).setdefault("font_keys", {})
        if include_size not in known:
            known[include_size] = key_of(style, include_size)
        return known[include_size]

    return _font_style_cache_key


def _without_corners(rounded: Callable) -> Callable:
    """Return the box within a box's border, told at once where none of its corners is round."""

    @wraps(rounded)
    def rounded_box(box, top, right, bottom, left):
        corners = (
            box.border_top_left_radius, box.border_top_right_radius,
            box.border_bottom_right_radius, box.border_bottom_left_radius,
        )  # fmt: skip
        if corners != _SQUARE:
            return rounded(box, top, right, bottom, left)
        width, height = box.border_width() - left - right, box.border_height() - top - bottom
        return box.border_box_x() + left, box.border_box_y() + top, width, height, *_SQUARE

    return rounded_box


def _is_bare(style) -> bool:
    """Whether boxes in this style are seen and have neither background, rounded corners nor borders of pictures."""
    known = vars(style)
    if "is_bare" not in known:
        color = style["background_color"]
        known["is_bare"] = (
            style["visibility"] == "visible"
            and (color if color != "currentcolor" else style["color"]).alpha == 0
            and not style["box_shadow"]
            and all(kind == "none" for kind, _ in style["background_image"])
            and style["border_image_source"][0] == "none"
            and style["mask_border_source"][0] == "none"
            and style["column_width"] == style["column_count"] == "auto"
            and all((0, "px") in style[f"border_{corner}_radius"] for corner in _CORNERS)
        )
    return known["is_bare"]


def _bare_first(lay_out: Callable) -> Callable:
    from weasyprint.layout.absolute import AbsolutePlaceholder

    @wraps(lay_out)
    def layout_box_backgrounds(page, box, get_image_from_uri, layout_children=True, style=None):
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        if isinstance(box, PlainBox):
            return
        if box is page or not _is_bare(style or box.style):
            lay_out(page, box, get_image_from_uri, layout_children, style)
            return
        vars(box).update(_BARE)
        if layout_children:
            for child in box.all_children():
                background_of(page, child, get_image_from_uri)

    background_of = layout_box_backgrounds
    return layout_box_backgrounds


def _where_there_is_one(draw: Callable) -> Callable:
    @wraps(draw)
    def draw_border(stream, box):
        if (
            box.border_top_width or box.border_bottom_width or box.border_left_width or box.border_right_width
            or not _is_bare(box.style)
        ):  # fmt: skip
            draw(stream, box)

    return draw_border


def _outlined(draw: Callable) -> Callable:
    @wraps(draw)
    def draw_outline(stream, box):
        if box.style["outline_width"]:
            draw(stream, box)
            return
        for child in box.children:
            # What else is among them draws its own.
            if hasattr(child, "element_tag") and not isinstance(child, PlainBox):
                outline(stream, child)

    outline = draw_outline
    return draw_outline


def _lines_as_they_are(dispatch: Callable) -> Callable:
    """Return the sorting of boxes into layers that knows plain lines to be in none of their own."""

    @wraps(dispatch)
    def _dispatch(box, *others):
        return box if isinstance(box, PlainBox) else dispatch(box, *others)

    return _dispatch


def _copied_where_other(dispatch: Callable) -> Callable:
    """Return the sorting of a box's children that copies the box only where some of them are in another layer."""
    from weasyprint import stacking
    from weasyprint.formatting_structure.boxes import ParentBox

    @wraps(dispatch)
    def _dispatch_children(box, *others):
        if not isinstance(box, ParentBox):
            return box
        found = [stacking._dispatch(child, *others) for child in box.children]
        if all(map(is_, found, box.children)):
            return box
        return box.copy_with_children([child for child in found if child is not None])

    return _dispatch_children
