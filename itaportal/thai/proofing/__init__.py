"""Proof-reading: slips in what people typed, each with its place and what was likely meant.

``slips`` looks at one text; ``namewatch``, ``figures`` and ``numbering`` look at what a text says of names, scores,
years and numbers that are known from elsewhere. Everything here is pure and answers within a second for 100,000 letters.
"""

from itaportal.thai.proofing.slip import Kind, Slip
from itaportal.thai.proofing.text import slips

__all__ = ["Kind", "Slip", "slips", "warm"]


def warm() -> None:
    """Build the tables now, so that nobody's first page waits for them; the dictionaries are read with them."""
    slips("พร้อม มาตราการ")
