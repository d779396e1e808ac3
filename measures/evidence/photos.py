"""Drawing an uploaded photo anew: upright, smaller, without metadata or foreign bytes; in a process of its own.

A picture of a few kilobytes may unpack to hundreds of megabytes.
"""

import base64
from pathlib import Path

from itaportal.language import format_lazy, gettext_lazy
from itaportal.probes import Bounds, ProbeBusy, ProbeFailed, ProbeRefused, ask
from measures.evidence.limits import (
    MAX_PHOTO_PIXELS,
    MAX_PRINT_BYTES,
    PHOTO_MEMORY,
    PHOTO_PATIENCE,
    PHOTO_SECONDS,
    PRINT_EDGE,
    STORED_EDGE,
    THUMBNAIL_EDGE,
)
from measures.evidence.piece import UploadRefused

_PROBE = Path(__file__).with_name("photo_probe.py")
_BROKEN = gettext_lazy("ไฟล์รูปเสียหรือเปิดไม่ได้ กรุณาเปิดรูปในเครื่องเพื่อตรวจดู แล้วบันทึกใหม่เป็น JPG")
_TOO_LARGE = format_lazy(
    gettext_lazy("รูปมีจำนวนจุดมากเกิน {max_photo_pixels} ล้านจุด กรุณาย่อรูปก่อน เช่น ด้านยาวไม่เกิน 6,000 จุด"),
    max_photo_pixels=MAX_PHOTO_PIXELS // 1000000,
)


def redraw(data: bytes) -> tuple[bytes, bytes, bytes, str]:
    """Return the photo for keeping, for print and as thumbnail (all JPEG), and its look. Raises UploadRefused."""
    bounds = Bounds(PHOTO_SECONDS, PHOTO_MEMORY, PHOTO_PATIENCE)
    edges = (STORED_EDGE, PRINT_EDGE, THUMBNAIL_EDGE)
    try:
        *drawn, look = ask(_PROBE, data, bounds, MAX_PHOTO_PIXELS, MAX_PRINT_BYTES, *edges)
    except ProbeBusy as busy:
        raise UploadRefused(str(busy)) from None
    except ProbeRefused:
        raise UploadRefused(_TOO_LARGE) from None
    except ProbeFailed:
        raise UploadRefused(_BROKEN) from None
    kept, print_data, thumbnail = map(base64.b64decode, drawn)
    return kept, print_data, thumbnail, look


def looks_alike(one: str, other: str) -> bool:
    """Tell whether two looks differ in at most four of their 64 bits; an even area, all bits alike, says nothing."""
    first, second = int(one, 16), int(other, 16)
    says_something = all(4 <= look.bit_count() <= 60 for look in (first, second))
    return says_something and (first ^ second).bit_count() <= 4
