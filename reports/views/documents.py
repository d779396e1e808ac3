"""Documents: list, start, letterhead, the page itself and its files."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import ProtectedError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist, TaskResultMismatch

from agencies.access import get_agency
from agencies.navigation import page_address
from agencies.roles import Capability
from itaportal.editing.concurrency import StaleEdit
from itaportal.editing.flow import ConfirmPage, FormPage, ask_first, edit_form, form_view, go_on, posted
from itaportal.language import gettext
from itaportal.templatetags.thai import digits
from measures.models import Evidence, Plan, ProgressRound
from measures.queries.plans import measures_of
from reports import actions, tasks
from reports.completeness import check, document_item_words
from reports.enums import KINDS_OF_A_ROUND, KINDS_OF_OIT, KINDS_WITHOUT_ROUND, MEMOS, Format, Kind, Severity
from reports.forms import LetterForm
from reports.models import Document
from reports.newest_editions import newest_edition
from reports.pages import printed
from reports.queries import documents_of, startable
from reports.snapshot.building import build_snapshot
from reports.targets import groups
from reports.words.known import known_of

_CONTENT_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def _document(request, slug: str, pk: int, capability=Capability.VIEW) -> Document:
    agency = get_agency(request, slug, capability)
    documents = Document.objects.select_related(
        "agency", "plan__agency", "plan__assessment__criteria_pack", "plan__assessment__agency", "round__plan"
    ).defer("plan__assessment__criteria_pack__data")
    return get_object_or_404(documents, agency=agency, pk=pk)


@require_safe
def index(request, slug):
    """The agency's documents, and what could become one."""
    agency = get_agency(request, slug)
    page = Paginator(documents_of(agency), 30).get_page(request.GET.get("page"))
    options = startable(agency) if Capability.ENTER in request.capabilities else []
    return render(request, "reports/document_list.html", {"page": page, "options": options})


@require_POST
def start(request, slug, round_pk):
    """Make a document of a progress round: the memo unless another kind is named."""
    agency = get_agency(request, slug, Capability.ENTER)
    rounds = ProgressRound.objects.filter(plan__agency=agency).select_related("plan__agency")
    progress_round = get_object_or_404(rounds, pk=round_pk)
    return _start(request, KINDS_OF_A_ROUND, progress_round.plan, progress_round)


@require_POST
def start_of_plan(request, slug, year):
    """Make a document of a plan as a whole: the analysis unless another kind is named."""
    agency = get_agency(request, slug, Capability.ENTER)
    plan = get_object_or_404(Plan.objects.select_related("agency"), agency=agency, fiscal_year=year)
    return _start(request, KINDS_WITHOUT_ROUND, plan, None)


def _start(request, kinds: tuple[Kind, ...], plan: Plan, progress_round: ProgressRound | None):
    """Make a document of the kind that is asked for, the first of ``kinds`` where none is."""
    slug, kind = plan.agency.slug, request.POST.get("kind", kinds[0])
    if kind not in kinds:
        raise Http404
    if kind not in KINDS_OF_OIT and not measures_of(plan):
        messages.error(request, gettext("แผนปีนี้ยังไม่มีมาตรการ กรุณาเพิ่มมาตรการก่อนทำเอกสาร"))
        return redirect("measures:plan", slug, plan.fiscal_year)
    dated = progress_round.as_at if progress_round else None
    document = actions.start_document(
        kind=Kind(kind), plan=plan, progress_round=progress_round, dated=dated, by=request.user
    )
    return redirect("reports:document_edit", slug, document.pk)


@require_safe
def detail(request, slug, pk):
    """The document as it is now, as a page; once submitted, what is shown is its edition."""
    document = _document(request, slug, pk)
    edition = newest_edition(document)
    if document.frozen and edition:
        return redirect(page_address("edition", slug, edition.pk))
    snapshot = build_snapshot(document)
    found = groups(check(snapshot, known_of(document.agency, document.plan.assessment)), document)
    context = {
        "record": document,
        "printed": printed(snapshot),
        "picture_urls": _picture_urls(document),
        "year": document.plan.assessment.fiscal_year,
        "groups": found,
        "must_mend": any(group.severity == Severity.MUST for group in found),
        "item_words": document_item_words(snapshot),
        "edition": edition,
    }
    return render(request, "reports/document_detail.html", context)


def _picture_urls(document: Document) -> dict[str, str]:
    """Return where the browser finds the round's pictures, by their sha256."""
    place = (document.agency.slug, document.plan.fiscal_year, document.round_id)
    photos = Evidence.objects.photos().filter(entry__round=document.round_id).select_related("entry")
    return {
        photo.sha256: reverse(
            "measures:progress_evidence_picture", args=[*place, photo.entry.measure_id, photo.pk]
        )
        for photo in photos
    }


def _draft_view(view):
    """Return the view, called with the document and only for a draft: what was submitted stays as it is."""

    @form_view
    @wraps(view)
    def guarded(request, slug, pk):
        document = _document(request, slug, pk, Capability.ENTER)
        try:
            if document.frozen:
                raise actions.FrozenDocument
            return view(request, document)
        except actions.FrozenDocument:
            messages.error(
                request,
                gettext("เอกสารนี้เสนอแล้ว จึงแก้ไขหรือลบไม่ได้ หากต้องแก้ไข ให้ถอนคืนหรือทำฉบับแก้ไขใหม่จากหน้าของฉบับที่เสนอ"),
            )
            return redirect("reports:document", slug, pk)

    return guarded


@_draft_view
def edit(request, document):
    """Number, date, subject, addressee."""
    form = LetterForm(posted(request), instance=document)

    def save():
        try:
            actions.save_document(
                document=document, version=form.opened_version, by=request.user, **form.values
            )
        except StaleEdit as stale:
            if stale.current.frozen:
                raise actions.FrozenDocument from stale
            raise
        return go_on(
            request, gettext("บันทึกหัวเอกสารแล้ว"), "reports:document", document.agency.slug, document.pk
        )

    return edit_form(request, _letter_page(document), form, save)


def _letter_page(document: Document) -> FormPage:
    slug, kind = document.agency.slug, digits(document.get_kind_display())
    is_memo = document.kind in MEMOS
    shown = reverse("reports:document", args=[slug, document.pk])
    return FormPage(
        title=gettext("หัวเอกสาร"),
        heading=gettext("หัวหนังสือของบันทึกข้อความ") if is_memo else gettext("ชื่อและหัวเอกสาร"),
        crumbs=[(gettext("เอกสาร"), reverse("reports:index", args=[slug])), (kind, shown)],
        lead=gettext("ตรวจหัวเอกสาร ส่วนเนื้อหาระบบเรียบเรียงจากข้อมูลที่บันทึกไว้แล้ว"),
        submit=gettext("บันทึกและดูเอกสาร"),
        cancel=shown,
        keeps_draft=True,
    )


@require_safe
def pdf(request, slug, pk):
    """The document as PDF, rendered once for each content; a large one by the worker, while a page tells how far it is."""
    document = _document(request, slug, pk)
    if not document.frozen and "now" not in request.GET and not actions.answers_at_once(document, Format.PDF):
        return _being_made(request, document)
    return _file(request, slug, pk, Format.PDF, attachment="download" in request.GET)


def _being_made(request, document: Document):
    """Have the worker make the file, once for each who asks, and show what it is at; the page asks again by itself."""
    begun = _task(request.GET.get("task", ""))
    if begun is None:
        begun = tasks.render.enqueue(document.pk, Format.PDF.value)
        told = {**request.GET.dict(), "task": begun.id}
        return redirect(f"{request.path}?{urlencode(told)}")
    context = {
        "record": document,
        "failed": begun.status == TaskResultStatus.FAILED,
        "running": begun.status == TaskResultStatus.RUNNING,
        "begun": begun.started_at or begun.enqueued_at,
        "measures": document.plan.measures.count(),
    }
    return render(request, "reports/document_making.html", context)


def _task(identifier: str):
    """Return the task that the page waits for; None for none, one that is done, or an address of somebody's making."""
    try:
        found = tasks.render.get_result(identifier)
    except (TaskResultDoesNotExist, TaskResultMismatch, ValidationError, ValueError):
        return None
    return None if found.status == TaskResultStatus.SUCCESSFUL else found


@require_safe
def docx(request, slug, pk):
    """The document as Word file, rendered once for each content."""
    return _file(request, slug, pk, Format.DOCX, attachment=True)


def _file(request, slug: str, pk: int, format: Format, *, attachment: bool):
    document = _document(request, slug, pk)
    if document.frozen:
        # An old bookmark is sent on: a draft made of today's data would pass for what was submitted.
        messages.info(request, gettext("เอกสารนี้เสนอแล้ว ไฟล์ที่ใช้ได้คือไฟล์ของฉบับที่เสนอ กรุณาเปิดจากหน้านี้"))
        return redirect("reports:document", slug, pk)
    rendered = actions.rendered(document, format)
    response = FileResponse(
        rendered.file.open("rb"),
        as_attachment=attachment,
        filename=f"{document.kind}-{document.plan.fiscal_year}-{slug}.{format}",
        content_type=_CONTENT_TYPES[format],
    )
    response["ETag"] = f'"{rendered.sha256}"'
    response["Cache-Control"] = "private, no-cache"
    return response


@_draft_view
def delete(request, document):
    """Remove a draft after asking."""
    slug = document.agency.slug
    shown = reverse("reports:document", args=[slug, document.pk])
    if request.method != "POST":
        page = ConfirmPage(
            title=gettext("ลบเอกสาร"),
            question=gettext("ลบเอกสารฉบับนี้หรือไม่"),
            body=gettext("ลบเฉพาะเอกสารและหัวเอกสาร คะแนน มาตรการ และผลการดำเนินการยังอยู่ครบ ทำเอกสารใหม่ได้ทุกเมื่อ"),
            submit=gettext("ลบเอกสาร"),
            cancel=shown,
        )
        return ask_first(request, page)
    try:
        actions.delete_document(document=document, by=request.user)
    except ProtectedError:
        messages.error(
            request, gettext("เอกสารนี้เคยเสนอหรือออกเลขที่หนังสือแล้ว จึงลบไม่ได้ เก็บไว้เป็นหลักฐาน แก้ไขแล้วเสนอใหม่ได้")
        )
        return redirect(shown)
    return go_on(request, gettext("ลบเอกสารแล้ว ข้อมูลมาตรการและผลการดำเนินการยังอยู่ครบ"), "reports:index", slug)
