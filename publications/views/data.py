"""A published document's files: PDF, open data, pictures."""

from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from approvals.models import Edition, StoredFile
from itaportal.keeping.kept import open_whole
from publications import exports, queries
from publications.views.access import public_page
from publications.views.pages import get_published_or_404
from reports import pictures
from reports.attachments.workbook import workbook
from reports.snapshot.reading import read_snapshot

_CONTENT_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@public_page
def pdf(request, code):
    """The signed file."""
    edition = get_published_or_404(code)
    stored = queries.current_file(edition)
    etag, written = f'"{stored.sha256}"', int(stored.created_at.timestamp())
    # Asked before the file is opened: what answers "not modified" in its place would leave it open.
    response = get_conditional_response(request, etag=etag, last_modified=written)
    if response is None:
        response = _file(edition, stored, attachment="download" in request.GET)
    response["ETag"], response["Last-Modified"] = etag, http_date(written)
    return response


def _file(edition: Edition, stored: StoredFile, *, attachment: bool) -> FileResponse:
    try:
        content = open_whole(stored.file.name, stored.sha256)
    except OSError:
        raise Http404 from None
    response = FileResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = _disposition(edition, "pdf", attachment=attachment)
    return response


@public_page
def data(request, code, extension):
    """The document's data as JSON, CSV or XLSX."""
    if extension not in _CONTENT_TYPES:
        raise Http404
    edition = get_published_or_404(code)
    snapshot = read_snapshot(edition.snapshot)
    if extension == "json":
        content = exports.as_json(snapshot, exports.describe_publication(edition))
    else:
        content = exports.as_csv(snapshot) if extension == "csv" else workbook(snapshot)
    response = HttpResponse(content, content_type=_CONTENT_TYPES[extension])
    response["Content-Disposition"] = _disposition(edition, extension, attachment=extension != "json")
    return response


@public_page
def picture(request, code, sha256):
    """A picture that the document shows."""
    edition = get_published_or_404(code)
    if sha256 not in set(pictures.shown_in(read_snapshot(edition.snapshot))):
        raise Http404
    try:
        content = pictures.picture(sha256)
    except (LookupError, OSError):
        raise Http404 from None
    return HttpResponse(content, content_type="image/jpeg")


def _disposition(edition: Edition, extension: str, *, attachment: bool) -> str:
    document = edition.document
    name = f"{document.kind}-{document.plan.fiscal_year}-{document.agency.slug}-{edition.code}.{extension}"
    return content_disposition_header(attachment, name) or ""
