"""Charts of the dashboard in the reader's digits: the very drawing of the documents, on the page and as a file."""

import hashlib

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.safestring import SafeString, mark_safe

from itaportal.downloads import attachment
from itaportal.templatetags.thai import use_thai_digits
from itaportal.thai.numbers import to_arabic_digits
from reports.blocks import Chart
from reports.charts import drawing

_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
_SCALE = 3  # pixels for a point: 1362 across, enough for a slide


def picture(chart: Chart) -> SafeString:
    """Return the chart as an SVG element that takes its colours from the page."""
    drawn = drawing.svg(chart)
    return mark_safe(drawn if use_thai_digits.get()() else to_arabic_digits(drawn))


def file_response(request, chart: Chart, name: str, ending: str) -> HttpResponse:
    """Answer with the chart as "svg" or "png" to keep, or that the one already there is still right."""
    saved = drawing.standalone(picture(chart))
    etag = f'"{hashlib.sha256(saved.encode()).hexdigest()[:32]}-{ending}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        content = saved if ending == "svg" else drawing.png_of(saved, scale=_SCALE)
        response = attachment(content, f"{name}.{ending}", _TYPES[ending])
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    return response
