"""Word files opened by python-docx, and what stands in them."""

import base64
import io
import re

from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from PIL import Image

from reports import blocks
from reports.word.writer import write_docx

CM = 360_000  # English metric units, as python-docx measures


def written(*pieces, names=(), picture_uri=lambda sha256: ""):
    """Return the bytes of a document of these blocks."""
    printed = blocks.Printed("รายงาน 1", "องค์การบริหารส่วนตำบลตัวอย่าง", names, pieces)
    return write_docx(printed, picture_uri)


def opened(*pieces, **options):
    """Return the document of these blocks as python-docx reads it."""
    return Document(io.BytesIO(written(*pieces, **options)))


def found(document, path):
    """Return the elements of the body, by a path of Word's element names."""
    return document.element.body.xpath(path)


def texts(document):
    """Return the text of every paragraph in reading order, with those of tables and links, without the spacers."""
    paragraphs = (Paragraph(element, document) for element in found(document, ".//w:p"))
    return [
        paragraph.text.replace("\u00a0", " ") for paragraph in paragraphs if paragraph.style.name != "Gap"
    ]


def styles(document):
    """Return the style of every paragraph outside of tables."""
    return [paragraph.style.name for paragraph in document.paragraphs]


def value(element, path, name="val"):
    """Return an attribute of the first element at the path."""
    return element.xpath(path)[0].get(qn(f"w:{name}"))


def squeezed(text):
    """Return the text without any space."""
    return re.sub(r"\s+", "", text)


def png(width=60, height=40):
    """Return a picture as a ``data:`` URI."""
    output = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(output, "PNG")
    return "data:image/png;base64," + base64.b64encode(output.getvalue()).decode()
