"""Names that belong to the portal itself: nobody signs with a certificate that bears one, or one that looks like it. Pure."""

import unicodedata
from collections.abc import Iterable

from approvals.signing.authority import AUTHORITY_NAME, SEAL_NAME

# Letters of other scripts that are drawn as these, and figures that are read as letters.
_LOOKS_LIKE = str.maketrans("аеіорстхуαετιονχυβ01l|ı", "aeiopctxyaetiovxuboiiii")
_ALIKE = 85  # of 100, by letters: one or two changed in a name of fifteen
_OWN = (SEAL_NAME, AUTHORITY_NAME, "ITA Portal", "พอร์ทัล ITA")


def is_reserved(names: Iterable[str], more: Iterable[str] = ()) -> bool:
    """Tell whether one of the names is one of the portal's, or looks like it. ``more``: further names of the portal."""
    from rapidfuzz import fuzz

    taken = [_shape(own) for own in (*_OWN, *more)]
    shapes = [shape for name in names if (shape := _shape(name))]
    return any(own in shape or fuzz.ratio(own, shape) >= _ALIKE for shape in shapes for own in taken if own)


def _shape(name: str) -> str:
    """Return what the eye sees of a name: no signs, tones and accents, one letter for all that look alike."""
    seen = unicodedata.normalize("NFKD", name).casefold().translate(_LOOKS_LIKE).replace("เเ", "แ")
    return "".join(letter for letter in seen if letter.isalnum())
