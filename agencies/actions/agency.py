"""Changing an agency's own data, and a person's choices; each function is one transaction and writes the audit log."""

from collections.abc import Mapping, Sequence
from copy import copy
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from agencies.actions.rows import save_values
from agencies.auditlog.writing import record, values_of
from agencies.models import Agency, AgencyWord, ApprovalStep, Membership, User
from itaportal.editing.concurrency import claim
from itaportal.keeping.kept import keep

LETTERHEAD_FIELDS = (
    "name", "short_name", "district", "province", "document_prefix", "office", "unit", "phone", "email",
)  # fmt: skip
AGENCY_FIELDS = (*LETTERHEAD_FIELDS, "alignment", "low_below", "medium_below")
PREFERENCES = ("email", "language", "digits", "theme")


@transaction.atomic
def save_preferences(*, user: User, **values: str) -> None:
    """Save a person's own address and display choices."""
    record("user.save_preferences", user, by=user, agency=None, **save_values(user, values))


@transaction.atomic
def save_agency(*, agency: Agency, values: Mapping[str, Any], version: int, by: User) -> Agency:
    """Save letterhead data and thresholds; raises StaleEdit when somebody saved first."""
    claim(agency, version, by)
    saved = save_values(agency, {name: values[name] for name in AGENCY_FIELDS})
    record("agency.save", agency, by=by, agency=agency, **saved)
    return agency


@transaction.atomic
def save_emblem(*, agency: Agency, png: bytes | None, by: User) -> None:
    """Replace the agency's emblem by the (already re-encoded) picture; None removes it."""
    before = {"emblem": agency.emblem.name}
    agency.emblem = keep(f"emblems/{agency.pk}-sha256-{{sha256}}.png", png) if png else ""
    agency.save(update_fields=["emblem"])
    if before["emblem"] and before["emblem"] != agency.emblem.name:
        # Not before the new one is sure to stay.
        transaction.on_commit(partial(default_storage.delete, before["emblem"]))
    record(
        "agency.save_emblem",
        agency,
        by=by,
        agency=agency,
        before=before,
        after={"emblem": agency.emblem.name},
    )


@transaction.atomic
def add_word(*, agency: Agency, word: str, by: User) -> AgencyWord:
    """Return the word among the agency's own, added if it is not there yet."""
    added, created = AgencyWord.objects.get_or_create(agency=agency, word=word, defaults={"added_by": by})
    if created:
        record("word.add", added, by=by, agency=agency, after=values_of(added, "word"))
    return added


@transaction.atomic
def remove_word(*, word: AgencyWord, by: User) -> None:
    """Take a word out of the agency's own; removing it twice does nothing."""
    agency, gone, before = word.agency, copy(word), values_of(word, "word")
    if AgencyWord.objects.filter(pk=word.pk).delete()[0]:
        record("word.remove", gone, by=by, agency=agency, before=before)


@transaction.atomic
def save_chain(*, agency: Agency, steps: Sequence[tuple[Membership, str]], version: int, by: User) -> None:
    """Replace the approval chain by the given signatories and headings, in order.

    ``version`` is the agency's. Raises StaleEdit, but not for a chain that is stored already: a form sent twice.
    """
    stored = list(agency.approval_steps.values_list("membership_id", "heading"))
    if stored == [(membership.pk, heading) for membership, heading in steps]:
        return
    before = {"chain": _chain(agency)}
    claim(agency, version, by)
    agency.approval_steps.all().delete()
    ApprovalStep.objects.bulk_create(
        ApprovalStep(agency=agency, position=position, membership=membership, heading=heading)
        for position, (membership, heading) in enumerate(steps, start=1)
    )
    record("agency.save_chain", agency, by=by, agency=agency, before=before, after={"chain": _chain(agency)})


def _chain(agency: Agency) -> list[str]:
    steps = agency.approval_steps.select_related("membership__user")
    return [f"{step.membership} ({step.heading})" if step.heading else str(step.membership) for step in steps]
