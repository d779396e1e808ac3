"""ตรวจคำ: the slips in a document's, a plan's or an analysis's texts, each mended, kept or learnt with one press."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from agencies.access import get_agency
from agencies.models import Agency
from agencies.roles import Capability
from assessments.models import Assessment
from itaportal.editing.concurrency import StaleEdit
from itaportal.editing.flow import form_view
from itaportal.language import gettext, gettext_lazy
from itaportal.templatetags.thai import digits
from measures.models import Plan
from measures.queries.plans import plan_of
from reports import actions
from reports.forms import SlipForm
from reports.models import Document, KeptWord
from reports.targets import url_of
from reports.words import typed
from reports.words.findings import cards
from reports.words.known import known_of
from reports.words.pressing import press

_TEXTS_A_PAGE = 20
_STALE = gettext_lazy("ข้อความนี้มีผู้แก้ไขหลังจากที่ท่านเปิดหน้านี้ จึงยังไม่ได้เปลี่ยนอะไร กรุณาดูคำที่พบอีกครั้งด้านล่าง")
_NOTHING_PRESSED = gettext_lazy("ไม่ทราบว่าต้องการทำอะไรกับคำใด กรุณากดปุ่มข้างคำที่ต้องการ")
_FROZEN = gettext_lazy("เอกสารนี้เสนอแล้ว จึงแก้ไขหัวเอกสารไม่ได้ หากต้องแก้ไข ให้ถอนคืนหรือทำฉบับแก้ไขใหม่จากหน้าของฉบับที่เสนอ")


@dataclass(frozen=True)
class _Proof:
    """What is proof-read, how it is called, and the page it belongs to; ``document`` is stored only for documents."""

    document: Document
    texts: list[typed.TypedText]
    name: str
    back: str


def _agency(request, slug: str) -> Agency:
    return get_agency(request, slug, Capability.ENTER if request.method == "POST" else Capability.VIEW)


@form_view
def of_document(request, slug, pk):
    """The texts that a document prints."""
    agency = _agency(request, slug)
    documents = Document.objects.select_related(
        "agency", "plan__agency", "plan__assessment__criteria_pack", "plan__assessment__agency", "round__plan"
    )
    document = get_object_or_404(documents, agency=agency, pk=pk)
    name, back = digits(document.get_kind_display()), reverse("reports:document", args=[slug, pk])
    return _answer(request, _Proof(document, typed.of_document(document), name, back))


@form_view
def of_plan(request, slug, year):
    """The texts of a plan's measures."""
    agency = _agency(request, slug)
    plan = plan_of(agency, year)
    if plan is None:
        raise Http404
    name, back = (
        gettext("แผนมาตรการปี {year}").format(year=digits(year)),
        reverse("measures:plan", args=[slug, year]),
    )
    return _answer(request, _Proof(Document(agency=agency, plan=plan), typed.of_plan(plan), name, back))


@form_view
def of_analysis(request, slug, year):
    """The texts of a year's findings."""
    agency = _agency(request, slug)
    assessments = Assessment.objects.with_scores().select_related("agency", "criteria_pack")
    assessment = get_object_or_404(assessments, agency=agency, fiscal_year=year)
    document = Document(agency=agency, plan=Plan(agency=agency, fiscal_year=year + 1, assessment=assessment))
    name, back = (
        gettext("ผลการวิเคราะห์ปี {year}").format(year=digits(year)),
        reverse("assessments:analysis", args=[slug, year]),
    )
    return _answer(request, _Proof(document, typed.of_assessment(assessment), name, back))


def _answer(request, proof: _Proof) -> HttpResponse:
    """Show the page, or do what was pressed and come back to the text."""
    if request.method != "POST":
        return _show(request, proof)
    form = SlipForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _NOTHING_PRESSED)
        return redirect(request.get_full_path())
    try:
        text, said = press(document=proof.document, texts=proof.texts, by=request.user, **form.cleaned_data)
    except StaleEdit:
        return _show(request, proof, problem=_STALE)
    except actions.FrozenDocument:
        return _show(request, proof, problem=_FROZEN)
    except ValidationError as error:
        return _show(request, proof, problem=" ".join(error.messages))
    messages.success(request, said)
    return redirect(f"{request.get_full_path()}#{_anchor(_next(proof, text))}")


def _next(proof: _Proof, text: typed.TypedText) -> typed.TypedText:
    """Return the text that is looked at next: the same one while it has more slips, then the one after it."""
    found = cards(proof.texts, known_of(proof.document.agency, proof.document.plan.assessment))
    if any(card.text.key == text.key and len(card.lines) > 1 for card in found):
        return text
    later = {other.key for other in proof.texts[proof.texts.index(text) + 1 :]}
    return next((card.text for card in found if card.text.key in later), text)


def _show(request, proof: _Proof, *, problem: str = "") -> HttpResponse:
    agency, assessment = proof.document.agency, proof.document.plan.assessment
    found = cards(proof.texts, known_of(agency, assessment))
    page = Paginator(found, _TEXTS_A_PAGE).get_page(request.GET.get("page"))
    places = {text.place for text in proof.texts}
    context = {
        "proof": proof,
        "year": assessment.fiscal_year,
        "page": page,
        "rows": [(card, _anchor(card.text), url_of(card.text.target, proof.document)) for card in page],
        "count": sum(len(card.lines) for card in found),
        "kept": KeptWord.objects.filter(agency=agency, place__in=places).order_by("word", "pk"),
        "problem": problem,
    }
    return render(request, "reports/words.html", context, status=409 if problem else 200)


def _anchor(text: typed.TypedText) -> str:
    return "text-" + "".join(letter if letter.isalnum() else "-" for letter in text.key)


@require_POST
def forget(request, slug, pk):
    """Have a kept word asked for again."""
    agency = get_agency(request, slug, Capability.ENTER)
    kept = get_object_or_404(KeptWord, agency=agency, pk=pk)
    actions.forget_word(kept=kept, by=request.user)
    messages.success(request, gettext("การตรวจคำจะถามถึง “{word}” อีก").format(word=kept.word))
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe else reverse("reports:index", args=[slug]))
