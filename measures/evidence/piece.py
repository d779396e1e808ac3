"""An uploaded piece of evidence that passed every check, ready to be stored."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from measures.enums import EvidenceKind


class UploadRefused(ValueError):
    """The file is not taken; the message says in Thai why and what to do."""


@dataclass(frozen=True)
class Piece:
    """A checked photo or file; photos are drawn anew in three sizes and carry ``look``, a hash of what they show."""

    kind: EvidenceKind
    name: str
    extension: str
    data: bytes
    print_data: bytes = b""
    thumbnail: bytes = b""
    look: str = ""

    @cached_property
    def sha256(self) -> str:
        """The hash of the bytes that are stored."""
        return hashlib.sha256(self.data).hexdigest()
