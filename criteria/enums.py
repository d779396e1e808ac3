"""The words that criteria packs use."""

from enum import StrEnum
from typing import Self

from itaportal.language import marked


class Labelled(StrEnum):
    """A word that is stored, with the Thai words (``label``) shown to users."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_, word.label = value, label
        return word


class Scope(Labelled):
    """FULL: indicators and items are scored. TOTAL_ONLY: only a total and a level in words can be entered."""

    FULL = "full", marked("คิดคะแนนเต็มรูปแบบ")
    TOTAL_ONLY = "total_only", marked("บันทึกเฉพาะคะแนนรวม")


class Confidence(Labelled):
    """How well a statement of the pack is backed; ``docs/criteria-packs.md`` says what follows from each."""

    CONFIRMED = "confirmed", marked("มีแหล่งอ้างอิงยืนยัน")
    MEDIUM = "medium", marked("มีแหล่งอ้างอิงสนับสนุนบางส่วน")
    MEMORY = "memory", marked("ยังไม่ยืนยันจากคู่มือ")
    NOT_FOUND = "not_found", marked("ไม่พบข้อมูล")

    @property
    def is_backed(self) -> bool:
        """Whether a source supports the statement, so that it may be quoted."""
        return self in (Confidence.CONFIRMED, Confidence.MEDIUM)


class ItemScale(Labelled):
    """How an item is scored: 0/33/67/100, yes or no, 0/100."""

    LIKERT4 = "likert4", marked("สี่ระดับ (0 33 67 100)")
    YESNO = "yesno", marked("ใช่ / ไม่ใช่")
    BINARY = "binary", marked("มี / ไม่มี (0 100)")


class Continuity(Labelled):
    """What became of an indicator since the year before."""

    SAME = "same", marked("ตัวชี้วัดเดิม")
    RENAMED = "renamed", marked("เปลี่ยนชื่อหรือเลข")
    SPLIT = "split", marked("แยกจากตัวชี้วัดเดิม")
    MERGED = "merged", marked("รวมจากหลายตัวชี้วัด")
    NEW = "new", marked("ไม่เทียบกับปีก่อน")

    @property
    def goes_on(self) -> bool:
        """Whether scores may be compared with the year before."""
        return self in (Continuity.SAME, Continuity.RENAMED)


class DifferenceKind(Labelled):
    """What happened to a thing between two packs."""

    ADDED = "added", marked("เพิ่ม")
    REMOVED = "removed", marked("ตัดออก")
    CHANGED = "changed", marked("เปลี่ยน")


class ItemKnowledge(StrEnum):
    """KNOWN: listed. PLAUSIBLE: well formed, but the year's list is not known. UNKNOWN: no such number."""

    KNOWN = "known"
    PLAUSIBLE = "plausible"
    UNKNOWN = "unknown"
