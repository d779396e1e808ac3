"""All evidence of a plan as one download, or as several where it is a great deal."""

from django.contrib import messages
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from itaportal.keeping.kept import open_whole
from itaportal.language import gettext
from measures.evidence.archive import ListedPiece, split_pieces, write_archive
from measures.models import Plan
from measures.queries.evidence import list_evidence
from measures.views.years import get_plan


@require_safe
def download(request, slug, year):
    """The archive; where there are several parts, the page that lists them, and with ``part`` one of them."""
    plan = get_plan(request, slug, year)
    found = split_pieces(list_evidence(plan))
    if not found:
        messages.info(request, gettext("แผนนี้ยังไม่มีหลักฐาน เพิ่มหลักฐานได้ที่หน้ารายงานผลของแต่ละมาตรการ"))
        return redirect("measures:plan", slug, year)
    part = request.GET.get("part", "1" if len(found) == 1 else "")
    if not part:
        return _list(request, year, found)
    if part not in map(str, range(1, len(found) + 1)):
        raise Http404
    return _archive(plan, found[int(part) - 1], f"-{part}" if len(found) > 1 else "")


def _list(request, year: int, found: list[list[ListedPiece]]):
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


def _archive(plan: Plan, pieces: list[ListedPiece], part: str) -> StreamingHttpResponse:
    hashes = {piece.path: piece.sha256 for piece in pieces}
    content = write_archive(pieces, lambda path: open_whole(path, hashes[path]), part=part)
    response = StreamingHttpResponse(content, content_type="application/zip")
    name = f"หลักฐาน-{plan.agency.short_name}-{plan.fiscal_year}{part}.zip"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response
