"""Reading places, rows, cells and lines from the boxes that WeasyPrint has laid out.

Lengths are CSS pixels, but those of places points. The boxes are not part of WeasyPrint's promises; textlayer.py holds its version.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any
from xml.etree.ElementTree import Element

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


class Layout:
    """What a layout tells of tables, their rows and cells, by their elements."""

    def __init__(self, pages: Iterable):
        from weasyprint.formatting_structure import boxes

        self.boxes: dict[Element, list] = defaultdict(list)
        self.pages: dict[Element, Any] = {}
        self.line, self.text = boxes.LineBox, boxes.TextBox
        kinds = (boxes.TableBox, boxes.TableRowGroupBox, boxes.TableRowBox, boxes.TableCellBox)
        for page in pages:
            for box in page._page_box.descendants():
                if isinstance(box, kinds) and box.element is not None:
                    self.boxes[box.element].append(box)
                    self.pages.setdefault(box.element, page._page_box)

    def height(self, row: Element) -> float:
        """Return the row's height, on several pages if it is that high."""
        return sum(box.height for box in self.boxes[row])

    def is_on_one_page(self, table: Element) -> bool:
        """Whether all of the table stands on one page."""
        return len(self.boxes[table]) == 1

    def lines(self, cell: Element) -> tuple[tuple[float, ...], list[int]]:
        """Return the heights of the cell's lines, and how many characters of it end with each, spaces aside."""
        laid_out = list(chain.from_iterable(map(self._lines, self.boxes[cell])))
        ends = accumulate(map(self._characters, laid_out))
        return tuple(line.height for line in laid_out), list(ends)

    def _lines(self, box) -> Iterator:
        """Yield the lines in the box, but not those of boxes that stand in a line themselves."""
        if isinstance(box, self.line):
            yield box
        else:
            for child in getattr(box, "children", ()):
                yield from self._lines(child)

    def _characters(self, line) -> int:
        texts = (box.text for box in line.descendants() if isinstance(box, self.text))
        return sum(not character.isspace() for text in texts for character in text)

    def frame(self, cell: Element) -> float:
        """Return what padding and borders add to the cell's lines."""
        from weasyprint.layout.percent import percentage

        box = self.boxes[cell][0]
        padding = (
            percentage(box.style[f"padding_{side}"], box.style, box.width) for side in ("top", "bottom")
        )
        return sum(padding) + box.border_top_width + box.border_bottom_width

    def room_under(self, head: Element) -> tuple[float, float]:
        """Return the room for rows under the column headings: on the table's first page, and on any other."""
        box, page = self.boxes[head][0], self.pages[head]
        bottom = page.content_box_y() + page.height
        return bottom - box.position_y - box.height, page.height - box.height
