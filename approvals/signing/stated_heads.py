"""Where the audit log ended when a file was signed, as its signatures state it: read without judging them. Pure."""

import re
from collections.abc import Iterator

# "128:ab12…", for the agency; behind it, in files signed since, the same for the site.
_STATED = re.compile(rb"/ContactInfo ?\(audit-head:(\d+:[0-9a-f]{64})?(?: site:(\d+:[0-9a-f]{64}))?\)")
_ESCAPED = re.compile(rb"\\([0-7]{3})")
_TEXT = re.compile(rb"/ContactInfo ?\([^()]{1,800}\)")


def stated_heads(pdf: bytes) -> Iterator[tuple[str, str]]:
    """Yield the heads of agency and site, "" where a signature names none, in order of the signatures."""
    for text in _TEXT.findall(pdf):
        plain = _ESCAPED.sub(lambda octal: bytes([int(octal[1], 8)]), text)
        if found := _STATED.fullmatch(plain):
            yield (found[1] or b"").decode(), (found[2] or b"").decode()


def split_heads(text: str) -> tuple[str, str]:
    """Return the heads of agency and site in what a signature states."""
    agency, _, site = text.partition(" site:")
    return agency, site


def join_heads(agency: str, site: str) -> str:
    """Return what a signature states of both."""
    return f"{agency} site:{site}" if site else agency
