"""Telling of what happens to an account: the audit log of each of the person's agencies, the person, the auditors."""

import logging
from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction

from accounts.notice_list import add_notice
from agencies.auditlog.writing import NewEvent, record_many
from agencies.models import Agency, Membership, User
from agencies.roles import Capability, roles_with
from itaportal.language import in_thai, marked

logger = logging.getLogger(__name__)
NOT_DONE = marked("หากท่านไม่ได้ทำ กรุณาเปลี่ยนรหัสผ่านและแจ้งผู้ดูแลระบบทันที")
NOT_ASKED_FOR = marked("หากท่านไม่ได้ขอ กรุณาแจ้งหน่วยงานของท่านทันที")


def record_everywhere(
    action: str, user: User, *, by: User | None, after: Mapping[str, Any] | None = None
) -> None:
    """Tell every agency of the person, and the site's chain where there is none."""
    agencies: list[Agency | None] = [
        *Agency.objects.filter(memberships__user=user).distinct().order_by("pk"),
    ] or [None]
    record_many(action, [NewEvent(user, agency, after=after) for agency in agencies], by=by)


def name_of(user: User) -> str:
    """Return the person's name and account in one line, in Thai."""
    return marked(f"{user.get_full_name()} (บัญชี {user.username})")


def tell(user: User, *lines: str, subject: str) -> None:
    """Tell the person of their account, in the portal and, under the subject, by mail; lines may be empty."""
    add_notice([user.pk], "\n".join(lines))
    mail_to(user, subject=subject, body="\n\n".join(filter(None, lines)))


def tell_auditors(user: User, *lines: str, by: User | None, agency: Agency | None = None) -> None:
    """Tell who audits an agency of the person what somebody else did to the account; ``by`` is None for a command.

    ``agency``: it concerns that one alone.
    """
    agencies = [agency.pk] if agency else user.memberships.values("agency")
    auditors = Membership.objects.current().filter(role__in=roles_with(Capability.AUDIT), agency__in=agencies)
    add_notice(
        set(auditors.values_list("user_id", flat=True)) - {user.pk, by.pk if by else None}, "\n".join(lines)
    )


@in_thai()
def mail_to(user: User, *, subject: str, body: str, address: str = "") -> None:
    """Send a mail to the person once the transaction is committed; a server that is away stops nothing.

    ``address`` is another than that of the account.
    """
    if not (address := address or user.email):
        return
    message = EmailMessage(
        subject=f"[ITA] {subject}", body=f"เรียน {user.get_full_name()}\n\n{body}\n", to=[address]
    )

    def send():
        try:
            message.send()
        except OSError as error:  # every failure of smtplib and of the network is one
            logger.warning("E-mail could not be sent: %s", error)

    transaction.on_commit(send)
