"""The 77 provinces (Bangkok is the capital and counts as one), in the order of the Thai dictionary."""

import re
from functools import cache, lru_cache

from itaportal.language import marked
from itaportal.thai.order import sort_key
from itaportal.thai.shortforms import expanded
from itaportal.thai.spelling import clean_line, shorten

# What people say instead of the name; equal-looking spellings and the word จังหวัด need no line here.
_ALSO_CALLED = {
    "โคราช": "นครราชสีมา",
    "กรุงเทพ": "กรุงเทพมหานคร",
    "กรุงเทพฯ": "กรุงเทพมหานคร",
    "อยุธยา": "พระนครศรีอยุธยา",
    "สุราษฎร์": "สุราษฎร์ธานี",
    "อุบล": "อุบลราชธานี",
    "อุดร": "อุดรธานี",
    "แปดริ้ว": "ฉะเชิงเทรา",
}
_BEFORE = re.compile(r"^(?:จังหวัด|จ\.)\s*")
# One wrong letter of the shortest names ("ตร้ง") leaves 0.75. Two provinces may be as alike (ชลบุรี and ลพบุรี 0.83), so
# the nearest is only asked about.
_SLIP = 0.7


class NoProvince(ValueError):
    """The text names no province; the message asks in Thai which one is meant."""


@cache
def provinces() -> tuple[str, ...]:
    """Return the names; the list is a small file, no dictionary is read for it."""
    from pythainlp.corpus import provinces as listed

    return tuple(sorted(map(str, listed()), key=sort_key))


def province_named(text: str) -> str:
    """Return the province that the text means, as it is stored. Raises NoProvince."""
    name = _plain(text)
    known = _ALSO_CALLED.get(name, name)
    if known in provinces():
        return known
    near = nearest_province(name)
    hint = marked(f"หมายถึง “{near}” หรือไม่") if near else marked("กรุณาเลือกชื่อจังหวัดจากรายการ")
    raise NoProvince(marked(f"ไม่มีจังหวัด “{shorten(name)}” {hint}"))


@lru_cache(maxsize=1024)
def nearest_province(text: str) -> str:
    """Return the province whose name is most like the text, "" where none is.

    Names of provinces are one word each, so letters are compared and no dictionary is read.
    """
    from rapidfuzz import fuzz, process

    found = process.extractOne(_plain(text)[:100], provinces(), scorer=fuzz.ratio, score_cutoff=_SLIP * 100)
    return found[0] if found else ""


def _plain(text: str) -> str:
    """Return the name alone; no province has a space in it."""
    return _BEFORE.sub("", expanded(clean_line(text))).replace(" ", "")
