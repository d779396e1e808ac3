"""Giving out the numbers of an agency's register."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from agencies.auditlog.writing import record
from agencies.models import Agency, User
from approvals.enums import State
from approvals.models import APPROVED_STATES, Edition, RegisterEntry
from approvals.rules.register import calendar_year, number_text, typed_number
from itaportal.editing.concurrency import StaleEdit
from reports.models import Document

# A number stays with these editions; after the others the document's next edition takes it again.
_USED_UP = (*APPROVED_STATES, State.CANCELLED)
_ATTEMPTS = 5


class NumberTaken(Exception):
    """The typed number stands in the register already, for another document or (``own``) an ended edition of this."""

    def __init__(self, text: str, *, own: bool = False):
        super().__init__(text)
        self.own = own


def reserve_number(*, document: Document, by: User) -> RegisterEntry:
    """Return the document's entry in the register, taken now unless an earlier edition left it one.

    It is a transaction of its own, so that a submission that fails later keeps its number for the next attempt
    and no number is given twice. Raises NumberTaken, and StaleEdit if somebody changed or submitted the document.
    """
    typed = typed_number(document.number, document.agency.document_prefix)
    for attempt in range(_ATTEMPTS):
        try:
            with transaction.atomic():
                _lock(document)
                return _open_entry(document, typed) or _take_entry(document, typed, by)
        except IntegrityError:
            # Somebody took the running number meanwhile: count again. A typed one stays taken.
            if typed or attempt == _ATTEMPTS - 1:
                raise NumberTaken(typed) from None
    raise AssertionError


def _lock(document: Document) -> None:
    """Let whoever submits the same document at the same moment wait, and find the number that was taken."""
    locked = Document.objects.select_for_update().filter(pk=document.pk)
    if locked.values_list("version", flat=True).get() != document.version:
        raise StaleEdit(Document.objects.select_related("updated_by").get(pk=document.pk))


def number_to_come(document: Document) -> str:
    """Return the number that the register would give the document now; only submitting takes it."""
    prefix, year = document.agency.document_prefix, calendar_year(timezone.localdate())
    if typed := typed_number(document.number, prefix):
        return typed
    entry = _open_entry(document, "")
    return entry.text if entry else number_text(prefix, _next(document.agency, year), year)


def _open_entry(document: Document, typed: str) -> RegisterEntry | None:
    """Return the newest entry of the document that no ended edition has used up: the typed one, or any."""
    used = Edition.objects.filter(document=document, state__in=_USED_UP).values("register_entry_id")
    entries = document.register_entries.exclude(pk__in=used).order_by("-pk")
    return (entries.filter(text=typed) if typed else entries).first()


def _take_entry(document: Document, typed: str, by: User) -> RegisterEntry:
    year = calendar_year(timezone.localdate())
    if typed and document.register_entries.filter(year=year, text=typed).exists():
        raise NumberTaken(typed, own=True)
    agency = document.agency
    number = None if typed else _next(agency, year)
    text = number_text(agency.document_prefix, number, year) if number else typed
    entry = RegisterEntry.objects.create(
        agency=agency, document=document, year=year, number=number, text=text
    )
    record("register.take", entry, by=by, agency=agency, after={"text": entry.text})
    return entry


def _next(agency: Agency, year: int) -> int:
    entries = RegisterEntry.objects.filter(agency=agency, year=year)
    number = (entries.aggregate(last=Max("number"))["last"] or 0) + 1
    while entries.filter(text=number_text(agency.document_prefix, number, year)).exists():
        number += 1  # typed in by hand before
    return number
