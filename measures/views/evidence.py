"""Evidence of a progress entry: the list, adding, telling, ordering, deleting, and the stored bytes."""

from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.access import get_agency
from agencies.roles import Capability
from itaportal.editing.concurrency import StaleEdit
from itaportal.editing.conflicts import resolve_conflict
from itaportal.templatetags.thai import digits
from measures import actions
from measures.evidence import MAX_AT_ONCE, MAX_FILE_BYTES, MAX_PHOTO_BYTES, MAX_PIECES
from measures.evidence.serving import sealed_off
from measures.forms import EvidenceForm, LinkForm, UploadForm
from measures.models import Evidence, Measure, Progress, ProgressRound
from measures.queries.plans import evidence_cards
from measures.views.years import posted

form_view = require_http_methods(["GET", "HEAD", "POST"])


def _context(progress_round: ProgressRound, measure: Measure, **more: Any) -> dict[str, Any]:
    year = progress_round.plan.fiscal_year
    return {"round": progress_round, "measure": measure, "plan_year": year, "year": year - 1, **more}


def _piece(request, slug, year, pk, measure_pk, evidence_pk, capability=Capability.VIEW) -> Evidence:
    agency = get_agency(request, slug, capability)
    pieces = Evidence.objects.select_related("entry__measure", "entry__round__plan__agency")
    return get_object_or_404(
        pieces,
        entry__round__plan__agency=agency,
        entry__round__plan__fiscal_year=year,
        entry__round=pk,
        entry__measure=measure_pk,
        pk=evidence_pk,
    )


def _list(piece: Evidence):
    entry = piece.entry
    plan = entry.round.plan
    return redirect(
        "measures:progress_evidence", plan.agency.slug, plan.fiscal_year, entry.round_id, entry.measure_id
    )


@form_view
def index(request, slug, year, pk, measure_pk):
    """All evidence of one measure in a round, and the forms that add to it."""
    needed = Capability.ENTER if request.method == "POST" else Capability.VIEW
    agency = get_agency(request, slug, needed)
    rounds = ProgressRound.objects.select_related("plan__agency")
    progress_round = get_object_or_404(rounds, plan__agency=agency, plan__fiscal_year=year, pk=pk)
    measure = get_object_or_404(Measure, plan=progress_round.plan, pk=measure_pk)
    entry = Progress.objects.filter(round=progress_round, measure=measure).first()
    if entry is None:
        return _before_the_entry(request, progress_round, measure)
    entry.round = progress_round
    upload, link, sent = UploadForm(), LinkForm(auto_id="id_link_%s"), None
    if request.method == "POST" and "url" in request.POST:
        sent = link = LinkForm(request.POST, auto_id="id_link_%s")
    elif request.method == "POST":
        sent = upload = UploadForm(request.POST, request.FILES)
    if sent and sent.is_valid() and _add(request, entry, sent):
        return redirect("measures:progress_evidence", slug, year, pk, measure_pk)
    cards = evidence_cards(entry)
    context = _context(
        progress_round,
        measure,
        entry=entry,
        cards=cards,
        upload=upload,
        link=link,
        failed=sent,
        room=MAX_PIECES - len(cards),
        limits={
            "pieces": MAX_PIECES,
            "at_once": MAX_AT_ONCE,
            "photo": MAX_PHOTO_BYTES >> 20,
            "file": MAX_FILE_BYTES >> 20,
        },
    )
    return render(request, "measures/evidence_list.html", context)


def _before_the_entry(request, progress_round: ProgressRound, measure: Measure):
    plan = progress_round.plan
    if request.method == "POST":
        messages.error(request, "กรุณาบันทึกสถานะของมาตรการนี้ก่อน แล้วจึงแนบหลักฐาน")
        return redirect(
            "measures:progress_entry", plan.agency.slug, plan.fiscal_year, progress_round.pk, measure.pk
        )
    return render(request, "measures/evidence_list.html", _context(progress_round, measure))


def _add(request, entry: Progress, form: UploadForm | LinkForm) -> bool:
    """Store what the form holds; False with an error at its first field where the entry is full."""
    values = dict(form.cleaned_data)
    try:
        if "files" in values:
            pieces = actions.add_evidence(entry=entry, pieces=values.pop("files"), **values, by=request.user)
        else:
            pieces = [actions.add_link(entry=entry, **values, by=request.user)]
    except actions.TooMuchEvidence as error:
        form.add_error(
            "files" if "files" in form.fields else "url",
            f"มาตรการนี้แนบได้อีก {digits(error.room)} ชิ้น (ทั้งหมดไม่เกิน {digits(MAX_PIECES)} ชิ้น) กรุณาลบชิ้นที่ไม่ใช้ก่อน หรือเลือกให้น้อยลง",
        )
        return False
    messages.success(request, f"เพิ่มหลักฐาน {digits(len(pieces))} ชิ้นแล้ว")
    added = {piece.pk for piece in pieces}
    repeated = [card for card in evidence_cards(entry) if card.piece.pk in added and card.twins]
    if repeated:
        messages.warning(
            request, f"มี {digits(len(repeated))} รูปที่ใช้ไปแล้วในแผนนี้ ดูหมายเหตุใต้รูป หากไม่ได้ตั้งใจใช้ซ้ำ ให้ลบออก"
        )
    return True


@form_view
def edit(request, slug, year, pk, measure_pk, evidence_pk):
    """Caption and day of one piece."""
    piece = _piece(request, slug, year, pk, measure_pk, evidence_pk, Capability.ENTER)
    form, conflict = EvidenceForm(posted(request), initial=EvidenceForm.initial_of(piece)), None
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data, "version": form.cleaned_data["version"] or 0}
        try:
            actions.save_evidence(evidence=piece, **values, by=request.user)
        except StaleEdit as stale:
            conflict = resolve_conflict(form, stale, EvidenceForm.initial_of(stale.current))
        else:
            messages.success(request, "บันทึกคำบรรยายแล้ว")
            return _list(piece)
    context = _context(piece.entry.round, piece.entry.measure, piece=piece, form=form, conflict=conflict)
    return render(request, "measures/evidence_form.html", context, status=409 if conflict else 200)


@form_view
def delete(request, slug, year, pk, measure_pk, evidence_pk):
    """Remove a piece after asking."""
    piece = _piece(request, slug, year, pk, measure_pk, evidence_pk, Capability.ENTER)
    if request.method == "POST":
        actions.delete_evidence(evidence=piece, by=request.user)
        messages.success(request, "ลบหลักฐานแล้ว")
        return _list(piece)
    context = _context(piece.entry.round, piece.entry.measure, piece=piece)
    return render(request, "measures/evidence_delete.html", context)


@require_POST
def move(request, slug, year, pk, measure_pk, evidence_pk):
    """One place up or down."""
    piece = _piece(request, slug, year, pk, measure_pk, evidence_pk, Capability.ENTER)
    actions.move_evidence(evidence=piece, up=request.POST.get("direction") == "up", by=request.user)
    return _list(piece)


_TYPES = {
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
def download(request, slug, year, pk, measure_pk, evidence_pk):
    """The stored file, to be saved and never to be shown in place."""
    piece = _piece(request, slug, year, pk, measure_pk, evidence_pk)
    return _bytes(piece.file.name, as_attachment=True, filename=piece.name)


@require_safe
def thumbnail(request, slug, year, pk, measure_pk, evidence_pk):
    """A photo's small rendition, shown in lists."""
    piece = _piece(request, slug, year, pk, measure_pk, evidence_pk)
    return _bytes(piece.thumbnail.name)


@require_safe
def picture(request, slug, year, pk, measure_pk, evidence_pk):
    """A photo as documents print it."""
    piece = _piece(request, slug, year, pk, measure_pk, evidence_pk)
    return _bytes(piece.print_file.name)


def _bytes(path: str, **how: Any) -> FileResponse:
    if not path or not default_storage.exists(path):
        raise Http404
    response = FileResponse(default_storage.open(path), content_type=_TYPES[path.rsplit(".", 1)[-1]], **how)
    return sealed_off(response)
