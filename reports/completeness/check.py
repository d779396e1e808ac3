"""Which rule applies to which kind of document, and how much it weighs there."""

from reports.completeness import letter, names, numbers, oit, plan, progress, result
from reports.completeness.parts import Issue, Rule, Snapshot
from reports.completeness.spelling import Known, spelling
from reports.enums import KINDS_OF_A_PLAN, KINDS_OF_A_ROUND, KINDS_OF_OIT, MEMOS, Kind, Severity

_MUST, _SHOULD, _HINT = Severity
_OF_THE_CYCLE = (*KINDS_OF_A_PLAN, *KINDS_OF_A_ROUND)
_TELLING_RESULTS = (Kind.OUTCOME_REPORT, Kind.TOPIC_REPORT)


def check(snapshot: Snapshot, known: Known | None = None) -> list[Issue]:
    """Return everything that the rules of the document's kind find in its snapshot, the heaviest first.

    ``known`` is what the agency says of its own words; without it spelling knows what the snapshot tells.
    """
    issues = [
        Issue(rule.name, rule.severity, message, target)
        for rule in RULES[Kind(snapshot.kind)]
        for message, target in (spelling(snapshot, known) if rule.check is spelling else rule.check(snapshot))
    ]
    return sorted(issues, key=lambda issue: list(Severity).index(issue.severity))


# For which kinds, how heavy, what; in the order in which findings of one weight are told.
_TABLE = (
    (
        _OF_THE_CYCLE, _MUST,
        (
            result.total_against_indicators, result.level_against_rules, plan.no_measures,
            plan.measure_without_responsible, plan.measure_without_steps, plan.measure_items,
            letter.other_document_item, names.agency_name, names.item_numbers, names.indicator_names,
            numbers.total_in_texts, numbers.scores_in_texts, numbers.years_in_texts,
        ),
    ),
    (
        _OF_THE_CYCLE, _SHOULD,
        (
            result.level_missing, plan.period_outside_plan_year, plan.decided_outside_cycle,
            plan.page_break_row,
        ),
    ),
    (_OF_THE_CYCLE, _HINT, (letter.document_item_unknown, spelling)),
    (
        KINDS_OF_A_PLAN, _MUST,
        (
            result.total_missing, result.scores_missing, result.finding_missing,
            result.weak_point_without_measure, plan.measure_without_period,
        ),
    ),
    (KINDS_OF_A_PLAN, _SHOULD, (result.class_without_reason,)),
    (KINDS_OF_A_PLAN, _HINT, (result.text_against_class,)),
    (KINDS_OF_A_ROUND, _MUST, (progress.progress_missing, progress.round_before_plan)),
    (KINDS_OF_A_ROUND, _SHOULD, (result.weak_point_without_measure, progress.done_without_evidence)),
    (_TELLING_RESULTS, _MUST, (plan.measure_without_period, progress.result_missing)),
    (_TELLING_RESULTS, _SHOULD, (result.total_missing, progress.outcome_missing)),
    (_TELLING_RESULTS, _HINT, (progress.not_started_without_reason, progress.later_result_missing)),
    ((Kind.IMPROVEMENT_MATRIX,), _MUST, (plan.measure_without_indicator,)),
    ((Kind.PROGRESS_MEMO,), _MUST, (result.total_missing,)),
    ((Kind.ANALYSIS_REPORT, Kind.PROGRESS_MEMO), _MUST, (plan.measure_without_follow_up,)),
    (
        MEMOS, _MUST,
        (letter.addressee_missing, letter.addressee_title, letter.signatories_missing),
    ),
    ((Kind.PROGRESS_MEMO,), _SHOULD, (plan.measure_without_period, letter.letter_before_round)),
    (MEMOS, _SHOULD, (letter.letter_undated,)),
    (
        (Kind.TOPIC_REPORT,), _SHOULD,
        (plan.measure_without_topic, plan.measure_without_weak_point, plan.measure_without_limitation),
    ),
    ((Kind.ANALYSIS_REPORT, Kind.TOPIC_REPORT, *MEMOS), _SHOULD, (letter.emblem_missing,)),
    (MEMOS, _HINT, (letter.letter_number_open,)),
    (KINDS_OF_OIT, _MUST, (names.agency_name,)),
    ((Kind.OIT_MEMO,), _MUST, (oit.items_unknown,)),
    ((Kind.OIT_MEMO,), _SHOULD, (oit.item_without_department,)),
    (
        (Kind.OIT_CONTEST,), _MUST,
        (oit.nothing_contested, oit.contested_without_score, oit.contested_without_reason),
    ),
    ((Kind.OIT_CONTEST,), _SHOULD, (oit.contested_without_evidence, oit.contested_with_full_score)),
    (KINDS_OF_OIT, _HINT, (spelling,)),
    ((Kind.TOPIC_REPORT,), _HINT, (plan.topic_without_measure,)),
)  # fmt: skip

RULES: dict[Kind, tuple[Rule, ...]] = {
    kind: tuple(
        Rule(check.__name__, severity, check)
        for kinds, severity, checks in _TABLE
        if kind in kinds
        for check in checks
    )
    for kind in Kind
}
