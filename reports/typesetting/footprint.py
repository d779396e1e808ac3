"""A long document in little memory: WeasyPrint keeps much that nobody asks for again. Here it is let go.

Of 150 pages, each line stands in memory as boxes, drawn, and tagged. Nothing here changes a byte of a file:
tests/reports/test_footprint.py compares them with those of WeasyPrint as it is. textlayer.py holds its version.
"""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from functools import cache, wraps
from types import SimpleNamespace

import pydyf
from pydyf import _to_bytes
from tinyhtml5 import inputstream

from reports.typesetting.plainboxes import PlainBox

# Of pages, as small as at 9 in two thirds of the time; and of the largest streams, of objects and of where they stand:
# there 9 takes up to seven times as long for a fiftieth less.
_LEVEL, _LEVEL_OF_OBJECTS = 8, 7


@cache
def frugal_html() -> type:
    """Return WeasyPrint's HTML without the styles of footnotes and markers, which it makes for every element.

    Documents that have footnotes, or list items other than ``li``, must not be read with it.
    """
    from weasyprint import HTML
    from weasyprint.html import UA_STYLESHEET

    matcher = copy(UA_STYLESHEET.matcher)
    matcher.other_selectors = list(_asked_for(matcher.other_selectors))
    stylesheet = copy(UA_STYLESHEET)
    stylesheet.matcher = matcher

    class FrugalHTML(HTML):
        def _ua_stylesheets(self, forms=False):
            return [stylesheet]

    return FrugalHTML


def _asked_for(selectors: list[tuple]) -> Iterator[tuple]:
    """Yield the selectors for any element, but none of a footnote's parts, and a marker's for ``li`` alone."""
    for test, specificity, order, pseudo_element, payload in selectors:
        if pseudo_element == "marker":
            yield _is_list_item, specificity, order, pseudo_element, payload
        elif "note-" not in (pseudo_element or ""):
            yield test, specificity, order, pseudo_element, payload


def _is_list_item(element) -> bool:
    return element.local_name == "li"


def install() -> None:
    """Let go of what is drawn and tagged, page by page; call before the first render, again is harmless."""
    from weasyprint import document, pdf
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import page

    if not hasattr(pdf.add_tags, "__wrapped__"):
        document.Page.paint = _in_one_piece(document.Page.paint)
        pydyf.Stream.data = property(_made_once(pydyf.Stream.data.fget))
        pdf.add_tags = _page_by_page(pdf.add_tags)
        page.make_page = _forgetting(page.make_page)
        Box.remove_decoration_sides = property(_sides, _set_sides)
        inputstream.characters_until_regex = _Patterns()


class _Patterns(dict):
    """The parser's patterns by characters and whether those are wanted; it keeps them under wrong keys, and makes each anew."""

    def __missing__(self, key: tuple[Iterable[str], bool]) -> re.Pattern:
        characters, wanted = key
        codes = "".join(f"\\x{ord(character):02x}" for character in characters)
        self[key] = pattern = re.compile(f"[{'' if wanted else '^'}{codes}]+")
        return pattern


def _sides(box) -> set[str]:
    """Return the sides of a box that end with a page; few boxes have any, and each had an empty set of its own."""
    return vars(box).setdefault("_sides", set())


def _set_sides(box, sides: set[str]) -> None:
    if sides:
        box._sides = sides
    elif "_sides" in vars(box):
        del box._sides


def _forgetting(make: Callable) -> Callable:
    """Return the making of a page that lets its lines forget where the next ones begin."""

    @wraps(make)
    def make_page(*args):
        made = make(*args)
        for box in made[0].descendants():
            if isinstance(box, PlainBox):
                box.resume_at = None
        return made

    return make_page


def _in_one_piece(paint: Callable) -> Callable:
    """Return the drawing of a page that joins the page's many small operators when all are there, and compresses them."""

    @wraps(paint)
    def painted(page, stream, *args, **kwargs):
        paint(page, stream, *args, **kwargs)
        drawn = b"\n".join([each if type(each) is bytes else _to_bytes(each) for each in stream.stream])
        if stream.compress:
            drawn = zlib.compress(drawn, _LEVEL)
            stream.extra["Filter"], stream.compress = "/FlateDecode", False
        stream.stream[:] = [drawn]

    return painted


def _made_once(data: Callable) -> Callable:
    """Return what makes a stream's bytes, each once: pydyf asks for them again for the file's identifier."""

    @wraps(data)
    def made(stream):
        if not stream.compress:
            return data(stream)
        if "made" not in vars(stream):
            level = _LEVEL_OF_OBJECTS if stream.extra.get("Type") in ("/ObjStm", "/XRef") else _LEVEL
            body = zlib.compress(b"\n".join(map(_to_bytes, stream.stream)), level)
            extra = pydyf.Dictionary({**stream.extra, "Filter": "/FlateDecode", "Length": len(body)})
            stream.made = b"\n".join((extra.data, b"stream", body, b"endstream"))
        return stream.made

    return made


def _page_by_page(add_tags: Callable) -> Callable:
    """Return the tagging, the last that needs the boxes, made to let each page's go when its tags are there."""

    @wraps(add_tags)
    def added(pdf, document, *args):
        document.pages = _PassingPages(document.pages, pdf.objects)
        # pydyf makes a list of all pages whenever it is asked for one: for every box of the document.
        once = SimpleNamespace(
            add_object=pdf.add_object, catalog=pdf.catalog, page_references=pdf.page_references
        )
        add_tags(once, document, *args)

    return added


class _PassingPages:
    """The pages on their last way through: each is gone, and its tags are written, when the next is asked for."""

    def __init__(self, pages: list, objects: list):
        self._length, self._left, self._objects = len(pages), pages[::-1], objects
        pages.clear()

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator:
        while self._left:
            begin = len(self._objects)
            yield self._left[-1]
            _open_circles(self._left.pop())
            self._objects[begin:] = map(_WrittenObject, self._objects[begin:])


def _open_circles(page) -> None:
    """Let columns forget their table, which knows them: such a circle would stay for the garbage collector."""
    for box in page._page_box.descendants():
        for group in getattr(box, "column_groups", ()):
            for columns in (group, *group.children):
                vars(columns).pop("get_cells", None)


class _WrittenObject:
    """An object of the file as it will stand there: a third of the memory of pydyf's dictionaries."""

    __slots__ = ("data", "number")
    free, generation, compressible = "n", 0, True

    def __init__(self, made):
        self.data, self.number = _data(made), made.number


def _data(made) -> bytes:
    """Return the object as pydyf writes it; most are elements of the tags, of few kinds of values."""
    if type(made) is not pydyf.Dictionary:
        return made.data
    told = [
        b"/%s %s" % (key.encode(), value if type(value) is bytes else _to_bytes(value))
        for key, value in made.items()
    ]
    return b"<<%s>>" % b"".join(told)
