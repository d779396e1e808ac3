"""Printing text in documents: Thai digits, and no break where none may be."""

from django import template

from itaportal.thai import to_thai_digits
from reports.typography import keep_together

register = template.Library()


@register.filter(name="print")
def print_text(text, names=()):
    """Print text in Thai digits with dates, numbers and the given names kept on one line."""
    return keep_together(to_thai_digits(text), *(to_thai_digits(name) for name in names))
