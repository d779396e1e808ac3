"""What documents are made of: plain pieces that every format prints in its own way.

A kind of document (``reports/kinds/``) returns a list of blocks; the HTML templates, the PDF and the DOCX writer
print the same list, so that no format can say something else. Texts carry Arabic digits; printing turns them into
Thai ones. Lists of lines print one under the other.
"""

from reports.blocks.document import DRAFT_MARK, Block, Landscape, Printed
from reports.blocks.figures import Chart, Picture, Pictures
from reports.blocks.signing import Signatory, SignaturePlaces, Signatures, Verification
from reports.blocks.tables import UNKNOWN, Cell, Column, Table, TopHeading, row_of
from reports.blocks.texts import (
    Align,
    Contents,
    Cover,
    Entry,
    Heading,
    Letterhead,
    Paragraph,
    Points,
    Source,
    Sources,
    numbered,
)

__all__ = [
    "Align",
    "Block",
    "Cell",
    "Chart",
    "Column",
    "Contents",
    "Cover",
    "DRAFT_MARK",
    "Entry",
    "Heading",
    "Landscape",
    "Letterhead",
    "Paragraph",
    "Picture",
    "Pictures",
    "Points",
    "Printed",
    "Signatory",
    "SignaturePlaces",
    "Signatures",
    "Source",
    "Sources",
    "Table",
    "TopHeading",
    "UNKNOWN",
    "Verification",
    "numbered",
    "row_of",
]
