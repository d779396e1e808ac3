"""Links of the comparison that keep what else was chosen (they take the form from the page's context), and its little lines."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from itaportal.language import gettext
from itaportal.templatetags.thai import digits

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


@register.simple_tag
def sparkline(line, name: str, large: bool = False) -> SafeString:
    """Draw a line (overview.comparison.lines.Line) for ``name``; a large one is as wide as its place.

    Without a template, which takes ten times as long for each of dozens on a page.
    """
    width, height, last = line.scale.width, line.scale.height, len(line.totals) - 1
    size = "" if large else f' width="{width}" height="{height}"'
    parts = [f'<polyline class="sparkline-run" points="{run}"></polyline>' for run in line.runs]
    if y := line.pass_y:
        parts.insert(0, f'<line class="sparkline-pass" x1="0" x2="{width}" y1="{y}" y2="{y}"></line>')
    for number, (x, y) in enumerate(line.places):
        end, radius = (" sparkline-last", 3) if number == last else ("", 1.8)
        parts.append(f'<circle class="sparkline-dot{end}" cx="{x}" cy="{y}" r="{radius}"></circle>')
    return format_html(
        '<svg class="sparkline"{} viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        SafeString(size),
        width,
        height,
        gettext("คะแนนรวมของ%(name)s %(words)s") % {"name": name, "words": digits(line.words)},
        SafeString("".join(parts)),
    )
