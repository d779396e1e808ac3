"""Charts of the documents: from a block to an SVG picture that page and PDF show alike.

Drawn by Vega-Lite inside vl-convert, without browser and network. Its engine holds 115 MB, takes a third of a second to
start and lets no other thread work while it draws: it stays in a process beside this one. The picture carries neither
style nor script, so that the page's Content-Security-Policy lets it pass.
"""

import base64
import json
import re
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring, tostring

from itaportal.probes import Bounds
from itaportal.probes.staying import StayingProbe
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
_NAMESPACE = "http://www.w3.org/2000/svg"
_NEEDLESS = {"class", "font-family", "pointer-events", "role", "version"}
_INK = {"fill", "stroke"}
_LONG_DECIMAL = re.compile(r"\d+\.\d{3,}")

# A chart takes 0.03 to 0.11 seconds; the engine reserves addresses by the dozen gigabytes, and uses 0.1 of one.
_ENGINE = StayingProbe(
    Path(__file__).with_name("vega_probe.py"), Bounds(seconds=600, memory=1 << 40, patience=60), idle=300
)
_MOST_KEPT = 2048  # of a thousand bytes, where the text takes five to fifty thousand
_drawn: dict[Chart, bytes] = {}


def svg(chart: Chart) -> str:
    """Return the chart as an SVG element as wide as its place; the same chart gives the same text.

    Raises KeyError for a name that is not in SPECS.
    """
    draw_ahead([chart])
    return zlib.decompress(_drawn[chart]).decode()


def draw_ahead(charts: Iterable[Chart]) -> None:
    """Draw all charts of a document or a page at once, so that ``svg`` has them. Raises what ``svg`` does."""
    if new := [chart for chart in dict.fromkeys(charts) if chart not in _drawn]:
        specs = [SPECS[chart.name](chart.data, chart.pass_line) for chart in new]
        for chart, picture in zip(new, _ask(specs), strict=True):
            _drawn[chart] = zlib.compress(_ours(picture.replace(_PARTS_OF_AM, _AM), chart).encode())
        for oldest in list(_drawn)[:-_MOST_KEPT]:
            _drawn.pop(oldest, None)


def _ask(wanted: list) -> list[str]:
    """Return what the engine draws, told of ำ as it draws it rightly."""
    return _ENGINE.ask(json.dumps(wanted, ensure_ascii=False).replace(_AM, _PARTS_OF_AM).encode())


def _ours(picture: str, chart: Chart) -> str:
    root = fromstring(picture)
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
    return base64.b64decode(_ask([[picture, scale]])[0])


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
