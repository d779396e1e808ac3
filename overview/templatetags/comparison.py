"""Links of the comparison that keep what else was chosen; they take the form from the page's context."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
_DESCENDING_FIRST = {"total", "change", "reached", "published", "overdue"}


@register.simple_tag(takes_context=True)
def choice_query(context, **other: str) -> str:
    """Return what was chosen as a query string, with other values in place of some ("" for none)."""
    return context["form"].query(**other)


@register.simple_tag(takes_context=True)
def sort_head(context, name: str, label: str, num: bool = False) -> SafeString:
    """Return a column's heading that sorts by it; pressed again, the other way round."""
    form = context["form"]
    now = form.sort
    first, second = (f"-{name}", name) if name in _DESCENDING_FIRST else (name, f"-{name}")
    sort = second if now == first else first
    state = {name: ' aria-sort="ascending"', f"-{name}": ' aria-sort="descending"'}.get(now, "")
    return format_html(
        '<th scope="col"{}{}><a href="?{}">{}</a></th>',
        SafeString(' class="num"' if num else ""),
        SafeString(state),
        form.query(sort=sort),
        label,
    )
