"""The probe of reports/charts/drawing.py: draws charts by Vega-Lite, whose engine goes with its process."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts" / "laksaman"


def answer(data: bytes) -> Iterator[str]:
    """Yield Vega's SVG of each specification of a JSON list; nothing is fetched for it."""
    for spec in json.loads(data):
        source = json.dumps(spec, ensure_ascii=False)
        yield with_our_font().vegalite_to_svg(source, allowed_base_urls=[])


@cache
def with_our_font():
    """Return vl-convert, told of our font: it measures texts to find their places."""
    import vl_convert

    vl_convert.register_font_directory(str(_FONTS))
    return vl_convert
