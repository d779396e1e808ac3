"""Thai typed while the keyboard was set to English."""

import re

from itaportal.thai.words import is_word, words_of

_FEWEST_LETTERS = 3


def meant_in_thai(text: str) -> str:
    """Return what the same keys write in Thai, "" where that is no Thai: "l;ylfu" is สวัสดี."""
    if re.search("[\u0e01-\u0e5b]", text) or not re.search("[a-zA-Z]", text):
        return ""
    from pythainlp.util import eng_to_thai

    typed = eng_to_thai(text)
    words = [word for word in words_of(typed) if not word.isspace()]
    if all(map(is_word, words)) and max(map(len, words), default=0) >= _FEWEST_LETTERS:
        return typed
    return ""
