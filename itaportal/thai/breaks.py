"""Where a line of Thai text may end: between words, inside compounds, between syllables.

PyThaiNLP's words; what may be done inside one is told by wordparts.py.
"""

import re
from functools import lru_cache
from itertools import pairwise

from itaportal.thai.spelling import letters
from itaportal.thai.wordparts import MAKING_NOUNS, Grade, word_places
from itaportal.thai.words import is_word, words_of

_THAI_LETTER = re.compile("[\u0e01-\u0e4e]")
# What belongs to the letter before it, and what draws the letter after it to itself.
_FOLLOWING = "ะาำๅฯๆ\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_IN_CLUSTER = re.compile(f"(?<=[เแโใไ])|(?=[{_FOLLOWING}])")
_SPACES = " \t\n\r\f\u2002-\u200b"
_AFTER_SPACE = re.compile(f"(?<=[{_SPACES}])(?=[^{_SPACES}])")
_NOT_FIRST = re.compile(r"(?=[ๆฯ,.;:!?%)\]}”’»…])")
_NOT_LAST = re.compile(r"(?<=[(\[{“‘«])")
# Where scripts and signs meet without a space.
_MEETING = re.compile(
    "(?<=[ก-\u0e4e])(?=[A-Za-z(“‘])|(?<=[A-Za-z)”’])(?=[ก-ฮเ-ไ])|(?<=[ก-\u0e4eA-Za-z][-–/])(?=[ก-ฮเ-ไ])"
)
_IN_ADDRESS = re.compile(r"(?<=[/?&=_-])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9]\.)(?=[A-Za-z])")

_KINDS_OF_AGENCY = re.compile(
    "องค์การบริหารส่วน(?:ตำบล|จังหวัด)|เทศบาล(?:ตำบล|เมือง|นคร)|(?:ที่ว่าการ|สำนักงาน)(?:อำเภอ|จังหวัด)|อบต\\.|อบจ\\."
)


def has_thai(text: str) -> bool:
    """Whether the text has a Thai letter."""
    return bool(_THAI_LETTER.search(text))


def in_cluster(text: str, place: int) -> bool:
    """Whether the letters around the place belong together, whatever the words are: a vowel or mark and its letter."""
    return bool(_IN_CLUSTER.match(text, place))


def pieces(text: str, names: tuple[str, ...] = (), least: Grade = Grade.COMPOUND) -> list[str]:
    """Return the text cut at every place of at least that grade; joined they are the text."""
    found = places(text, names)
    ends = [0, *(place for place in range(1, len(text)) if found[place] >= least), len(text)]
    return [text[start:end] for start, end in pairwise(ends)]


def wrapped(text: str, room: int) -> list[str]:
    """Return the text in lines of so many letters side by side, a part of a word on its own where it has more."""
    lines = [""]
    for word in pieces(text, least=Grade.CLOSE):
        for piece in [word] if letters(word.rstrip()) <= room else pieces(word):
            if lines[-1] and letters(lines[-1] + piece.rstrip()) > room:
                lines.append("")
            lines[-1] += piece
    return [line.rstrip() for line in lines]


@lru_cache(maxsize=4096)
def places(text: str, names: tuple[str, ...] = ()) -> bytes:
    """Return the grade of every place of the text, from before the first character to behind the last.

    ``names`` of agencies and people break nowhere, but an agency's before what sets it apart from others of its kind.
    """
    found = bytearray(len(text) + 1)
    _mark(found, _IN_ADDRESS, text, Grade.SYLLABLE)
    _mark(found, _AFTER_SPACE, text, Grade.FREE)
    _mark(found, _MEETING, text, Grade.FREE)
    start, before = 0, ""
    for word in words_of(text, names):
        end = start + len(word)
        if start and _THAI_LETTER.match(word) and _THAI_LETTER.match(text[start - 1]):
            found[start] = _grade_between(before, word, names)
        if word in names:
            found[start + 1 : end] = _places_in_name(word)[1:]
        elif _THAI_LETTER.match(word):
            found[start + 1 : end] = word_places(word)[1:]
        start, before = end, word
    for pattern in (_NOT_FIRST, _NOT_LAST, _IN_CLUSTER):
        _mark(found, pattern, text, Grade.NEVER)
    found[0], found[-1] = Grade.NEVER, Grade.FREE
    return bytes(found)


def _places_in_name(name: str) -> bytes:
    """Return the grades in a name: between its words where it is wider than its line, and before what sets it apart."""
    found = bytearray(
        Grade.SYLLABLE if grade > Grade.SYLLABLE else Grade.NEVER for grade in places(name)[:-1]
    )
    if (kind := _KINDS_OF_AGENCY.match(name)) and kind.end() < len(name):
        found[kind.end()] = Grade.COMPOUND
    return bytes(found)


def _grade_between(before: str, word: str, names: tuple[str, ...]) -> Grade:
    if not all(each in names or _is_known(each) for each in (before, word)):
        return Grade.SYLLABLE
    return Grade.CLOSE if before in MAKING_NOUNS else Grade.FREE


def _is_known(word: str) -> bool:
    """Whether the word begins and ends where it seems to: a stray letter between words is part of something."""
    return len(word) > 3 or (len(word) > 1 and is_word(word))


def _mark(found: bytearray, pattern: re.Pattern[str], text: str, grade: Grade) -> None:
    for match in pattern.finditer(text):
        found[match.start()] = grade
