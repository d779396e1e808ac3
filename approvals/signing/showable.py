"""Names from certificates and files, made fit to be shown; pure."""

import unicodedata

from itaportal.thai.spelling import clean_line

# Control and format characters, surrogates, private and unknown ones: they hide text or turn its direction round.
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_PICTURES = {"So", "Sk"}


def make_showable(text: str, *, most: int = 1000) -> str:
    """Return the text on one line, in reading order, of at most so many letters; Thai vowels and tones stay."""
    line = clean_line("".join(letter for letter in text if letter.isspace() or _is_seen(letter)))
    return line if len(line) <= most else line[: most - 1] + "…"


def _is_seen(letter: str) -> bool:
    kind = unicodedata.category(letter)
    is_emoji = kind in _PICTURES and letter > "\uffff"
    selects_a_variant = "\ufe00" <= letter <= "\ufe0f" or letter >= "\U000e0000"
    return kind not in _HIDDEN and not is_emoji and not selects_a_variant
