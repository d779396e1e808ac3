"""What stands on every page of a PDF beside its text: the number above, the mark below."""

import re

from reports.blocks import DRAFT_MARK


def without_marks(text, mark=DRAFT_MARK):
    """Return a page's text without its number and its mark."""
    return re.sub(r"- [๐-๙]+ -", "", text).replace(mark, "")


def mark_box(page, mark=DRAFT_MARK):
    """Return the box (left, bottom, right, top) of the page's only mark, in points."""
    text = page.get_textpage()
    search = text.search(mark, match_case=True)
    (start, count), second = search.get_next(), search.get_next()
    assert second is None
    boxes = [text.get_charbox(index) for index in range(start, start + count)]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def text_boxes(page, mark=DRAFT_MARK):
    """Return the boxes of the page's texts, in points, but not those of its mark."""
    text = page.get_textpage()
    boxes = [text.get_rect(index) for index in range(text.count_rects())]
    left, bottom, right, top = mark_box(page, mark)
    return [
        box
        for box in boxes
        if not (box[0] > left - 3 and box[2] < right + 3 and bottom < (box[1] + box[3]) / 2 < top)
    ]
