"""The slips of the texts as a page shows them: each in its sentence, with what can be put there."""

from collections.abc import Iterable
from dataclasses import dataclass

from itaportal.language import gettext_lazy
from itaportal.thai.proofing import Kind, Slip
from itaportal.thai.proofing.text import without_overlaps
from reports.completeness.spelling import Known, slips_in
from reports.words.typed import TypedText

LABELS = {
    Kind.UNKNOWN: gettext_lazy("ไม่พบในพจนานุกรม"),
    Kind.CONFUSED: gettext_lazy("อาจสะกดผิด"),
    Kind.SPACE: gettext_lazy("เว้นวรรคกลางคำ"),
    Kind.REPEATED: gettext_lazy("คำซ้ำ"),
    Kind.NAME: gettext_lazy("ชื่อต่างจากที่บันทึกไว้"),
    Kind.DIGITS: gettext_lazy("เลขไทยปนเลขอารบิก"),
    Kind.FIGURE: gettext_lazy("ตัวเลขต่างจากที่บันทึกไว้"),
    Kind.NUMBERING: gettext_lazy("เลขลำดับไม่ต่อเนื่อง"),
}
# Of these a word can be right although nobody knows it.
_WORDS = (Kind.UNKNOWN, Kind.CONFUSED, Kind.NAME)
_SHORTEST_WORD = 3
_AROUND = 60
_MARKS = frozenset("ะัาำิีึืฺุูๅ็่้๊๋์ํ๎")


@dataclass(frozen=True, slots=True)
class Line:
    """One slip between what stands before and after it in its sentence."""

    slip: Slip
    before: str
    after: str

    @property
    def label(self) -> str:
        """What may be wrong."""
        return LABELS[self.slip.kind]

    @property
    def is_word(self) -> bool:
        """Whether the agency may want to keep it as a word of its own."""
        return self.slip.kind in _WORDS and len(self.slip.word) >= _SHORTEST_WORD


@dataclass(frozen=True, slots=True)
class Card:
    """A text with its slips."""

    text: TypedText
    lines: tuple[Line, ...]

    @property
    def spaces(self) -> int:
        """How many spaces inside words can be taken out in one go."""
        return sum(line.slip.kind == Kind.SPACE for line in self.lines)

    @property
    def first_space(self) -> int | None:
        """Where the first of them is."""
        return next((line.slip.start for line in self.lines if line.slip.kind == Kind.SPACE), None)

    @property
    def is_mendable(self) -> bool:
        """Whether a suggestion can be taken here; sentences are mended in their own form."""
        return self.text.row is not None


def cards(texts: Iterable[TypedText], known: Known) -> list[Card]:
    """Return the texts that have slips."""
    found = ((text, slips_of(text, known)) for text in texts)
    return [Card(text, tuple(_line(text.text, slip) for slip in slips)) for text, slips in found if slips]


def slips_of(text: TypedText, known: Known) -> tuple[Slip, ...]:
    """Return the text's slips with those that show only beside other texts."""
    return without_overlaps([*text.also, *slips_in(text.text, text.place, known)])


def _line(text: str, slip: Slip) -> Line:
    begin = max(text.rfind("\n", 0, slip.start) + 1, slip.start - _AROUND)
    while text[begin] in _MARKS and begin < slip.start:
        begin += 1
    newline = text.find("\n", slip.end)
    end = min(newline if newline >= 0 else len(text), slip.end + _AROUND)
    while end < len(text) and text[end] in _MARKS:
        end += 1
    before = ("…" if begin and text[begin - 1] != "\n" else "") + text[begin : slip.start]
    after = text[slip.end : end] + ("…" if end < len(text) and text[end] != "\n" else "")
    return Line(slip, before, after)
