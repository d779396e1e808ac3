"""What a reader sees in the fields of a step: opinion, name, position and date, each a page as large as its field.

An opinion stands at the size of a memo's text. What its field has no room for goes on in a field of the sheet for
opinions, which is part of the document from the start: nothing may add a page to a signed file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.template.loader import render_to_string

from approvals.signing.failures import SigningFailed
from approvals.signing.looks import MORE, OPINION, Looks, Space
from approvals.signing.revision import page_count
from itaportal.thai.dates import long_date
from itaportal.thai.spelling import clean_text, letters
from reports.typesetting.rendering import STATIC_DIR, render_pdf_with_places

STYLESHEETS = (STATIC_DIR / "css" / "document.css", STATIC_DIR / "css" / "signature.css")
SIGNED = "ลงลายมือชื่ออิเล็กทรอนิกส์"
_LINE = 18.4  # points, see signature.css
# Points, of the opinion and of the signatory, and whether the signatory takes the whole width. The first is the size
# of a memo's text; smaller ones are for names, positions and authorities, or opinions, of unusual length.
_SIZES = ((16, 16, False), (16, 16, True), (16, 14, True), (15, 14, True), (14, 14, True), (14, 12, True))
# How many letters of a name or position stand on a line.
_LETTERS = {(16, False): 36, (16, True): 54}
# In the one field of documents that were submitted before there was a sheet for opinions.
_SIZES_IN_ONE = tuple((size, size, False) for size in (16, 14, 12, 10, 9, 8, 7, 6))
_TOO_LONG = "ความเห็นยาวเกินกว่าที่ว่างในเอกสารจะแสดงได้ กรุณาย่อความเห็นหรือลดจำนวนบรรทัดลง"


@dataclass(frozen=True, slots=True)
class Words:
    """What a decision says. All but the name and the date may be empty.

    ``mark`` is the decision in a word (เห็นชอบ), ``signed`` stands where a hand would sign, ``note`` is a sentence below
    the opinion, ``heading`` that of the opinion, which is said again where it goes on, and ``trust`` what is known of
    whose certificate it is.
    """

    name: str
    position: str
    decided_on: date
    opinion: str = ""
    mark: str = ""
    acting_for: str = ""
    signed: str = SIGNED
    note: str = ""
    heading: str = ""
    trust: str = ""

    @property
    def leading(self) -> str:
        """The decision, unless the opinion itself begins with it."""
        return "" if self.opinion.startswith(self.mark) else self.mark

    @property
    def body(self) -> str:
        """The opinion with the note."""
        return "\n".join(filter(None, (clean_text(self.opinion), self.note)))

    @property
    def text(self) -> str:
        """All of it, as it is read aloud."""
        return " ".join(filter(None, (self.leading, self.body)))

    @property
    def lines(self) -> list[str]:
        """What stands below the signature."""
        under = (f"({self.name})", self.position, self.acting_for, long_date(self.decided_on), self.trust)
        return list(filter(None, under))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who is to sign in a field."""

    field: str
    name: str
    position: str
    heading: str = ""


def draw_decision(field: str, spaces: Mapping[str, Space], words: Words) -> Looks:
    """Return the looks of a step's fields with the decision in them. Raises SigningFailed if it does not fit."""
    parted = field + OPINION in spaces
    for attempt in _attempts(words):
        for opinion_size, size, wide in _sizes_for(words.lines) if parted else _SIZES_IN_ONE:
            told = {"opinion_size": opinion_size, "size": size, "wide": wide, "parted": parted}
            if drawn := _draw_at(field, spaces, attempt, told):
                return replace(drawn, text=words.text)
    raise SigningFailed(_TOO_LONG)


def draw_waiting(steps: Sequence[Waiting], spaces: Mapping[str, Space]) -> Looks:
    """Return the looks of the fields before anybody has signed: lines to sign by hand, as on the draft."""
    shown, fields = list[dict](), list[str]()
    for step in steps:
        opinion = spaces.get(step.field + OPINION)
        lines = int(opinion.height / _LINE) if opinion and step.heading else 0
        wide = _sizes_for((step.name, step.position))[0][-1]
        shown.append(
            {
                "step": step,
                "space": spaces[step.field],
                "opinion": opinion,
                "lines": range(lines),
                "wide": wide,
            }
        )
        fields += [step.field, step.field + OPINION] if lines else [step.field]
    return Looks(_rendered("waiting", {"steps": shown})[0], tuple(fields))


def _sizes_for(lines: Sequence[str]) -> list[tuple[int, int, bool]]:
    """Return the sizes at which names and positions are worth trying: those of usual length never break."""
    longest = max(map(letters, lines))
    return [each for each in _SIZES if longest <= _LETTERS.get(each[1:], longest)]


def _attempts(words: Words) -> Iterator[Words]:
    """Yield the words, and then without the breaks of lines that somebody typed."""
    yield words
    if "\n" in words.opinion:
        yield replace(words, opinion=" ".join(words.opinion.split()))


def _draw_at(field: str, spaces: Mapping[str, Space], words: Words, told: dict) -> Looks | None:
    """Return the looks as told, None where they do not fit."""
    fields = (field, field + OPINION, field + MORE) if told["parted"] and words.text else (field,)
    place, first, more = (spaces.get(each, spaces[field]) for each in (field, field + OPINION, field + MORE))
    told |= {"words": words, "place": place, "first": first, "more": more}
    pdf, opinion_page = _rendered("appearance", told)
    pages = page_count(pdf)
    if pages > len(fields) or opinion_page != len(fields[1:2]):
        return None
    if fields[2:] and pages == len(fields):
        pdf, opinion_page = _rendered("appearance", {**told, "goes_on": True})
        if page_count(pdf) > pages or opinion_page != 1:
            return None
    return Looks(pdf, fields[:pages])


def _rendered(template: str, told: dict) -> tuple[bytes, int]:
    """Return the PDF, and on which page (from 0) an opinion begins, 0 for none."""
    html = render_to_string(f"approvals/{template}.html", told)
    pdf, places = render_pdf_with_places(html, stylesheets=STYLESHEETS, tagged=False)
    return pdf, sum(place.page for place in places)
