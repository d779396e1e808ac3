"""What lists of site administration show; each in a number of queries that does not grow with the rows."""

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from administration.enums import AgencyState
from agencies.enums import Role
from agencies.models import Agency, AgencyQuerySet, Membership


def agencies_lacking_administrator() -> AgencyQuerySet:
    """Return the agencies that work and have nobody in office who keeps their data."""
    managed = Membership.objects.current().filter(agency=OuterRef("pk"), role=Role.AGENCY_ADMIN)
    return Agency.objects.filter(~Exists(managed), closed_at=None)


def agencies_in_state(state: str) -> AgencyQuerySet:
    """Return the agencies of an AgencyState, all for ""."""
    if state == AgencyState.LACKING:
        return agencies_lacking_administrator()
    if state:
        return Agency.objects.filter(closed_at__isnull=state == AgencyState.OPEN)
    return Agency.objects.all()


def with_people(agencies: AgencyQuerySet) -> AgencyQuerySet:
    """Return the agencies with ``people`` in office and ``administrators`` among them."""
    inside = Membership.objects.current().filter(agency=OuterRef("pk")).order_by().values("agency")
    return agencies.annotate(
        people=_number(inside), administrators=_number(inside.filter(role=Role.AGENCY_ADMIN))
    )


def _number(memberships: QuerySet) -> Coalesce:
    return Coalesce(Subquery(memberships.annotate(number=Count("user", distinct=True)).values("number")), 0)


def administrators_of(agency: Agency) -> QuerySet[Membership]:
    """Return who keeps the agency's data today, with their accounts."""
    return Membership.objects.current().filter(agency=agency, role=Role.AGENCY_ADMIN).in_order()
