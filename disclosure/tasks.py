"""Checking links, done by `manage.py db_worker`."""

from django.conf import settings
from django_tasks import task

from agencies.models import Agency
from disclosure.actions import begin_round, check_links, due_rounds


@task()
def check_year(agency: int, fiscal_year: int) -> None:
    """Ask every link of an agency's year, unless the agency is gone or the portal asks nobody."""
    found = Agency.objects.filter(pk=agency).first()
    if found and settings.CHECK_LINKS:
        check_links(agency=found, fiscal_year=fiscal_year)


def check_when_due() -> int:
    """Have the links checked that were not for a week; return of how many agencies."""
    if not settings.CHECK_LINKS:
        return 0
    begun = [pair for pair in due_rounds() if begin_round(agency=pair[0], fiscal_year=pair[1])]
    for agency, year in begun:
        check_year.enqueue(agency.pk, year)
    return len(begun)
