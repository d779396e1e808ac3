"""Evidence of a progress entry: the list, adding, telling, ordering, deleting, and the stored bytes."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from agencies.access import get_agency
from agencies.roles import Capability
from itaportal.bodysizes import takes
from itaportal.editing.flow import FormPage, edit_form, form_view, go_on, posted
from itaportal.keeping.kept import open_whole
from itaportal.language import gettext
from itaportal.templatetags.thai import digits
from measures import actions
from measures.evidence import MAX_AT_ONCE, MAX_FILE_BYTES, MAX_PHOTO_BYTES, MAX_PIECES
from measures.evidence.limits import MAX_REQUEST_BYTES
from measures.evidence.serving import content_type_of, seal_off
from measures.forms import EvidenceForm, LinkForm, UploadForm
from measures.models import Evidence, Measure, Progress, ProgressRound
from measures.queries.plans import evidence_cards
from measures.views.years import capability_for

# As the page says them; sizes in megabytes.
_LIMITS = {
    "pieces": MAX_PIECES,
    "at_once": MAX_AT_ONCE,
    "photo": MAX_PHOTO_BYTES >> 20,
    "file": MAX_FILE_BYTES >> 20,
}


def _context(progress_round: ProgressRound, measure: Measure, **more: Any) -> dict[str, Any]:
    year = progress_round.plan.fiscal_year
    return {"round": progress_round, "measure": measure, "plan_year": year, "year": year - 1, **more}


def _get_piece(
    request, slug, year, pk, measure_pk, evidence_pk, *, needed: Capability = Capability.VIEW
) -> Evidence:
    agency = get_agency(request, slug, needed)
    pieces = Evidence.objects.select_related("entry__measure", "entry__round__plan__agency")
    return get_object_or_404(
        pieces,
        entry__round__plan__agency=agency,
        entry__round__plan__fiscal_year=year,
        entry__round=pk,
        entry__measure=measure_pk,
        pk=evidence_pk,
    )


def _list_url(piece: Evidence) -> str:
    entry = piece.entry
    plan = entry.round.plan
    args = [plan.agency.slug, plan.fiscal_year, entry.round_id, entry.measure_id]
    return reverse("measures:progress_evidence", args=args)


@takes(MAX_REQUEST_BYTES)
@form_view
def index(request, slug, year, pk, measure_pk):
    """All evidence of one measure in a round, and the forms that add to it."""
    agency = get_agency(request, slug, capability_for(request))
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
    if (
        sent
        and sent.is_valid()
        and _add(request, entry, sent)
        and not (sent is upload and upload.tell_refused())
    ):
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
        limits=_LIMITS,
    )
    return render(request, "measures/evidence_list.html", context)


def _before_the_entry(request, progress_round: ProgressRound, measure: Measure):
    plan = progress_round.plan
    if request.method == "POST":
        messages.error(request, gettext("กรุณาบันทึกสถานะของมาตรการนี้ก่อน แล้วจึงแนบหลักฐาน"))
        return redirect(
            "measures:progress_entry", plan.agency.slug, plan.fiscal_year, progress_round.pk, measure.pk
        )
    return render(request, "measures/evidence_list.html", _context(progress_round, measure))


def _add(request, entry: Progress, form: UploadForm | LinkForm) -> bool:
    """Store what the form holds; False with an error at its first field where the entry is full."""
    values = dict(form.cleaned_data)
    try:
        if "files" in values:
            pieces = actions.add_evidence(
                entry=entry, pieces=values.pop("files").pieces, **values, by=request.user
            )
        else:
            pieces = [actions.add_link(entry=entry, **values, by=request.user)]
    except actions.TooMuchEvidence as error:
        form.add_error(
            "files" if "files" in form.fields else "url",
            gettext(
                "มาตรการนี้แนบได้อีก {room} ชิ้น (ทั้งหมดไม่เกิน {max_pieces} ชิ้น) กรุณาลบชิ้นที่ไม่ใช้ก่อน หรือเลือกให้น้อยลง"
            ).format(room=digits(error.room), max_pieces=digits(MAX_PIECES)),
        )
        return False
    messages.success(request, gettext("เพิ่มหลักฐาน {pieces} ชิ้นแล้ว").format(pieces=digits(len(pieces))))
    added = {piece.pk for piece in pieces}
    repeated = [card for card in evidence_cards(entry) if card.piece.pk in added and card.twins]
    if repeated:
        messages.warning(
            request,
            gettext("มี {repeated} รูปที่คล้ายกับรูปในแผนนี้ ดูหมายเหตุใต้รูป หากไม่ได้ตั้งใจใช้ซ้ำ ให้ลบออก").format(
                repeated=digits(len(repeated))
            ),
        )
    return True


@form_view
def edit(request, **place):
    """What is said about one piece."""
    piece = _get_piece(request, **place, needed=Capability.ENTER)
    form = EvidenceForm(posted(request), instance=piece)

    def save():
        actions.save_evidence(evidence=piece, version=form.opened_version, by=request.user, **form.values)
        return go_on(request, gettext("บันทึกคำบรรยายแล้ว"), _list_url(piece))

    page = FormPage(title=gettext("คำบรรยายหลักฐาน"), cancel=_list_url(piece))
    context = _context(piece.entry.round, piece.entry.measure, piece=piece)
    return edit_form(request, page, form, save, template="measures/evidence_form.html", context=context)


@form_view
def delete(request, **place):
    """Remove a piece after asking."""
    piece = _get_piece(request, **place, needed=Capability.ENTER)
    if request.method == "POST":
        actions.delete_evidence(evidence=piece, by=request.user)
        return go_on(request, gettext("ลบหลักฐานแล้ว"), _list_url(piece))
    context = _context(piece.entry.round, piece.entry.measure, piece=piece)
    return render(request, "measures/evidence_delete.html", context)


@require_POST
def move(request, **place):
    """One place up or down."""
    piece = _get_piece(request, **place, needed=Capability.ENTER)
    actions.move_evidence(evidence=piece, up=request.POST.get("direction") == "up", by=request.user)
    return redirect(_list_url(piece))


@require_safe
def serve(request, field, **place):
    """The stored file, to be saved and never to be shown in place; or a photo's rendition, for lists and documents."""
    piece = _get_piece(request, **place)
    path = getattr(piece, field).name
    try:
        content = open_whole(path, piece.sha256 if field == "file" else "")
    except OSError:
        raise Http404 from None
    how = {"as_attachment": True, "filename": piece.name} if field == "file" else {}
    kind = content_type_of(path)
    return seal_off(FileResponse(content, content_type=kind, **how))
