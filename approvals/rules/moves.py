"""The way of a document as one table, asked by buttons, actions and tests alike.

draft → submitted → (step by step) → approved → published. A move that is not in the table is refused.
"""

from collections.abc import Collection
from dataclasses import dataclass

from approvals.enums import Actor, Move, State
from itaportal.language import gettext, gettext_lazy


class NotAllowed(Exception):
    """The move is not open to this person in this state; the message says why, in Thai."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the table needs to know of an edition: its state and whether somebody has decided already."""

    state: State
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may make a move; ``to`` is the state afterwards, None where it stays or depends on the chain."""

    actors: frozenset[Actor]
    to: State | None = None
    only_undecided: bool = False


def _rule(*actors: Actor, to: State | None = None, only_undecided: bool = False) -> Rule:
    return Rule(frozenset(actors), to, only_undecided)


MOVES: dict[tuple[State, Move], Rule] = {
    (State.DRAFT, Move.SUBMIT): _rule(Actor.ENTRY, to=State.SUBMITTED),
    (State.SUBMITTED, Move.APPROVE): _rule(Actor.APPROVER),
    (State.SUBMITTED, Move.RETURN): _rule(Actor.APPROVER, to=State.RETURNED),
    (State.SUBMITTED, Move.ASK): _rule(Actor.APPROVER),
    (State.SUBMITTED, Move.ANSWER): _rule(Actor.ENTRY, Actor.AUTHOR),
    (State.SUBMITTED, Move.WITHDRAW): _rule(Actor.AUTHOR, to=State.WITHDRAWN, only_undecided=True),
    (State.SUBMITTED, Move.CANCEL): _rule(Actor.AUTHOR, Actor.MANAGER, to=State.CANCELLED),
    (State.APPROVED, Move.CANCEL): _rule(Actor.MANAGER, to=State.CANCELLED),
    (State.APPROVED, Move.PUBLISH): _rule(Actor.ENTRY, to=State.PUBLISHED),
    (State.APPROVED, Move.REVISE): _rule(Actor.ENTRY),
    (State.APPROVED, Move.ATTACH): _rule(Actor.ENTRY),
    (State.PUBLISHED, Move.UNPUBLISH): _rule(Actor.ENTRY, Actor.MANAGER, to=State.APPROVED),
    (State.PUBLISHED, Move.REVISE): _rule(Actor.ENTRY),
    (State.PUBLISHED, Move.ATTACH): _rule(Actor.ENTRY),
}

_LATE = {
    State.RETURNED: gettext_lazy("เอกสารฉบับนี้ถูกส่งกลับให้แก้ไขแล้ว"),
    State.WITHDRAWN: gettext_lazy("ผู้เสนอถอนเอกสารฉบับนี้คืนแล้ว"),
    State.CANCELLED: gettext_lazy("เอกสารฉบับนี้ถูกยกเลิกแล้ว"),
    State.APPROVED: gettext_lazy("เอกสารฉบับนี้อนุมัติครบทุกลำดับแล้ว"),
    State.PUBLISHED: gettext_lazy("เอกสารฉบับนี้เผยแพร่แล้ว"),
    State.SUBMITTED: gettext_lazy("เอกสารฉบับนี้เสนอแล้วและอยู่ระหว่างพิจารณา"),
    State.DRAFT: gettext_lazy("เอกสารนี้ยังเป็นร่าง ยังไม่ได้เสนอ"),
}


def open_moves(facts: Facts, actors: Collection[Actor]) -> list[Move]:
    """Return what a person who is all of ``actors`` to the edition may do now, in the order of the buttons."""
    return [move for move in Move if _refusal(facts, move, actors) is None]


def require(facts: Facts, move: Move, actors: Collection[Actor]) -> Rule:
    """Return the rule of an open move; raise NotAllowed with the reason for every other one."""
    reason = _refusal(facts, move, actors)
    if reason is not None:
        raise NotAllowed(reason)
    return MOVES[facts.state, move]


def _refusal(facts: Facts, move: Move, actors: Collection[Actor]) -> str | None:
    rule = MOVES.get((facts.state, move))
    if rule is None:
        return gettext("{late} จึง{label}ไม่ได้").format(late=_LATE[facts.state], label=move.label)
    if not rule.actors & set(actors):
        who = gettext(" หรือ").join(str(actor.label) for actor in Actor if actor in rule.actors)
        return gettext("ผู้ที่{label}ได้คือ{who}เท่านั้น").format(label=move.label, who=who)
    if rule.only_undecided and facts.decided:
        return gettext("มีผู้พิจารณาเอกสารฉบับนี้แล้ว จึง{label}ไม่ได้ หากไม่ต้องการใช้เอกสารนี้ต่อ ให้ยกเลิกเอกสารแทน").format(
            label=move.label
        )
    return None
