"""Checking an uploaded emblem by its content and drawing it anew."""

import io
import warnings

MAX_BYTES = 5 * 1024 * 1024
_MAX_PIXELS = 40_000_000
_EDGE = 600  # pixels; 1.5 cm on paper at 1,000 dots per inch


class EmblemRefused(ValueError):
    """The file is no usable picture; the message says in Thai why and what to do."""


def redraw(data: bytes) -> bytes:
    """Return the picture as a PNG of at most 600 pixels a side, without metadata. Raises EmblemRefused."""
    from PIL import Image, ImageOps

    if len(data) > MAX_BYTES:
        raise EmblemRefused("ไฟล์ใหญ่เกิน 5 เมกะไบต์ กรุณาย่อรูปก่อนอัปโหลด")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "GIF")) as picture:
                if picture.width * picture.height > _MAX_PIXELS:
                    raise EmblemRefused("รูปมีขนาดใหญ่เกินไป กรุณาใช้รูปด้านละไม่เกิน 6,000 จุด")
                upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except EmblemRefused:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise EmblemRefused("ไฟล์นี้ไม่ใช่รูปภาพที่อ่านได้ กรุณาใช้ไฟล์ PNG หรือ JPG") from error
    upright.thumbnail((_EDGE, _EDGE))
    output = io.BytesIO()
    upright.save(output, "PNG", optimize=True)
    return output.getvalue()
