"""What a person is today, read once for each request: their roles with the agencies, and what they oversee."""

from functools import cached_property

from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects

from agencies.models import Agency, AgencyQuerySet, ApprovalStep, Membership, Oversight, User
from agencies.roles import OVERSIGHT_CAPABILITIES, READING_CAPABILITIES, Capability, capabilities_of

# As many as a menu lists at a glance, and one more.
FIRST = 13


def memberships_of(user_id: int) -> list[Membership]:
    """Return a person's memberships in force with person and agency, the agencies in dictionary order; one query.

    Each tells whether the person ``oversees`` anything, and whether it is ``chained``: stands in a chain of approval.
    """
    held = Membership.objects.current().filter(user_id=user_id)
    held = held.annotate(
        oversees=Exists(Oversight.objects.filter(user=OuterRef("user"))),
        chained=Exists(ApprovalStep.objects.filter(membership=OuterRef("pk"))),
    )
    return list(held.select_related("user", "agency").order_by("agency__name_order", "agency_id", "pk"))


class PersonBackend(ModelBackend):
    """Reads who is signed in with what they are today, in one query; a second one for who has no role."""

    def get_user(self, user_id: int) -> User | None:
        """Return the person with their ``memberships_today``."""
        memberships = memberships_of(user_id)
        user = memberships[0].user if memberships else super().get_user(user_id)
        if user is not None:
            user.memberships_today = memberships
        return user


class Standing:
    """A person's memberships in force with their agencies, and what they oversee: a query, one more for who oversees."""

    def __init__(self, user: User):
        self.user = user

    @classmethod
    def of(cls, request) -> "Standing":
        """Return that of the request's person, remembered with the request and no longer."""
        standing = getattr(request, "standing", None)
        if standing is None or standing.user != request.user:
            standing = request.standing = cls(request.user)
        return standing

    @cached_property
    def memberships(self) -> list[Membership]:
        """The memberships in force, the agencies in dictionary order; no query where the person was read with them."""
        known = getattr(self.user, "memberships_today", None)
        return memberships_of(self.user.pk) if known is None else known

    @cached_property
    def _overseer(self) -> User:
        """The person with what they oversee, which is read once, and not where a membership tells that there is nothing."""
        nothing = any(not vars(membership)["oversees"] for membership in self.memberships)
        seen = Oversight.objects.none() if nothing else Oversight.objects.all()
        prefetch_related_objects([self.user], Prefetch("oversights", seen))
        return self.user

    @property
    def oversees(self) -> bool:
        """Whether they oversee anything."""
        return bool(self._overseer.oversights.all())

    @property
    def is_chained(self) -> bool:
        """Whether they stand in a chain of approval."""
        return any(vars(membership)["chained"] for membership in self.memberships)

    @property
    def visible(self) -> AgencyQuerySet:
        """All agencies that the person may see, without asking again what they are and oversee."""
        return Agency.objects.visible_to(self._overseer, self.memberships)

    def roles_in(self, agency: Agency) -> list[str]:
        """Return the roles that the person holds there today."""
        return [membership.role for membership in self.memberships if membership.agency_id == agency.pk]

    def capabilities(self, agency: Agency) -> frozenset[Capability]:
        """Return what the person may do in an agency that is visible to them; a closed one is read alone."""
        held = capabilities_of(self.roles_in(agency)) or OVERSIGHT_CAPABILITIES
        return held & READING_CAPABILITIES if agency.closed_at else held

    def agency(self, slug: str) -> Agency | None:
        """Return the agency of this name if the person may see it: by a role without a query, by oversight with one."""
        own = (membership.agency for membership in self.memberships if membership.agency.slug == slug)
        return next(own, None) or (self.visible.filter(slug=slug).first() if self.oversees else None)

    @cached_property
    def agencies(self) -> list[Agency]:
        """The first agencies that the person may see, in dictionary order; no more than ``FIRST``."""
        if self.oversees:
            return list(self.visible.order_by("name_order", "pk")[:FIRST])
        own = {membership.agency_id: membership.agency for membership in self.memberships}
        return list(own.values())[:FIRST]
