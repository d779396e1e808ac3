"""What a signature states of the audit log's end and of how it came about: read without judging it. Pure."""

import re
from collections.abc import Iterator

AUDIT_HEAD = "audit-head:"
# "128:ab12…", for the agency; behind it, in files signed since, the same for the site, and how the signer was known.
_STATED = re.compile(
    rb"/ContactInfo ?\(audit-head:(\d+:[0-9a-f]{64})?(?: site:(\d+:[0-9a-f]{64}))?(?: [a-z]+:[\w:-]+)*\)"
)
_ESCAPED = re.compile(rb"\\([0-7]{3})")
_TEXT = re.compile(rb"/ContactInfo ?\([^()]{1,800}\)")


def stated_heads(pdf: bytes) -> Iterator[tuple[str, str]]:
    """Yield the heads of agency and site, "" where a signature names none, in order of the signatures."""
    for text in _TEXT.findall(pdf):
        plain = _ESCAPED.sub(lambda octal: bytes([int(octal[1], 8)]), text)
        if found := _STATED.fullmatch(plain):
            yield (found[1] or b"").decode(), (found[2] or b"").decode()


def split_heads(text: str) -> tuple[str, str, str]:
    """Return the heads of agency and site in what a signature states, and how it came about."""
    agency, _, more = text.partition(" ")
    site, _, circumstances = more.partition(" ") if more.startswith("site:") else ("", "", more)
    return agency, site.removeprefix("site:"), circumstances


def join_heads(agency: str, site: str, circumstances: str = "") -> str:
    """Return what a signature states of them."""
    heads = f"{agency} site:{site}" if site else agency
    return f"{heads} {circumstances}" if circumstances else heads
