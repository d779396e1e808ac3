"""Checking an uploaded emblem by its content and drawing it anew, in a process of its own."""

import base64
from pathlib import Path

from itaportal.language import gettext
from itaportal.probes import Bounds, ProbeBusy, ProbeFailed, ProbeRefused, ask

MAX_BYTES = 5 * 1024 * 1024
_MAX_PIXELS = 40_000_000
_EDGE = 600  # pixels; 1.5 cm on paper at 1,000 dots per inch
_BOUNDS = Bounds(seconds=10, memory=768 * 1024 * 1024, patience=15)
_PROBE = Path(__file__).with_name("emblem_probe.py")


class EmblemRefused(ValueError):
    """The file is no usable picture; the message says in Thai why and what to do."""


def redraw(data: bytes) -> bytes:
    """Return the picture as a PNG of at most 600 pixels a side, without metadata. Raises EmblemRefused."""
    if len(data) > MAX_BYTES:
        raise EmblemRefused(gettext("ไฟล์ใหญ่เกิน 5 เมกะไบต์ กรุณาย่อรูปก่อนอัปโหลด"))
    try:
        return base64.b64decode(ask(_PROBE, data, _BOUNDS, _MAX_PIXELS, _EDGE))
    except ProbeBusy as busy:
        raise EmblemRefused(str(busy)) from None
    except ProbeRefused:
        raise EmblemRefused(gettext("รูปมีขนาดใหญ่เกินไป กรุณาใช้รูปด้านละไม่เกิน 6,000 จุด")) from None
    except ProbeFailed as error:
        raise EmblemRefused(gettext("ไฟล์นี้ไม่ใช่รูปภาพที่อ่านได้ กรุณาใช้ไฟล์ PNG หรือ JPG")) from error
