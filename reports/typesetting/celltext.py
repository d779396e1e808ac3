"""A part of an HTML element's text with its markup, counted in characters that are no spaces."""

from math import inf
from xml.etree.ElementTree import Element


def part_of(element: Element, start: float, end: float = inf) -> Element:
    """Return a copy of the element with its characters from ``start`` up to ``end``, spaces not counted.

    Parts that follow each other have every character of the element once; white space and line breaks between two
    parts are left out.
    """
    return _part(element, 0, start, end)[0]


def _part(element: Element, position: int, start: float, end: float) -> tuple[Element, int]:
    copy = Element(element.tag, element.attrib)
    copy.text, position = _keep_part(element.text, position, start, end)
    for child in element:
        void = not len(child) and not child.text
        inner, position = _part(child, position, start, end)
        if inner.text or len(inner) or (void and start < position < end):
            copy.append(inner)
        tail, position = _keep_part(child.tail, position, start, end)
        if len(copy):
            copy[-1].tail = (copy[-1].tail or "") + tail
        else:
            copy.text += tail
    return copy, position


def _keep_part(text: str | None, position: int, start: float, end: float) -> tuple[str, int]:
    kept = []
    for character in text or "":
        if character.isspace():
            if start < position < end:
                kept.append(character)
        else:
            if start <= position < end:
                kept.append(character)
            position += 1
    return "".join(kept), position
