"""Telling those concerned, in the portal and by e-mail."""

import logging
from collections.abc import Collection, Iterable

from django.core.mail import get_connection
from django.core.mail.message import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.notice_list import quoted, reason_line
from agencies.models import Agency, User
from agencies.navigation import permanent_url
from approvals.enums import MAILED_BY_CHOICE, MailState, Move, NoticeKind, State
from approvals.models import Decision, Edition, MailChoice, Notice, Proposal, Question
from approvals.queries.editions import approvers_of, works_in
from itaportal.language import in_thai, marked
from itaportal.thai.spelling import shorten

_NOT_YOU = marked(
    "หากท่านไม่ได้ลงนามเอง ให้เปลี่ยนรหัสผ่านที่ “บัญชีของท่าน” ทันที ออกจากระบบในทุกเครื่อง แล้วแจ้งผู้ดูแลข้อมูลหน่วยงานเพื่อยกเลิกเอกสาร"
)
_LONGEST = 500
logger = logging.getLogger(__name__)


@in_thai()
def tell_waiting(edition: Edition, *, but: User) -> None:
    """Tell those who may decide the current step."""
    name = edition_name(edition)
    _tell(edition, NoticeKind.WAITING, approvers_of(edition), marked(f"{name} รอท่านพิจารณา"), but)


@in_thai()
def tell_decided(edition: Edition, decision: Decision, by: User) -> None:
    """Tell whom the decision concerns: the next in the chain, the author, and all who signed before."""
    concerned = _author_and_signers(edition)
    signer, name = decision.signed_as, edition_name(edition)
    if decision.move == Move.RETURN:
        text = marked(f"{signer} ส่งกลับให้แก้ไข: {name}")
        text = f"{text}\n{reason_line(decision.opinion)}"
        _tell(edition, NoticeKind.RETURNED, concerned, text, by)
    elif edition.state == State.APPROVED:
        text = marked(f"{name} อนุมัติครบทุกลำดับแล้ว")
        _tell(edition, NoticeKind.APPROVED, concerned, text, by)
    else:
        text = marked(f"{signer} เห็นชอบแล้ว: {name}")
        _tell(edition, NoticeKind.DECIDED, {edition.author_id}, text, by)
        tell_waiting(edition, but=by)


@in_thai()
def tell_signed(edition: Edition, decision: Decision) -> None:
    """Send a receipt to the person whose name was used, and tell for whom they acted."""
    move, name = decision.get_move_display(), edition_name(edition)
    own = marked(f"ลงนามในชื่อของท่านแล้ว ({move}): {name}")
    _tell(edition, NoticeKind.SIGNED, {decision.by_id}, f"{own}\n{decision.how_signed}\n{_NOT_YOU}")
    principal = decision.signatory.user_id
    if principal != decision.by_id:
        text = marked(f"{decision.signed_as} ลงนามแทนท่านแล้ว ({move}): {name}")
        _tell(edition, NoticeKind.SIGNED, {principal}, f"{text}\n{decision.how_signed}")


@in_thai()
def tell_closed(edition: Edition, move: Move, by: User) -> None:
    """Tell those who signed, the author, and those whose turn it was."""
    turn = approvers_of(edition) if edition.current <= edition.signatories.count() else []
    name = edition_name(edition)
    text = marked(f"{name} ถูกยกเลิก") if move == Move.CANCEL else marked(f"{name} ถูกผู้เสนอถอนคืน")
    people = {*_author_and_signers(edition), *turn}
    _tell(edition, NoticeKind.RETURNED, people, f"{text}\n{reason_line(edition.closing_reason)}", by)


@in_thai()
def tell_asked(edition: Edition, question: Question, by: User) -> None:
    """Tell the author of a question."""
    name, asked = edition_name(edition), quoted(question.text)
    text = marked(f"{question.name} สอบถามเรื่อง{name}: “{asked}”")
    _tell(edition, NoticeKind.ASKED, {edition.author_id}, text, by)


@in_thai()
def tell_answered(edition: Edition, question: Question, by: User) -> None:
    """Tell who asked of the answer."""
    name, answer = edition_name(edition), quoted(question.answer)
    text = marked(f"{question.answered_name} ตอบข้อสอบถามเรื่อง{name}: “{answer}”")
    _tell(edition, NoticeKind.ASKED, {question.by_id}, text, by)


@in_thai()
def tell_taken_over(edition: Edition, former: str, *, but: User) -> None:
    """Tell who answers for an edition now that its author has left, and of questions that wait for them."""
    asked = edition.questions.filter(answered_at__isnull=True).exists()
    name = edition_name(edition)
    text = marked(f"ท่านรับช่วง{name} จาก {former}")
    if asked:
        text += "\n" + marked("มีข้อสอบถามรอท่านตอบ")
    _tell(edition, NoticeKind.ASKED if asked else NoticeKind.DECIDED, {edition.author_id}, text, but)


@in_thai()
def tell_published(edition: Edition, move: Move, by: User) -> None:
    """Tell the author and all who signed."""
    name = edition_name(edition)
    text = (
        marked(f"{name} เผยแพร่ต่อสาธารณะแล้ว")
        if move == Move.PUBLISH
        else marked(f"{name} ถูกนำออกจากหน้าสาธารณะแล้ว")
    )
    _tell(edition, NoticeKind.PUBLISHED, _author_and_signers(edition), text, by)


@in_thai()
def tell_of_account(people: Collection[int], text: str) -> None:
    """Tell people of an account, theirs or one of their agency; whether it is mailed is decided by who tells."""
    now, text = timezone.now(), _shortened(text)
    Notice.objects.bulk_create(
        Notice(user_id=person, kind=NoticeKind.ACCOUNT, text=text, at=now) for person in sorted(people)
    )


def mark_read(*, user: User, like: Notice | None = None) -> int:
    """Mark the person's notices as read, all or those of the same thing as one; return how many there were."""
    notices = Notice.objects.filter(user=user, read_at__isnull=True)
    if like is not None:
        notices = notices.filter(
            edition=like.edition_id, proposal=like.proposal_id, calendar=like.calendar_id
        )
    # Pages ask at every look, and SQLite lets one write at a time.
    return notices.update(read_at=timezone.now()) if notices.exists() else 0


@transaction.atomic
def choose_mail(*, user: User, wanted: Collection[str]) -> None:
    """Store which kinds of notice the person wants by e-mail; all are shown in the portal."""
    MailChoice.objects.filter(user=user).delete()
    MailChoice.objects.bulk_create(
        MailChoice(user=user, kind=kind) for kind, _ in MAILED_BY_CHOICE if kind not in wanted
    )


def deliver(pks: Iterable[int]) -> int:
    """Mail the notices that wait for it; return how many went out. A failure is kept for the next attempt."""
    waiting = Notice.objects.filter(pk__in=list(pks), mail__in=[MailState.WAITING, MailState.FAILED])
    # Who has left since is not written to: the page behind the link is closed to them. That they do not sign any more
    # is told to them all the same.
    for agency in ("edition__document__agency", "calendar"):
        gone = waiting.filter(**{f"{agency}__isnull": False}).exclude(works_in("user", agency))
        gone.update(mail=MailState.NOT_WANTED)
    notices = list(
        waiting.select_related("user", "edition__document__agency", "proposal__agency", "calendar")
    )
    if not notices:
        return 0
    sent = 0
    try:
        with get_connection() as connection:
            for notice in notices:
                sent += bool(_message(notice, connection).send())
                Notice.objects.filter(pk=notice.pk).update(mail=MailState.SENT)
    except OSError as error:  # every failure of smtplib and of the network is one
        logger.warning("E-mail could not be sent: %s", error)
        left = [notice.pk for notice in notices[sent:]]
        Notice.objects.filter(pk__in=left, mail=MailState.WAITING).update(mail=MailState.FAILED)
    return sent


@in_thai()
def _message(notice: Notice, connection) -> EmailMessage:
    choices = permanent_url(reverse("mail_choices"))
    about = notice.agency.short_name if notice.agency else notice.user.get_username()
    return EmailMessage(
        subject=f"[ITA] {notice.get_kind_display()} – {about}",
        body=(
            f"เรียน {notice.user.get_full_name()}\n\n{notice.text}\n\nเปิดดูที่ {permanent_url(notice.page)}\n\n"
            f"เลือกเรื่องที่ต้องการรับทางอีเมลได้ที่ {choices}\n"
        ),
        to=[notice.user.email],
        connection=connection,
    )


def tell_of_proposal(proposal: Proposal, people: Collection[int], text: str) -> None:
    """Tell everybody concerned of a proposed change of who signs, or what became of it; nobody can decline the mail."""
    _send(NoticeKind.SIGNERS, User.objects.filter(pk__in=people), text, proposal=proposal)


def tell_due(agency: Agency, people: Collection[int], text: str) -> None:
    """Tell people of an agency what of its calendar falls due."""
    _send(NoticeKind.DUE, User.objects.filter(pk__in=people), text, calendar=agency)


def _tell(
    edition: Edition, kind: NoticeKind, people: Collection[int], text: str, but: User | None = None
) -> None:
    others = set(people) - ({but.pk} if but else set())
    users = User.objects.filter(works_in("pk", edition.document.agency_id), pk__in=others)
    _send(kind, users, text, edition=edition)


@in_thai()
def _send(kind: NoticeKind, users: QuerySet[User], text: str, **about: Edition | Proposal | Agency) -> None:
    people = list(users)
    choices = MailChoice.objects.exclude(kind=NoticeKind.SIGNERS)
    unwanted = set(choices.filter(user__in=people, kind=kind).values_list("user_id", flat=True))
    now = timezone.now()
    notices = Notice.objects.bulk_create(
        Notice(
            user=user,
            kind=kind,
            text=_shortened(text),
            at=now,
            mail=MailState.WAITING if user.email and user.pk not in unwanted else MailState.NOT_WANTED,
            **about,
        )
        for user in people
    )
    to_mail = [notice.pk for notice in notices if notice.mail]
    if to_mail:
        transaction.on_commit(lambda: deliver(to_mail), robust=True)


def _shortened(text: str) -> str:
    """Return as many lines as there is room for: of one that were cut, no English would be found."""
    lines = [line for line in text.splitlines() if line.strip()]
    while len(lines) > 1 and len("\n".join(lines)) > _LONGEST:
        lines.pop()
    return shorten("\n".join(lines), _LONGEST - 1)


def _author_and_signers(edition: Edition) -> set[int]:
    return {edition.submitted_by_id, edition.author_id, *edition.decisions.values_list("by_id", flat=True)}


def edition_name(edition: Edition) -> str:
    """Return what an edition is called in what is told of it, made in Thai."""
    kind, year = edition.document.get_kind_display(), edition.document.plan.fiscal_year
    return marked(f"{kind} ปี {year} ฉบับที่ {edition.number}")
