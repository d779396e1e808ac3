"""What an agency may word itself: the sentences of each kind of document, and those that findings are drafted from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType

from agencies.models import Agency
from assessments.drafting import texts, year
from assessments.enums import DraftPart
from itaportal.sentences import Sentence
from measures.models import Plan
from reports.enums import KINDS_OF_A_ROUND, Kind
from reports.kinds import wording
from reports.models import Document
from reports.pages import KINDS
from reports.snapshot.building import build_snapshot


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences by name, the placeholders with what they are, and what these stand for in the agency's latest data.

    ``values`` returns nothing where there is no data; ``is_printed`` tells a document's sentences from a draft's.
    """

    label: str
    sentences: Mapping[str, Sentence]
    placeholders: Mapping[str, str]
    values: Callable[[Agency], dict[str, str]]
    is_printed: bool


def wording_of(kind: str) -> Wording | None:
    """Return what may be worded under a code, None where it is nobody's."""
    if kind in DraftPart.values:
        return _of_drafts(DraftPart(kind))
    return _of_document(Kind(kind), KINDS[Kind(kind)]) if kind in KINDS else None


def _of_drafts(part: DraftPart) -> Wording:
    sentences = texts.sentences_of(part)
    named = {name for each in sentences.values() for name in each.known or ()}
    known = {name: what for name, what in texts.PLACEHOLDERS.items() if name in named}
    return Wording(
        part.label, sentences, known, lambda agency: year.example_values(agency, part), is_printed=False
    )


def _of_document(kind: Kind, module: ModuleType) -> Wording:
    placeholders = {**wording.PLACEHOLDERS, **getattr(module, "PLACEHOLDERS", {})}
    return Wording(
        kind.label,
        module.SENTENCES,
        placeholders,
        lambda agency: _values(agency, kind, module),
        is_printed=True,
    )


def _values(agency: Agency, kind: Kind, module: ModuleType) -> dict[str, str]:
    """Return what the placeholders stand for in the latest plan's document; empty without a plan."""
    plans = Plan.objects.select_related("agency", "assessment__criteria_pack", "assessment__agency")
    plan = plans.filter(agency=agency).first()
    if plan is None:
        return {}
    latest = plan.rounds.last() if kind in KINDS_OF_A_ROUND else None
    snapshot = build_snapshot(Document(agency=agency, kind=kind, plan=plan, round=latest))
    own = module.values(snapshot) if hasattr(module, "values") else {}
    return {**wording.common_values(snapshot), **own}
