"""Printing what a submitted document carries of its approval."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def qr_code(address: str, label: str) -> SafeString:
    """Draw the address as a QR code as wide as its place; ``label`` says in words what it is."""
    import segno

    drawn = segno.make_qr(address, error="m").svg_inline(omitsize=True, svgclass=None, lineclass=None)
    return format_html('<svg role="img" aria-label="{}"{}', label, mark_safe(drawn.removeprefix("<svg")))
