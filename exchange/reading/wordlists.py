"""The numbers and bullets that Word prints before a paragraph; they stand in no text of the file. Pure."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from itaportal.thai.numbers import to_thai_digits

BULLET = "•"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = f"{_W}val"
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_BASES = 20  # styles that one style is based on


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    text: str = "%1."


@dataclass(slots=True)
class WordLists:
    """What lists a document has, and how far each has counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # by the list's number
    shared: dict[str, str] = field(default_factory=dict)  # lists that count together
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)  # style → list and level
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    def read_lists(self, root: Element) -> None:
        """Take the lists of word/numbering.xml."""
        abstract = {
            each.get(f"{_W}abstractNumId", ""): {
                _integer(level.get(f"{_W}ilvl")): _level(level) for level in each.iter(f"{_W}lvl")
            }
            for each in root.iter(f"{_W}abstractNum")
        }
        for each in root.iter(f"{_W}num"):
            number, shared = each.get(f"{_W}numId", ""), _said(each, "abstractNumId")
            self.levels[number] = dict(abstract.get(shared, {}))
            self.shared[number] = shared
            for override in each.iter(f"{_W}lvlOverride"):
                place = _integer(override.get(f"{_W}ilvl"))
                level = self.levels[number].get(place, _Level())
                if own := override.find(f"{_W}lvl"):
                    level = _level(own)
                if start := _said(override, "startOverride"):
                    level = _Level(_integer(start), level.kind, level.text)
                self.levels[number][place] = level
                self.shared[number] = f"own {number}"

    def read_styles(self, root: Element) -> None:
        """Take the lists that styles of word/styles.xml bring along."""
        own: dict[str, tuple[str, int]] = {}
        based: dict[str, str] = {}
        for style in root.iter(f"{_W}style"):
            name = style.get(f"{_W}styleId", "")
            based[name] = _said(style, "basedOn")
            properties = style.find(f"{_W}pPr/{_W}numPr")
            if properties is not None and (number := _said(properties, "numId")):
                own[name] = number, _integer(_said(properties, "ilvl"))
        for name in based:
            each = name
            for _ in range(_MOST_BASES):
                if each in own or not each:
                    break
                each = based.get(each, "")
            if each in own:
                self.styles[name] = own[each]

    def mark(self, number: str, place: int) -> str:
        """Return what stands before the next paragraph of a list, "" where it has no mark."""
        level = self.levels.get(number, {}).get(place)
        if level is None or level.kind == "none":
            return ""
        if level.kind == "bullet":
            return f"{BULLET} "
        counted = self.counted.setdefault(self.shared[number], {})
        counted[place] = counted[place] + 1 if place in counted else level.start
        for deeper in [each for each in counted if each > place]:
            del counted[deeper]
        text = level.text
        for each in range(place + 1):
            known = self.levels[number].get(each, level)
            text = text.replace(f"%{each + 1}", _shown(counted.get(each, known.start), known.kind))
        return f"{text} " if text.strip() else ""


def _level(element: Element) -> _Level:
    return _Level(
        _integer(_said(element, "start") or "1"),
        _said(element, "numFmt") or "decimal",
        _said(element, "lvlText")[:40],
    )


def _said(element: Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return "" if found is None else found.get(_VALUE, "")


def _integer(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else 0


def _shown(number: int, kind: str) -> str:
    """Return a number as Word spells it; kinds that are not known are spelled as digits."""
    if kind == "thaiNumbers":
        return to_thai_digits(str(number))
    if kind == "thaiLetters" and 1 <= number <= len(_THAI_LETTERS):
        return _THAI_LETTERS[number - 1]
    if kind in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr((97 if kind == "lowerLetter" else 65) + number - 1)
    if kind in ("lowerRoman", "upperRoman") and 1 <= number < 40:
        roman, rest = "", number
        for value, letters in _ROMAN:
            roman += letters * (rest // value)
            rest %= value
        return roman.upper() if kind == "upperRoman" else roman
    return str(number)
