"""What the years' criteria say that a document is checked against."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assessments.grading import level
from assessments.queries import Overview
from criteria.models import CriteriaPack
from criteria.rulebook import Criteria
from measures.models import Plan
from reports.enums import KINDS_OF_A_PLAN, KINDS_OF_OIT
from reports.snapshot.result import CriteriaFacts, DocumentItem, IndicatorNames, ItemCounts


def year_facts(plan: Plan, kind: str, result: Overview) -> CriteriaFacts:
    """Return the facts for a document of the plan; one query."""
    # The OIT of a year asks for papers on that year's plan or, from 2568, on the plan of the year before.
    years = (plan.fiscal_year, plan.fiscal_year + 1)
    packs = CriteriaPack.objects.latest_of_years().filter(fiscal_year__in=years)
    later = sorted((pack.criteria for pack in packs), key=lambda entry: entry.fiscal_year)
    return facts(
        kind, assessed=result.criteria, later=later, total=result.official_total, means=result.result.means
    )


def facts(
    kind: str,
    *,
    assessed: Criteria,
    later: Sequence[Criteria],
    total: Decimal | None,
    means: Mapping[str, Decimal],
) -> CriteriaFacts:
    """Return indicator names, item counts, the level by rule and the OIT item that the kind of document answers.

    ``assessed`` is the year of the result, ``later`` those of the plan and after it that are known, in their order.
    """
    planned = [entry for entry in later if entry.fiscal_year == assessed.fiscal_year + 1]
    by_rule = None if total is None else level(total, means, assessed)
    return CriteriaFacts(
        indicators=tuple(
            IndicatorNames(code=entry.code, names=(entry.name, *entry.aliases))
            for entry in assessed.indicators
        ),
        items=tuple(
            ItemCounts(
                fiscal_year=entry.fiscal_year,
                counts={each.letter: entry.item_list(each.code).count for each in entry.instruments},
            )
            for entry in (assessed, *planned)
        ),
        level=by_rule.name if by_rule else "",
        weights_confidence=assessed.weights.confidence.value,
        document_item=_document_item(kind, assessed.fiscal_year, later),
    )


def _document_item(kind: str, assessed_year: int, years: Sequence[Criteria]) -> DocumentItem | None:
    """Return the first year's item that asks for this kind of document on the plan; None where none is known."""
    if kind in KINDS_OF_OIT:
        return None
    is_analysis = kind in KINDS_OF_A_PLAN
    subject = assessed_year if is_analysis else assessed_year + 1
    for criteria in years:
        documents = criteria.documents
        speaks_of = documents.analysis_of if is_analysis else documents.result_of
        code = criteria.document_item("analysis" if is_analysis else "result")
        if code and speaks_of == subject:
            return DocumentItem(
                code=code,
                fiscal_year=criteria.fiscal_year,
                confidence=documents.confidence.value,
            )
    return None
