"""Icons by their name."""

from functools import cache

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> str:
    """Print the icon, the same for everybody: pages hold dozens."""
    return render_to_string("_components/icon.html", {"name": name})
