"""What the agency's administrator decides about approvals: rules and substitutes."""

from copy import copy
from datetime import date

from django.db import transaction

from agencies.auditlog.writing import record, values_of
from agencies.models import Agency, Membership, User
from approvals.models import ApprovalRules, Substitute

_FIELDS = ("principal", "deputy", "authority", "starts_on", "ends_on")


@transaction.atomic
def save_rules(*, agency: Agency, by: User, **values: bool | str) -> ApprovalRules:
    """Store rules by the names of their fields; the others stay."""
    rules, _ = ApprovalRules.objects.get_or_create(agency=agency)
    before = values_of(rules, *values)
    for name, value in values.items():
        setattr(rules, name, value)
    rules.save()
    after = values_of(rules, *values)
    record("approval_rules.save", rules, by=by, agency=agency, before=before, after=after)
    return rules


@transaction.atomic
def save_substitute(
    *,
    agency: Agency,
    substitute: Substitute | None,
    principal: Membership,
    deputy: Membership,
    authority: str,
    starts_on: date,
    ends_on: date,
    by: User,
) -> Substitute:
    """Appoint somebody to act for a member of the chain, or change the appointment; decisions keep their text."""
    before = values_of(substitute, *_FIELDS) if substitute else None
    substitute = substitute or Substitute(agency=agency)
    substitute.principal, substitute.deputy, substitute.authority = principal, deputy, authority
    substitute.starts_on, substitute.ends_on = starts_on, ends_on
    substitute.save()
    record(
        "substitute.save",
        substitute,
        by=by,
        agency=agency,
        before=before,
        after=values_of(substitute, *_FIELDS),
    )
    return substitute


@transaction.atomic
def remove_substitute(*, substitute: Substitute, by: User) -> None:
    """End an appointment at once; decisions made under it stay as they are."""
    gone, before = copy(substitute), values_of(substitute, *_FIELDS)
    substitute.delete()
    record("substitute.remove", gone, by=by, agency=gone.agency, before=before)
