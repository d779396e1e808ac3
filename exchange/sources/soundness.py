"""Whether text that came out of a PDF is the Thai that stands on the paper. Pure.

Old PDFs keep pictures of letters without saying which letters they are: ำ falls apart or vanishes, marks change
places, letters come out as private codes. Such text looks almost right and must not be taken.
"""

import re

from itaportal.language import marked

LOST_AM = marked("สระอำ (ำ) หายหรือแตกเป็นสองส่วน")
SWAPPED = marked("วรรณยุกต์หรือสระบนล่างสลับที่")
LOOSE_MARKS = marked("สระหรือวรรณยุกต์หลุดจากพยัญชนะ")
PRIVATE = marked("มีรหัสตัวอักษรที่ไม่ใช่ภาษาไทย")
NO_TEXT = marked("ไม่มีตัวอักษร (อาจเป็นภาพสแกน)")

_CONSONANT = "\u0e01-\u0e2e"
_UPPER_LOWER = "\u0e31\u0e34-\u0e3a\u0e47"
_TONE = "\u0e48-\u0e4c"
_CONSONANTS = re.compile(f"[{_CONSONANT}]")
# Private codes and letters of scripts that no Thai report is written in; Word's bullets are private codes too.
_PRIVATE = re.compile(
    "(?![\uf0b7\uf0a7\uf0fc\uf0d8\uf076])[\u0250-\u0dff\u0e80-\u1fff\ua000-\uf8ff\ufffd\U000f0000-\U000ffffd]"
)
_SWAPPED = re.compile(f"[{_TONE}][{_UPPER_LOWER}]|[{_CONSONANT}][{_UPPER_LOWER}]{{2}}")
_LOOSE = re.compile(
    f"(?:^|[^{_CONSONANT}{_UPPER_LOWER}{_TONE}\u0e4d\u0e33])[{_UPPER_LOWER}{_TONE}]", re.MULTILINE
)
# "ทำ" that lost its ring is "ทา" with a gap: a vowel า after a space never begins a word.
_TORN_AM = re.compile(f"(?<=[{_CONSONANT}{_TONE}])[ \u0e4d]+\u0e32|\u0e4d")
# In 25,000 consonants of five real reports one in 30 carries ำ; none among 600 is no chance.
_ENOUGH = 600
_MANY = 0.004  # of the consonants; a slip of the typist stays below it
_SEVERAL = 3


def faults_of(text: str) -> tuple[str, ...]:
    """Return in Thai what is wrong with the letters of a whole document, () where they are sound."""
    consonants = len(_CONSONANTS.findall(text))
    if not text.strip():
        return (NO_TEXT,)
    allowed = max(_SEVERAL, consonants * _MANY)
    faults = []
    if len(_PRIVATE.findall(text)) > _SEVERAL:
        faults.append(PRIVATE)
    if len(_TORN_AM.findall(text)) > allowed or (consonants > _ENOUGH and "\u0e33" not in text):
        faults.append(LOST_AM)
    if len(_SWAPPED.findall(text)) > allowed:
        faults.append(SWAPPED)
    if len(_LOOSE.findall(text)) > allowed:
        faults.append(LOOSE_MARKS)
    return tuple(faults)


def is_torn(text: str) -> bool:
    """Return whether one cell has a mark without its letter or a torn ำ."""
    return bool(
        _TORN_AM.search(text) or _LOOSE.search(text) or _SWAPPED.search(text) or _PRIVATE.search(text)
    )
