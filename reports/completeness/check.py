"""Which rule applies to which kind of document, and how much it weighs there."""

from collections.abc import Callable

from reports.completeness import letter, names, numbers, plan, progress, result
from reports.completeness.parts import Found, Issue, Rule, Snapshot
from reports.enums import Kind, Severity


def check(snapshot: Snapshot) -> list[Issue]:
    """Return everything that the rules of the document's kind find in its snapshot, the heaviest first."""
    found = [
        Issue(rule.name, rule.severity, message, target)
        for rule in RULES[Kind(snapshot.kind)]
        for message, target in rule.check(snapshot)
    ]
    return sorted(found, key=lambda issue: list(Severity).index(issue.severity))


def _rules(severity: Severity, *checks: Callable[[Snapshot], Found]) -> tuple[Rule, ...]:
    return tuple(Rule(entry.__name__, severity, entry) for entry in checks)


_EVERY_KIND = (
    *_rules(
        Severity.MUST,
        result.total_against_indicators,
        result.level_against_rules,
        plan.no_measures,
        plan.measure_without_responsible,
        plan.measure_without_steps,
        plan.measure_items,
        letter.other_document_item,
        names.agency_name,
        names.item_numbers,
        names.indicator_names,
        numbers.total_in_texts,
        numbers.scores_in_texts,
        numbers.years_in_texts,
    ),
    *_rules(
        Severity.SHOULD,
        result.level_missing,
        plan.period_outside_plan_year,
        plan.decided_outside_cycle,
        plan.page_break_row,
        names.spelling,
    ),
    *_rules(Severity.HINT, letter.document_item_unknown),
)
_ANALYSIS = (
    *_rules(
        Severity.MUST,
        result.total_missing,
        result.scores_missing,
        result.finding_missing,
        result.weak_point_without_measure,
        plan.measure_without_period,
    ),
    *_rules(Severity.SHOULD, result.class_without_reason),
)
_ROUND = (
    *_rules(Severity.MUST, progress.progress_missing, progress.round_before_plan),
    *_rules(Severity.SHOULD, result.weak_point_without_measure, progress.done_without_evidence),
)
_RESULTS = (
    *_rules(Severity.MUST, plan.measure_without_period, progress.result_missing),
    *_rules(Severity.SHOULD, result.total_missing, progress.outcome_missing),
    *_rules(Severity.HINT, progress.not_started_without_reason, progress.later_result_missing),
)

RULES: dict[Kind, tuple[Rule, ...]] = {
    Kind.ANALYSIS_REPORT: (
        *_EVERY_KIND,
        *_ANALYSIS,
        *_rules(Severity.MUST, plan.measure_without_follow_up),
        *_rules(Severity.SHOULD, letter.emblem_missing),
    ),
    Kind.IMPROVEMENT_MATRIX: (
        *_EVERY_KIND,
        *_ANALYSIS,
        *_rules(Severity.MUST, plan.measure_without_indicator),
    ),
    Kind.PROGRESS_MEMO: (
        *_EVERY_KIND,
        *_ROUND,
        *_rules(
            Severity.MUST,
            result.total_missing,
            plan.measure_without_follow_up,
            letter.addressee_missing,
            letter.addressee_title,
            letter.signatories_missing,
        ),
        *_rules(
            Severity.SHOULD,
            plan.measure_without_period,
            letter.letter_undated,
            letter.letter_before_round,
            letter.emblem_missing,
        ),
        *_rules(Severity.HINT, letter.letter_number_open),
    ),
    Kind.OUTCOME_REPORT: (*_EVERY_KIND, *_ROUND, *_RESULTS),
    Kind.TOPIC_REPORT: (
        *_EVERY_KIND,
        *_ROUND,
        *_RESULTS,
        *_rules(
            Severity.SHOULD,
            plan.measure_without_topic,
            plan.measure_without_weak_point,
            plan.measure_without_limitation,
            letter.emblem_missing,
        ),
        *_rules(Severity.HINT, plan.topic_without_measure),
    ),
}
