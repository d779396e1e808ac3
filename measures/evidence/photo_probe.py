"""The probe of measures/evidence/photos.py: draws a picture in three sizes."""

import base64
import io
import warnings

from PIL import Image, ImageOps

from itaportal.probes import ProbeRefused

_QUALITY = 82


def answer(
    data: bytes, most_pixels: int, most_bytes: int, stored: int, printed: int, small: int
) -> list[str]:
    """Return the picture for keeping, for print and as thumbnail (JPEG in base 64), and its look.

    The last three arguments are their edges in pixels; ``most_bytes`` is for print. Refuses what has more pixels, and
    raises whatever Pillow raises on a broken picture.
    """
    picture = _open(data, most_pixels, stored)
    drawn = (
        _jpeg(picture, _QUALITY),
        _for_print(_within(picture, printed), most_bytes),
        _jpeg(_within(picture, small), _QUALITY),
    )
    return [*(base64.b64encode(one).decode() for one in drawn), _look(picture)]


def _open(data: bytes, most_pixels: int, edge: int):
    # Broken EXIF is no reason to refuse: it is thrown away. Pixels are counted below.
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
        if picture.width * picture.height > most_pixels:
            raise ProbeRefused("large")
        # Made small first: turning and converting then cost little memory. A palette cannot be averaged.
        full = picture.convert("RGBA") if picture.mode in ("1", "P") else picture
        full.thumbnail((edge, edge), reducing_gap=3.0)
        return _on_white(ImageOps.exif_transpose(full))


def _on_white(picture):
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    paper = Image.new("RGB", layer.size, "white")
    paper.paste(layer, mask=layer)
    return paper


def _within(picture, edge: int):
    smaller = picture.copy()
    smaller.thumbnail((edge, edge))
    return smaller


def _jpeg(picture, quality: int) -> bytes:
    # Pixels alone go on: a picture that was read carries its EXIF, comment and profile in ``info``.
    picture.info = {}
    output = io.BytesIO()
    picture.save(output, "JPEG", quality=quality, optimize=True, exif=b"", icc_profile=None)
    return output.getvalue()


def _for_print(picture, most: int) -> bytes:
    data = _jpeg(picture, _QUALITY)
    for quality in (74, 66, 58, 50):
        if len(data) <= most:
            break
        data = _jpeg(picture, quality)
    while len(data) > most:
        picture = _within(picture, max(picture.size) * 4 // 5)
        data = _jpeg(picture, 50)
    return data


def _look(picture) -> str:
    """Return 64 bits as 16 hex digits: whether each of 8 × 8 places is lighter than its right neighbour."""
    small = picture.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            place = row * 9 + column
            bits = bits << 1 | (small[place] > small[place + 1])
    return f"{bits:016x}"
