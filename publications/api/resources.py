"""What the API says about an agency, a year and a document, as plain data."""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse

from agencies.models import Agency
from approvals.models import Edition, StoredFile
from publications.exports import as_json
from publications.views.data import publication_of
from publications.views.pages import permanent
from reports.snapshot.reading import read_snapshot

_FORMATS = ("json", "csv", "xlsx")
_NAMES = ("slug", "name", "short_name", "kind", "district", "province")


def address(name: str, *args) -> str:
    """Return the whole address of something in the API."""
    return settings.PORTAL_URL + reverse(f"api:{name}", args=args)


def agency_summary(agency: Agency) -> dict[str, Any]:
    """Return an agency of ``publishing_agencies`` as lists have it."""
    return {
        **{name: getattr(agency, name) for name in _NAMES},
        "documents": agency.published,
        "last_fiscal_year": agency.last_year,
        "url": address("agency", agency.slug),
        "page": permanent("agency", agency.slug),
    }


def agency_with_years(agency: Agency, years: list[dict[str, Any]]) -> dict[str, Any]:
    """Return an agency with its years, newest first."""
    return {
        **agency_summary(agency),
        "years": [
            {
                "fiscal_year": entry["year"],
                "documents": entry["documents"],
                "last_published_at": entry["newest"].isoformat(),
                "url": address("year", agency.slug, entry["year"]),
                "page": permanent("year", agency.slug, entry["year"]),
            }
            for entry in years
        ],
    }


def year(agency: Agency, fiscal_year: int, editions: list[Edition]) -> dict[str, Any]:
    """Return a plan year: the result that it answers, as the newest document states it, and its documents."""
    assessment = read_snapshot(editions[0].snapshot).assessment
    return {
        "fiscal_year": fiscal_year,
        "agency": _agency(agency),
        "result": {
            "fiscal_year": assessment.fiscal_year,
            "total": assessment.total,
            "level": assessment.level,
            "indicators": [
                {"code": row.code, "name": row.name, "score": row.score}
                for row in assessment.indicators.values()
            ],
        },
        "documents": [document_summary(edition) for edition in editions],
        "url": address("year", agency.slug, fiscal_year),
        "page": permanent("year", agency.slug, fiscal_year),
    }


def document_summary(edition: Edition) -> dict[str, Any]:
    """Return a document's published edition as lists have it."""
    document = edition.document
    return {
        "code": edition.code,
        "kind": document.kind,
        "kind_name": document.get_kind_display(),
        "agency": _agency(document.agency),
        "fiscal_year": document.plan.fiscal_year,
        "as_at": document.round.as_at.isoformat() if document.round else None,
        "number": edition.register_entry.text,
        "edition": edition.number,
        "published_at": edition.published_at.isoformat(),
        "url": address("document", edition.code),
        "page": permanent("document", edition.code),
        "pdf": permanent("document_pdf", edition.code),
        "files": {form: permanent("document_data", edition.code, form) for form in _FORMATS},
    }


def document(edition: Edition, file: StoredFile, later: Edition | None) -> dict[str, Any]:
    """Return a document with its data, the same that its JSON file has."""
    public = as_json(read_snapshot(edition.snapshot), publication_of(edition, file))
    return {
        **document_summary(edition),
        "later": address("document", later.code) if later else None,
        "data": json.loads(public),
    }


def _agency(agency: Agency) -> dict[str, str]:
    named = {name: getattr(agency, name) for name in ("slug", "name", "province")}
    return {**named, "url": address("agency", agency.slug)}
