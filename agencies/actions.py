"""What people do to agencies and accounts; each function is one transaction and writes the audit log."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.audit import record, values_of
from agencies.concurrency import claim
from agencies.models import Agency, ApprovalStep, Department, Membership, User

AGENCY_FIELDS = (
    "name", "short_name", "district", "province", "document_prefix", "office", "unit", "phone", "email",
    "low_below", "medium_below",
)  # fmt: skip
_PREFERENCES = ("title", "first_name", "last_name", "digits", "theme")


class DuplicateName(Exception):
    """The agency already has something of that name."""


@transaction.atomic
def save_preferences(*, user: User, **values: str) -> None:
    """Save a person's own name and display choices."""
    before = values_of(user, *_PREFERENCES)
    for name, value in values.items():
        setattr(user, name, value)
    user.save(update_fields=list(values))
    record(
        "user.save_preferences",
        user,
        by=user,
        agency=None,
        before=before,
        after=values_of(user, *_PREFERENCES),
    )


@transaction.atomic
def save_agency(*, agency: Agency, values: Mapping[str, Any], version: int, by: User) -> Agency:
    """Save letterhead data and thresholds; raises StaleEdit when somebody saved first."""
    before = values_of(agency, *AGENCY_FIELDS)
    claim(agency, version, by)
    for name in AGENCY_FIELDS:
        setattr(agency, name, values[name])
    agency.save(update_fields=AGENCY_FIELDS)
    record(
        "agency.save", agency, by=by, agency=agency, before=before, after=values_of(agency, *AGENCY_FIELDS)
    )
    return agency


@transaction.atomic
def save_emblem(*, agency: Agency, png: bytes | None, by: User) -> None:
    """Replace the agency's emblem by the (already re-encoded) picture; None removes it."""
    before = {"emblem": agency.emblem.name}
    agency.emblem.delete(save=False)
    if png:
        agency.emblem.save(f"{agency.slug}.png", ContentFile(png), save=False)
    agency.save(update_fields=["emblem"])
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
    *, agency: Agency, department: Department | None, name: str, active: bool, by: User
) -> Department:
    """Add or rename a department; raises DuplicateName."""
    before = values_of(department, "name", "active") if department else None
    if department is None:
        last = agency.departments.order_by("-position").values_list("position", flat=True).first() or 0
        department = Department(agency=agency, position=last + 1)
    department.name, department.active = name, active
    try:
        with transaction.atomic():
            department.save()
    except IntegrityError:
        raise DuplicateName from None
    record(
        "department.save",
        department,
        by=by,
        agency=agency,
        before=before,
        after=values_of(department, "name", "active"),
    )
    return department


_MEMBERSHIP_FIELDS = ("role", "position_title", "starts_on", "ends_on")


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
    password: str,
    by: User,
) -> Membership:
    """Add a person to the agency with a first password that they change after signing in.

    Raises DuplicateName when the user name is taken.
    """
    user = User(username=username, title=title, first_name=first_name, last_name=last_name)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise DuplicateName from None
    membership = Membership.objects.create(
        user=user, agency=agency, role=role, position_title=position_title, starts_on=timezone.localdate()
    )
    record("member.add", membership, by=by, agency=agency, after=values_of(membership, *_MEMBERSHIP_FIELDS))
    return membership


@transaction.atomic
def save_member(
    *,
    membership: Membership,
    role: str,
    position_title: str,
    starts_on: date | None,
    ends_on: date | None,
    by: User,
) -> Membership:
    """Change a person's role, position title or time in the agency; raises DuplicateName for a role held twice."""
    before = values_of(membership, *_MEMBERSHIP_FIELDS)
    membership.role, membership.position_title = role, position_title
    membership.starts_on, membership.ends_on = starts_on, ends_on
    try:
        with transaction.atomic():
            membership.save()
    except IntegrityError:
        raise DuplicateName from None
    after = values_of(membership, *_MEMBERSHIP_FIELDS)
    record("member.save", membership, by=by, agency=membership.agency, before=before, after=after)
    return membership


@transaction.atomic
def save_chain(*, agency: Agency, steps: Sequence[tuple[Membership, str]], by: User) -> None:
    """Replace the approval chain by the given signatories and headings, in order."""
    before = {"chain": _chain(agency)}
    agency.approval_steps.all().delete()
    ApprovalStep.objects.bulk_create(
        ApprovalStep(agency=agency, position=position, membership=membership, heading=heading)
        for position, (membership, heading) in enumerate(steps, start=1)
    )
    record("agency.save_chain", agency, by=by, agency=agency, before=before, after={"chain": _chain(agency)})


def _chain(agency: Agency) -> list[str]:
    steps = agency.approval_steps.select_related("membership__user")
    return [f"{step.membership} ({step.heading})" if step.heading else str(step.membership) for step in steps]
