"""What the page of an edition tells besides the document: opinions, history, and what is different this time."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from agencies.models import AuditEvent
from approvals.changes import Change, changes
from approvals.enums import Move, State, Trust
from approvals.models import APPROVED_STATES, Decision, Edition, Signatory
from approvals.words import format_moment
from itaportal.language import gettext, gettext_lazy
from reports.snapshot.reading import read_snapshot

# What only the log keeps in full: an edition is published and unpublished any number of times.
_ENDINGS = {
    "edition.withdraw": State.WITHDRAWN.label,
    "edition.cancel": State.CANCELLED.label,
    "edition.publish": gettext_lazy("เผยแพร่ต่อสาธารณะ"),
    "edition.unpublish": gettext_lazy("เลิกเผยแพร่"),
}
_PARTS = (
    Prefetch("signatories", Signatory.objects.select_related("decision")),
    "files",
    "questions",
    "signed_copies__by",
    "successions__signatory",
)


def prefetch_parts(edition: Edition) -> Edition:
    """Return the edition with everything its page shows, in a number of queries that does not grow."""
    prefetch_related_objects([edition], *_PARTS)
    return edition


def decision_of(signatory: Signatory) -> Decision | None:
    """Return what the step decided, None while it has not."""
    return getattr(signatory, "decision", None)


def waiting_signatory(edition: Edition) -> Signatory | None:
    """Return the step whose turn it is, None when nobody's is."""
    if edition.state != State.SUBMITTED:
        return None
    return next((step for step in edition.signatories.all() if step.position == edition.current), None)


def opinions(edition: Edition) -> list[dict[str, Any]]:
    """Return the steps as `_components/opinion.html` shows them, in the order of the chain."""
    return [_opinion(step, edition) for step in edition.signatories.all()]


def _opinion(step: Signatory, edition: Edition) -> dict[str, Any]:
    heading = step.heading or step.position_title
    decision = decision_of(step)
    if decision is None:
        waiting = edition.state == State.SUBMITTED
        return {"step": heading, "name": step.name, "position": step.position_title, "waiting": waiting}
    returned = decision.move == Move.RETURN
    return {
        "step": heading,
        "text": decision.opinion,
        "kind": "returned" if returned else "approved",
        "label": decision.get_move_display(),
        "name": decision.name,
        "position": decision.title[0],
        "acting_for": decision.title[1],
        "when": format_moment(decision.at),
        "signature": gettext("ลงนามด้วย{means} ({certificate}) {level}").format(
            means=decision.get_means_display(),
            certificate=decision.certificate,
            level=decision.get_level_display(),
        ),
        "trust": decision.trust_line,
        "doubtful": decision.trust == Trust.UNPROVEN,
        "how": decision.proof_lines,
        "problem": decision.timestamp_error,
    }


def history(edition: Edition) -> list[dict[str, str]]:
    """Return what happened and what is to come as `_components/timeline.html` shows it, oldest first."""
    told = [_event(edition.submitted_at, gettext("เสนอเพื่อพิจารณา"), edition.submitted_name, edition.message)]
    for step in edition.signatories.all():
        if decision := decision_of(step):
            kind = "returned" if decision.move == Move.RETURN else "done"
            words = (decision.get_move_display(), decision.signed_as, decision.opinion)
            told.append(_event(decision.at, *words, kind))
    for question in edition.questions.all():
        told.append(_event(question.at, gettext("สอบถาม"), question.name, question.text))
        if question.answered_at:
            told.append(
                _event(question.answered_at, gettext("ตอบข้อสอบถาม"), question.answered_name, question.answer)
            )
    for succession in edition.successions.all():
        told.append(_event(succession.at, gettext("มีผู้รับช่วง"), succession.by_name, succession.words))
    for copy in edition.signed_copies.all():
        told.append(_event(copy.at, gettext("แนบฉบับที่ลงนามด้วยมือ"), copy.by.get_full_name(), copy.note))
    told += _ending_events(edition)
    happened = [event for _, event in sorted(told, key=lambda pair: pair[0])]
    return happened + _to_come(edition)


def _event(at: datetime, title: str, actor: str = "", text: str = "", kind: str = "done"):
    return at, {"when": format_moment(at), "title": title, "actor": actor, "text": text, "kind": kind}


def _ending_events(edition: Edition) -> Iterator[tuple[datetime, dict[str, str]]]:
    """Yield what ended, published or unpublished the edition, and who did it, as often as it happened.

    One query; none of an edition that is under way or came back, to which nothing of this has happened.
    """
    if edition.state in (State.SUBMITTED, State.RETURNED):
        return
    events = AuditEvent.objects.filter(
        agency_id=edition.document.agency_id,
        object_type=Edition._meta.label_lower,
        object_id=edition.pk,
        action__in=_ENDINGS,
    )
    for event in events:
        text = edition.closing_reason if event.action == "edition.cancel" else ""
        kind = "returned" if event.action in ("edition.withdraw", "edition.cancel") else "done"
        yield _event(event.at, _ENDINGS[event.action], event.actor_name, text, kind)


def _to_come(edition: Edition) -> list[dict[str, str]]:
    if edition.state != State.SUBMITTED:
        return []
    return [
        {
            "title": step.heading or step.position_title,
            "actor": f"{step.name} {step.position_title}",
            "kind": "current" if step.position == edition.current else "todo",
        }
        for step in edition.signatories.all()
        if step.position >= edition.current
    ]


def differences(edition: Edition, others: list[Edition]) -> list[dict[str, Any]]:
    """Return what differs from the edition before and from last year's approved document, where there are such.

    ``others`` are those of the document, the newest first, their snapshots not read yet.
    """
    found = []
    before = next((each for each in others if each.number < edition.number), None)
    if before:
        found.append(
            _difference(gettext("ต่างจากฉบับที่ {number} อย่างไร").format(number=before.number), before, edition)
        )
    if last_year := _edition_of_last_year(edition):
        year = last_year.document.plan.fiscal_year
        found.append(
            _difference(gettext("ต่างจากฉบับที่อนุมัติของปี {year} อย่างไร").format(year=year), last_year, edition)
        )
    return found


def _edition_of_last_year(edition: Edition) -> Edition | None:
    document = edition.document
    return (
        Edition.objects.filter(
            document__agency=document.agency_id,
            document__kind=document.kind,
            document__plan__fiscal_year=document.plan.fiscal_year - 1,
            state__in=APPROVED_STATES,
        )
        .select_related("document__plan")
        .order_by("-document__round__as_at", "-number")
        .first()
    )


def _difference(title: str, old: Edition, new: Edition) -> dict[str, Any]:
    found: tuple[Change, ...] = changes(read_snapshot(old.snapshot), read_snapshot(new.snapshot))
    return {"title": title, "changes": found, "edition": old}
