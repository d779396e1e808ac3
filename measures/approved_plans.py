"""Which plans were approved: the app that approves documents registers its answer here."""

from collections.abc import Callable

from django.db.models import QuerySet

_filters: list[Callable[[QuerySet], QuerySet]] = []


def register_approved_plans(narrow: Callable[[QuerySet], QuerySet]) -> None:
    """Let ``narrow`` say which of some plans count as approved; called once by an AppConfig.ready()."""
    _filters.append(narrow)


def approved_plans(plans: QuerySet) -> QuerySet:
    """Narrow plans to those of which a document was approved or published; none where nobody registered."""
    for narrow in _filters:
        plans = narrow(plans)
    return plans if _filters else plans.none()
