"""Spaces inside words, as they come from lines of a PDF or of a narrow table: "ไม่ ครอบคลุม", "ค ุณ ภา พ", "ติด ต่อ"."""

from collections.abc import Iterator
from itertools import pairwise
from re import compile

from itaportal.thai.proofing.phrases import phrases
from itaportal.thai.proofing.slip import Kind, Slip, slip_at
from itaportal.thai.proofing.tokens import Tokens
from itaportal.thai.words import domain_words, is_word

# After these no space stands in Thai, whatever follows: they belong to the next word.
_BOUND = frozenset(
    {"การ", "ความ", "ผู้", "ไม่", "ของ", "ใน", "ให้", "จะ", "มี", "อย่าง", "แก่", "ที่จะ", "ให้มี", "ว่าจะ"}
)  # fmt: skip
# ของ and the like may be things that were spoken of, and then a clause begins: "ผู้ซื้อของ และผู้ชนะ".
_CLAUSES = frozenset(
    {
        "และ",
        "หรือ",
        "แต่",
        "ซึ่ง",
        "เพื่อ",
        "โดย",
        "ดังนี้",
        "เช่น",
        "ได้แก่",
        "คือ",
        "ทั้งนี้",
        "รวมถึง",
        "ก็",
        "ถ้า",
        "จึง",
        "หาก",
        "เมื่อ",
        "แล้ว",
        "กรุณา",
    }
)
_ABBREVIATED = compile(r"[ก-ฮ]{1,4}\.")
_SHORT = 4
_DEPENDENT = compile(" (?=[ะ-ฺๅ็-๎])")
_PIECE = compile("[ก-ฮะ-ฺเ-ๅ็-๎]+")
_MOST_PIECES = 5


def torn_words(tokens: Tokens) -> Iterator[Slip]:
    """Yield words whose pieces are none by themselves."""
    text, after = tokens.text, 0
    pieces = _pieces(text)
    for number, (start, _) in enumerate(pieces):
        if start >= after and (slip := _torn_word(text, pieces, number)):
            after = slip.end
            yield slip


def loose_spaces(tokens: Tokens) -> Iterator[Slip]:
    """Yield the words on both sides of a space that does not belong there, each with both as they are written."""
    text, after = tokens.text, 0
    for (_, end), (start, _) in pairwise(_pieces(text)):
        if end > after and text[end:start] == " " and (slip := _torn_ending(tokens, end)):
            after = slip.end
            yield slip


def _pieces(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _PIECE.finditer(text)]


def _torn_word(text: str, pieces: list[tuple[int, int]], first: int) -> Slip | None:
    """Return the longest word that pieces, of which one is none by itself, make up together."""
    start, found, parts = pieces[first][0], None, [text[slice(*pieces[first])]]
    for last in range(first + 1, min(first + _MOST_PIECES, len(pieces))):
        if text[pieces[last - 1][1] : pieces[last][0]] != " ":
            break
        parts.append(text[slice(*pieces[last])])
        joined = "".join(parts)
        if is_word(joined) and not all(is_word(part) and len(part) > 1 for part in parts):
            found = slip_at(text, start, pieces[last][1], Kind.SPACE, joined)
    return found


def _torn_ending(tokens: Tokens, space: int) -> Slip | None:
    """Return the words on both sides of a space where one cannot have it, or where they are one word of the field."""
    place = tokens.place_of(space)
    if not 0 < place < len(tokens.words) - 1 or tokens.words[place] != " ":
        return None
    before, following = tokens.words[place - 1], tokens.words[place + 1]
    if not (tokens.thai[place - 1] and tokens.thai[place + 1]) or following[0] in "ๆฯ":
        return None
    if _ABBREVIATED.match(tokens.text, space + 1):
        return None
    whole = before + following
    denied = place > 1 and tokens.words[place - 2] == "ไม่"
    bound = before in _BOUND and following not in _CLAUSES and not denied
    short = min(len(before), len(following)) <= _SHORT
    one_word = is_word(whole) and short and (whole in domain_words() or whole in phrases())
    if bound or one_word or _DEPENDENT.match(tokens.text, space):
        return slip_at(tokens.text, tokens.starts[place - 1], tokens.end(place + 1), Kind.SPACE, whole)
    return None
