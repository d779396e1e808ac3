"""The short code that stands on every page of a document and finds it again."""

import re
import secrets
import unicodedata

from itaportal.thai.numbers import to_arabic_digits

# Crockford's base 32: no I, L, O, U, so that nothing is misread on paper.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 10
_MISREAD = str.maketrans("ILO", "110")


def new_code() -> str:
    """Return a random code of ten characters (50 bits)."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))


def group_code(code: str) -> str:
    """Return the code as it is printed: 7F3K-9QWD-2M."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def read_code(text: str) -> str:
    """Return the code somebody typed, with or without hyphens, in any case, width and digits; "" if it cannot be one."""
    plain = to_arabic_digits(unicodedata.normalize("NFKC", text))
    code = re.sub(r"[\s\-–.‐‑‒−]", "", plain).upper().translate(_MISREAD)
    return code if len(code) == _LENGTH and set(code) <= set(_ALPHABET) else ""
