"""Who signs a document and where: by hand on paper, or in the places of an approval."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Signatory:
    """One signature block, with the heading of an opinion over it or none."""

    name: str
    position: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """The approval chain's signature and opinion blocks."""

    template: ClassVar[str] = "signatures"
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class SignaturePlaces:
    """An empty box for each step's electronic signature, "step-1" and so on; on paper the lines to sign by hand."""

    template: ClassVar[str] = "signature_places"
    steps: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """How anyone can check the document: the code and the address that tells of it, which keep their digits."""

    template: ClassVar[str] = "verification"
    code: str
    url: str
