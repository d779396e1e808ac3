"""Links to pages of upper apps, by the place they are registered for (agencies/navigation.py)."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from agencies import navigation

register = template.Library()
register.simple_tag(navigation.page_address)
register.filter("agency_home_url", navigation.home_url)


@register.simple_tag
def page_links(place: str, *given: object, between: str = " ", **query: str | int) -> SafeString:
    """Print all links of the place; ``given`` stands in their addresses, ``query`` behind the question mark."""
    behind = f"?{urlencode(query)}" if query else ""
    return format_html_join(
        between,
        '<a{} href="{}">{}</a>',
        (
            (
                format_html(' class="{}"', link.css_class) if link.css_class else "",
                link.address(*given) + behind,
                link.label,
            )
            for link in navigation.links_at(place)
        ),
    )
