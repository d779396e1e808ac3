"""The probe of reports/charts/drawing.py: Vega-Lite and its engine, which stay in a process of their own."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import vl_convert

# It measures texts to find their places.
vl_convert.register_font_directory(str(Path(__file__).resolve().parents[2] / "static" / "fonts" / "laksaman"))


def answer(data: bytes) -> Iterator[str]:
    """Yield Vega's SVG of each specification of a JSON list, and base64 of PNG where it is [SVG, scale].

    Nothing is fetched for it.
    """
    for wanted in json.loads(data):
        if isinstance(wanted, dict):
            spec = json.dumps(wanted, ensure_ascii=False)
            yield vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
        else:
            svg, scale = wanted
            yield base64.b64encode(vl_convert.svg_to_png(svg, scale=scale)).decode()
