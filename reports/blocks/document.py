"""A whole document: its pieces in order, upright or landscape, and the approval it was submitted for."""

from dataclasses import dataclass
from typing import ClassVar

from reports.blocks.approval import DRAFT_MARK, Approval
from reports.blocks.figures import Chart, Pictures
from reports.blocks.signing import SignaturePlaces, Signatures, Verification
from reports.blocks.tables import Table
from reports.blocks.texts import Contents, Cover, Heading, Letterhead, Paragraph, Points, Sources


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
    """A document ready to print: its title, the names that must not be torn apart, and its blocks.

    A draft has no ``approval``.
    """

    title: str
    author: str
    names: tuple[str, ...]
    blocks: tuple[Block, ...]
    approval: Approval | None = None

    @property
    def mark(self) -> str:
        """What every page says at its foot: which approved document it belongs to, or that it is a draft."""
        return self.approval.mark if self.approval else DRAFT_MARK
