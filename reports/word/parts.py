"""The pieces of Word's XML that documents are made of; texts come in as plain text and stay plain text.

Lengths are twentieths of a point ("dxa", 567 to the centimetre), font sizes come from the styles of
reports/word/skeleton/word/styles.xml.
"""

import re
from collections.abc import Iterable, Sequence

from django.utils.encoding import iri_to_uri

from itaportal.thai.latin import with_links
from itaportal.thai.numbers import to_thai_digits
from reports.typesetting.typography import kept_pieces
from reports.word.widths import ems

FONT = "TH SarabunPSK"
CM = 567
_WHITE = re.compile(r"\s")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
# What XML 1.0 cannot hold; stored texts are clean, but no document may fail for one character.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str, names: Iterable[str] = (), *, room: float | None = None) -> str:
    """Return the text as it is printed: in Thai digits, dates, numbers with units and ``names`` in one piece.

    Their spaces become no-break spaces, unless a line has no ``room`` (in ems) for the piece and the word before:
    Word would break it at any letter. What still fits of it stays together: the month and its year.
    """
    return "".join(piece for piece, _ in _pieces(text, names, room))


def texts(
    part, text: str, names: Iterable[str] = (), *, room: float | None = None, bold: bool = False
) -> list:
    """Return the text as runs, as it is printed, and what are addresses on the web in it as links."""
    return [
        link(part, piece, address, bold=bold) if address else run(piece, bold=bold)
        for piece, address in _pieces(text, names, room) or [("", "")]
    ]


def _pieces(text: str, names: Iterable[str], room: float | None) -> list[tuple[str, str]]:
    shown = tuple(map(to_thai_digits, names))
    return [
        (piece if address else _joined(to_thai_digits(piece), shown, room), address)
        for piece, address in with_links(plain(text))
    ]


def _joined(text: str, names: tuple[str, ...], room: float | None) -> str:
    printed = ""
    for piece, kept in kept_pieces(text, *names):
        words = piece.split(" ") if kept else [piece]
        while len(words) > 1:
            whole = "\u00a0".join(words)
            if room is None or ems(_WHITE.split(printed)[-1][-6:] + whole) <= room:
                words = [whole]
            else:
                printed += words.pop(0) + " "
        printed += words[0]
    return printed


def plain(text: str) -> str:
    """Return the text on one line, without what a file cannot hold."""
    return _SPACE.sub(" ", _NO_XML.sub("", str(text))).strip()


def element(tag: str, *children, **attributes):
    """Return ``w:tag`` with its children; the attributes are Word's too, None leaves one out."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        if value is not None:
            made.set(qn(f"w:{name}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


def run(*content, style: str = "", bold: bool = False):
    """Return a run of texts (printed as they are) and elements, in the font for Thai script.

    ``w:cs`` makes Word take font, size and weight of complex script for every character, Latin ones too.
    """
    properties = element(
        "rPr",
        element("rStyle", val=style) if style else None,
        element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT),
        element("b") if bold else None,
        element("bCs") if bold else None,
        element("cs"),
        element("lang", bidi="th-TH"),
    )
    return element("r", properties, *(_text(part) if isinstance(part, str) else part for part in content))


def _text(text: str):
    made = element("t")
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def paragraph(
    style: str,
    *content,
    align: str = "",
    keep_next: bool = False,
    new_page: bool = False,
    before: int | None = None,
    left: int | None = None,
    flush: bool = False,
    tabs: Sequence[tuple[str, int]] = (),
):
    """Return a paragraph; what is not given is the style's.

    ``before`` is the space over it, ``left`` its indent, ``flush`` takes the first line's indent away. ``tabs`` are
    tab stops with dotted leaders, each its kind ("left", "right", or "clear" for one of the style's) and its place.
    """
    properties = element(
        "pPr",
        element("pStyle", val=style),
        element("keepNext") if keep_next else None,
        element("pageBreakBefore") if new_page else None,
        element("tabs", *(_tab_stop(*stop) for stop in tabs)) if tabs else None,
        element("spacing", before=before) if before is not None else None,
        element("ind", left=left, firstLine=0 if flush else None) if flush or left is not None else None,
        element("jc", val=align) if align else None,
    )
    return element("p", properties, *content)


def _tab_stop(kind: str, place: int):
    return element("tab", val=kind, leader=None if kind == "clear" else "dot", pos=place)


def field(instruction: str, shown: str = ""):
    """Return the runs of a field. ``instruction`` is the program's own words, never a user's."""
    return (*field_start(instruction), run(shown), field_end())


def field_start(instruction: str):
    """Return the runs that begin a field, up to its result."""
    code = element("instrText")
    code.text = f" {instruction} "
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return (
        run(element("fldChar", fldCharType="begin")),
        run(code),
        run(element("fldChar", fldCharType="separate")),
    )


def field_end():
    """Return the run that ends a field."""
    return run(element("fldChar", fldCharType="end"))


def link(part, text: str, address: str, *, bold: bool = False):
    """Return a link to an address on the web; ``part`` is the document's, which keeps addresses apart from texts."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn

    made = element("hyperlink", run(text, style="Hyperlink", bold=bold), history=1)
    made.set(qn("r:id"), part.relate_to(iri_to_uri(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    return made


def bookmark(name: str, number: int, *content) -> tuple:
    """Return the content between the ends of a bookmark."""
    return element("bookmarkStart", id=number, name=name), *content, element("bookmarkEnd", id=number)


def table(style: str, widths: Sequence[int], rows: Iterable):
    """Return a table with fixed columns."""
    return element(
        "tbl",
        element(
            "tblPr",
            element("tblStyle", val=style),
            element("tblW", w=sum(widths), type="dxa"),
            element("tblLayout", type="fixed"),
            element(
                "tblLook",
                val="0420",
                firstRow=1,
                lastRow=0,
                firstColumn=0,
                lastColumn=0,
                noHBand=0,
                noVBand=1,
            ),
        ),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
        *rows,
    )


def row(cells: Iterable, *, heading: bool = False, whole: bool = True):
    """Return a row; a heading row is repeated on every page, a ``whole`` one stands on one page."""
    split, repeated = element("cantSplit") if whole else None, element("tblHeader") if heading else None
    return element("tr", element("trPr", split, repeated), *cells)


def cell(
    paragraphs: Sequence,
    width: int,
    *,
    colspan: int = 1,
    merge: str = "",
    align: str = "",
    shade: str = "",
):
    """Return a cell; ``merge`` is "restart" for the first of cells joined downwards, "continue" for the others."""
    properties = element(
        "tcPr",
        element("tcW", w=width, type="dxa"),
        element("gridSpan", val=colspan) if colspan > 1 else None,
        element("vMerge", val=merge) if merge else None,
        element("shd", val="clear", color="auto", fill=shade) if shade else None,
        element("vAlign", val=align) if align else None,
    )
    return element("tc", properties, *(paragraphs or [paragraph("TableText")]))
