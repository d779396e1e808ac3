"""What people do to plans and progress; each function is one transaction and writes the audit log."""

from measures.actions.bulk import BulkChange, Chosen, StaleMeasures, change_measures
from measures.actions.catalogue import (
    NotApproved,
    NotOffered,
    accept_offer,
    decline_offer,
    keep_measure,
    load_catalogue,
    offer_entry,
    remove_entry,
    withdraw_offer,
)
from measures.actions.copying import NoResultYet, adopt, carry_over, copy_measures, entry_from
from measures.actions.evidence import (
    EVIDENCE_FIELDS,
    TooMuchEvidence,
    add_evidence,
    add_link,
    delete_evidence,
    move_evidence,
    remove_unused,
    save_evidence,
)
from measures.actions.measures import (
    KEPT_REMOVED,
    MAX_STEPS,
    MEASURE_FIELDS,
    MeasureEntry,
    StepEntry,
    add_measure,
    add_measure_once,
    delete_measure,
    delete_measures,
    entry_of,
    move_measure,
    order_measures,
    purge_removed,
    restore_measures,
    save_measure,
)
from measures.actions.plans import PLAN_FIELDS, save_plan, start_plan
from measures.actions.progress import (
    PROGRESS_FIELDS,
    DuplicateRound,
    RoundInUse,
    StaleStatuses,
    StatusEntry,
    delete_round,
    save_progress,
    save_statuses,
    start_round,
)
