"""What anybody may find: published documents, and the agencies that publish."""

from collections.abc import Collection, Iterator

from agencies.models import Agency
from approvals.enums import State
from approvals.models import Edition
from itaportal.language import gettext_lazy
from publications.queries import newest_published, publishing_agencies
from reports.snapshot.reading import read_snapshot
from search.enums import Audience
from search.indexing import register
from search.sources import Draft, Kind, Source, joined

DOCUMENT = Kind(
    "published", gettext_lazy("เอกสารที่เผยแพร่"), "publications:document", 70, Audience.PUBLIC, of_agency=False
)
PUBLISHER = Kind(
    "publisher",
    gettext_lazy("หน่วยงานที่เผยแพร่เอกสาร"),
    "publications:agency",
    71,
    Audience.PUBLIC,
    of_agency=False,
)


def _read_documents(keys: Collection[int]) -> Iterator[Draft]:
    for edition in newest_published().filter(pk__in=keys).defer(None):
        snapshot, document = read_snapshot(edition.snapshot), edition.document
        measures = [f"{measure.title}\n{measure.weak_point}" for measure in snapshot.plan.measures]
        yield Draft(
            kind=DOCUMENT,
            object_id=edition.pk,
            agency_id=document.agency_id,
            fiscal_year=document.plan.fiscal_year,
            title=snapshot.letter.subject,
            text=joined(document.get_kind_display(), _place_of(document.agency), *measures),
            args=(edition.code,),
        )


def _place_of(agency: Agency) -> str:
    return f"{agency.name} อำเภอ{agency.district} จังหวัด{agency.province}"


def _read_publishers(keys: Collection[int]) -> Iterator[Draft]:
    for agency in publishing_agencies().filter(pk__in=keys):
        yield Draft(
            kind=PUBLISHER,
            object_id=agency.pk,
            agency_id=agency.pk,
            title=agency.name,
            text=joined(agency.short_name, _place_of(agency)),
            args=(agency.slug,),
        )


def _published_by(agency: Agency) -> list[int]:
    editions = Edition.objects.filter(document__agency_id=agency.pk, state=State.PUBLISHED)
    return list(editions.values_list("pk", flat=True))


register(Source(Edition, (DOCUMENT,), _read_documents, follows=((Agency, _published_by),)))
register(Source(Agency, (PUBLISHER,), _read_publishers))
