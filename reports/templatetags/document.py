"""Printing blocks in documents: Thai digits, no break where none may be, charts, pictures, QR codes."""

import re
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from itaportal.thai.latin import with_links
from itaportal.thai.numbers import to_thai_digits
from reports import pictures
from reports.blocks import Chart, Picture
from reports.charts import drawing as charts
from reports.typesetting.typography import keep_together

register = template.Library()
_LABEL = re.compile(r"([-–•]|\(?[0-9๐-๙ก-ฮ]{1,3}(?:\.[0-9๐-๙]{1,2})*[.)])\s+")


@register.filter(name="print")
def print_text(text, names=()):
    """Print text in Thai digits with dates, numbers and the given names kept on one line, and addresses as links."""
    return _printed(str(text), tuple(names))


@lru_cache(maxsize=2048)
def _printed(text: str, names: tuple[str, ...]) -> SafeString:
    shown = tuple(map(to_thai_digits, names))
    return mark_safe("".join(_piece(*piece, shown) for piece in with_links(text)))


def _piece(text: str, address: str, names: tuple[str, ...]) -> SafeString:
    if address:
        return format_html('<a href="{}">{}</a>', address, text)
    return keep_together(to_thai_digits(text), *names)


@register.filter
def labelled(line: str) -> tuple[str, str]:
    """Return the number or dash that a line of a list begins with, "" for none, and the rest."""
    found = _LABEL.match(line)
    return (found[1], line[found.end() :]) if found else ("", line)


@register.simple_tag
def chart(block: Chart):
    """Draw a chart."""
    return mark_safe(charts.svg(block))


@register.simple_tag(takes_context=True)
def picture_url(context, picture: Picture) -> str:
    """Return where the picture is: by ``picture_urls`` (sha256 to URL) of the page, else the picture itself."""
    urls = context.get("picture_urls")
    return pictures.data_uri(picture.sha256) if urls is None else urls.get(picture.sha256, "")


@register.simple_tag
def qr_code(address: str, label: str) -> SafeString:
    """Draw the address as a QR code as wide as its place; ``label`` says in words what it is."""
    import segno

    drawn = segno.make_qr(address, error="m").svg_inline(omitsize=True, svgclass=None, lineclass=None)
    return format_html('<svg role="img" aria-label="{}"{}', label, mark_safe(drawn.removeprefix("<svg")))
