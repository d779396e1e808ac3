"""What lists of site administration show; each in a number of queries that does not grow with the rows."""

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django_tasks_db.models import DBTaskResult

from administration.enums import AccountState, AgencyState, Duty
from agencies.enums import Role
from agencies.models import Agency, AgencyQuerySet, Membership, Oversight, User


def lacks_administrator() -> Q:
    """Return the condition that an agency works and has nobody in office who keeps its data."""
    managed = Membership.objects.current().filter(agency=OuterRef("pk"), role=Role.AGENCY_ADMIN)
    return Q(~Exists(managed), closed_at=None)


def agencies_in_state(state: str) -> AgencyQuerySet:
    """Return the agencies of an AgencyState, all for ""."""
    if state == AgencyState.LACKING:
        return Agency.objects.filter(lacks_administrator())
    if state:
        return Agency.objects.filter(closed_at__isnull=state == AgencyState.OPEN)
    return Agency.objects.all()


def tasks_with(state: str) -> QuerySet[DBTaskResult]:
    """Return the tasks of a TaskState ("" for all), the latest asked for first, without what they were given."""
    found = DBTaskResult.objects.filter(status=state) if state else DBTaskResult.objects.all()
    return found.order_by("-enqueued_at").defer("args_kwargs", "return_value", "traceback")


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


_MOST_WORDS = 5
_STATES = {
    AccountState.ACTIVE: Q(is_active=True),
    AccountState.NEVER: Q(is_active=True, last_login=None),
    AccountState.BLOCKED: Q(is_active=False),
}


def people_with(words: str = "", state: str = "", duty: str = "") -> QuerySet[User]:
    """Return the accounts in whose names and address the words are, of an AccountState and a Duty ("" for all)."""
    found = User.objects.order_by("name_order", "pk")
    for word in words.split()[:_MOST_WORDS]:
        named = Q(first_name__icontains=word) | Q(last_name__icontains=word)
        found = found.filter(named | Q(username__icontains=word) | Q(email__icontains=word))
    if state:
        found = found.filter(_STATES[AccountState(state)])
    overseer, inside = Oversight.objects.filter(user=OuterRef("pk")), Membership.objects.current()
    if duty == Duty.SITE:
        return found.filter(is_superuser=True)
    if duty == Duty.OVERSEER:
        return found.filter(Exists(overseer))
    if duty == Duty.NONE:
        has_role = Exists(inside.filter(user=OuterRef("pk")))
        return found.filter(~has_role, ~Exists(overseer), is_superuser=False)
    return found


def with_duties(people: QuerySet[User]) -> QuerySet[User]:
    """Return the people with ``duties``, their memberships of today with the agencies, and their oversights."""
    inside = Membership.objects.current().select_related("agency").order_by("agency__name_order", "pk")
    return people.prefetch_related(Prefetch("memberships", inside, to_attr="duties"), "oversights")


def other_site_administrators(user: User) -> QuerySet[User]:
    """Return who else may administer the site."""
    return User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
