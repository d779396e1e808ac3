"""What can be searched of the handbook: each page, by anybody."""

from collections.abc import Collection, Iterator

from handbook.models import StoredPage
from itaportal.language import gettext_lazy
from search.enums import Audience
from search.indexing import register
from search.sources import Draft, Kind, Source

HELP = Kind("help", gettext_lazy("คู่มือ"), "help_page", 95, Audience.PUBLIC, of_agency=False)


def _read_pages(keys: Collection[int]) -> Iterator[Draft]:
    for page in StoredPage.objects.filter(pk__in=keys):
        yield Draft(
            kind=HELP,
            object_id=page.pk,
            agency_id=None,
            title=page.title,
            text=page.text,
            args=(page.slug,),
        )


register(Source(StoredPage, (HELP,), _read_pages))
