"""The paper path: scans of what was signed by hand."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from approvals import actions
from approvals.enums import Move
from approvals.forms.copies import CopyForm
from approvals.views.editions import get_edition
from approvals.views.outcomes import post_only, send_form
from itaportal.bodysizes import takes
from itaportal.keeping.kept import open_whole
from itaportal.language import gettext
from measures.evidence import MAX_FILE_BYTES
from measures.evidence.serving import seal_off


@takes(2 * MAX_FILE_BYTES)
@post_only
def attach(request, slug, pk):
    """Attach a scan."""
    edition = get_edition(request, slug, pk)
    form = CopyForm(request.POST, request.FILES, auto_id="id_copy_%s")

    def act(file: bytes, note: str) -> None:
        actions.attach_copy(edition=edition, pdf=file, note=note, by=request.user)

    return send_form(
        request, edition, Move.ATTACH, form, act, told=gettext("แนบฉบับที่ลงนามด้วยมือแล้ว"), copy_form=form
    )


@require_safe
def download(request, slug, pk, copy):
    """A stored scan, to be saved and never to be shown in place."""
    edition = get_edition(request, slug, pk)
    stored = get_object_or_404(edition.signed_copies, pk=copy)
    name = f"signed-copy-{stored.sha256[:12]}.pdf"
    try:
        content = open_whole(stored.file.name, stored.sha256)
    except OSError:
        raise Http404 from None
    return seal_off(FileResponse(content, as_attachment=True, filename=name))
