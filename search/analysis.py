"""What of a text is looked up: its words in one form, whoever writes them.

Words are newmm's, in small letters and Arabic digits. A compound is there with its parts, a short form with what it
stands for, and a word torn apart by a stray space with its halves. Pure, and the same for texts and for what is asked.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from itaportal.thai.numbers import to_arabic_digits
from itaportal.thai.spelling import clean_line
from itaportal.thai.words import dictionary, is_word, words_of
from search.shortforms import bare, pattern_of, short_forms, stood_for

# Raised when the same text gives other words than before, so that the index is made anew.
ANALYSIS = 1

_TONES = str.maketrans("", "", "็่้๊๋์")
_LONGEST_WORD = 60
_SHORTEST_COMPOUND, _SHORTEST_PART, _SHORTEST_TOLD = 6, 2, 3
# Said in every sentence: nobody looks for these alone.
FUNCTION_WORDS = frozenset(
    (
        "และ", "หรือ", "ของ", "ที่", "ใน", "ให้", "ได้", "เป็น", "มี", "การ",
        "ความ", "จะ", "โดย", "กับ", "แก่", "แต่", "ตาม", "ซึ่ง", "เพื่อ", "ด้วย",
        "ไม่", "ว่า", "ณ", "นี้", "นั้น", "อยู่", "แล้ว", "จาก", "ถึง", "ต่อ",
    )
)  # fmt: skip


def plain(text: str) -> str:
    """Return the text on one line, in the spelling that is stored, in small letters and Arabic digits."""
    return to_arabic_digits(clean_line(text)).lower()


def toneless(word: str) -> str:
    """Return the word without tone marks and signs over its letters, which are what a hurried hand leaves out."""
    return word.translate(_TONES)


def query_words(text: str) -> list[str]:
    """Return the words of what somebody asks, in order."""
    return [word for word, _ in _words(plain(text))]


def index_terms(text: str) -> list[str]:
    """Return every word by which the text can be found: its words, their parts, short and long forms."""
    normal = plain(text)
    terms: list[str] = []
    for word, thai in _words(normal):
        terms.append(word)
        if thai:
            terms += parts_of(word)
        elif word in short_forms():
            terms += query_words(short_forms()[word][0])
    return [*terms, *stood_for(normal), *_torn_words(normal)]


@lru_cache(maxsize=16_384)
def parts_of(word: str) -> tuple[str, ...]:
    """Return the dictionary words that a longer one is made of, the fewest; () where it is not made of such.

    "ทางราชการ" is ทาง and ราชการ, so that whoever asks for ราชการ finds it.
    """
    if len(word) < _SHORTEST_COMPOUND or word not in dictionary():
        return ()
    best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
    for end in range(_SHORTEST_PART, len(word) + 1):
        for start in range(end - _SHORTEST_PART + 1):
            before, part = best[start], word[start:end]
            if before is None or part == word or not is_word(part):
                continue
            if best[end] is None or len(before) + 1 < len(best[end] or ()):
                best[end] = (*before, part)
    # Of two letters there are words in everything.
    return tuple(part for part in best[-1] or () if len(part) >= _SHORTEST_TOLD)


def pieces(normal: str) -> Iterator[tuple[str, bool]]:
    """Yield the runs of Thai letters of a plain text (True), and its short forms, Latin words and numbers."""
    for match in _pattern().finditer(normal):
        if match["thai"]:
            yield match["thai"], True
        else:
            yield bare(match["dotted"] or match["latin"])[:_LONGEST_WORD], False


def _words(normal: str) -> Iterator[tuple[str, bool]]:
    for piece, thai in pieces(normal):
        for word in _cut(piece) if thai else [piece]:
            yield word, thai


@cache
def _pattern() -> re.Pattern[str]:
    """Return what finds short forms, other abbreviations with dots, Latin words and numbers, and runs of Thai letters."""
    thai_forms = [short for short in short_forms() if not short.isascii()]
    shorts = "|".join(map(pattern_of, sorted(thai_forms, key=len, reverse=True)))
    return re.compile(
        rf"(?P<dotted>{shorts}|(?<![\u0e01-\u0e4e])(?:[\u0e01-\u0e2e]{{1,4}}\.){{2,}})"
        r"|(?P<latin>[a-z0-9]+|[^\W_\u0e00-\u0e7f]+)"
        # A short form may begin in the midst of a run, where its last dot tells.
        rf"|(?P<thai>(?:(?!{shorts})[\u0e01-\u0e4e])+)"
    )


@lru_cache(maxsize=16_384)
def _cut(run: str) -> tuple[str, ...]:
    words = (word.replace("ๆ", "").replace("ฯ", "")[:_LONGEST_WORD] for word in words_of(run))
    return tuple(word for word in words if any(letter.isalpha() for letter in word))


def joined(normal: str) -> str:
    """Return a plain text without the spaces between Thai letters."""
    return re.sub(r"(?<=[\u0e01-\u0e4e]) (?=[\u0e01-\u0e4e])", "", normal)


def _torn_words(normal: str) -> list[str]:
    """Return the words that appear where the spaces inside Thai are left out: "คุณ ธรรม" is คุณธรรม."""
    whole = joined(normal)
    if whole == normal:
        return []
    known = {word for word, _ in _words(normal)}
    torn = (word for word, thai in _words(whole) if thai and word not in known)
    return [word for word in torn if len(word) > _SHORTEST_TOLD and is_word(word)]
