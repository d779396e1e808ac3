"""Charts of the documents: from a block to an SVG picture that page and PDF show alike.

Drawn by Vega-Lite inside vl-convert, without browser and network. The picture carries neither style nor
script, so that the page's Content-Security-Policy lets it pass.
"""

import json
import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring, tostring

from itaportal.thai.numbers import to_thai_digits
from reports.blocks import Chart
from reports.charts import agency_specs
from reports.charts import specs as chart_specs
from reports.charts.parts import FONT, Spec

SPECS: dict[str, Callable[..., Spec]] = {
    "five-year-total": chart_specs.five_year_total,
    "indicators-by-instrument": chart_specs.indicators_by_instrument,
    "five-years-by-indicator": chart_specs.five_years_by_indicator,
    "change-to-last-year": chart_specs.change_to_last_year,
    "totals-in-levels": agency_specs.totals_in_levels,
    "indicators-compared": agency_specs.indicators_compared,
    "lowest-items": agency_specs.lowest_items,
    "counts": agency_specs.counts,
    "plan-timeline": agency_specs.plan_timeline,
}
FAMILY = "ITA Document"  # the name that static/css/document.css gives to FONT
# vl-convert takes ำ for narrower than it is; its two parts it measures and draws rightly.
_AM, _PARTS_OF_AM = "\u0e33", "\u0e4d\u0e32"
_FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts" / "laksaman"
_NAMESPACE = "http://www.w3.org/2000/svg"
_NEEDLESS = {"class", "font-family", "pointer-events", "role", "version"}
_INK = {"fill", "stroke"}
_LONG_DECIMAL = re.compile(r"\d+\.\d{3,}")


@lru_cache(maxsize=256)
def svg(chart: Chart) -> str:
    """Return the chart as an SVG element as wide as its place; the same chart gives the same text.

    Raises KeyError for a name that is not in SPECS.
    """
    root = fromstring(_draw_svg(SPECS[chart.name](chart.data, chart.pass_line)))
    for element in list(root.iter()):
        _simplify(element)
    del root.attrib["width"], root.attrib["height"]
    root.attrib |= {
        "xmlns": _NAMESPACE,
        "role": "img",
        "aria-label": to_thai_digits(chart.alt),
        "font-family": FAMILY,
    }
    return tostring(root, encoding="unicode")


def png(chart: Chart, *, scale: float) -> bytes:
    """Return the same chart as a PNG picture on white, at scale 1 a pixel for each point.

    Raises KeyError for a name that is not in SPECS.
    """
    return png_of(standalone(svg(chart)), scale=scale)


def standalone(picture: str) -> str:
    """Return a picture of ``svg`` as a file of its own: on white, in a font by its own name.

    Without a ground of its own, programs draw a grey hair around whatever ends between two pixels.
    """
    named = picture.replace(f'font-family="{FAMILY}"', f'font-family="{FONT}, Sarabun, sans-serif"', 1)
    return named.replace(">", '><rect width="100%" height="100%" fill="#fff"/>', 1)


def png_of(picture: str, *, scale: float) -> bytes:
    """Return a picture of ``standalone`` as PNG."""
    return _vl_convert().svg_to_png(picture.replace(_AM, _PARTS_OF_AM), scale=scale)


def _draw_svg(spec: dict) -> str:
    """Return Vega's SVG of the specification; nothing is fetched for it."""
    source = json.dumps(spec, ensure_ascii=False).replace(_AM, _PARTS_OF_AM)
    return _vl_convert().vegalite_to_svg(source, allowed_base_urls=[]).replace(_PARTS_OF_AM, _AM)


@cache
def _vl_convert():
    """Return vl-convert, told of our font: it measures texts to find their places."""
    import vl_convert

    vl_convert.register_font_directory(str(_FONTS))
    return vl_convert


def _simplify(element: Element) -> None:
    """Leave what is seen: no English names of Vega's, no frames without ink, no more than two decimals."""
    element.tag = element.tag.removeprefix(f"{{{_NAMESPACE}}}")
    for child in list(element):
        if child.get("class") in ("background", "foreground") and not _INK.intersection(child.keys()):
            element.remove(child)
    for name, value in list(element.items()):
        if name in _NEEDLESS or name.startswith("aria-"):
            del element.attrib[name]
        else:
            element.set(name, _LONG_DECIMAL.sub(lambda number: f"{float(number[0]):.2f}", value))
