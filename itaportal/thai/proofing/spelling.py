"""Misspelt words: what no dictionary has, and right words that together are nearly a likelier one."""

from collections.abc import Iterator
from itertools import count
from re import compile

from itaportal.thai.proofing.nearness import (
    LONGEST,
    SHORTEST,
    is_skeleton,
    joined_skeleton,
    likeliest,
    one_slip_away,
    phrases_one_letter_away,
    skeleton,
)
from itaportal.thai.proofing.phrases import phrases
from itaportal.thai.proofing.slip import Kind, Slip, slip_at
from itaportal.thai.proofing.tokens import RARE, Tokens, made_of_words
from itaportal.thai.words import domain_words, frequency, is_word

_MOST_TOGETHER = 4
_COMMON = 1000
# A text full of strange words is no Thai text; after so many, no more words are searched for what was meant.
_MOST_SEARCHES = 40
_MOST_LETTERS_SEARCHED = 400
_SEARCHED_STRETCHES = 4
_LONGEST_WITHIN = 20
_SHORT_WORD, _LONG_ENOUGH = 5, 6
_DEPENDENT = frozenset("ะัาำิีึืฺุูๅ็่้๊๋์ํ๎")
_LETTERS_ALONE = compile("[ก-ฮ]{1,4}")
_LONGEST_NAME = 5
_TITLES = frozenset(
    {"นาย", "นาง", "นางสาว", "น.ส.", "ดร.", "ว่าที่", "ร.ต.", "ด.ต.", "จ.อ.", "จ.ส.อ.", "ส.อ.", "พ.จ.อ."}
)
_PLACES = frozenset(
    {"ตำบล", "อำเภอ", "จังหวัด", "บ้าน", "หมู่บ้าน", "วัด", "โรงเรียน", "ถนน", "ซอย", "ชุมชน", "เขต", "แขวง"}
)


def misspelt(tokens: Tokens) -> Iterator[Slip]:
    """Yield the misspelt words of a text in order."""
    place, after = 0, len(tokens.words)
    words, letters = count(), count()
    while place < after:
        found = _confused(tokens, place, letters) or _unknown(tokens, place, words)
        slip, place = found or (None, place + 1)
        if slip:
            yield slip


def _confused(tokens: Tokens, first: int, searches: Iterator[int]) -> tuple[Slip, int] | None:
    """Return what the words from here are nearly, the longest stretch first, and where to go on."""
    last, key, keys = first, "", []
    while last < len(tokens.words) and last - first < _MOST_TOGETHER and tokens.thai[last]:
        key, last = joined_skeleton(key, skeleton(tokens.words[last])), last + 1
        keys.append((last, key))
    for after, key in reversed(keys):
        if not is_skeleton(key):
            continue
        word = tokens.joined(first, after)
        if is_word(word) or word in phrases():
            # A word alone may begin a longer slip; words together that are one are right.
            if after > first + 1:
                return None
            continue
        if meant := [right for right in one_slip_away(word) if _is_likelier(tokens, first, after, right)]:
            end = tokens.end(after - 1)
            return slip_at(tokens.text, tokens.starts[first], end, Kind.CONFUSED, *meant[:3]), after
    if not any(tokens.strange[first:last]):
        return None
    return _confused_within(tokens, first, last) or _another_letter(tokens, first, last, searches)


def _another_letter(
    tokens: Tokens, first: int, last: int, searches: Iterator[int]
) -> tuple[Slip, int] | None:
    """Return the slip of two or three words, one of them a strange short one, that lack a letter or have one too many."""
    for after in range(min(first + 3, last), first + 1, -1):
        odd = any(
            tokens.strange[place] and len(tokens.words[place]) <= _SHORT_WORD for place in range(first, after)
        )
        word = tokens.joined(first, after)
        if not odd or not _LONG_ENOUGH <= len(word) <= LONGEST or made_of_words(word, RARE):
            continue
        if next(searches) >= _MOST_LETTERS_SEARCHED:
            return None
        # A letter too many at either end may belong to the next word.
        meant = [right for right in phrases_one_letter_away(word) if right not in word]
        if meant:
            return slip_at(
                tokens.text, tokens.starts[first], tokens.end(after - 1), Kind.CONFUSED, *meant[:3]
            ), after
    return None


def _confused_within(tokens: Tokens, first: int, last: int) -> tuple[Slip, int] | None:
    """Return the slip that ends inside of a strange word: "คำนวนราคา" is cut คำ, นว, นรา, คา."""
    text, start, furthest = tokens.text, tokens.starts[first], tokens.end(last - 1)
    if made_of_words(text[start:furthest], RARE):
        return None
    for end in range(min(start + _LONGEST_WITHIN, furthest - 1), start + SHORTEST - 2, -1):
        word = text[start:end]
        if text[end] in _DEPENDENT or is_word(word):
            continue
        # A letter more or less is what the cut took or left.
        meant = [right for right in one_slip_away(word) if right in phrases() and len(right) == len(word)]
        if meant and word not in phrases():
            return slip_at(text, start, end, Kind.CONFUSED, *meant[:3]), tokens.place_of(end - 1) + 1
    return None


def _is_likelier(tokens: Tokens, first: int, after: int, right: str) -> bool:
    """Whether the words rather are the right one: one of the field, or a common one where they are strange ones."""
    if right in phrases() or right in domain_words():
        return True
    return any(tokens.strange[first:after]) and frequency(right) >= _COMMON


def _unknown(tokens: Tokens, place: int, searches: Iterator[int]) -> tuple[Slip | None, int] | None:
    """Return the word that no dictionary has and where to go on; None where the word at the place is known."""
    if tokens.is_known(place):
        return None
    if _is_abbreviation(tokens, place) or _is_a_name(tokens, place):
        return None, place + 1
    tried = [ends for ends in _stretches(tokens, place) if len(tokens.joined(*ends)) <= LONGEST]
    for first, after in tried:
        if made_of_words(tokens.joined(first, after)):
            return None, after
    first, after, meant = _likeliest_stretch(tokens, place, tried, searches)
    return slip_at(tokens.text, tokens.starts[first], tokens.end(after - 1), Kind.UNKNOWN, *meant), after


def _stretches(tokens: Tokens, place: int) -> list[tuple[int, int]]:
    """Return from where to where the misspelt word may stand, the shortest first: pieces of it look like words."""
    thai = tokens.thai
    left = [first for first in range(place, max(place - 3, -1), -1) if all(thai[first:place])]
    right = [after for after in range(place + 1, min(place + 4, len(thai) + 1)) if all(thai[place:after])]
    return sorted(((first, after) for first in left for after in right), key=lambda ends: ends[1] - ends[0])


def _likeliest_stretch(
    tokens: Tokens, place: int, tried: list[tuple[int, int]], searches: Iterator[int]
) -> tuple[int, int, tuple[str, ...]]:
    """Return the stretch that is nearest to known words, and these."""
    for first, after in tried:
        if meant := one_slip_away(tokens.joined(first, after)):
            return first, after, meant[:3]
    for first, after in tried[:_SEARCHED_STRETCHES] if next(searches) < _MOST_SEARCHES else ():
        if meant := likeliest(tokens.joined(first, after)):
            return first, after, meant
    # A letter left over between words, or behind a name.
    stray = len(tokens.words[place]) == 1 and _is_thai(tokens.text, tokens.starts[place] - 1)
    return place, place + 1, ("",) if stray else ()


def _is_abbreviation(tokens: Tokens, place: int) -> bool:
    """Whether letters stand for a word: before or after a full stop, or by themselves."""
    text, start, end = tokens.text, tokens.starts[place], tokens.end(place)
    if not _LETTERS_ALONE.fullmatch(tokens.words[place]):
        return False
    if "." in (text[start - 1 : start], text[end : end + 1]):
        return True
    return not _is_thai(text, start - 1) and not _is_thai(text, end)


def _is_thai(text: str, place: int) -> bool:
    return 0 <= place < len(text) and "ก" <= text[place] <= "๎"


def _is_a_name(tokens: Tokens, place: int) -> bool:
    """Whether a person's title or the kind of a place stands before the word."""
    before = tokens.words[max(place - _LONGEST_NAME, 0) : place]
    return any(word in _PLACES for word in before[-2:]) or any(word in _TITLES for word in before)
