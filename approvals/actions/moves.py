"""Moves without a signature: withdraw, cancel, publish, unpublish, revise."""

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from approvals.actions.notices import tell_closed, tell_published
from approvals.actions.transitions import move_on, record_move, unfreeze
from approvals.enums import Move
from approvals.models import Edition
from approvals.queries.editions import is_newest, require_allowed
from approvals.rules.moves import NotAllowed
from itaportal.language import gettext


@transaction.atomic
def withdraw(*, edition: Edition, by: User) -> Edition:
    """Take an edition back before anybody has decided. Raises NotAllowed and Overtaken."""
    rule = require_allowed(edition, Move.WITHDRAW, by)
    move_on(edition, state=rule.to, closed_at=timezone.now())
    unfreeze(edition.document)
    record_move(edition, Move.WITHDRAW, by, state=edition.state)
    tell_closed(edition, Move.WITHDRAW, by)
    return edition


@transaction.atomic
def cancel(*, edition: Edition, reason: str, by: User) -> Edition:
    """End an edition for good, with a reason; its number stays used. Raises NotAllowed and Overtaken."""
    rule = require_allowed(edition, Move.CANCEL, by)
    if not reason.strip():
        raise NotAllowed(gettext("กรุณาบอกเหตุผลที่ยกเลิกเอกสาร"))
    newest = is_newest(edition)
    move_on(edition, state=rule.to, closed_at=timezone.now(), closing_reason=reason)
    if newest:
        unfreeze(edition.document)
    record_move(edition, Move.CANCEL, by, state=edition.state, reason=reason)
    tell_closed(edition, Move.CANCEL, by)
    return edition


@transaction.atomic
def publish(*, edition: Edition, by: User) -> Edition:
    """Show an approved edition to the public. Raises NotAllowed and Overtaken."""
    rule = require_allowed(edition, Move.PUBLISH, by)
    move_on(edition, state=rule.to, published_at=timezone.now())
    record_move(edition, Move.PUBLISH, by, state=edition.state)
    tell_published(edition, Move.PUBLISH, by)
    return edition


@transaction.atomic
def unpublish(*, edition: Edition, by: User) -> Edition:
    """Take an edition off the public pages; it stays approved. Raises NotAllowed and Overtaken."""
    rule = require_allowed(edition, Move.UNPUBLISH, by)
    move_on(edition, state=rule.to, published_at=None)
    record_move(edition, Move.UNPUBLISH, by, state=edition.state)
    tell_published(edition, Move.UNPUBLISH, by)
    return edition


@transaction.atomic
def revise(*, edition: Edition, by: User) -> Edition:
    """Open the document for its next edition; this one stays as it is. Raises NotAllowed."""
    require_allowed(edition, Move.REVISE, by)
    if not is_newest(edition) or not unfreeze(edition.document):
        raise NotAllowed(gettext("มีร่างหรือฉบับใหม่ของเอกสารนี้อยู่แล้ว กรุณาทำต่อจากฉบับนั้น"))
    record_move(edition, Move.REVISE, by, state=edition.state)
    return edition
