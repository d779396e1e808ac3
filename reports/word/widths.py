"""How wide a text stands in the font of Word files, so that nothing is joined that its line has no room for."""

from functools import cache

from django.conf import settings

# Drawn after TH SarabunPSK and larger: what it has room for, others have.
_FONT = settings.BASE_DIR / "static" / "fonts" / "laksaman" / "Laksaman-Bold.ttf"
_UNITS = 1000


def ems(text: str) -> float:
    """Return the width in ems of the font, of bold text: nothing in the file is wider."""
    return sum(map(_width, text))


@cache
def _width(character: str) -> float:
    return _font().getlength(character) / _UNITS


@cache
def _font():
    from PIL import ImageFont

    return ImageFont.truetype(str(_FONT), _UNITS, layout_engine=ImageFont.Layout.BASIC)
