"""The agency's own wording for the standard sentences of its documents and drafts."""

from functools import cache

from django.http import Http404
from django.urls import reverse

from agencies.access import get_agency
from agencies.models import Agency
from agencies.roles import Capability
from assessments.enums import DraftPart
from itaportal.editing.flow import FormPage, edit_form, form_view, go_on, posted
from itaportal.language import gettext
from itaportal.sentences import fill_placeholders
from reports import actions
from reports.enums import Kind
from reports.forms import SentenceForm
from reports.queries import sentences_of
from reports.wordings import Wording, wording_of


@form_view
def edit(request, slug, kind):
    """Every sentence of a kind: the standard one, the agency's own, and how it reads with this year's data."""
    agency = get_agency(request, slug, Capability.MANAGE)
    wording = wording_of(kind)
    if wording is None:
        raise Http404(kind)
    form = SentenceForm(posted(request), initial=sentences_of(agency, kind), wording=wording)

    def save():
        actions.save_sentences(agency=agency, kind=kind, texts=form.cleaned_data, by=request.user)
        where = (
            gettext("เอกสารที่ยังเป็นร่างใช้ถ้อยคำใหม่ทันที")
            if wording.is_printed
            else gettext("ระบบใช้ถ้อยคำนี้เมื่อร่างครั้งต่อไป")
        )
        return go_on(
            request,
            gettext("บันทึกถ้อยคำแล้ว {where}").format(where=where),
            "reports:document_sentences",
            slug,
            kind,
        )

    # Called by the template, and so only where the page is shown.
    values = cache(lambda: wording.values(agency))
    context = {
        "kind": kind,
        "kinds": [(gettext("เอกสาร"), list(Kind)), (gettext("ร่างผลการวิเคราะห์"), list(DraftPart))],
        "is_printed": wording.is_printed,
        "sentences": lambda: _rows(form, wording, values()),
        "placeholders": lambda: [
            (f"{{{name}}}", what, values().get(name)) for name, what in wording.placeholders.items()
        ],
    }
    template = "reports/sentence_form.html"
    return edit_form(request, _page(agency, wording), form, save, template=template, context=context)


def _page(agency: Agency, wording: Wording) -> FormPage:
    settings = reverse("agencies:settings", args=[agency.slug])
    filled = (
        gettext("เช่น {หน่วยงาน} ระบบจะเติมข้อมูลให้เองทุกปี")
        if wording.is_printed
        else gettext("ระบบเติมให้เองตามคะแนนของแต่ละตัวชี้วัด")
    )
    return FormPage(
        title=gettext("ถ้อยคำใน{label}").format(label=wording.label),
        crumbs=[(gettext("ข้อมูลหน่วยงาน"), settings)],
        here=gettext("ถ้อยคำในเอกสาร"),
        lead=gettext("เว้นว่างเพื่อใช้ประโยคมาตรฐาน หรือพิมพ์ถ้อยคำของหน่วยงานแทน คำแทนในวงเล็บปีกกา {filled}").format(
            filled=filled
        ),
        submit=gettext("บันทึกถ้อยคำ"),
        cancel=settings,
    )


def _rows(form: SentenceForm, wording: Wording, values: dict[str, str]) -> list[dict]:
    """Return field, standard wording and, where there is data to fill it with, the sentence as it is printed now."""
    return [
        {
            "field": form[name],
            "standard": standard.text,
            "own": form.initial.get(name),
            "preview": fill_placeholders(form.initial.get(name) or standard.text, values) if values else "",
        }
        for name, standard in wording.sentences.items()
    ]
