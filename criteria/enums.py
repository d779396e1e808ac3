"""The words that criteria packs use."""

from enum import StrEnum


class Scope(StrEnum):
    """FULL: indicators and items are scored. TOTAL_ONLY: only a total and a level in words can be entered."""

    FULL = "full"
    TOTAL_ONLY = "total_only"

    @property
    def label(self) -> str:
        """The Thai words shown to users."""
        return {Scope.FULL: "คิดคะแนนเต็มรูปแบบ", Scope.TOTAL_ONLY: "บันทึกเฉพาะคะแนนรวม"}[self]


class Confidence(StrEnum):
    """How well a statement of the pack is backed; ``docs/criteria-packs.md`` says what follows from each."""

    CONFIRMED = "confirmed"
    MEDIUM = "medium"
    MEMORY = "memory"
    NOT_FOUND = "not_found"

    @property
    def label(self) -> str:
        """The Thai words shown to users."""
        return {
            Confidence.CONFIRMED: "มีแหล่งอ้างอิงยืนยัน",
            Confidence.MEDIUM: "มีแหล่งอ้างอิงสนับสนุนบางส่วน",
            Confidence.MEMORY: "ยังไม่ยืนยันจากคู่มือ",
            Confidence.NOT_FOUND: "ไม่พบข้อมูล",
        }[self]

    @property
    def is_backed(self) -> bool:
        """Whether a source supports the statement, so that it may be quoted."""
        return self in (Confidence.CONFIRMED, Confidence.MEDIUM)


class ItemScale(StrEnum):
    """How an item is scored: 0/33/67/100, yes or no, 0/100."""

    LIKERT4 = "likert4"
    YESNO = "yesno"
    BINARY = "binary"

    @property
    def label(self) -> str:
        """The Thai words shown to users."""
        return {
            ItemScale.LIKERT4: "สี่ระดับ (0 33 67 100)",
            ItemScale.YESNO: "ใช่ / ไม่ใช่",
            ItemScale.BINARY: "มี / ไม่มี (0 100)",
        }[self]


class ItemKnowledge(StrEnum):
    """KNOWN: listed. PLAUSIBLE: well formed, but the year's list is not known. UNKNOWN: no such number."""

    KNOWN = "known"
    PLAUSIBLE = "plausible"
    UNKNOWN = "unknown"
