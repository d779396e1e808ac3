"""What people do to plans and progress; each function is one transaction and writes the audit log."""

from measures.actions.catalogue import load_catalogue
from measures.actions.evidence import (
    TooMuchEvidence,
    add_evidence,
    add_link,
    delete_evidence,
    move_evidence,
    save_evidence,
)
from measures.actions.measures import (
    MeasureEntry,
    StepEntry,
    add_measure,
    add_measure_once,
    adopt,
    copy_measures,
    delete_measure,
    entry_of,
    move_measure,
    order_measures,
    save_measure,
)
from measures.actions.plans import save_plan, start_plan
from measures.actions.progress import (
    DuplicateRound,
    RoundInUse,
    StaleStatuses,
    StatusEntry,
    delete_round,
    save_progress,
    save_statuses,
    start_round,
)

__all__ = [
    "DuplicateRound",
    "MeasureEntry",
    "RoundInUse",
    "StaleStatuses",
    "StatusEntry",
    "StepEntry",
    "TooMuchEvidence",
    "add_evidence",
    "add_link",
    "add_measure",
    "add_measure_once",
    "adopt",
    "copy_measures",
    "delete_evidence",
    "delete_measure",
    "delete_round",
    "entry_of",
    "load_catalogue",
    "move_evidence",
    "move_measure",
    "order_measures",
    "save_evidence",
    "save_measure",
    "save_plan",
    "save_progress",
    "save_statuses",
    "start_plan",
    "start_round",
]
