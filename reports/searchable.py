"""What can be searched of documents while they are written."""

from collections.abc import Collection, Iterator

from itaportal.language import gettext_lazy
from reports.models import Document
from search.indexing import register
from search.sources import Draft, Kind, Source, joined

DOCUMENT = Kind("document", gettext_lazy("เอกสาร"), "reports:document", 50)


def _read_documents(keys: Collection[int]) -> Iterator[Draft]:
    for document in Document.objects.filter(pk__in=keys).select_related("plan", "round"):
        yield Draft(
            kind=DOCUMENT,
            object_id=document.pk,
            agency_id=document.agency_id,
            fiscal_year=document.plan.fiscal_year,
            title=document.subject,
            text=joined(
                document.get_kind_display(),
                str(document.round) if document.round else "",
                f"ที่ {document.number}" if document.number else "",
                f"เรียน {document.addressee}" if document.addressee else "",
                f"ผ่าน {document.via}" if document.via else "",
            ),
            args=(document.pk,),
        )


register(Source(Document, (DOCUMENT,), _read_documents))
