"""What people wrote in words, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass

from itaportal.thai import to_arabic_digits
from reports.completeness.parts import Snapshot, Target, measures
from reports.enums import KINDS_OF_A_PLAN
from reports.snapshot.model import Letter
from reports.snapshot.parts import Part
from reports.snapshot.plan import Measure, Plan
from reports.snapshot.result import Assessment

Piece = tuple[str, Target, str]


@dataclass(frozen=True, slots=True)
class Text:
    """What was typed into one field, with Arabic digits; ``where`` names the field in Thai."""

    where: str
    target: Target
    words: str


def texts(snapshot: Snapshot) -> list[Text]:
    """Return the texts that the document prints, or that its sentences come from, without empty ones."""
    letter, plan, assessment = snapshot.letter, snapshot.plan, snapshot.assessment
    pieces = [
        (f"หัวเอกสาร ({Letter.title_of('subject')})", ("letter", "subject"), letter.subject),
        (f"แผน ({Plan.title_of('decided_in')})", ("plan", "decided_in"), plan.decided_in),
        (Assessment.title_of("explanation"), ("scores", "explanation"), assessment.explanation),
        *(("ถ้อยคำในเอกสาร", ("sentences", name), text) for name, text in snapshot.sentences.items()),
        *(_findings(snapshot) if snapshot.kind in KINDS_OF_A_PLAN else ()),
        *_measures(snapshot),
    ]
    return [Text(where, target, to_arabic_digits(words)) for where, target, words in pieces if words]


def _findings(snapshot: Snapshot) -> Iterator[Piece]:
    for code, entry in snapshot.assessment.indicators.items():
        if entry.finding:
            yield from _written(entry.finding, f"ตัวชี้วัดที่ {code}", ("finding", code))


def _measures(snapshot: Snapshot) -> Iterator[Piece]:
    for measure, title in measures(snapshot):
        yield from _written(measure, title, ("measure", measure.id))
        steps = "\n".join(step.text for step in measure.steps)
        yield f"{title} ({Measure.title_of('steps')})", ("measure", measure.id, "steps"), steps
        if measure.progress:
            yield from _written(measure.progress, title, ("progress", measure.id))


def _written(part: Part, where: str, target: Target) -> Iterator[Piece]:
    for name in part.worded():
        yield f"{where} ({part.title_of(name)})", (*target, name), getattr(part, name)
