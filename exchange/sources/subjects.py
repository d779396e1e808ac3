"""What a measure is about: indicators by number and name, topics by name, items by code. Pure.

Number and name have to agree; anything else is offered and doubtful.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assessments.itas import KnownIndicator
from assessments.itas.names import Names, key_of
from itaportal.language import marked
from itaportal.thai.keys import letters_key
from itaportal.thai.numbers import to_arabic_digits
from itaportal.thai.spelling import clean_line

_SUB = marked("“{}” เป็นตัวชี้วัดย่อย ระบบใช้ตัวชี้วัดที่ {}")
_NAME = marked("ตัวชี้วัด “{}” เลขและชื่อไม่ตรงกัน ชื่อเป็นของตัวชี้วัดที่ {} กรุณาเลือก")
_SIMILAR = marked("ชื่อตัวชี้วัด “{}” ไม่ตรงทีเดียว ระบบใช้ตัวชี้วัดที่ {} กรุณาตรวจ")
_UNKNOWN = marked("ไม่มีตัวชี้วัด “{}” ในเกณฑ์ของปีนี้ กรุณาเลือกจากรายการ")
_TOPIC = marked("ไม่มีประเด็น “{}” ในเกณฑ์ของปีนี้ กรุณาเลือกจากรายการ")
_TOPIC_NUMBER = marked("ประเด็น “{}” เลขไม่ตรงกับชื่อ ระบบใช้ตามชื่อ กรุณาตรวจ")

_ITEM = re.compile(
    r"(?<![A-Za-z])([IEOieo])[ -]?(\d{1,2})(?:\s*[-–—]\s*(?:([IEOieo])[ -]?)?(\d{1,2}))?(?!\d)"
)
_CODED = re.compile(
    r"[(\[]?\s*(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?"
    + _ITEM.pattern
    + r"(?:\s*(?:,|และ)\s*"
    + _ITEM.pattern
    + r")*\s*[)\]]?"
)
_NUMBERED = re.compile(
    r"(?:ตัวชี้วัด(?:ย่อย)?\s*(?:ที่)?\s*|ข้อ(?:ที่)?\s*)?(\d{1,2})(\.\d{1,2})*(?!\d)\s*[.):]?\s*(.*)", re.DOTALL
)
_SEVERAL = re.compile(r"(?:ตัวชี้วัด(?:ที่)?\s*)?\d{1,2}(?:\s*(?:,|/|และ|\s)\s*(?:ตัวชี้วัดที่\s*)?\d{1,2})+")
_MOST_ITEMS = 60

Doubted = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Subjects:
    """The indicators and topics (number and name) of the assessed year; ``read_item`` raises ValueError for no item."""

    indicators: Sequence[KnownIndicator] = ()
    topics: Sequence[tuple[int, str]] = ()
    read_item: Callable[[str], str] = str

    def indicator(self, text: str) -> Doubted:
        """Return the numbers that a cell names, and what is not sure; a cell that says something else stays."""
        if not self.indicators or not text.strip():
            return text, ()
        plain = to_arabic_digits(text)
        codes = [indicator.code for indicator in self.indicators]
        if _SEVERAL.fullmatch(clean_line(plain)):
            found = list(dict.fromkeys(re.findall(r"\d+", plain)))
            unknown = [each for each in found if each not in codes]
            return ", ".join(found), tuple(_UNKNOWN.format(each) for each in unknown)
        lines = [line for line in plain.split("\n") if line.strip()]
        if len(lines) > 1 and all(_NUMBERED.fullmatch(line.strip()) for line in lines):
            read = [self._one(line, codes) for line in lines]
            values = dict.fromkeys(value for value, _ in read)
            return ", ".join(values), tuple(doubt for _, doubts in read for doubt in doubts)
        return self._one(plain, codes)

    def _one(self, text: str, codes: Sequence[str]) -> Doubted:
        said = clean_line(_CODED.sub(" ", text)).strip(" ,:")
        shown = clean_line(text)[:80]
        numbered = _NUMBERED.fullmatch(said)
        number, sub, name = (
            (numbered[1].lstrip("0"), numbered[2], numbered[3]) if numbered else ("", "", said)
        )
        if number and number not in codes:
            return shown, (_UNKNOWN.format(shown),)
        if sub:
            return number, (_SUB.format(shown, number),)
        if number and not letters_key(name):
            return number, ()
        guess = Names(self.indicators).find(key_of(letters_key(name)), guess=True)
        if guess.sure and number in ("", guess.codes[0]):
            return guess.codes[0], ()
        if guess.sure:
            return number, (_NAME.format(shown, guess.codes[0]),)
        likely = number or (guess.codes[0] if len(guess.codes) == 1 else "")
        return likely or shown, ((_SIMILAR.format(shown, likely) if likely else _UNKNOWN.format(shown)),)

    def topic(self, text: str) -> Doubted | None:
        """Return the numbers of topics that a cell names by their names, None where it names none."""
        found: list[str] = []
        doubts: list[str] = []
        names = {letters_key(name): number for number, name in self.topics}
        for line in [clean_line(text), *text.split("\n")]:
            numbered = _NUMBERED.fullmatch(to_arabic_digits(line.strip()))
            said = numbered[3] if numbered else line
            key = letters_key(re.sub(r"^ประเด็น(?:ที่)?", "", _CODED.sub("", said)))
            number = names.get(key) or (int(numbered[1]) if numbered and not key else 0)
            if number in {each for each, _ in self.topics}:
                found.append(str(number))
                if numbered and numbered[1] != str(number):
                    doubts.append(_TOPIC_NUMBER.format(line[:80]))
        return (", ".join(dict.fromkeys(found)), tuple(dict.fromkeys(doubts))) if found else None

    def other_topic(self, text: str) -> str:
        """Return what is said of a topic that the year does not have."""
        return _TOPIC.format(clean_line(text)[:80])

    def items(self, *texts: str) -> Doubted:
        """Return the codes of the items that texts name, ranges written out, and why one of them is none."""
        if not self.indicators:
            return "", ()
        found: dict[str, None] = {}
        doubts: dict[str, None] = {}
        for match in (each for text in texts for each in _ITEM.finditer(to_arabic_digits(text))):
            letter, first = match[1].upper(), int(match[2])
            last = int(match[4]) if match[4] and (match[3] or letter).upper() == letter else first
            for number in range(first, min(last, first + _MOST_ITEMS) + 1):
                try:
                    found[self.read_item(f"{letter}{number}")] = None
                except ValueError as error:
                    doubts[str(error)] = None
        return ", ".join(found), tuple(doubts)


UNKNOWN = Subjects()
