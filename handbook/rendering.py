"""Markdown to HTML: no HTML of the writer's own is let through, headings get a place that can be linked to."""

import base64
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# "help:SLUG" in a link is another page of the handbook.
_SCHEME = "help:"
# "picture:NAME" is one of those that scripts/help_pictures.py draws.
_PICTURE = "picture:"
PICTURES = settings.BASE_DIR / "static" / "img" / "help"


@cache
def as_html(source: str) -> SafeString:
    """Return a page's text as HTML, its second-level headings with ids "h1", "h2", …"""
    parser = _parser()
    tokens = parser.parse(source)
    for number, heading in enumerate(_headings(tokens), start=1):
        heading.attrSet("id", f"h{number}")
    for link in _links(tokens):
        link.attrSet("href", _address(str(link.attrGet("href"))))
    for picture in _pictures(tokens):
        picture.attrSet("src", static(f"img/help/{_name_of(picture)}.png"))
        picture.attrSet("loading", "lazy")
    return mark_safe(parser.renderer.render(tokens, parser.options, {}))


def as_part(source: str) -> SafeString:
    """Return a page's text as a part of one long HTML page: a level lower, other pages being "#SLUG" on it."""
    parser = _parser()
    tokens = parser.parse(source)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3"
    for link in _links(tokens):
        link.attrSet("href", str(link.attrGet("href")).replace(_SCHEME, "#", 1))
    for picture in _pictures(tokens):
        drawn = (PICTURES / f"{_name_of(picture)}.png").read_bytes()
        picture.attrSet("src", "data:image/png;base64," + base64.b64encode(drawn).decode())
    return mark_safe(parser.renderer.render(tokens, parser.options, {}))


@cache
def as_text(source: str) -> str:
    """Return a page's words, one line for each block, as they are looked for."""
    inline = (token for token in _parser().parse(source) if token.type == "inline")
    return "\n".join("".join(part.content or " " for part in token.children or ()) for token in inline)


def contents(source: str) -> list[tuple[str, str]]:
    """Return id and words of the second-level headings."""
    tokens = _parser().parse(source)
    titles = [tokens[tokens.index(heading) + 1].content for heading in _headings(tokens)]
    return [(f"h{number}", title) for number, title in enumerate(titles, start=1)]


def strong_words(source: str) -> list[str]:
    """Return what is printed bold: names of pages, buttons and fields of the portal."""
    found: list[str] = []
    for token in _parser().parse(source):
        children = token.children or []
        found += [
            children[place + 1].content for place, child in enumerate(children) if child.type == "strong_open"
        ]
    return found


def linked_pages(source: str) -> list[str]:
    """Return the slugs of the pages that the text leads to."""
    addresses = (str(link.attrGet("href")) for link in _links(_parser().parse(source)))
    return [address.removeprefix(_SCHEME) for address in addresses if address.startswith(_SCHEME)]


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _headings(tokens: "list[Token]") -> "list[Token]":
    return [token for token in tokens if token.type == "heading_open" and token.tag == "h2"]


def _links(tokens: "list[Token]") -> "list[Token]":
    children = (child for token in tokens for child in token.children or ())
    return [child for child in children if child.type == "link_open"]


def linked_pictures(source: str) -> list[tuple[str, str]]:
    """Return the names of the text's pictures, each with what is said to those who do not see it."""
    return [(_name_of(picture), picture.content) for picture in _pictures(_parser().parse(source))]


def _pictures(tokens: "list[Token]") -> "list[Token]":
    children = (child for token in tokens for child in token.children or ())
    return [child for child in children if child.type == "image"]


def _name_of(picture: "Token") -> str:
    return str(picture.attrGet("src")).removeprefix(_PICTURE)


def _address(href: str) -> str:
    return reverse("help_page", args=[href.removeprefix(_SCHEME)]) if href.startswith(_SCHEME) else href
