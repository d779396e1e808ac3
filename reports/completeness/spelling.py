"""The step of the check that reads the words: slips in what was typed, as far as nobody kept them on purpose."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from itaportal.language import gettext
from itaportal.thai.numbers import to_arabic_digits
from itaportal.thai.proofing import Kind, Slip, slips
from itaportal.thai.proofing.figures import nearly_scores, nearly_years
from itaportal.thai.proofing.text import without_overlaps
from reports.completeness.names import WRONG_AGENCY
from reports.completeness.numbers import told_figures
from reports.completeness.parts import Faults, Snapshot, Target, Text, texts


@dataclass(frozen=True, slots=True)
class Known:
    """What is right in an agency's texts: names, its own words, scores and years; ``kept`` are place and word."""

    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    kept: frozenset[tuple[str, str]] = frozenset()
    scores: frozenset[Decimal] = frozenset()
    years: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Occasion:
    """Which document a text belongs to: its kind, the assessed and the planned year, the day of its round."""

    assessed: int
    planned: int
    kind: str = ""
    as_at: date | None = None

    def place_of(self, target: Target) -> str:
        """Return what tells the text apart from every other of the agency, also of other years and rounds."""
        year: dict[str | int, str | int] = {
            "finding": self.assessed,
            "scores": self.assessed,
            "plan": self.planned,
            "letter": f"{self.kind} {self.planned} {self.as_at or ''}".strip(),
            "sentences": self.kind,
            "progress": str(self.as_at),
        }
        told = (target[0], *([year[target[0]]] if target[0] in year else ()), *target[1:])
        return "/".join(map(str, told))


def slips_in(text: str, place: str, known: Known) -> tuple[Slip, ...]:
    """Return what may be wrong in a text, in its order, without what somebody kept there."""
    found = without_overlaps(
        [
            *nearly_scores(text, known.scores),
            *nearly_years(text, known.years),
            *slips(text, known.names, known.words),
        ]
    )
    return tuple(slip for slip in found if (place, to_arabic_digits(slip.word)) not in known.kept)


def known_from(snapshot: Snapshot) -> Known:
    """Return what the document itself knows of names, scores and years."""
    agency, result, later = snapshot.agency, snapshot.assessment, snapshot.later
    people = (text for step in snapshot.signatories for text in (step.name, step.position))
    points = [result.total, *(entry.score for entry in result.indicators.values())]
    for year in (*snapshot.history, *([later] if later else ())):
        points += [year.total, *year.indicators.values()]
    return Known(
        names=frozenset(
            filter(None, (agency.name, agency.short_name, agency.district, agency.province, *people))
        ),
        scores=frozenset(map(Decimal, filter(None, points))),
        years=frozenset({result.fiscal_year, snapshot.plan.fiscal_year}),
    )


def spelling(snapshot: Snapshot, known: Known | None = None) -> Faults:
    """Words, names and figures that are likely slips, one finding for each text."""
    known = known or known_from(snapshot)
    occasion = Occasion(
        snapshot.assessment.fiscal_year, snapshot.plan.fiscal_year, snapshot.kind, snapshot.as_at
    )
    for text in texts(snapshot):
        if found := list(_found(text, occasion.place_of(text.target), known)):
            more = gettext(" และอีก {found} แห่ง").format(found=len(found) - 1) if len(found) > 1 else ""
            yield (
                gettext("{where}: {found}{more} กรุณาตรวจคำ").format(
                    where=text.where, found=describe(found[0]), more=more
                ),
                text.target,
            )


def _found(text: Text, place: str, known: Known) -> Iterator[Slip]:
    """Yield the text's slips but for those that other rules tell; digits are printed alike."""
    told = told_figures(text.words)
    for slip in slips_in(text.words, place, known):
        if slip.kind != Kind.DIGITS and slip.word not in told and not WRONG_AGENCY.search(slip.word):
            yield slip


def describe(slip: Slip) -> str:
    """Return in Thai what stands there and what may be meant."""
    if not slip.suggestions:
        return gettext("ไม่พบคำว่า “{word}” ในพจนานุกรม").format(word=slip.word)
    meant = slip.suggestions[0]
    return (
        gettext("“{word}” อาจหมายถึง “{meant}”").format(word=slip.word, meant=meant)
        if meant
        else gettext("“{word}” อาจเกินมา").format(word=slip.word)
    )
