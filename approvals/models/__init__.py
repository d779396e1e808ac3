"""Editions on their way: chain, decisions, stored files, register of numbers, questions, notices."""

from approvals.models.decisions import Decision, Opening, Question, SignedCopy, signed_copy_path
from approvals.models.editions import (
    APPROVED_STATES,
    LIVE_STATES,
    Edition,
    Signatory,
    SignatureCheck,
    StoredFile,
    stored_file_path,
)
from approvals.models.keys import PersonalKey
from approvals.models.notices import MailChoice, Notice
from approvals.models.office import ApprovalRules, RegisterEntry, Substitute
from approvals.models.proposals import Proposal
from approvals.models.successions import Succession
