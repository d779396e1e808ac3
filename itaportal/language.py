"""The languages of the interface: Thai, in which texts are written, and English; documents are Thai always."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

from django.utils import text, translation

gettext: Callable[[str], str] = translation.gettext
# Typed as the text they become, which every field for a text takes; str.join() alone needs str() around them.
gettext_lazy = cast(Callable[[str], str], translation.gettext_lazy)
format_lazy = cast(Callable[..., str], text.format_lazy)


def marked(made: str) -> str:
    """Mark a text that is made in Thai, with what was filled in; pages say it in the reader's language by ``translated``."""
    return made


@contextmanager
def in_thai() -> Iterator[None]:
    """Keep a block, or a decorated function, in Thai, whoever asked for it: words that are stored, sent or printed."""
    with translation.override("th"):
        yield


def is_english() -> bool:
    """Whether what is said now is said in English."""
    return translation.get_language() == "en"
