"""The same word twice in a row."""

from collections.abc import Iterator

from itaportal.thai.proofing.slip import Kind, Slip, slip_at
from itaportal.thai.proofing.tokens import Tokens
from itaportal.thai.words import is_word

_SHORTEST = 2
# Twice with a space between; of other words the second often begins a clause: "…ตอบทุกข้อ ข้อใดมี…".
_PARTICLES = frozenset(
    {"การ", "ความ", "ที่", "ของ", "ใน", "และ", "ให้", "ได้", "มี", "เป็น", "จะ", "ไม่", "ต้อง", "โดย", "ตาม", "กับ", "แก่", "ต่อ",
     "จาก", "หรือ", "เพื่อ", "อย่าง", "ผู้", "ดำเนินการ", "ดำเนินงาน", "ตรวจสอบ", "จัดทำ", "เผยแพร่", "ปรับปรุง", "ใช้", "ด้าน"}
)  # fmt: skip

_NOUN_MAKERS = ("การ", "ความ")


def repeated(tokens: Tokens) -> Iterator[Slip]:
    """Yield words that stand twice, side by side or with one space between, and "การใช้ ใช้จ่าย".

    Doubles that the dictionary has are words (จริงจริง is not, มากมาย is), and so is the second half of a word whose
    other half comes next: "หน้าที่ที่", "ดำเนินการการ…".
    """
    words, after = tokens.words, 0
    for place, word in enumerate(words[:-1]):
        if place < after or not tokens.thai[place] or len(word) < _SHORTEST:
            continue
        second = place + 2 if words[place + 1] == " " and place + 2 < len(words) else place + 1
        if _is_double(tokens, place, second):
            while words[second + 1 : second + 2] == (words[second],):
                second += 1
            after = second + 1
            yield slip_at(tokens.text, tokens.starts[place], tokens.end(second), Kind.REPEATED, words[second])


def _is_double(tokens: Tokens, first: int, second: int) -> bool:
    word, again = tokens.words[first], tokens.words[second]
    if word != again:
        return _is_begun_anew(tokens, first, second)
    before = tokens.words[first - 1] if first else ""
    following = tokens.words[second + 1] if second + 1 < len(tokens.words) else ""
    if is_word(word + again) if second == first + 1 else word not in _PARTICLES:
        return False
    return not (is_word(before + word) and before) and not (following and is_word(again + following))


def _is_begun_anew(tokens: Tokens, first: int, second: int) -> bool:
    """Whether a word was begun, broken off and written again in full: "การใช้ ใช้จ่าย"."""
    word, again = tokens.words[first], tokens.words[second]
    spaced = second == first + 2
    led = first > 0 and tokens.words[first - 1] in (*_NOUN_MAKERS, "ให้", "และ")
    if not (led or (spaced and word in _NOUN_MAKERS)) or not again.startswith(word):
        return False
    return is_word(again[len(word) :])
