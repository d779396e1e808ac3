"""Pictures in Word files: with their alternative text, in the line or floating beside it."""

import base64
import io
from collections.abc import Sequence

from itaportal.thai.spelling import letters
from reports.blocks import Block, Chart, Heading
from reports.charts import drawing as charts
from reports.word import parts

EMU = 635  # the unit of pictures, to the twentieth of a point
# Of titles, with the spaces between them: a letter is hardly ever wider, a line hardly ever higher.
_LETTER, _LINE, _CAPTION_LINES = 170, 700, 2
_CHART_SCALE = 4  # 288 dots per inch at the chart's own size


def content_of(uri: str) -> bytes:
    """Return the bytes of a ``data:`` URI in base64, none for an empty one."""
    return base64.b64decode(uri.partition(",")[2])


def chart_png(chart: Chart) -> bytes:
    """Return the chart that page and PDF show as a PNG picture: offices have versions of Word that show no SVG."""
    return charts.png(chart, scale=_CHART_SCALE)


def chart_height(above: Sequence[Block], width: int, height: int) -> int:
    """Return how high a chart may be on a page of that size: under the title of a document it leaves room for that on its page."""
    usual = height * 3 // 4
    titles = [block for block in above if isinstance(block, Heading)]
    if len(titles) < len(above):
        return usual
    room = width // _LETTER
    lines = sum(max(-(-letters(line) // room), 1) for title in titles for line in title.lines)
    return max(height // 3, min(usual, height - (lines + _CAPTION_LINES) * _LINE))


def picture(document, content: bytes, alt: str, *, width: int, height: int):
    """Return a run with the picture, as large as fits into width and height (twentieths of a point)."""
    return parts.run(parts.element("drawing", _inline(document, content, alt, width, height)))


def floating_picture(document, content: bytes, alt: str, *, width: int, height: int):
    """Return a run with the picture at the left margin, level with its paragraph; texts do not make room for it."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    inline = _inline(document, content, alt, width, height)
    anchor = parse_xml(
        f'<wp:anchor {nsdecls("wp")} distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1"'
        ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV></wp:anchor>'
    )
    extent, *others = list(inline)
    wrap = parse_xml(f"<wp:wrapNone {nsdecls('wp')}/>")
    anchor.extend([extent, wrap, *others])
    return parts.run(parts.element("drawing", anchor))


def _inline(document, content: bytes, alt: str, width: int, height: int):
    from docx.image.image import Image

    image = Image.from_blob(content)
    scale = min(width / image.px_width, height / image.px_height) * EMU
    inline = document.part.new_pic_inline(
        io.BytesIO(content), round(image.px_width * scale), round(image.px_height * scale)
    )
    inline.docPr.set("descr", alt)
    return inline
