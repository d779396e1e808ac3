"""A whole document: its pieces in order, upright or landscape."""

from dataclasses import dataclass
from typing import ClassVar

from reports.blocks.figures import Chart, Pictures
from reports.blocks.signing import SignaturePlaces, Signatures, Verification
from reports.blocks.tables import Table
from reports.blocks.texts import Contents, Cover, Heading, Letterhead, Paragraph, Points, Sources

DRAFT_MARK = "ร่าง – ยังไม่ได้เสนอ"


@dataclass(frozen=True, slots=True)
class Landscape:
    """Blocks on landscape pages of their own; ``narrow`` gives tables of many columns narrower margins."""

    template: ClassVar[str] = "landscape"
    blocks: tuple["Block", ...]
    narrow: bool = False


Block = (
    Cover
    | Contents
    | Letterhead
    | Heading
    | Paragraph
    | Points
    | Table
    | Chart
    | Pictures
    | Sources
    | Signatures
    | SignaturePlaces
    | Verification
    | Landscape
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A document ready to print: its title, the names that must not be torn apart, its blocks, and what every page says
    at its foot: which approved document it belongs to, or that it is a draft."""

    title: str
    author: str
    names: tuple[str, ...]
    blocks: tuple[Block, ...]
    mark: str = DRAFT_MARK
