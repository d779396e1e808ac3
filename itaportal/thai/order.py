"""Dictionary order: a key of bytes for a text, which Python and every database compare alike.

Three levels, each looked at where the ones before are the same:

1. Letters: numbers by their value, then Thai, then Latin, then other scripts. A vowel written before its consonant
   counts after it (เกาะ stands under ก). Marks, blanks, signs, ฯ and ๆ do not count.
2. Marks: a letter without one before ์ ็ ่ ้ ๊ ๋, from the first letter on.
3. The text itself, if it has blanks, signs, capitals, Thai digits or leading noughts; without any it comes first.

So texts share a key only if they are the same to Unicode. On the 60,000 words of PyThaiNLP's dictionary that are made
of letters and marks this is the order of ICU, which SQLite does not have. PyThaiNLP's own ``util.collate`` was tried: it
gives a sorted list and no key to be stored, counts a mark after all letters (ห้า behind หางาน) and puts 10 before 2.
See docs/adr/0015-thai-order-as-a-stored-key.md.
"""

import re
import unicodedata

_LETTERS = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮะัาำิีึืุูเแโใไ"
_MARKS = "๎์็่้๊๋ํฺ"

# Weights: 0 ends a level, letters of other scripts are their own UTF-8 (C2 and above).
_END, _BARE, _NUMBER = b"\x00", b"\x01", b"\x10"
_LETTER_WEIGHTS = {letter: bytes([0x20 + place]) for place, letter in enumerate(_LETTERS)}
_LETTER_WEIGHTS |= {chr(ord("a") + place): bytes([0x80 + place]) for place in range(26)}
_LETTER_WEIGHTS |= {"ๅ": _LETTER_WEIGHTS["า"], "ฯ": b"", "ๆ": b""}
_MARK_WEIGHTS = {mark: bytes([0x02 + place]) for place, mark in enumerate(_MARKS)}

_LEADING_VOWEL = re.compile("([เ-ไ])([ก-ฮ])")
_UNIT = re.compile(r"(\d+)|(.)", re.DOTALL)
# What the first two levels tell apart: every other text goes into the third. Never gives back what it has taken, so that
# long numbers take no time.
_TOLD = re.compile("(?:[เ-ไ]?[ก-ฮ]|[ะ-ฺ็-๎a-z]|[1-9][0-9]*+|0(?![0-9]))*+")


def sort_key(text: str) -> bytes:
    """Return the bytes by which the text takes its place in dictionary order."""
    text = unicodedata.normalize("NFD", text)
    letters, marks = bytearray(), bytearray()
    for number, character in _UNIT.findall(_LEADING_VOWEL.sub(r"\2\1", text.casefold())):
        if weight := _number_weight(number) if number else _letter_weight(character):
            letters += weight
            marks += _BARE
        else:
            marks += _mark_weight(character)
    rest = b"" if _TOLD.fullmatch(text) else _as_bytes(text)
    # Letters without a mark at the end say nothing, and most texts have no other.
    return bytes(letters + _END + marks.rstrip(_BARE) + _END + rest)


def _number_weight(digits: str) -> bytes:
    """Longer numbers are greater ones; the length stands first, in as many bytes as it takes."""
    value = "".join(str(unicodedata.decimal(digit)) for digit in digits).lstrip("0")
    length = b"\xff" * (len(value) // 254) + bytes([len(value) % 254 + 1])
    return _NUMBER + length + value.encode()


def _letter_weight(character: str) -> bytes:
    known = _LETTER_WEIGHTS.get(character)
    if known is not None:
        return known
    return _as_bytes(character) if unicodedata.category(character)[0] in "LN" else b""


def _mark_weight(character: str) -> bytes:
    known = _MARK_WEIGHTS.get(character)
    if known is not None:
        return known
    return _as_bytes(character) if unicodedata.category(character)[0] == "M" else b""


def _as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
