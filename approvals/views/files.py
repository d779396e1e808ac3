"""What is stored of an edition: its PDF, pictures of its pages, its text, its pictures, its Word file."""

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from approvals import actions
from approvals.models import Edition, StoredFile
from approvals.page_pictures import Unreadable, page_png
from approvals.queries.editions import acting
from approvals.views.editions import get_edition
from approvals.word import printed_copy, word_copy
from itaportal.downloads import attachment
from itaportal.keeping.kept import open_whole
from reports import pictures
from reports.enums import Format
from reports.pages import typesetting_version
from reports.snapshot.reading import read_snapshot

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What an address names by its content never changes.
_FOR_LONG = "private, max-age=31536000, immutable"
_EVERY_TIME = "private, no-cache"


def _file_name(edition: Edition, extension: str) -> str:
    """Return the name that the PDF itself says in its metadata (reports/snapshot/model.py)."""
    document = edition.document
    return f"{document.kind}-{document.plan.fiscal_year}-{edition.number}-{edition.code}.{extension}"


def _stored_file(edition: Edition, asked: str = "") -> StoredFile:
    """Return the file of that number, the newest where none is named."""
    if asked and not (asked.isdecimal() and len(asked) < 5):
        raise Http404
    return get_object_or_404(edition.files, number=int(asked) if asked else edition.file_number)


def _note_opened(request, edition: Edition) -> None:
    """Note that whoever is to decide the edition has what it says before them."""
    if acting(edition, request.user):
        actions.note_opened(edition=edition, by=request.user)


def _let_cache(response: HttpResponseBase, tag: str, how_long: str = _EVERY_TIME) -> HttpResponseBase:
    response["ETag"], response["Cache-Control"] = f'"{tag}"', how_long
    return response


@require_safe
def file(request, slug, pk):
    """The stored PDF: the newest, or the one after submission (0) or after a signature by its number."""
    edition = get_edition(request, slug, pk)
    stored = _stored_file(edition, request.GET.get("file", ""))
    try:
        response = FileResponse(open_whole(stored.file.name, stored.sha256), content_type="application/pdf")
    except OSError:
        raise Http404 from None
    _note_opened(request, edition)
    is_saved = "download" in request.GET
    response["Content-Disposition"] = content_disposition_header(is_saved, _file_name(edition, "pdf"))
    return _let_cache(response, stored.sha256)


@require_safe
def page(request, slug, pk, page):
    """A page of the newest PDF as a picture; with the file's hash in the address it is kept by the browser."""
    edition = get_edition(request, slug, pk)
    stored = _stored_file(edition)
    tag = f"{stored.sha256}-{page}"
    if unchanged := get_conditional_response(request, etag=f'"{tag}"'):
        return unchanged
    try:
        response = HttpResponse(page_png(stored.file.name, stored.sha256, page), content_type="image/png")
    except (Unreadable, LookupError):
        raise Http404 from None
    return _let_cache(
        response, tag, _FOR_LONG if request.GET.get("of") == stored.sha256[:16] else _EVERY_TIME
    )


@require_safe
def docx(request, slug, pk):
    """The frozen document as a Word file, with what was decided."""
    edition = get_edition(request, slug, pk)
    _note_opened(request, edition)
    told = f"{edition.snapshot_sha256[:32]}-{edition.file_number}-{edition.state}"
    tag = f"{told}-{typesetting_version(Format.DOCX)[:32]}"
    if unchanged := get_conditional_response(request, etag=f'"{tag}"'):
        return unchanged
    return _let_cache(attachment(word_copy(edition), _file_name(edition, "docx"), _WORD), tag)


@require_safe
def text(request, slug, pk):
    """The frozen document as a page whose text flows, for small screens."""
    edition = get_edition(request, slug, pk)
    _note_opened(request, edition)
    snapshot = read_snapshot(edition.snapshot)
    urls = {
        sha256: reverse("approvals:edition_picture", args=[slug, edition.pk, sha256])
        for sha256 in pictures.shown_in(snapshot)
    }
    context = {
        "edition": edition,
        "record": edition.document,
        "printed": printed_copy(edition, snapshot),
        "picture_urls": urls,
    }
    return render(request, "approvals/edition_text.html", context)


@require_safe
def picture(request, slug, pk, sha256):
    """A picture that the frozen document shows."""
    edition = get_edition(request, slug, pk)
    if sha256 not in set(pictures.shown_in(read_snapshot(edition.snapshot))):
        raise Http404
    try:
        response = HttpResponse(pictures.picture(sha256), content_type="image/jpeg")
    except LookupError:
        raise Http404 from None
    response["Cache-Control"] = _FOR_LONG
    response["X-Content-Type-Options"] = "nosniff"
    return response
