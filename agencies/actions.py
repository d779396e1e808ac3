"""What people do to agencies and accounts; each function is one transaction and writes the audit log."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import F, Model, QuerySet
from django.utils import timezone

from agencies.auditlog.writing import NewEvent, record, record_many, values_of
from agencies.enums import Role
from agencies.models import Agency, AgencyWord, ApprovalStep, Department, Membership, User
from agencies.signers import signers
from itaportal.editing.concurrency import claim
from itaportal.keeping.kept import keep

LETTERHEAD_FIELDS = (
    "name", "short_name", "district", "province", "document_prefix", "office", "unit", "phone", "email",
)  # fmt: skip
AGENCY_FIELDS = (*LETTERHEAD_FIELDS, "alignment", "low_below", "medium_below")
PERSON_FIELDS = ("title", "first_name", "last_name")
MEMBERSHIP_FIELDS = ("role", "position_title", "starts_on", "ends_on")
PREFERENCES = ("email", "digits", "theme")


class DuplicateName(Exception):
    """The agency already has something of that name."""


class NeedsConfirmation(Exception):
    """The person signs for the agency: what they are is changed by a proposal that a signer confirms."""


class SignsElsewhere(Exception):
    """The person signs for another agency, where alone their name can be changed."""


class LastAdministrator(Exception):
    """The agency would be left without an administrator."""


class OwnAccess(Exception):
    """Administrators do not take away their own access; ``field`` is what they tried to change."""

    def __init__(self, field: str):
        super().__init__(f"{field} of one's own membership")
        self.field = field


@transaction.atomic
def save_preferences(*, user: User, **values: str) -> None:
    """Save a person's own address and display choices."""
    record("user.save_preferences", user, by=user, agency=None, **_save_values(user, values))


@transaction.atomic
def save_agency(*, agency: Agency, values: Mapping[str, Any], version: int, by: User) -> Agency:
    """Save letterhead data and thresholds; raises StaleEdit when somebody saved first."""
    claim(agency, version, by)
    saved = _save_values(agency, {name: values[name] for name in AGENCY_FIELDS})
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
def save_department(
    *,
    agency: Agency,
    department: Department | None,
    name: str,
    active: bool,
    version: int | None = None,
    by: User,
) -> Department:
    """Add or rename a department; raises DuplicateName, and StaleEdit when somebody saved first."""
    if department is None:
        last = agency.departments.order_by("-position").values_list("position", flat=True).first() or 0
        department = Department(agency=agency, position=last + 1)
    else:
        claim(department, version or 0, by)
    saved = _save_values(department, {"name": name, "active": active})
    record("department.save", department, by=by, agency=agency, **saved)
    return department


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


def _save_values(row: Model, values: Mapping[str, Any]) -> dict[str, dict[str, str] | None]:
    """Write the values into the row, new or stored, and return before and after; raises DuplicateName."""
    is_new = row.pk is None
    before = None if is_new else values_of(row, *values)
    for name, value in values.items():
        setattr(row, name, value)
    _save_named(row, None if is_new else values)
    return {"before": before, "after": values_of(row, *values)}


def _save_named(row: Model, only: Iterable[str] | None = None) -> None:
    try:
        with transaction.atomic():
            row.save(update_fields=only)
    except IntegrityError:
        raise DuplicateName from None


@transaction.atomic
def add_member(
    *,
    agency: Agency,
    username: str,
    title: str,
    first_name: str,
    last_name: str,
    role: str,
    position_title: str,
    email: str = "",
    by: User,
) -> Membership:
    """Add a person to the agency; they choose their password themselves, by an invitation or a code.

    Raises DuplicateName when the user name is taken.
    """
    user = User(username=username, title=title, first_name=first_name, last_name=last_name, email=email)
    user.set_unusable_password()
    _save_named(user)
    values = {"role": role, "position_title": position_title, "starts_on": timezone.localdate()}
    return add_role(agency=agency, person=user, values={**values, "ends_on": None}, by=by)


@transaction.atomic
def add_role(*, agency: Agency, person: User, values: Mapping[str, Any], by: User) -> Membership:
    """Give the person a role in the agency; raises DuplicateName for a role held twice."""
    membership = Membership(user=person, agency=agency)
    saved = _save_values(membership, {name: values[name] for name in MEMBERSHIP_FIELDS})
    record("member.add", membership, by=by, agency=agency, after=saved["after"])
    return membership


@transaction.atomic
def save_member(
    *, membership: Membership, values: Mapping[str, Any], version: int, is_confirmed: bool = False, by: User
) -> Membership:
    """Change a person's name, role, position title or time in the agency.

    Raises StaleEdit, OwnAccess, LastAdministrator, DuplicateName for a role held twice, and where it is not ``is_confirmed`` by a signer,
    NeedsConfirmation and SignsElsewhere.
    """
    lock_agencies(Agency.objects.filter(memberships__user=membership.user_id))
    claim(membership, version, by)
    _keep_own_access(membership, values, by)
    _keep_an_administrator(membership, values, by)
    names = {name: values[name] for name in PERSON_FIELDS}
    if not is_confirmed:
        _leave_signers(membership, names)
    _rename(membership, names, by)
    saved = _save_values(membership, {name: values[name] for name in MEMBERSHIP_FIELDS})
    record("member.save", membership, by=by, agency=membership.agency, **saved)
    return membership


@transaction.atomic
def end_roles(*, agency: Agency, memberships: Sequence[Membership], from_day: date, by: User) -> None:
    """End the memberships so that the day before ``from_day`` is their last. Raises as require_may_end."""
    lock_agencies(Agency.objects.filter(pk=agency.pk))
    require_may_end(agency, memberships, from_day, by)
    for membership in memberships:
        claim(membership, membership.version, by)
        saved = _save_values(membership, {"ends_on": from_day - timedelta(days=1)})
        record("member.leave", membership, by=by, agency=agency, **saved)


def require_may_end(
    agency: Agency, memberships: Sequence[Membership], from_day: date, by: User | None
) -> None:
    """Raise OwnAccess for one's own administration, LastAdministrator where nobody would administer the agency."""
    ending = [membership for membership in memberships if membership.role == Role.AGENCY_ADMIN]
    if by and any(membership.user_id == by.pk for membership in ending):
        raise OwnAccess("ends_on")
    there = Membership.objects.current(from_day).filter(agency=agency, role=Role.AGENCY_ADMIN)
    if ending and not there.exclude(pk__in=[membership.pk for membership in ending]).exists():
        raise LastAdministrator


def lock_agencies(agencies: QuerySet[Agency]) -> None:
    """Let nobody else change who signs for the agencies, or what a signer is, until the transaction ends."""
    locked = Agency.objects.filter(pk__in=agencies.values("pk")).select_for_update()
    list(locked.order_by("pk").values_list("pk"))


def _leave_signers(membership: Membership, names: Mapping[str, str]) -> None:
    signs_for = signers().agencies_of(membership.user)
    if membership.agency_id in signs_for:
        raise NeedsConfirmation
    if signs_for and values_of(membership.user, *PERSON_FIELDS) != names:
        raise SignsElsewhere


def _keep_own_access(membership: Membership, values: Mapping[str, Any], by: User) -> None:
    if membership.user_id != by.pk or membership.role != Role.AGENCY_ADMIN:
        return
    for name in ("role", "starts_on", "ends_on"):
        if values[name] != getattr(membership, name):
            raise OwnAccess(name)


def _keep_an_administrator(membership: Membership, values: Mapping[str, Any], by: User) -> None:
    ends_on, was = values["ends_on"], membership.ends_on
    if membership.role != Role.AGENCY_ADMIN:
        return
    if values["role"] != Role.AGENCY_ADMIN:
        require_may_end(membership.agency, [membership], timezone.localdate(), None)
    elif ends_on and (was is None or ends_on < was):
        require_may_end(membership.agency, [membership], ends_on + timedelta(days=1), None)


def _rename(membership: Membership, names: Mapping[str, str], by: User) -> None:
    """Write the name, and note it in every agency where documents carry it."""
    person = membership.user
    before = values_of(person, *PERSON_FIELDS)
    if before == names:
        return
    for name, value in names.items():
        setattr(person, name, value)
    person.save(update_fields=PERSON_FIELDS)
    # Forms opened on the person's other memberships hold the old name.
    others = person.memberships.exclude(pk=membership.pk)
    others.update(version=F("version") + 1, updated_at=timezone.now(), updated_by=by)
    agencies = Agency.objects.filter(memberships__user=person).distinct().order_by("pk")
    record_many("member.rename", [NewEvent(person, agency, before, names) for agency in agencies], by=by)


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
