"""The agency's own wording for the standard sentences of its documents."""

from functools import cache
from types import ModuleType

from django.http import Http404
from django.urls import reverse

from agencies.access import get_agency
from agencies.models import Agency
from agencies.roles import Capability
from itaportal.editing.flow import FormPage, edit_form, form_view, go_on, posted
from measures.models import Plan
from reports import actions
from reports.enums import KINDS_OF_A_ROUND, Kind
from reports.forms import SentenceForm
from reports.kinds import wording
from reports.models import Document
from reports.pages import KINDS
from reports.queries import sentences_of
from reports.snapshot.building import build_snapshot


@form_view
def edit(request, slug, kind):
    """Every sentence of a kind: the standard one, the agency's own, and how it reads with this year's data."""
    agency = get_agency(request, slug, Capability.MANAGE)
    if kind not in KINDS:
        raise Http404(kind)
    kind, module = Kind(kind), KINDS[kind]
    placeholders = {**wording.PLACEHOLDERS, **getattr(module, "PLACEHOLDERS", {})}
    form = SentenceForm(
        posted(request),
        initial=sentences_of(agency, kind),
        sentences=module.SENTENCES,
        placeholders=placeholders,
    )

    def save():
        actions.save_sentences(agency=agency, kind=kind, texts=form.cleaned_data, by=request.user)
        said = "บันทึกถ้อยคำแล้ว เอกสารที่ยังเป็นร่างใช้ถ้อยคำใหม่ทันที"
        return go_on(request, said, "reports:document_sentences", slug, kind)

    # Called by the template, and so only where the page is shown.
    values = cache(lambda: _values(agency, kind, module))
    context = {
        "kind": kind,
        "kinds": list(KINDS),
        "sentences": lambda: _rows(form, module, values()),
        "placeholders": lambda: [
            (f"{{{name}}}", what, values().get(name)) for name, what in placeholders.items()
        ],
    }
    template = "reports/sentence_form.html"
    return edit_form(request, _page(agency, kind), form, save, template=template, context=context)


def _page(agency: Agency, kind: Kind) -> FormPage:
    settings = reverse("agencies:settings", args=[agency.slug])
    return FormPage(
        title=f"ถ้อยคำใน{kind.label}",
        crumbs=[("ข้อมูลหน่วยงาน", settings)],
        here="ถ้อยคำในเอกสาร",
        lead="เว้นว่างเพื่อใช้ประโยคมาตรฐาน หรือพิมพ์ถ้อยคำของหน่วยงานแทน คำแทนในวงเล็บปีกกา เช่น {หน่วยงาน} "
        "ระบบจะเติมข้อมูลให้เองทุกปี",
        submit="บันทึกถ้อยคำ",
        cancel=settings,
    )


def _rows(form: SentenceForm, module: ModuleType, values: dict[str, str]) -> list[dict]:
    """Return field, standard wording and, where there is data to fill it with, the sentence as it is printed now."""
    return [
        {
            "field": form[name],
            "standard": standard.text,
            "own": form.initial.get(name),
            "preview": wording.fill_placeholders(form.initial.get(name) or standard.text, values)
            if values
            else "",
        }
        for name, standard in module.SENTENCES.items()
    ]


def _values(agency: Agency, kind: Kind, module: ModuleType) -> dict[str, str]:
    """Return what the placeholders stand for in the latest plan's document; empty without a plan."""
    plans = Plan.objects.select_related("agency", "assessment__criteria_pack", "assessment__agency")
    plan = plans.filter(agency=agency).first()
    if plan is None:
        return {}
    latest = plan.rounds.last() if kind in KINDS_OF_A_ROUND else None
    snapshot = build_snapshot(Document(agency=agency, kind=kind, plan=plan, round=latest))
    own = module.values(snapshot) if hasattr(module, "values") else {}
    return {**wording.common_values(snapshot), **own}
