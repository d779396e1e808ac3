"""What is public."""

from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Subquery

from agencies.models import Agency, AgencyQuerySet
from approvals.enums import Move, State
from approvals.models import Decision, Edition, StoredFile, Succession

_IN_FORCE = (State.APPROVED, State.PUBLISHED)


def publishing_agencies(words: str = "") -> AgencyQuerySet:
    """Return the agencies that publish, by province and name; all words must be found."""
    return Agency.objects.filter(Exists(_published_by(OuterRef("pk")))).with_words(words)


def with_totals(agencies: QuerySet[Agency]) -> QuerySet[Agency]:
    """Return the agencies with the number of their public documents and the last year of these, in the same query.

    Given a page of them, nothing is counted for the others: databases do so for the pages before.
    """
    of_agency = _published_by(OuterRef("pk")).values("document__agency")
    return Agency.objects.filter(pk__in=agencies.values("pk")).annotate(
        published=Subquery(of_agency.annotate(all=Count("document", distinct=True)).values("all")),
        last_year=Subquery(of_agency.annotate(last=Max("document__plan__fiscal_year")).values("last")),
    )


def _published_by(agency: Agency | OuterRef) -> QuerySet[Edition]:
    return Edition.objects.filter(state=State.PUBLISHED, document__agency=agency).order_by()


def published() -> QuerySet[Edition]:
    """Return the editions that the public sees, with what names them."""
    return Edition.objects.filter(state=State.PUBLISHED).with_names()


def newest_published() -> QuerySet[Edition]:
    """Return the newest published edition of each document, without snapshots."""
    newest = Edition.objects.filter(document=OuterRef("document"), state=State.PUBLISHED).order_by("-number")
    return published().filter(pk=Subquery(newest.values("pk")[:1])).defer("snapshot")


def years_of(agency: Agency) -> list[dict[str, Any]]:
    """Return the plan years with published documents, newest first: year, documents, newest (when published)."""
    years = _published_by(agency).values("document__plan__fiscal_year")
    found = years.annotate(documents=Count("document", distinct=True), newest=Max("published_at"))
    return [
        {"year": row["document__plan__fiscal_year"], "documents": row["documents"], "newest": row["newest"]}
        for row in found.order_by("-document__plan__fiscal_year")
    ]


def documents_of_year(agency: Agency, year: int) -> list[Edition]:
    """Return the newest published edition of each document of the plan year, without snapshots, last published first."""
    editions = newest_published().filter(document__agency=agency, document__plan__fiscal_year=year)
    return list(editions.order_by("-published_at", "-pk"))


def later_published(edition: Edition) -> Edition | None:
    """Return the newest published edition of the same document, if it is newer than this one."""
    later = Edition.objects.filter(
        document=edition.document_id, number__gt=edition.number, state=State.PUBLISHED
    )
    return later.defer("snapshot").order_by("-number").first()


def later_in_force(edition: Edition) -> list[Edition]:
    """Return the approved editions of the same document after this one, newest first."""
    later = Edition.objects.filter(document=edition.document_id, number__gt=edition.number)
    return list(later.filter(state__in=_IN_FORCE).defer("snapshot").order_by("-number"))


def decisions_of(edition: Edition) -> list[Decision]:
    """Return what was decided, in the order of the chain."""
    return list(edition.decisions.select_related("signatory").order_by("signatory__position"))


def signatures_of(edition: Edition) -> list[Decision]:
    """Return the approvals in the order of the chain."""
    return [decision for decision in decisions_of(edition) if decision.move == Move.APPROVE]


def successions_of(edition: Edition) -> list[Succession]:
    """Return who took a step over from somebody who had left, as far as it was put on record."""
    return list(edition.successions.filter(signatory__isnull=False).select_related("signatory"))


def edition_of_code(code: str) -> Edition | None:
    """Return the edition in any state, without its snapshot."""
    editions = Edition.objects.with_names().select_related("signature_check").defer("snapshot")
    return editions.filter(code=code).first()


def found_faulty(edition: Edition) -> bool:
    """Tell whether the signatures of its newest file were others than those on record when they were last judged."""
    check = getattr(edition, "signature_check", None)
    return bool(check and check.fault and check.file_number == edition.file_number)


def current_file(edition: Edition) -> StoredFile:
    """Return the edition's newest file."""
    return edition.files.get(number=edition.file_number)
