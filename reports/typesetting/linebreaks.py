"""Breaking a word that is wider than its line: WeasyPrint does so at any letter, here only before a Thai syllable.

The rule knows no words. It names places that are sure to begin a syllable and leaves doubtful ones out; a word
without such a place is broken as WeasyPrint does it. textlayer.py holds its version.
"""

import re
from collections.abc import Callable
from functools import wraps

_THAI = "\u0e01-\u0e5b"
_CONSONANT, _LEADING = "ก-ฮ", "เแโใไ"
_FINAL = "กขคฆงจชซญฎฏฐฑฒณดตถทธนบปพฟภมยรลวศษสฬอ"
_TONES = "่้๊๋"
# What a consonant that begins a syllable carries; a bare one may end the syllable before.
_VOWELS = "ะาำิีึืุู็ั"
# The consonant before it would be sounded with it: กล, หน, สม.
_CLUSTER = re.compile("[กขคตทปผพศสหอฉถฝ][รลวงญนมยณ]")

_BEGINNING = re.compile(f"[{_LEADING}][{_CONSONANT}]|[{_CONSONANT}][{_VOWELS}{_TONES}]")
# Where a line has room for more than this (in sizes of its letters), words fit and break between themselves.
_WIDEST_WORD = 9
# An open syllable has ended, or one with a final consonant; a mark of silence ends both.
_ENDED = re.compile(f"(?:[ะาำๆ]|[{_CONSONANT}][ิุ]?์|[ิีุู][{_TONES}]?|[ิีึืุูัา็][{_TONES}]?[{_FINAL}])\\Z")
# After a final consonant, อ makes a bare one begin its syllable: ผิด|ชอบ.
_CLOSED = re.compile(f"[ิีึืุูัา็][{_TONES}]?[{_FINAL}]\\Z")
_BEFORE_O = re.compile(f"[{_CONSONANT}]อ[{_CONSONANT}](?![{_VOWELS}{_TONES}])")


def install() -> None:
    """Replace WeasyPrint's splitting of lines; call before the first render, again is harmless."""
    from weasyprint.layout import inline

    if not hasattr(inline.split_first_line, "__wrapped__"):
        inline.split_first_line = _by_syllables(inline.split_first_line)


def begins_syllable(text: str, place: int) -> bool:
    """Whether a syllable surely begins at the place, or text that is not Thai begins or ends there."""
    before, after = text[max(place - 4, 0) : place], text[place : place + 5]
    if not (re.match(f"[{_THAI}]", after) and re.search(f"[{_THAI}]\\Z", before)):
        return True
    if _BEFORE_O.match(after) and _CLOSED.search(before[-3:]):
        return True
    if not _BEGINNING.match(after) or re.match(f"[{_CONSONANT}][ิุ]?์", after):
        return False
    return bool(_ENDED.search(before[-3:])) and not (
        _CLUSTER.match(before[-1:] + after) and not re.search("[ะาำิีึืุูั็]", before[-3:-1])
    )


def _by_syllables(split: Callable) -> Callable:
    @wraps(split)
    def split_first_line(text, style, context, max_width, justification_spacing, **options):
        def broken(part, width, **more):
            return split(part, style, context, width, justification_spacing, **options, **more)

        found = broken(text, max_width)
        if max_width is None or max_width > _WIDEST_WORD * style["font_size"]:
            return found
        end = found[2] and len(text.encode()[: found[2]].decode())
        if not end or begins_syllable(text, end):
            return found
        # As narrow as words allow: a break that is there too is one between words.
        if broken(text, max_width, minimum=True)[2] == found[2]:
            return found
        end = next((place for place in range(end - 1, 0, -1) if begins_syllable(text, place)), None)
        if end is None:
            return found
        layout, length, _, *size = broken(text[:end], None)
        return layout, length, len(text[:end].encode()), *size

    return split_first_line
