"""Words of Thai text: where they begin, what they are made of, whether a dictionary has them.

PyThaiNLP's dictionary and its newmm, with the words of this field beside it (``domain_words.txt``). The dictionary
takes a third of a second and some 15 MB, so it is read when it is first asked for; server and worker call ``warm()``
before they fork or take work. 100,000 letters take 0.2 s, whatever they are.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from re import compile, escape
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pythainlp.util import Trie

_DOMAIN_WORDS = Path(__file__).with_name("domain_words.txt")


def words_of(text: str, names: Iterable[str] = ()) -> list[str]:
    """Return the text in words, spaces and signs; joined they are the text again.

    ``names`` (of agencies, people) are words of their own wherever they stand; a name within another one goes with
    the longer.
    """
    pieces = [text]
    if wanted := sorted(filter(None, names), key=len, reverse=True):
        # A group in the pattern keeps the names between the pieces, at every second place.
        pieces = compile(f"({'|'.join(map(escape, wanted))})").split(text)
    found: list[str] = []
    for place, piece in enumerate(pieces):
        found += [piece] if place % 2 else _segments(piece)
    return found


def is_word(text: str) -> bool:
    """Whether the dictionary or the words of the field have the text."""
    return text in dictionary()


@lru_cache(maxsize=8192)
def syllables_of(word: str) -> tuple[str, ...]:
    """Return the word in syllables of PyThaiNLP's list; joined they are the word again."""
    from pythainlp.tokenize import syllable_dict_trie, word_tokenize

    # What subword_tokenize(engine="dict") does, but for a search for words before, with a second dictionary of 65 MB.
    return tuple(word_tokenize(word, custom_dict=syllable_dict_trie(), engine="newmm")) if word else ()


@cache
def dictionary() -> frozenset[str]:
    """Return every known word: PyThaiNLP's 62,000 and those of the field."""
    from pythainlp.corpus import thai_words

    return frozenset(thai_words() | domain_words())


@cache
def domain_words() -> frozenset[str]:
    """Return the words of the field that PyThaiNLP's dictionary does not have or would cut elsewhere."""
    lines = _DOMAIN_WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def frequency(word: str) -> int:
    """Return how often the Thai National Corpus and the Thai Textbook Corpus (60 million words together) have the word."""
    return _frequencies().get(word, 0)


@cache
def textbook_frequencies() -> dict[str, int]:
    """Return how often the Thai Textbook Corpus has each of its words, names and slips among them."""
    from pythainlp.corpus import ttc

    return dict(ttc.word_freqs())


def warm() -> None:
    """Read the dictionaries now, so that nobody's first page waits for them."""
    syllables_of("".join(words_of("พร้อม")))
    frequency("พร้อม")


def _segments(text: str) -> list[str]:
    from pythainlp.tokenize import word_tokenize

    return word_tokenize(text, custom_dict=cast("Trie", _tree()), engine="newmm") if text else []


@cache
def _frequencies() -> dict[str, int]:
    from pythainlp.corpus import tnc

    # Of words alone: the corpora count names and slips too, and twice the memory.
    known = dictionary()
    counts: dict[str, int] = {}
    for word, count in (*tnc.word_freqs(), *textbook_frequencies().items()):
        if word in known:
            counts[word] = counts.get(word, 0) + count
    return counts


class _Tree:
    """What newmm asks of PyThaiNLP's Trie, which takes 66 MB; this one takes 1 MB."""

    def __init__(self, words: Iterable[str]):
        import marisa_trie

        self._words = marisa_trie.Trie(words)
        self._longest = max(map(len, self._words))

    def __len__(self) -> int:
        return len(self._words)

    def prefixes(self, text: str, start: int = 0) -> list[str]:
        """Return the words that begin at that place of the text, the shortest first."""
        ahead = text[start : start + self._longest]
        try:
            return self._words.prefixes(ahead)
        except UnicodeEncodeError:
            # Half a character, as broken programs write it, stands in no word.
            return self._words.prefixes(ahead.encode("utf-8", "replace").decode("utf-8"))


@cache
def _tree() -> _Tree:
    return _Tree(dictionary())
