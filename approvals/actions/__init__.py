"""What people do on the way from draft to publication."""

from approvals.actions.confirming import (
    confirm,
    confirm_on_paper,
    refuse,
    why_not_confirm,
    why_not_on_paper,
    why_not_refuse,
)
from approvals.actions.copies import attach_copy
from approvals.actions.decisions import OpinionTooLong, decide
from approvals.actions.issuing import Signing
from approvals.actions.moves import cancel, publish, revise, unpublish, withdraw
from approvals.actions.notices import choose_mail, deliver, mark_read
from approvals.actions.numbers import NumberTaken
from approvals.actions.openings import note_opened
from approvals.actions.proposals import attach_scan, look_at_account, propose, withdraw_proposal
from approvals.actions.questions import answer, ask
from approvals.actions.rules import remove_substitute, save_rules, save_substitute
from approvals.actions.settling import Settled, headline, what_became
from approvals.actions.submission import ContentChanged, Incomplete, NoChain, PictureBroken, submit
from approvals.actions.transitions import Overtaken

__all__ = [
    "ContentChanged",
    "Incomplete",
    "NoChain",
    "NumberTaken",
    "OpinionTooLong",
    "Overtaken",
    "PictureBroken",
    "Settled",
    "Signing",
    "answer",
    "ask",
    "attach_copy",
    "attach_scan",
    "cancel",
    "choose_mail",
    "confirm",
    "confirm_on_paper",
    "decide",
    "deliver",
    "headline",
    "look_at_account",
    "mark_read",
    "note_opened",
    "propose",
    "publish",
    "refuse",
    "remove_substitute",
    "revise",
    "save_rules",
    "save_substitute",
    "submit",
    "unpublish",
    "what_became",
    "why_not_confirm",
    "why_not_on_paper",
    "why_not_refuse",
    "withdraw",
    "withdraw_proposal",
]
