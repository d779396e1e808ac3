"""All evidence of a plan as one download, or as several where it is a great deal."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from agencies.access import get_agency
from agencies.models import Agency
from measures.evidence.archive import Listed, parts, written
from measures.queries.evidence import listed_evidence
from measures.queries.plans import plan_of


@require_safe
def download(request, slug, year):
    """The archive; where there are several parts, the page that lists them, and with ``part`` one of them."""
    agency = get_agency(request, slug)
    plan = plan_of(agency, year)
    if plan is None:
        raise Http404
    found = parts(listed_evidence(plan))
    if not found:
        messages.info(request, "แผนนี้ยังไม่มีหลักฐาน เพิ่มหลักฐานได้ที่หน้ารายงานผลของแต่ละมาตรการ")
        return redirect("measures:plan", slug, year)
    part = request.GET.get("part", "1" if len(found) == 1 else "")
    if not part:
        return _list(request, year, found)
    if part not in map(str, range(1, len(found) + 1)):
        raise Http404
    return _archive(agency, year, found[int(part) - 1], f"-{part}" if len(found) > 1 else "")


def _list(request, year: int, found: list[list[Listed]]):
    lines = [
        {
            "number": number,
            "pieces": len(pieces),
            "megabytes": max(1, round(sum(piece.size for piece in pieces) / (1 << 20))),
        }
        for number, pieces in enumerate(found, start=1)
    ]
    return render(
        request, "measures/evidence_zip.html", {"plan_year": year, "year": year - 1, "parts": lines}
    )


def _archive(agency: Agency, year: int, pieces: list[Listed], part: str) -> StreamingHttpResponse:
    content = written(pieces, default_storage.open, part=part)
    response = StreamingHttpResponse(content, content_type="application/zip")
    name = f"หลักฐาน-{agency.short_name}-{year}{part}.zip"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response
