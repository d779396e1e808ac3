"""What rules are made of, how they name what they speak about, and what people wrote in words, field by field."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps

from itaportal.language import gettext
from itaportal.thai.numbers import to_arabic_digits
from reports.enums import KINDS_OF_A_PLAN, KINDS_OF_OIT, Severity
from reports.snapshot.model import Letter, Snapshot
from reports.snapshot.parts import Part
from reports.snapshot.plan import Measure, Plan
from reports.snapshot.result import Assessment

# Where something is mended, by symbol: ("measure", pk, field), ("finding", code, field), ("settings", "emblem").
Target = tuple[str | int, ...]
Faults = Iterator[tuple[str, Target]]
# What is wrong with a measure, and the field that mends it: "follow_up", or "progress.note" of its progress.
MeasureFaults = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its name; ``check`` yields message and target for everything it finds in a snapshot."""

    name: str
    severity: Severity
    check: Callable[[Snapshot], Faults]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a rule found: what, where and what to do in the Thai ``message``, the place to mend it in ``target``."""

    rule: str
    severity: Severity
    message: str
    target: Target


def each_measure(look: Callable[[Measure, Snapshot], MeasureFaults]) -> Callable[[Snapshot], Faults]:
    """Return the rule that looks at every measure in order."""

    @wraps(look)
    def check(snapshot: Snapshot) -> Faults:
        for measure, label in measures(snapshot):
            for wrong, field in look(measure, snapshot):
                form, _, name = field.rpartition(".")
                yield f"{label} {wrong}", (form or "measure", measure.id, name)

    return check


def measures(snapshot: Snapshot) -> Iterator[tuple[Measure, str]]:
    """Yield the plan's measures in order, each with the words that name it."""
    for number, entry in enumerate(snapshot.plan.measures, start=1):
        yield entry, gettext("มาตรการที่ {number} “{title}”").format(number=number, title=_short(entry.title))


def _short(text: str, limit: int = 50) -> str:
    return text if len(text) <= limit else f"{text[:limit]}…"


_Piece = tuple[str, Target, str]


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
        (
            gettext("หัวเอกสาร ({value})").format(value=Letter.title_of("subject")),
            ("letter", "subject"),
            letter.subject,
        ),
        (
            gettext("แผน ({value})").format(value=Plan.title_of("decided_in")),
            ("plan", "decided_in"),
            plan.decided_in,
        ),
        (Assessment.title_of("explanation"), ("scores", "explanation"), assessment.explanation),
        *((gettext("ถ้อยคำในเอกสาร"), ("sentences", name), text) for name, text in snapshot.sentences.items()),
        *(_findings(snapshot) if snapshot.kind in KINDS_OF_A_PLAN else ()),
        *_contests(snapshot),
        *(_measures(snapshot) if snapshot.kind not in KINDS_OF_OIT else ()),
    ]
    return [Text(where, target, to_arabic_digits(words)) for where, target, words in pieces if words]


def _findings(snapshot: Snapshot) -> Iterator[_Piece]:
    for code, entry in snapshot.assessment.indicators.items():
        if entry.finding:
            yield from _pieces_of(
                entry.finding, gettext("ตัวชี้วัดที่ {code}").format(code=code), ("finding", code)
            )


def _contests(snapshot: Snapshot) -> Iterator[_Piece]:
    for item in snapshot.contested.items if snapshot.contested else ():
        yield from _pieces_of(item, f"ข้อ {item.code}", ("contest", item.code))


def _measures(snapshot: Snapshot) -> Iterator[_Piece]:
    for measure, title in measures(snapshot):
        yield from _pieces_of(measure, title, ("measure", measure.id))
        steps = "\n".join(step.text for step in measure.steps)
        yield f"{title} ({Measure.title_of('steps')})", ("measure", measure.id, "steps"), steps
        if measure.progress:
            yield from _pieces_of(measure.progress, title, ("progress", measure.id))


def _pieces_of(part: Part, where: str, target: Target) -> Iterator[_Piece]:
    for name in part.worded():
        yield f"{where} ({part.title_of(name)})", (*target, name), getattr(part, name)
