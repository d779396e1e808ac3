"""A text cut into words with their places, as the rules of proof-reading read it."""

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, lru_cache
from re import compile

from itaportal.thai.words import dictionary, frequency, is_word, words_of

_THAI = compile("[ก-ฮะ-ฺเ-ๅ็-๎]")
_SHORTEST_NAME = 4
_LONGEST = 20
# A word this rare in Thai texts (of some 60 million words) hardly stands in an official one by itself.
RARE = 300


@dataclass(frozen=True)
class Tokens:
    """The words, spaces and signs of a text; ``starts[i]`` is where ``words[i]`` begins."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    known: frozenset[str]

    def place_of(self, letter: int) -> int:
        """Return which word the letter belongs to."""
        return bisect_right(self.starts, letter) - 1

    def end(self, place: int) -> int:
        """Return where the word at the place ends."""
        return self.starts[place] + len(self.words[place])

    def joined(self, first: int, after: int) -> str:
        """Return what stands from one word up to another."""
        return self.text[self.starts[first] : self.end(after - 1)]

    @cached_property
    def thai(self) -> tuple[bool, ...]:
        """Which words are Thai ones, and no name: only they are looked at together."""
        return tuple(bool(_THAI.search(word)) and word not in self.known for word in self.words)

    @cached_property
    def strange(self) -> tuple[bool, ...]:
        """Which words are none, or hardly stand in an official text."""
        return tuple(
            thai and (not is_word(word) or frequency(word) < RARE)
            for word, thai in zip(self.words, self.thai, strict=True)
        )

    def is_known(self, place: int) -> bool:
        """Whether dictionary, field or agency have the word at the place."""
        return not self.thai[place] or is_word(self.words[place])


def tokens_of(text: str, known: Collection[str]) -> Tokens:
    """Return the text in words, in which every known name is one."""
    names = frozenset(name for name in known if len(name) >= _SHORTEST_NAME)
    words = tuple(words_of(text, names))
    starts, place = [], 0
    for word in words:
        starts.append(place)
        place += len(word)
    return Tokens(text, words, tuple(starts), frozenset(known))


@lru_cache(maxsize=8192)
def made_of_words(stretch: str, least: int = 0) -> bool:
    """Whether words of two letters and more, none rarer than ``least``, make up the stretch: who typed it did no wrong."""
    words, ends = dictionary(), [0]
    for end in range(2, len(stretch) + 1):
        for start in reversed(ends):
            if end - start > _LONGEST:
                break
            word = stretch[start:end]
            if end - start > 1 and word in words and (not least or frequency(word) >= least):
                ends.append(end)
                break
    return ends[-1] == len(stretch)
