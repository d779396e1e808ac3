"""The drafts of a year's findings: facts from the scores, texts with the agency's own wording."""

from agencies.models import Agency
from assessments.drafting.texts import PLACEHOLDERS, Texts, reworded
from assessments.drafting.writing import Facts, values, write
from assessments.enums import DraftPart
from assessments.queries import Overview, overview


def facts_of(view: Overview) -> dict[str, Facts]:
    """Return the facts of every indicator that has a score, by its code."""
    agency, scores = view.assessment.agency, sorted(view.scores.values())
    numbers = {row.indicator.code: number for number, row in enumerate(view.rows)}
    # While a score is missing, and where several share it, none is the lowest or the highest of all.
    alone = [] if view.missing else [score for score in scores if scores.count(score) == 1]
    return {
        row.indicator.code: Facts(
            score=row.score,
            change=row.change,
            low_below=agency.low_below,
            medium_below=agency.medium_below,
            instrument=group.instrument.code,
            focus=row.indicator.focus,
            place=place,
            number=numbers[row.indicator.code],
            is_lowest=row.score == scores[0] and row.score in alone,
            is_highest=row.score == scores[-1] and row.score in alone,
        )
        for group in view.groups
        for place, row in enumerate(group.rows)
        if row.score is not None
    }


def draft_texts(view: Overview) -> dict[str, str]:
    """Return the first text of a finding for every indicator that has a score, by its code; one query."""
    texts = texts_of(view.assessment.agency)
    return {code: write(facts, texts) for code, facts in facts_of(view).items()}


def texts_of(agency: Agency) -> Texts:
    """Return the texts with the agency's own wording."""
    # A table of reports, asked by the name of the relation.
    own = agency.standard_sentences.filter(kind__in=DraftPart.values).values_list("kind", "name", "text")
    return reworded({(kind, name): text for kind, name, text in own})


def example_values(agency: Agency, part: DraftPart) -> dict[str, str]:
    """Return what the placeholders stand for in an indicator of the latest year that the part speaks of, else nothing."""
    year = agency.assessments.latest_scored_year()
    if year is None:
        return {}
    view = overview(agency.assessments.with_scores().get(fiscal_year=year))
    for facts in facts_of(view).values():
        if part in (DraftPart.OPENING, facts.change_part, facts.advice_part):
            return {name: values(facts)[name] or "–" for name in PLACEHOLDERS}
    return {}
