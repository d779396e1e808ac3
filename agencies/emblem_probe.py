"""The probe of agencies/emblem.py: draws a picture anew."""

import base64
import io

from PIL import Image, ImageOps

from itaportal.probes import ProbeRefused


def answer(data: bytes, most_pixels: int, edge: int) -> str:
    """Return the picture as PNG in base 64. Refuses what has more pixels, raises what Pillow raises on a broken one."""
    Image.MAX_IMAGE_PIXELS = None  # counted here
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "GIF")) as picture:
        if picture.width * picture.height > most_pixels:
            raise ProbeRefused("large")
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail((edge, edge))
    output = io.BytesIO()
    upright.save(output, "PNG", optimize=True)
    return base64.b64encode(output.getvalue()).decode()
