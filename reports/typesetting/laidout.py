"""Reading places from the boxes that WeasyPrint has laid out.

The boxes are not part of WeasyPrint's promises; textlayer.py holds its version.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_POINTS = 0.75  # in a CSS pixel


@dataclass(frozen=True, slots=True)
class MarkedBox:
    """Where an element with ``data-place`` is: its name, the page from 0, its border box on it, its ``data-label``.

    The box is (x1, y1, x2, y2) in PDF points from the page's lower left corner.
    """

    name: str
    page: int
    box: tuple[float, float, float, float]
    label: str = ""


def places_on(pages: Iterable) -> Iterator[MarkedBox]:
    """Yield the places on the pages; an element that stands on several pages has one on each."""
    for number, page in enumerate(pages):
        found = set()
        for box in page._page_box.descendants():
            # Boxes without an element of their own, such as lines, have that of the box around them.
            if box.element is None or box.element in found or not (name := box.element.get("data-place")):
                continue
            found.add(box.element)
            left, top = box.border_box_x(), box.border_box_y()
            edges = (
                left,
                page.height - top - box.border_height(),
                left + box.border_width(),
                page.height - top,
            )
            label = box.element.get("data-label", "")
            yield MarkedBox(name, number, tuple(round(edge * _POINTS, 3) for edge in edges), label)
