"""What is still Thai where somebody reads English: on pages, and in what was made in Thai."""

import re
from html import unescape

from django.utils import translation

from itaportal.translated import translated

THAI = re.compile("[\u0e01-\u0e5b]")
_MARKUP = re.compile(
    r"<(script|style)\b.*?</\1>|<!--.*?-->|<(\w+)[^>]*\slang=\"th\"[^>]*>.*?</\2>|<textarea.*?</textarea>",
    re.DOTALL,
)
# What people wrote, and what stands in their files, is quoted.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|&quot;.*?&quot;")


def said_on(page: str) -> list[str]:
    """Return the texts of a page: what stands between tags and in the attributes that are read out."""
    page = _MARKUP.sub("", page)
    between = re.sub(r"<[^>]*>", "\n", page).split("\n")
    read_out = re.findall(r'(?:aria-label|title|placeholder|alt|data-label)="([^"]*)"', page)
    return [text for text in (unescape(one).strip() for one in [*between, *read_out]) if text]


def thai_on(response, *data: str) -> list[str]:
    """Return the texts of an English page that have Thai letters beside what is quoted and the ``data`` of people."""
    page = response.content.decode()
    assert '<html lang="en"' in page
    return [text for text in said_on(page) if is_thai(text, *data)]


def is_thai(text: str, *data: str) -> bool:
    """Whether a text has Thai letters beside what is quoted and the ``data``."""
    for piece in data:
        text = text.replace(piece, "")
    return bool(THAI.search(_QUOTED.sub("", text)))


def in_english(text: str) -> str:
    """Return what somebody who reads English is told of a text that was made in Thai."""
    with translation.override("en"):
        return translated(text)
