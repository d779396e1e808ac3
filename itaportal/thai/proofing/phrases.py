"""Right phrases of the field: what comes near to one of them, and is none, is likely a slip.

A dictionary cannot tell มาตราการ, which is two right words, from มาตรการ. These phrases can.
"""

from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("phrases.txt")


@cache
def phrases() -> frozenset[str]:
    """Return the phrases of ``phrases.txt``: each head joined to each of what may follow it."""
    found = set()
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        head, _, tails = line.partition("|")
        if head.strip() and not head.startswith("#"):
            found.update(head.strip() + tail for tail in tails.split() or [""])
    return frozenset(found)
