"""Making up for what an outage left undone: time stamps and e-mails."""

from django.db import transaction

from agencies.auditlog.writing import record
from approvals.actions.notices import deliver
from approvals.actions.transitions import Overtaken, move_on
from approvals.enums import MailState, State
from approvals.files import content_of, store
from approvals.models import Decision, Edition, Notice
from approvals.signing import installation
from approvals.signing.failures import SigningFailed
from approvals.signing.sign import add_timestamp
from approvals.signing.timestamps import TimeStampUnavailable

_AT_ONCE = 200  # e-mails over one connection


def send_waiting_mail() -> int:
    """Mail notices that could not be sent when they arose; return how many went out."""
    waiting = Notice.objects.filter(mail__in=[MailState.WAITING, MailState.FAILED]).order_by("pk")
    return deliver(waiting.values_list("pk", flat=True)[:_AT_ONCE])


def add_missing_timestamps() -> tuple[int, str]:
    """Add a time stamp to decided editions that went without; return how many got one, and why the rest did not.

    It proves that the whole file, with its signatures, was there at the time; the signatures' own level stays.
    An edition still under way is left alone: its next signature brings a time stamp that covers the earlier ones, and
    the file an approver has before them must not change.
    """
    service = installation.timestamp()
    if service is None:
        return 0, ""
    without = Decision.objects.exclude(timestamp_error="").values("edition_id")
    done, problem = 0, ""
    for edition in Edition.objects.filter(pk__in=without).exclude(state=State.SUBMITTED).order_by("pk"):
        try:
            _stamp(edition, service)
            done += 1
        except Overtaken:
            continue  # it moved on meanwhile; if the time stamp is still missing, the next round adds it
        except TimeStampUnavailable as error:
            return done, str(error)  # the service is out: the others would wait for nothing
        except SigningFailed as error:
            problem = f"edition {edition.pk}: {error}"
    return done, problem


def _stamp(edition: Edition, service) -> None:
    last = edition.files.get(number=edition.file_number)
    pdf = add_timestamp(content_of(last), service)
    with transaction.atomic():
        move_on(edition, file_number=last.number + 1)
        stored = store(edition, edition.file_number, pdf, last.pages)
        edition.decisions.exclude(timestamp_error="").update(timestamp_error="")
        after = {"sha256": stored.sha256}
        record("edition.timestamp", edition, by=None, agency=edition.document.agency, after=after)
