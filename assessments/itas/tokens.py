"""Lines to groups: words that may be a name, with the numbers around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assessments.itas.digits import broken_numbers
from assessments.itas.names import Names, key_of
from itaportal.thai.keys import letters_key
from itaportal.thai.numbers import to_arabic_digits

_NUMBER = re.compile(
    r"(?P<label>ตัวชี้วัด(?:ที่)?\s*(?=[0-9]{1,2}(?![0-9]|[.,][0-9])))?(?P<sign>(?<!\S)[-+−])?"
    r"(?<![A-Za-z0-9])(?P<digits>[0-9]+(?:[.,][0-9]+)*)(?P<unit>\s*คะแนน)?"
)
_YEAR = re.compile("19[0-9]{2}|20[0-9]{2}|2[456][0-9]{2}")
OTHER_SCORE = re.compile(
    "(?:ผล|รวม|เฉลี่ย|คะแนน)*(?:แบบวัด|[ieo]it)|.*(?:คะแนนเต็ม|ประเทศ|เฉลี่ย(?:ระดับ|จังหวัด|อำเภอ))"
)


@dataclass(slots=True)
class Number:
    """A number as pasted (``raw``) and in Arabic digits (``text``).

    ``unit``: said to be points; ``signed``: after + or -; ``ordinal``: small and whole, so it may be a rank;
    ``broken``: not written as a number is, ``text`` being what was probably meant, "" where that cannot be told.
    """

    line: int
    raw: str
    text: str
    unit: bool
    signed: bool
    ordinal: bool
    broken: bool = False

    @property
    def looks_like_score(self) -> bool:
        decimals = re.fullmatch("[0-9]{1,3}[.,][0-9]{1,2}", self.text)
        return not self.signed and not self.ordinal and bool(self.unit or decimals)

    @property
    def looks_like_heading(self) -> bool:
        """Return whether it may number what follows: a rank, or a sub-indicator as in "9.1"."""
        return self.ordinal or (not self.unit and bool(re.fullmatch("(?:[1-9]|10)[.][0-9]", self.text)))


@dataclass(frozen=True, slots=True)
class Words:
    """Text between numbers: ``letters`` without spaces and signs, ``key`` also without what surrounds a name."""

    line: int
    raw: str
    letters: str
    key: str


NO_WORDS = Words(0, "", "", "")


@dataclass(slots=True)
class Group:
    """Words, the numbers just before them that belong to no other words, and the numbers that follow."""

    words: Words = NO_WORDS
    lead: list[Number] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)

    def give_heading(self, line: int) -> list[Number]:
        """Hand over the last number if it numbers the words that begin on ``line``."""
        last = self.numbers[-1] if self.numbers else None
        ends_row = last and self.words.line == last.line != line
        if last and not ends_row and (last.ordinal or (last.looks_like_heading and last.line == line)):
            return [self.numbers.pop()]
        return []

    def piece(self) -> str:
        """Return the pasted text, bounded."""
        lead, numbers = ([each.raw for each in some] for some in (self.lead[-1:], self.numbers[:3]))
        return short(" ".join(filter(None, [*lead, self.words.raw, *numbers])))


def short(text: str) -> str:
    """Return at most 120 characters, and an ellipsis where more were cut."""
    return text if len(text) <= 120 else text[:120] + "…"


def groups_of(lines: list[str], names: Names, most_rank: int) -> list[Group]:
    """Divide the lines; whole numbers up to ``most_rank`` may be ranks. The first group may have no words."""
    groups = [Group()]
    for line_number, line in enumerate(lines, start=1):
        tokens = _without_instruments(list(_tokens(line_number, line, most_rank)), groups[-1])
        waiting: list[Number] = []
        starts_line = any(isinstance(token, Words) for token in tokens)
        for token in tokens:
            if isinstance(token, Words):
                _open_group(groups, token, waiting or groups[-1].give_heading(line_number), names)
                waiting, starts_line = [], False
            elif starts_line:
                waiting.append(token)
            else:
                groups[-1].numbers.append(token)
    return groups


def _without_instruments(tokens: list[Words | Number], last: Group) -> list[Words | Number]:
    """Drop "(IIT)" where it says to what an indicator belongs; keep it where a score of its own follows."""
    named = bool(last.words.letters and not last.numbers)
    own = len(tokens) > 1 or not named
    return [
        token
        for position, token in enumerate(tokens)
        if isinstance(token, Number) or token.key or (position == 0 and own)
    ]


def _open_group(groups: list[Group], words: Words, lead: list[Number], names: Names) -> None:
    """Begin a group; words that only together make a name are a name broken over two lines."""
    last = groups[-1].words
    alone = last.letters and words.key and not lead and not groups[-1].numbers
    joined = last.key + words.key if alone else ""
    if names.named(joined):
        raw = f"{last.raw} {words.raw}"
        groups[-1].words = Words(words.line, raw, last.letters + words.letters, joined)
    else:
        groups.append(Group(words, lead))


def _tokens(line_number: int, line: str, most_rank: int) -> Iterator[Words | Number]:
    plain = to_arabic_digits(line)
    found: list[tuple[int, int, Number | None]] = []
    for each in broken_numbers(plain):
        raw = line[each.start : each.end]
        found.append((each.start, each.end, Number(line_number, raw, each.likely, False, False, False, True)))
        # Where a broken number stands, nothing else is a number.
        plain = plain[: each.start] + " " * (each.end - each.start) + plain[each.end :]
    found += _numbers(line_number, line, plain, most_rank)
    position = 0
    for start, end, number in sorted(found, key=lambda each: each[0]):
        yield from _words(line_number, line[position:start])
        position = end
        if number:
            yield number
    yield from _words(line_number, line[position:])


def _numbers(
    line_number: int, line: str, plain: str, most_rank: int
) -> Iterator[tuple[int, int, Number | None]]:
    """Yield place and number; without number what only looks like one: an indicator's own number, a year."""
    for match in _NUMBER.finditer(plain):
        digits = match["digits"]
        whole = digits.isdigit() and not match["unit"] and not match["sign"]
        if match["label"] or (whole and _YEAR.fullmatch(digits)):
            yield *match.span(), None
            continue
        ordinal = whole and len(digits) <= 3 and 1 <= int(digits) <= most_rank
        said_before = plain[max(0, match.start() - 12) : match.start()].rstrip(" :=").endswith("คะแนน")
        unit = bool(match["unit"]) or (said_before and not ordinal)
        raw = line[match.start() : match.end()]
        yield *match.span(), Number(line_number, raw, digits, unit, bool(match["sign"]), ordinal)


def _words(line_number: int, raw: str) -> Iterator[Words]:
    letters = letters_key(raw)
    key = key_of(letters)
    if key or OTHER_SCORE.match(letters):
        yield Words(line_number, raw.lstrip(" .:|,;)").rstrip(" :|,;"), letters, key)
