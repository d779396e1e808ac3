"""Telling the audit log of every agency that a person belongs to, and the person by mail."""

import logging
from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction

from agencies.auditlog.writing import NewEvent, record_many
from agencies.models import Agency, User

logger = logging.getLogger(__name__)


def record_everywhere(
    action: str, user: User, *, by: User | None, after: Mapping[str, Any] | None = None
) -> None:
    """Tell every agency of the person, and the site's chain where there is none."""
    agencies: list[Agency | None] = [
        *Agency.objects.filter(memberships__user=user).distinct().order_by("pk"),
    ] or [None]
    record_many(action, [NewEvent(user, agency, after=after) for agency in agencies], by=by)


def mail_to(user: User, subject: str, text: str) -> None:
    """Send a mail to the person once the transaction is committed; a server that is away stops nothing."""
    if not user.email:
        return
    body = f"เรียน {user.get_full_name()}\n\n{text}\n"
    message = EmailMessage(f"[ITA] {subject}", body, to=[user.email])

    def send():
        try:
            message.send()
        except OSError as error:  # every failure of smtplib and of the network is one
            logger.warning("E-mail could not be sent: %s", error)

    transaction.on_commit(send)
