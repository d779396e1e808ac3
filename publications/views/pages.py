"""The pages anybody may read: agencies, their years, the documents themselves."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from agencies.models import Agency
from agencies.navigation import permanent_url
from approvals.models import Edition
from approvals.rules.codes import read_code
from publications import queries
from publications.forms import SearchForm
from publications.views.access import public_page
from reports.blocks import OpinionSheet, SignaturePlaces, Verification
from reports.pages import printed
from reports.pictures import shown_in
from reports.snapshot.reading import read_snapshot

_AGENCIES_ON_A_PAGE = 30


def get_published_or_404(code: str) -> Edition:
    """Return the published edition with the code, however it is typed; whatever else there is answers the same 404."""
    return get_object_or_404(queries.published(), code=read_code(code))


def get_publisher_or_404(slug: str) -> Agency:
    """Return the agency with the slug if it publishes anything."""
    return get_object_or_404(queries.with_totals(queries.publishing_agencies()), slug=slug)


def get_year_or_404(slug: str, year: int) -> tuple[Agency, list[Edition]]:
    """Return the agency and what it publishes of a plan year, which is something."""
    publisher = get_publisher_or_404(slug)
    if editions := queries.documents_of_year(publisher, year):
        return publisher, editions
    raise Http404


def public_url(name: str, *args: object) -> str:
    """Return the address of a public page as it is printed and copied."""
    return permanent_url(reverse(f"publications:{name}", args=args))


@public_page
def index(request):
    """Agencies with published documents, found by name or province."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    # What cannot be searched for is refused; leaving it aside would answer everything.
    found = queries.publishing_agencies(words) if form.is_valid() else Agency.objects.none()
    page = Paginator(found, _AGENCIES_ON_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = queries.with_totals(page.object_list)
    query = urlencode({"q": words}) if words else ""
    context = {
        "form": form,
        "words": words,
        "query": query,
        "page": page,
        "canonical": public_url("index"),
    }
    return render(request, "publications/index.html", context)


@public_page
def agency(request, slug):
    """An agency's years with published documents."""
    publisher = get_publisher_or_404(slug)
    years = queries.years_of(publisher)
    context = {"publisher": publisher, "years": years, "canonical": public_url("agency", slug)}
    return render(request, "publications/agency.html", context)


@public_page
def year(request, slug, year):
    """What an agency publishes of a plan year; its address is the one to give to ITAS."""
    publisher, editions = get_year_or_404(slug, year)
    snapshot = read_snapshot(editions[0].snapshot)
    context = {
        "publisher": publisher,
        "year": year,
        "editions": editions,
        "newest": editions[0],
        "assessment": snapshot.assessment,
        "indicators": list(snapshot.assessment.indicators.values()),
        "canonical": public_url("year", slug, year),
    }
    return render(request, "publications/year.html", context)


@public_page
def document(request, code):
    """The document as it was approved, who signed it, and how to check it."""
    edition = get_published_or_404(code)
    snapshot = read_snapshot(edition.snapshot)
    made = printed(snapshot)
    # Empty places to sign and the way to this portal are for paper; the page has the signatures themselves.
    blocks = [
        block for block in made.blocks if not isinstance(block, SignaturePlaces | Verification | OpinionSheet)
    ]
    pictures = {
        sha256: reverse("publications:document_picture", args=[edition.code, sha256])
        for sha256 in shown_in(snapshot)
    }
    context = {
        "edition": edition,
        "subject": snapshot.letter.subject,
        "publisher": edition.document.agency,
        "blocks": blocks,
        "names": made.names,
        "picture_urls": pictures,
        "signatures": queries.signatures_of(edition),
        "successions": queries.successions_of(edition),
        "later": queries.later_published(edition),
        "canonical": public_url("document", edition.code),
        "file": queries.current_file(edition),
    }
    return render(request, "publications/document.html", context)
