"""Numbers that cannot be right as they stand: letters among the digits, signs doubled, torn apart. Pure.

What was probably meant is offered and never taken by itself: "91.4l" may be 91.41 or 91.40.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from itaportal.thai.numbers import to_arabic_digits

# Letters that are typed, or read from a picture, for a digit.
_LOOKALIKES = str.maketrans("lIiOoQDSsBbZzGgq", "1110000558622699")
_CYRILLIC = {"\u041e": "O", "\u043e": "o", "\u0405": "S", "\u0455": "s", "\u0411": "6", "\u0431": "6"}
_RUN = re.compile(r"(?<![0-9A-Za-z.,])[0-9A-Za-z.,]*[0-9][0-9A-Za-z.,]*")
_TORN_AT_POINT = re.compile(r"(?<![0-9.,])[0-9]{2}(?:\s+\.\s*|\.\s+)[0-9]{1,2}(?![0-9.,])")
# One Thai letter at the end of a number, and no word: "88.3ธ".
_THAI_LETTER = re.compile(r"(?<![0-9A-Za-z.,])[0-9]{1,3}[.,][0-9]{0,2}[ก-ฮ](?![\u0e01-\u0e4e])")
_CODE = re.compile(r"[A-Za-z]{1,4}[.-]?[0-9]{1,4}|[A-Za-z]{4,}.*")
_SCORE = re.compile(r"[0-9]{1,3}[.,][0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class Broken:
    """A broken number: where it stands in its line, and what was probably meant, "" where that cannot be told."""

    start: int
    end: int
    likely: str


def broken_numbers(plain: str) -> Iterator[Broken]:
    """Yield the broken numbers of a line in Arabic digits, in order."""
    plain = "".join(map(_plain_sign, plain))
    found = [Broken(*match.span(), re.sub(r"\s", "", match[0])) for match in _TORN_AT_POINT.finditer(plain)]
    found += [Broken(*match.span(), _reading(match[0][:-1])) for match in _THAI_LETTER.finditer(plain)]
    for match in _RUN.finditer(plain):
        # A comma before it parts cells: "การใช้อำนาจ,88.54".
        start = match.start() + len(match[0]) - len(match[0].lstrip(","))
        run = match[0].strip(",").rstrip(".")
        if _is_broken(run):
            found.append(Broken(start, start + len(run), _reading(run)))
    end = 0
    for each in sorted(found, key=lambda broken: (broken.start, -broken.end)):
        if each.start >= end:
            end = each.end
            yield each


def _plain_sign(sign: str) -> str:
    """Return letters of other scripts, raised digits and stray signs as some letter, all else as it is."""
    if sign in _CYRILLIC:
        return _CYRILLIC[sign]
    strange = sign in "?#~$@&" or (sign.isalnum() and not sign.isascii() and not "\u0e01" <= sign <= "\u0e5b")
    return "x" if strange else sign


def _is_broken(run: str) -> bool:
    if not re.search("[A-Za-z]", run):
        return bool(re.search("[.,][.,]|^[.,]", run))
    if _CODE.fullmatch(run) and not _SCORE.search(run):
        return False
    return "." in run or "," in run or bool(re.fullmatch("[0-9]{2,3}", run.translate(_LOOKALIKES)))


def _reading(run: str) -> str:
    if run[0] in ".,":
        return ""
    repaired = re.sub("[.,]+", ".", run).strip(".").translate(_LOOKALIKES)
    if re.fullmatch(r"[0-9]{1,3}(?:[.][0-9]{1,2})?", repaired):
        return repaired
    plain = _SCORE.search(run)
    return plain[0] if plain else ""


def joined(texts: Sequence[str]) -> str:
    """Return the score that numbers on one line are the pieces of ("8" and "4.15"), "" where they are none."""
    whole = "".join(texts)
    return whole if len(texts) > 1 and re.fullmatch(r"[0-9]{2}[.,][0-9]{1,2}|100[.,]0{1,2}", whole) else ""


def likely_score(text: str) -> str:
    """Return what a cell that is no score probably means, "" where that cannot be told."""
    plain = to_arabic_digits(text)
    found = list(broken_numbers(plain))
    if len(found) == 1 and found[0].likely:
        return found[0].likely
    return joined(plain.split())
