"""Drawing an uploaded photo anew: upright, smaller, without metadata or foreign bytes."""

import io
import struct
import warnings

from measures.evidence.limits import (
    MAX_PHOTO_PIXELS,
    MAX_PRINT_BYTES,
    PRINT_EDGE,
    STORED_EDGE,
    THUMBNAIL_EDGE,
)
from measures.evidence.piece import UploadRefused

_QUALITY = 82
_BROKEN = "ไฟล์รูปเสียหรือเปิดไม่ได้ กรุณาเปิดรูปในเครื่องเพื่อตรวจดู แล้วบันทึกใหม่เป็น JPG"
_TOO_LARGE = f"รูปมีจำนวนจุดมากเกิน {MAX_PHOTO_PIXELS // 1_000_000} ล้านจุด กรุณาย่อรูปก่อน เช่น ด้านยาวไม่เกิน 6,000 จุด"


def redraw(data: bytes) -> tuple[bytes, bytes, bytes, str]:
    """Return the photo for keeping, for print and as thumbnail (all JPEG), and its look. Raises UploadRefused."""
    picture = _open(data)
    return (
        _jpeg(picture, _QUALITY),
        _for_print(_within(picture, PRINT_EDGE)),
        _jpeg(_within(picture, THUMBNAIL_EDGE), _QUALITY),
        _look(picture),
    )


def _open(data: bytes):
    from PIL import Image, ImageFile, ImageOps

    # WeasyPrint, once imported, has Pillow accept pictures that were cut short on their way.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # broken EXIF is no reason to refuse: it is thrown away
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
                if picture.width * picture.height > MAX_PHOTO_PIXELS:
                    raise UploadRefused(_TOO_LARGE)
                # Made small first: turning and converting then cost little memory. A palette cannot be averaged.
                full = picture.convert("RGBA") if picture.mode in ("1", "P") else picture
                full.thumbnail((STORED_EDGE, STORED_EDGE), reducing_gap=3.0)
                return _on_white(ImageOps.exif_transpose(full))
    except UploadRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UploadRefused(_TOO_LARGE) from None
    except (OSError, ValueError, SyntaxError, KeyError, IndexError, MemoryError, struct.error) as error:
        raise UploadRefused(_BROKEN) from error


def _on_white(picture):
    from PIL import Image

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


def _for_print(picture) -> bytes:
    data = _jpeg(picture, _QUALITY)
    for quality in (74, 66, 58, 50):
        if len(data) <= MAX_PRINT_BYTES:
            break
        data = _jpeg(picture, quality)
    while len(data) > MAX_PRINT_BYTES:
        picture = _within(picture, max(picture.size) * 4 // 5)
        data = _jpeg(picture, 50)
    return data


def _look(picture) -> str:
    """Return 64 bits as 16 hex digits: whether each of 8 × 8 places is lighter than its right neighbour."""
    from PIL import Image

    small = picture.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            place = row * 9 + column
            bits = bits << 1 | (small[place] > small[place + 1])
    return f"{bits:016x}"


def looks_alike(one: str, other: str) -> bool:
    """Tell whether two looks differ in at most four of their 64 bits; an even area, all bits alike, says nothing."""
    first, second = int(one, 16), int(other, 16)
    says_something = all(4 <= look.bit_count() <= 60 for look in (first, second))
    return says_something and (first ^ second).bit_count() <= 4
