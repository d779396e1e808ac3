"""Right phrases of the field: what comes near to one of them, and is none, is likely a slip.

A dictionary cannot tell มาตราการ, which is two right words, from มาตรการ. These phrases can.
"""

from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("phrases.txt")


@cache
def phrases() -> frozenset[str]:
    """Return the phrases of ``phrases.txt``: each head joined to each of what may follow it."""
    found = set(wrong_phrases().values())
    for line in _lines():
        head, _, tails = line.partition("|")
        if ">" not in line:
            found.update(head.strip() + tail for tail in tails.split() or [""])
    return frozenset(found)


@cache
def wrong_phrases() -> dict[str, str]:
    """Return what is meant by phrases that are far from it: ``wrong > right``."""
    pairs = (line.split(">") for line in _lines() if ">" in line)
    return {wrong.strip(): right.strip() for wrong, right in pairs}


def _lines() -> list[str]:
    return [
        line
        for line in _FILE.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
