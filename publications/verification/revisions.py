"""What a PDF was before its last changes: every revision is the file up to one of its end marks. Pure.

A signed file grows by appending. So if somebody appends to a file of ours, ours is still there, byte for byte, at the
beginning of theirs, and is found by its hash without trusting anything that the file says about itself.
"""

import hashlib
import re
from collections.abc import Iterator

_END = re.compile(rb"%%EOF(?:\r\n|\r|\n)?")
# A document of ours has one for each signature and time stamp; a file made of nothing but marks must not cost time.
_MOST_ENDS = 200


def is_pdf(content: bytes) -> bool:
    """Tell whether the file says it is a PDF where programs look for that."""
    return b"%PDF-" in content[:1024]


def earlier_revisions(pdf: bytes) -> Iterator[str]:
    """Yield the sha256 of everything before the end of the file that may have been a file of its own, oldest first."""
    digest, read = hashlib.sha256(), 0
    for _, mark in zip(range(_MOST_ENDS), _END.finditer(pdf), strict=False):
        # A program may or may not end the file with a line break, and the next one may add one of its own.
        for end in sorted({mark.start() + len(b"%%EOF"), mark.end()}):
            if end < len(pdf):
                digest.update(pdf[read:end])
                read = end
                yield digest.copy().hexdigest()
