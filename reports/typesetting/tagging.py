"""What PDF/UA-1 asks of the tags, on top of those that WeasyPrint writes.

Running heads, feet and repeated column heads are artifacts; what goes on over pages is one element; headers say what
they head; lists have labels and bodies; no level of headings is skipped; places for signatures are form elements that
the fields are put into later (approvals/signing/fields.py). textlayer.py holds the version of WeasyPrint.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from typing import Any

from pydyf import String

# Elements that go on over the end of a page.
_GOES_ON = {"/Part", "/Sect", "/Div", "/Table", "/TBody", "/TR", "/TH", "/TD", "/P", "/L", "/LI", "/LBody"}
_PLAIN = {"/Part", "/Sect", "/Div", "/P"}
_SCOPES = {"col": "/Column", "colgroup": "/Column", "row": "/Row", "rowgroup": "/Row"}
_POINTS = 0.75  # in a CSS pixel
_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC"


def install() -> None:
    """Let WeasyPrint's tags be amended; call before the first render and after footprint's, again is harmless."""
    from weasyprint import pdf
    from weasyprint.pdf import stream, tags

    if not hasattr(tags._build_box_tree, "__wrapped__"):
        stream.Stream.marked = _marked(stream.Stream.marked)
        # ISO 19005-3, 6.2.8: the key, if there, is false.
        stream.Stream.add_image = _without_interpolation(stream.Stream.add_image)
        tags._build_box_tree = _amended(tags._build_box_tree)
        pdf.add_tags = _with_tree(pdf.add_tags)


def find_artifacts(pages: list) -> None:
    """Mark the boxes that say nothing new: margin boxes, and column heads that a page repeats."""
    from weasyprint.formatting_structure import boxes

    headed: set[Any] = set()
    for page in pages:
        # Of the boxes within a link, each would be a link again.
        page.links = [link for link in page.links if _is_link(link[-1], boxes)]
        for child in page._page_box.children:
            if isinstance(child, boxes.MarginBox):
                _mark(child)
            else:
                headed |= {table.element for table in _mark_heads(child, headed, boxes)}


def _is_link(box, boxes) -> bool:
    return box.element_tag == "a" and not isinstance(box, boxes.LineBox)


def _mark_heads(box, headed: set, boxes) -> Iterator:
    """Yield the tables in the box; the heads of those that have had theirs are marked."""
    if isinstance(box, boxes.TableBox):
        if box.element in headed:
            for group in box.children:
                if getattr(group, "is_header", False):
                    _mark(group)
        yield box
    elif not isinstance(box, boxes.LineBox):
        for child in getattr(box, "children", ()):
            yield from _mark_heads(child, headed, boxes)


def _mark(box) -> None:
    box.is_artifact = True
    for child in box.descendants():
        child.is_artifact = True
        child.mark = {"A": {}}  # WeasyPrint wants to write into every cell's


def _marked(mark: Callable) -> Callable:
    @wraps(mark)
    @contextmanager
    def marked(stream, box, tag):
        if stream._tags is not None and getattr(box, "is_artifact", False):
            stream.stream.append(_ARTIFACT)
            yield
            stream.end_marked_content()
        else:
            with mark(stream, box, tag):
                if stream._tags is not None:
                    stream._tags[box] = _marked_content(**stream._tags[box])
                yield

    return marked


@cache
def _marked_content(tag: str, mcid: int) -> dict[str, Any]:
    """Return what WeasyPrint knows of a piece of a page: the same for all that are as many pieces down their pages."""
    return {"tag": tag, "mcid": mcid}


def _without_interpolation(add_image: Callable) -> Callable:
    @wraps(add_image)
    def added(stream, image, interpolate, ratio):
        return add_image(stream, image, False, ratio)

    return added


class _Tree:
    """The elements of one document while they are made; those of the page before can still go on."""

    def __init__(self, pdf):
        self.pdf = pdf
        self.level = self.page = 0
        self.around: list[Any] = []
        self.before: dict[tuple, Any] = {}
        self.here: dict[tuple, Any] = {}
        self.revived: dict[int, Any] = {}

    def turn_to(self, page: int) -> None:
        if page != self.page:
            self.page, self.before, self.here = page, self.here, {}

    def object(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def goes_on(self, box, element) -> bool:
        """Whether the element only goes on from the page before; then its children are there now."""
        tag = element["S"]
        if tag not in _GOES_ON:
            return False
        key = (tag, box.element)
        self.here[key] = begun = self.before.get(key, element)
        if begun is element or not all(isinstance(kid, bytes) for kid in element["K"]):
            self.here[key] = element
            return False
        for kid in element["K"]:
            self.object(kid)["P"] = begun.reference
            begun["K"].append(kid)
        self.revived[begun.number] = begun
        return True


_tree: _Tree | None = None


def _with_tree(add_tags: Callable) -> Callable:
    """Return the tagging with the elements that went on written as they are in the end."""

    @wraps(add_tags)
    def added(pdf, *args):
        global _tree
        _tree = _Tree(pdf)
        try:
            add_tags(pdf, *args)
            for number, element in _tree.revived.items():
                pdf.objects[number] = element
        finally:
            _tree = None

    return added


def _amended(build: Callable) -> Callable:
    """Return the building of an element and those below it, with each amended."""

    @wraps(build)
    def built(box, parent, pdf, page_number, nums, annotations, tags):
        from weasyprint.layout.absolute import AbsolutePlaceholder

        tree = _tree
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        if tree is None or getattr(box, "is_artifact", False):
            return
        tree.turn_to(page_number)
        if box.element is None or box.element.tag in ("html", "body"):
            yield from build(box, parent, pdf, page_number, nums, annotations, tags)
            return
        tree.around.append(box.element)
        kept = []
        for element in list(build(box, parent, pdf, page_number, nums, annotations, tags)):
            _amend(tree, box, element, annotations)
            if not tree.goes_on(box, element):
                kept.append(element)
        tree.around.pop()
        yield from kept

    return built


def _amend(tree: _Tree, box, element, annotations: list) -> None:
    tag, source = element["S"], box.element
    if tag in _PLAIN and source in tree.around[:-1]:
        element["S"] = "/NonStruct"  # a box of WeasyPrint's own inside the one of the document's element
    elif tag == "/Table":
        for cell in box.descendants():
            if mark := getattr(cell, "mark", None):
                _head_by_scope(mark)
    elif tag == "/TH":
        element["A"]["Scope"] = _SCOPES.get(source.get("scope", ""), "/Column")
    elif tag == "/Figure":
        _place_figure(tree, box, element)
    elif tag[:2] == "/H" and tag[2:].isdigit():
        tree.level = min(int(tag[2:]), tree.level + 1)
        element["S"] = f"/H{tree.level}"
    elif tag == "/LI":
        _set_label_free(tree, element)
    elif tag == "/Span" and source.get("class") == "label-of-point":
        element["S"] = "/Lbl"
    elif tag == "/Link" and box.link_annotation and "Dest" in box.link_annotation:
        _say_target(box)
    if (name := source.get("data-place")) and element["S"] != "/NonStruct":
        _make_form(element, name, annotations)
    if language := source.tag not in ("html", "body") and source.get("lang"):
        element["Lang"] = String(language)


def _head_by_scope(cell) -> None:
    """Let a cell be headed by the scopes of headers alone: WeasyPrint's lists lack some, and name repeated heads."""
    cell.pop("ID", None)
    cell["A"].pop("Headers", None)
    if len(cell["A"]) == 1:
        del cell["A"]


def _place_figure(tree: _Tree, box, element) -> None:
    """Tell the figure's box in points from the lower edge of the page, as everything in a PDF."""
    page = tree.pdf.objects[int(tree.pdf.page_references[tree.page].split()[0])]
    left, top = box.content_box_x() * _POINTS, page["MediaBox"][3] - box.content_box_y() * _POINTS
    edges = (left, top - box.height * _POINTS, left + box.width * _POINTS, top)
    element["A"]["BBox"] = type(page["MediaBox"])(round(edge, 2) for edge in edges)


def _set_label_free(tree: _Tree, item) -> None:
    """Take the label out of the body of a list's item: it stands before it."""
    body = tree.object(item["K"][0]) if item["K"] else {}
    if body.get("S") == "/LBody" and body["K"] and isinstance(body["K"][0], bytes):
        label = tree.object(body["K"][0])
        if label["S"] == "/Lbl":
            label["P"] = item.reference
            item["K"].insert(0, body["K"].pop(0))


def _say_target(box) -> None:
    """Let a link within the document be told by its words; WeasyPrint tells the name of its anchor."""
    if words := "".join(box.element.itertext()).strip():
        box.link_annotation["Contents"] = String(words)


def _make_form(element, name: str, annotations: list) -> None:
    """Make the element one for a form field, which is added later and finds it by name in the tree of parents."""
    element["S"] = "/Form"
    element["T"] = String(name)
    annotations.append((element.reference, {}))
