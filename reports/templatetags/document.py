"""Printing blocks in documents: Thai digits, no break where none may be, charts and pictures."""

from django import template
from django.utils.safestring import mark_safe

from itaportal.thai import to_thai_digits
from reports import pictures
from reports.blocks import Chart, Picture
from reports.charts import drawing as charts
from reports.typesetting.typography import keep_together

register = template.Library()


@register.filter(name="print")
def print_text(text, names=()):
    """Print text in Thai digits with dates, numbers and the given names kept on one line."""
    return keep_together(to_thai_digits(text), *(to_thai_digits(name) for name in names))


@register.simple_tag
def chart(block: Chart):
    """Draw a chart."""
    return mark_safe(charts.svg(block))


@register.simple_tag(takes_context=True)
def picture_url(context, picture: Picture) -> str:
    """Return where the picture is: by ``picture_urls`` (sha256 to URL) of the page, else the picture itself."""
    urls = context.get("picture_urls")
    return pictures.data_uri(picture.sha256) if urls is None else urls.get(picture.sha256, "")
