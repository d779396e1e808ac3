"""Asking before deciding, and answering."""

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from approvals.actions.notices import tell_answered, tell_asked
from approvals.actions.transitions import record_move
from approvals.enums import Move
from approvals.models import Edition, Question
from approvals.queries.editions import acting, require_allowed
from approvals.rules.moves import NotAllowed
from itaportal.language import gettext


@transaction.atomic
def ask(*, edition: Edition, text: str, by: User) -> Question:
    """Ask those who submitted the edition; its step stays open. Raises NotAllowed."""
    require_allowed(edition, Move.ASK, by)
    if not text.strip():
        raise NotAllowed(gettext("กรุณาพิมพ์ข้อสอบถาม"))
    person = acting(edition, by)
    assert person is not None  # the move is open to who may decide alone
    question = Question.objects.create(edition=edition, by=by, name=person.name, text=text, at=timezone.now())
    record_move(edition, Move.ASK, by, question=text)
    tell_asked(edition, question, by)
    return question


@transaction.atomic
def answer(*, question: Question, text: str, by: User) -> Question:
    """Answer a question once. Raises NotAllowed, also when somebody has answered it meanwhile."""
    edition = question.edition
    require_allowed(edition, Move.ANSWER, by)
    if question.by_id == by.pk:
        raise NotAllowed(gettext("ท่านเป็นผู้สอบถามเอง ผู้ตอบคือผู้เสนอหรือผู้บันทึกข้อมูลท่านอื่น"))
    if not text.strip():
        raise NotAllowed(gettext("กรุณาพิมพ์คำตอบ"))
    answered = Question.objects.filter(pk=question.pk, answered_at__isnull=True).update(
        answer=text, answered_by=by, answered_name=by.get_full_name(), answered_at=timezone.now()
    )
    if not answered:
        raise NotAllowed(gettext("มีผู้ตอบข้อสอบถามนี้แล้ว"))
    question.refresh_from_db()
    record_move(edition, Move.ANSWER, by, question=question.text, answer=text)
    tell_answered(edition, question, by)
    return question
