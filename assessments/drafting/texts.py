"""The texts that findings are drafted from: texts.yaml, checked when it is read, under an agency's own wording."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assessments.enums import DraftPart
from itaportal.sentences import Sentence, has_loose_brace, unknown_placeholders

PLACEHOLDERS = {
    "ผล": "อยู่ในเกณฑ์ต่ำ ปานกลาง หรือดี หรือได้คะแนนเต็ม",
    "คะแนน": "คะแนนของตัวชี้วัด",
    "ผลต่าง": "คะแนนที่เปลี่ยนไปจากปีก่อน",
    "เกณฑ์ถัดไป": "เกณฑ์ที่สูงขึ้นไป คือ ปานกลาง หรือ ดี",
    "ขาดอีก": "คะแนนที่ขาดจึงจะถึงเกณฑ์ที่สูงขึ้นไป",
    "เรื่อง": "เรื่องที่ตัวชี้วัดประเมิน ตามเกณฑ์ของปีนั้น",
}
# What a text of the part, and of single groups, may name; and what it has to keep. The score stands in its brackets so
# that a draft can be told from one whose score was corrected since (assessments/weakness.py).
_ADVICE = (DraftPart.LOW, DraftPart.MEDIUM, DraftPart.GOOD, DraftPart.FALLEN, DraftPart.FULL)
_KNOWN = {
    DraftPart.OPENING: ("ผล", "คะแนน"),
    DraftPart.WEAK: ("ผลต่าง", "ขาดอีก", "เกณฑ์ถัดไป"),
    DraftPart.STRONG: ("ผลต่าง",),
    **dict.fromkeys(_ADVICE, ("เรื่อง",)),
}
_KNOWN_OF_GROUP = {"lowest": (), "near": ("ขาดอีก", "เกณฑ์ถัดไป"), "highest": (), "narrow": (), "same": ()}
_NEEDED = {DraftPart.OPENING: ("{ผล}", "({คะแนน} คะแนน)"), **dict.fromkeys(_ADVICE, ("{เรื่อง}",))}

_GROUP_NAMES = {
    "IIT": "ตัวชี้วัดของ IIT",
    "EIT": "ตัวชี้วัดของ EIT",
    "OIT": "ตัวชี้วัดของ OIT",
    "other": "ตัวชี้วัดของเครื่องมืออื่น",
    "lowest": "คะแนนต่ำที่สุดของปี",
    "near": "ขาดไม่เกิน 1 คะแนนจะถึงเกณฑ์ถัดไป",
    "highest": "คะแนนสูงที่สุดของปี",
    "narrow": "ห่างจากคะแนนขั้นต่ำของเกณฑ์ดีไม่ถึง 1 คะแนน",
    "up": "เพิ่มขึ้นไม่ถึง 5 คะแนน",
    "up_big": "เพิ่มขึ้นตั้งแต่ 5 คะแนน",
    "same": "เท่ากับปีก่อน",
    "down": "ลดลงไม่ถึง 5 คะแนน",
    "down_big": "ลดลงตั้งแต่ 5 คะแนน",
}

Variants = Annotated[tuple[str, ...], Field(min_length=1)]
Texts = Mapping[tuple[DraftPart, str], Variants]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ByInstrument(_Part):
    """Variants for the indicators of each instrument in their order."""

    IIT: Variants
    EIT: Variants
    OIT: Variants
    other: Variants


class _ByChange(_Part):
    up: Variants
    up_big: Variants
    same: Variants
    down: Variants
    down_big: Variants


class Weak(_ByChange):
    """Variants for low and medium scores."""

    lowest: Variants
    near: Variants


class Strong(_ByChange):
    """Variants for good and full scores."""

    highest: Variants
    narrow: Variants


class Book(_Part):
    """All texts, by part and group; every combination that a finding can need is a field."""

    opening: ByInstrument
    weak: Weak
    strong: Strong
    low: ByInstrument
    medium: ByInstrument
    good: ByInstrument
    fallen: ByInstrument
    full: ByInstrument

    @property
    def texts(self) -> dict[tuple[DraftPart, str], Variants]:
        """The variants by part and group."""
        return {
            (DraftPart[part.upper()], group): variants
            for part, groups in self.model_dump().items()
            for group, variants in groups.items()
        }

    @model_validator(mode="after")
    def _names_what_is_known(self) -> Self:
        if found := [
            fault for (part, group), texts in self.texts.items() for fault in _faults(part, group, texts)
        ]:
            raise ValueError("; ".join(found))
        return self


def _known(part: DraftPart, group: str) -> tuple[str, ...]:
    return _KNOWN_OF_GROUP.get(group, _KNOWN[part])


def _faults(part: DraftPart, group: str, texts: Variants) -> Iterator[str]:
    for text in texts:
        unknown = unknown_placeholders(text, _known(part, group))
        missing = [each for each in _NEEDED.get(part, ()) if each not in text]
        if unknown or missing or has_loose_brace(text):
            yield f"{part} {group}: {text} (unknown {unknown}, missing {missing})"


@cache
def standard_texts() -> Texts:
    """Return the shipped texts; read once."""
    import yaml

    source = Path(__file__).with_name("texts.yaml").read_text(encoding="utf-8")
    return Book.model_validate(yaml.load(source, Loader=yaml.CSafeLoader)).texts


def reworded(own: Mapping[tuple[str, str], str]) -> Texts:
    """Return the texts with an agency's own; ``own`` by part and name as in ``sentences_of``."""
    if not own:
        return standard_texts()
    return {
        (part, group): tuple(
            own.get((part, _name(group, number)), text) for number, text in enumerate(variants, start=1)
        )
        for (part, group), variants in standard_texts().items()
    }


def sentences_of(part: DraftPart) -> dict[str, Sentence]:
    """Return the part's texts by name, as an agency words them."""
    return {
        _name(group, number): Sentence(
            f"{_GROUP_NAMES[group]} แบบที่ {number}", text, _known(part, group), _NEEDED.get(part, ())
        )
        for (of, group), variants in standard_texts().items()
        if of == part
        for number, text in enumerate(variants, start=1)
    }


def _name(group: str, number: int) -> str:
    return f"{group}-{number}"
