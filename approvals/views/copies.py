"""The paper path: scans of what was signed by hand."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from approvals import actions
from approvals.enums import Move
from approvals.forms.copies import CopyForm
from approvals.moves import NotAllowed
from approvals.queries import require_allowed
from approvals.views.editions import fetched, page
from approvals.views.refusing import back_to, posted, refused


@posted
def attach(request, slug, pk):
    """Attach a scan."""
    edition = fetched(request, slug, pk)
    try:
        # Before the file is looked at: checking one costs seconds.
        require_allowed(edition, Move.ATTACH, request.user)
        form = CopyForm(request.POST, request.FILES, auto_id="id_copy_%s")
        if not form.is_valid():
            return page(request, edition, copy_form=form)
        data = form.cleaned_data
        actions.attach_copy(edition=edition, pdf=data["file"], note=data["note"], by=request.user)
    except NotAllowed as error:
        return refused(request, edition, error)
    messages.success(request, "แนบฉบับที่ลงนามด้วยมือแล้ว")
    return back_to(edition)


@require_safe
def download(request, slug, pk, copy):
    """A stored scan, to be saved and never to be shown in place."""
    edition = fetched(request, slug, pk)
    stored = get_object_or_404(edition.signed_copies, pk=copy)
    name = f"signed-copy-{stored.sha256[:12]}.pdf"
    try:
        response = FileResponse(stored.file.open("rb"), as_attachment=True, filename=name)
    except OSError:
        raise Http404 from None
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=3600"
    return response
