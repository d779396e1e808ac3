"""How the page of a year counts O-items."""

from criteria.models import CriteriaPack
from disclosure.queries.items import newest_listed, tally_in


def newest_tally(agency, until):
    """Return the newest year up to ``until`` whose items are known with their count, None for no such year."""
    criteria = newest_listed(CriteriaPack.objects.filter(fiscal_year__lte=until).newest_criteria())
    return (criteria.fiscal_year, tally_in(agency, criteria)) if criteria else None
