"""Reading cells that name one or several of a list: departments, indicators, classes. Pure."""

import re
from collections.abc import Callable
from typing import Any

from exchange.engine.cells import Unreadable, as_text
from exchange.engine.columns import Column
from itaportal.language import marked
from itaportal.thai import spelling
from itaportal.thai.keys import same_word_key
from itaportal.thai.likeness import nearest
from itaportal.thai.shortforms import expanded


def _key(text: object) -> str:
    return same_word_key(expanded(spelling.clean_line(str(text))))


def _known_values(column: Column) -> dict[str, Any]:
    """Return the stored values by label and by themselves."""
    labels = {_key(str(label)): value for value, label in column.choices}
    return labels | {_key(str(value)): value for value, _ in column.choices}


def choice(column: Column, cell: Any) -> Any:
    """Read one of the choices by its label, its stored value or its place in the list."""
    text = as_text(cell)
    key = _key(text)
    if not key:
        return ""
    known = _known_values(column)
    known |= {
        str(place): value
        for place, (value, _) in enumerate(column.choices, start=1)
        if str(place) not in known
    }
    for tried in (key.removesuffix("."), key):
        if tried in known:
            return known[tried]
    raise Unreadable(_refuse_unknown(text, column))


def codes(column: Column, cell: Any) -> tuple[Any, ...]:
    """Read several of the choices, separated by lines, commas, spaces or the word และ."""
    text = spelling.clean_text(as_text(cell))
    if len(text) > column.limit:
        raise Unreadable(marked(f"ข้อความยาว {len(text):,} ตัวอักษร เกินที่รับได้ {column.limit:,} ตัวอักษร"))
    found = _find_named(text, _code_reader(column))
    return tuple(column.order(found) if column.order else found)


# From the mark that no name contains to the one that many do.
_SPLITTERS = ("\n", ",", ";", " ", "และ", "/")
_CALLED = re.compile(r"^(?:ตัวชี้วัด|ประเด็น|ข้อคำถาม|ข้อ)(?:ที่)?\s*(?=[A-Za-z0-9๐-๙])")


def _find_named(text: str, read: Callable[[str], Any]) -> list[Any]:
    """Return what the text names, each once: as a whole where it is one name, else of its parts."""
    text = text.strip(" ,;\n")
    if not text or text == "-":
        return []
    reasons = []
    try:
        return [read(text)]
    except Unreadable as error:
        reasons.append(error)
    text = _CALLED.sub("", text)
    for splitter in _SPLITTERS:
        if splitter in text:
            try:
                parts = [_find_named(part, read) for part in text.split(splitter)]
            except Unreadable as error:
                reasons.append(error)
            else:
                return list(dict.fromkeys(value for part in parts for value in part))
    # What the first split could not read is nearest to what the person meant.
    raise reasons[min(1, len(reasons) - 1)]


def _code_reader(column: Column) -> Callable[[str], Any]:
    known = _known_values(column)
    known |= {_key(f"{value}. {label}"): value for value, label in column.choices}

    def read(text: str) -> Any:
        key = _CALLED.sub("", _key(text))
        for tried in (key, key.removesuffix("."), key.split(".")[0] if re.match(r"\d+\.\D", key) else key):
            if tried in known:
                return known[tried]
        if column.read is None:
            raise Unreadable(_refuse_unknown(text, column))
        try:
            return column.read(text)
        except ValueError as error:
            raise Unreadable(str(error)) from None

    return read


# From this likeness on something else was meant; below it the list is told. Measured on 33 names of departments:
# "กองการศึกษา" reaches 0.67 of "กองการศึกษา ศาสนาและวัฒนธรรม" and is meant, "สำนักคลัง" 0.54 of "สำนักช่าง" and is not.
_CLOSE = 0.6


def _refuse_unknown(text: str, column: Column) -> str:
    offered = [label for value, label in column.choices if column.offered is None or value in column.offered]
    close = nearest(text[: column.limit], offered, _CLOSE)
    hint = (
        marked(f"หมายถึง “{close}” หรือไม่")
        if close
        else marked(f"เลือกได้: “{'”, “'.join(offered[:12])}”")
        if offered
        else ""
    )
    return marked(f"ไม่มี “{spelling.clean_line(text)[:40]}” ในรายการ {hint}").rstrip()
