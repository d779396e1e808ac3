"""One-time codes as text: made without letters that are mistaken for others, read as people type them."""

import re
import secrets

from itaportal.thai.numbers import to_arabic_digits

# Neither 0, 1 nor the letters that look like them: sixty random bits in twelve characters.
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def printed_code() -> str:
    """Return a new code in groups of four, to be read from paper."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(12))
    return "-".join(code[start : start + 4] for start in (0, 4, 8))


def link_secret() -> str:
    """Return a new secret for an address."""
    return secrets.token_urlsafe(24)


def typed_code(text: str) -> str:
    """Return the code in its own spelling, however it was typed."""
    code = re.sub(r"[^0-9A-Z]", "", to_arabic_digits(text).upper())
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
