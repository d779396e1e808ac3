"""Adding people to an agency, changing what they are there, and ending it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from agencies.actions.rows import save_named, save_values
from agencies.auditlog.writing import NewEvent, record, record_many, values_of
from agencies.enums import Role
from agencies.models import Agency, Membership, User
from agencies.signers import signers
from agencies.telling import tell_of_change
from itaportal.editing.concurrency import claim

PERSON_FIELDS = ("title", "first_name", "last_name")
MEMBERSHIP_FIELDS = ("role", "position_title", "starts_on", "ends_on")


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
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: User,
) -> Membership:
    """Add a person to the agency, from today if no day is given; they choose their password themselves, by what is sent.

    Raises DuplicateName when the user name is taken.
    """
    user = User(username=username, title=title, first_name=first_name, last_name=last_name, email=email)
    user.set_unusable_password()
    save_named(user)
    values = {"role": role, "position_title": position_title, "ends_on": ends_on}
    values["starts_on"] = starts_on or timezone.localdate()
    return add_role(agency=agency, person=user, values=values, by=by)


@transaction.atomic
def add_role(*, agency: Agency, person: User, values: Mapping[str, Any], by: User) -> Membership:
    """Give the person a role in the agency; raises DuplicateName for a role held twice."""
    membership = Membership(user=person, agency=agency)
    saved = save_values(membership, {name: values[name] for name in MEMBERSHIP_FIELDS})
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
    saved = save_values(membership, {name: values[name] for name in MEMBERSHIP_FIELDS})
    record("member.save", membership, by=by, agency=membership.agency, **saved)
    before, after = saved["before"] or {}, saved["after"] or {}
    if any(before[name] != after[name] for name in ("role", "starts_on", "ends_on")):
        tell_of_change(membership, by)
    return membership


@transaction.atomic
def end_roles(*, agency: Agency, memberships: Sequence[Membership], from_day: date, by: User) -> None:
    """End the memberships so that the day before ``from_day`` is their last, if none was before. Raises as require_may_end."""
    lock_agencies(Agency.objects.filter(pk=agency.pk))
    require_may_end(agency, memberships, from_day, by)
    last_day = from_day - timedelta(days=1)
    for membership in memberships:
        if membership.ends_on and membership.ends_on <= last_day:
            continue
        claim(membership, membership.version, by)
        saved = save_values(membership, {"ends_on": last_day})
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
