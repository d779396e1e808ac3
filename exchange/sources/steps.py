"""Steps written into one cell, told apart by their numbers or bullets. Pure."""

import re
from dataclasses import dataclass

from itaportal.language import marked
from itaportal.thai.numbers import to_arabic_digits
from itaportal.thai.spelling import clean_line, clean_text

NO_MARKS = marked("ไม่มีเลขข้อ ระบบถือว่าแต่ละบรรทัดเป็นหนึ่งขั้นตอน กรุณาตรวจ")
LOOSE_DASHES = marked("ขั้นตอนคั่นด้วยขีดในบรรทัดเดียวกัน อาจแยกผิดที่ กรุณาตรวจ")
BEFORE_FIRST = marked("มีข้อความก่อนขั้นตอนแรก ระบบนับเป็นขั้นตอนด้วย กรุณาตรวจ")
GAP = marked("เลขขั้นตอนไม่ต่อเนื่อง กรุณาตรวจว่าครบ")

# "1." "1)" "(1)" at the beginning or after a space; "1.1" and "1,000" are none.
_NUMBER = re.compile(r"(?:^|(?<=\s))(\(?)(\d{1,2})([.)])(?![\d,])\s*")
_BULLETS = "-–—•*"
_LINE_BULLET = re.compile(rf"[{_BULLETS}]\s*")
_TIGHT_DASH = re.compile(r"\s[-–—•](?=[^\s\d-])")
_LOOSE_DASH = re.compile(r"\s[-–—•]\s+")


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps without their marks; ``first`` is the number before the first one, 0 without numbers."""

    texts: tuple[str, ...]
    first: int = 0
    unsure: tuple[str, ...] = ()


def split_steps(cell: str) -> Steps:
    """Return the steps in a cell with what is not sure about where they begin."""
    text = clean_text(cell)
    numbered = _split_numbers(text)
    if numbered:
        return numbered
    lines = [line for line in text.split("\n") if line]
    if not lines:
        return Steps(())
    if any(line[0] in _BULLETS for line in lines):
        return _split_bullets(lines)
    return Steps(tuple(lines), unsure=(NO_MARKS,) if len(lines) > 1 else ())


def _split_numbers(text: str) -> Steps | None:
    """Split at numbers that count on by one, all written as the first of them is."""
    plain = to_arabic_digits(text)
    marks = list(_NUMBER.finditer(plain))
    opening = marks[0] if marks else None
    # A number deep in a sentence, such as "ข้อ 5.", begins no list unless the next one follows.
    if opening is None or (opening.start() and not _counts(marks)):
        return None
    chosen = [opening]
    for mark in marks[1:]:
        alike = mark[1] == opening[1] and mark[3] == opening[3]
        if alike and int(mark[2]) == int(chosen[-1][2]) + 1:
            chosen.append(mark)
    ends = [mark.start() for mark in chosen[1:]] + [len(text)]
    texts = [clean_line(text[mark.end() : end]) for mark, end in zip(chosen, ends, strict=True)]
    before = clean_line(text[: opening.start()]).strip(_BULLETS + " ")
    unsure: tuple[str, ...] = (BEFORE_FIRST,) if before else ()
    if any(mark not in chosen and _begins_line(plain, mark) and mark[3] == opening[3] for mark in marks):
        unsure += (GAP,)
    kept = tuple(step for step in ([before] if before else []) + texts if step)
    return Steps(kept, int(opening[2]), unsure)


def _counts(marks: list[re.Match[str]]) -> bool:
    return int(marks[0][2]) == 1 and any(int(mark[2]) == 2 for mark in marks[1:])


def _begins_line(text: str, mark: re.Match[str]) -> bool:
    return mark.start() == 0 or text[mark.start() - 1] == "\n"


def _split_bullets(lines: list[str]) -> Steps:
    entries: list[str] = []
    unsure: tuple[str, ...] = ()
    for line in lines:
        if mark := _LINE_BULLET.match(line):
            entries.append(line[mark.end() :])
        elif entries:
            entries[-1] = f"{entries[-1]} {line}"
        else:
            entries.append(line)
            unsure = (BEFORE_FIRST,)
    if len(lines) == 1:
        loose = bool(re.match(rf"[{_BULLETS}]\s", lines[0]))
        entries = (_LOOSE_DASH if loose else _TIGHT_DASH).split(entries[0])
        if len(entries) > 1:
            unsure = (LOOSE_DASHES,)
    return Steps(tuple(step for entry in entries if (step := clean_line(entry))), unsure=unsure)
