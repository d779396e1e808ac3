"""Fonts as pages carry them that stand alone: compressed, in the address itself."""

import base64
import io
from pathlib import Path


def woff2_uri(path: Path) -> str:
    """Return the font as a ``data:`` URI in WOFF2, a third as large as the file."""
    from fontTools.ttLib import TTFont

    font, output = TTFont(path, recalcTimestamp=False), io.BytesIO()
    font.flavor = "woff2"
    font.save(output)
    return f"data:font/woff2;base64,{base64.b64encode(output.getvalue()).decode()}"
