"""What people do on the way from draft to publication."""

from approvals.actions.copies import attach_copy
from approvals.actions.decisions import OpinionTooLong, decide
from approvals.actions.issuing import Signing
from approvals.actions.moves import cancel, publish, revise, unpublish, withdraw
from approvals.actions.notices import choose_mail, deliver, mark_read
from approvals.actions.numbers import NumberTaken
from approvals.actions.openings import note_opened
from approvals.actions.questions import answer, ask
from approvals.actions.rules import remove_substitute, save_rules, save_substitute
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
    "Signing",
    "answer",
    "ask",
    "attach_copy",
    "cancel",
    "choose_mail",
    "decide",
    "deliver",
    "mark_read",
    "note_opened",
    "publish",
    "remove_substitute",
    "revise",
    "save_rules",
    "save_substitute",
    "submit",
    "unpublish",
    "withdraw",
]
