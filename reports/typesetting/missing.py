"""Characters that the documents' font does not have: a clear mark stands for each, whose text stays what was typed.

The mark carries the number of what it stands for in two invisible characters (of the block of tags), by which the text
layer (textlayer.py) gives the text back.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import islice

from itaportal.thai.spelling import unprintable

MARK = "[?]"
LENGTH = 5  # of a mark with its number
# Tags are format characters: Pango looks for no other font that has them, and none draws them.
_FIRST, _COUNT = 0xE0020, 95
CARRIED = re.compile(f"\\[[{chr(_FIRST)}-{chr(_FIRST + _COUNT - 1)}]{{2}}\\?\\]")
# Controls, format characters and spaces draw nothing.
_UNDRAWN = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}
_SELECTORS = "[\ufe0e\ufe0f]+"  # alone they say nothing, and only another font has them
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_KEYCAP = "[0-9#*]\ufe0f?\u20e3"
_GOES_WITH = "[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"

# What the marks of the document at hand stand for. One document is laid out at a time (rendering.py).
_originals: dict[str, int] = {}


def mark(root) -> None:
    """Put marks into the texts of the document's tree, which is changed in place."""
    _originals.clear()
    body = root.find("body")
    for element in () if body is None else body.iter():
        if element.text and isinstance(element.tag, str) and element.tag.rpartition("}")[2] != "style":
            element.text = marked(element.text)
        if element.tail:
            element.tail = marked(element.tail)


def marked(text: str) -> str:
    """Return the text with a mark for each character or sequence that cannot be drawn."""
    odd = "".join(
        sorted(letter for letter in unprintable(text) if unicodedata.category(letter) not in _UNDRAWN)
    )
    return _sequences(odd).sub(_mark_of, text) if odd else text


def original_of(text: str) -> str:
    """Return what a mark stands for; a text that is like a mark stands for itself."""
    high, low = (ord(letter) - _FIRST for letter in text[1:3])
    return next(islice(_originals, high * _COUNT + low, None), text)


@lru_cache(maxsize=64)
def _sequences(odd: str) -> re.Pattern[str]:
    """Return what finds a flag, a key cap, or one of the characters with all that is joined to it."""
    one = f"[{re.escape(odd)}]"
    return re.compile(
        f"(?:{_FLAG}|{_KEYCAP}|(?!{_SELECTORS}){one})(?:{_GOES_WITH}|\u200d{one})*|{_SELECTORS}"
    )


def _mark_of(match: re.Match[str]) -> str:
    if re.fullmatch(_SELECTORS, match[0]):
        return ""
    number = _originals.setdefault(match[0], len(_originals)) % _COUNT**2
    high, low = divmod(number, _COUNT)
    return f"{MARK[0]}{chr(_FIRST + high)}{chr(_FIRST + low)}{MARK[1:]}"
