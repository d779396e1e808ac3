"""Who may find what, as a condition of the database."""

from django.db.models import Q, QuerySet

from agencies.models import Agency
from agencies.roles import Capability
from search.enums import Audience
from search.models import SearchEntry
from search.places import SITE, agency_mark, audience_mark
from search.query import Node, any_word
from search.sources import Kind, kinds

# With more agencies than this the marks of all would be a longer question than they save.
_MOST_MARKS = 500


def visible_entries(user) -> QuerySet[SearchEntry]:
    """Return the entries that the person may find: what is public, and what their agencies show them."""
    visible = Q(audience=Audience.PUBLIC)
    if user.is_authenticated:
        seen = Agency.objects.visible_to(user)
        managed = Agency.objects.with_capability(user, Capability.MANAGE)
        visible |= Q(audience__in=(Audience.VIEW, Audience.NAME), agency__in=seen)
        visible |= Q(audience=Audience.MANAGE, agency__in=managed)
        if seen.exists():
            visible |= Q(audience=Audience.SHARED)
        if user.is_superuser:
            visible |= Q(audience=Audience.NAME)
    return SearchEntry.objects.filter(visible)


def kinds_for(user) -> list[Kind]:
    """Return the kinds of which the person may find some, in the order in which they are offered."""
    hidden = set(Audience) - {Audience.PUBLIC}
    if user.is_authenticated:
        manages = Agency.objects.with_capability(user, Capability.MANAGE).exists()
        hidden = set() if manages else {Audience.MANAGE}
    return [kind for kind in kinds().values() if kind.audience not in hidden]


def entries_and_places(user) -> tuple[QuerySet[SearchEntry], Node | None]:
    """Return the entries that the person may find, and the marks that all of these carry.

    Where the person's agencies are not too many they are named once more, so that each database begins with them and
    not with the word.
    """
    entries = visible_entries(user)
    public, shared = audience_mark(Audience.PUBLIC), audience_mark(Audience.SHARED)
    if not user.is_authenticated:
        return entries, any_word([public])
    keys = list(Agency.objects.visible_to(user).order_by().values_list("pk", flat=True)[: _MOST_MARKS + 1])
    if len(keys) > _MOST_MARKS:
        return entries, None
    beside = [Audience.PUBLIC, Audience.SHARED, *([Audience.NAME] if user.is_superuser else [])]
    near = entries.filter(Q(agency__in=keys) | Q(audience__in=beside))
    return near, any_word([public, shared, SITE, *map(agency_mark, keys)])
