"""Sending a document off: what would go out, to whom, under which number."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from agencies.access import get_agency
from agencies.roles import Capability
from approvals import actions
from approvals.actions.numbers import number_to_come
from approvals.enums import State
from approvals.forms.moves import SubmitForm
from approvals.models import Edition
from approvals.queries.editions import chain_of, submitter_may_decide
from approvals.rules.moves import NotAllowed
from approvals.signing.failures import SigningFailed
from approvals.words import format_moment
from itaportal.editing.concurrency import StaleEdit
from itaportal.editing.flow import FormPage, form_view, go_on, posted, show_form
from itaportal.language import gettext, gettext_lazy
from itaportal.templatetags.thai import digits, long_date
from reports.completeness import check, document_item_words
from reports.enums import Severity
from reports.models import Document
from reports.newest_editions import newest_edition
from reports.snapshot.building import build_snapshot
from reports.snapshot.reading import fingerprint_of
from reports.targets import groups
from reports.words.known import known_of

_CHANGED = gettext_lazy(
    "ข้อมูลที่พิมพ์ในเอกสาร เช่น คะแนน มาตรการ หรือผลการดำเนินการ เปลี่ยนไปหลังจากที่ท่านเปิดหน้านี้ เอกสารจึงยังไม่ถูกเสนอ "
    "กรุณากลับไปดูเอกสารอีกครั้ง แล้วจึงกดเสนอ"
)
_RELATED = (
    "agency",
    "plan__agency",
    "plan__assessment__criteria_pack",
    "plan__assessment__agency",
    "round__plan",
)


@form_view
def submit(request, slug, pk):
    """Show what would be submitted, and submit it."""
    agency = get_agency(request, slug, Capability.ENTER)
    document = get_object_or_404(Document.objects.select_related(*_RELATED), agency=agency, pk=pk)
    sent = posted(request)
    form = SubmitForm(sent, initial={"version": document.version})
    if document.frozen and (sent is None or _own_second_click(request, document)):
        return _lead_to_edition(request, document)
    if sent is not None and form.is_valid():
        if form.cleaned_data["version"] is not None and form.cleaned_data["seen"]:
            return _submit(request, document, form)
        # Sent from somewhere else than the page: it has to be seen first.
        form = SubmitForm(initial={**form.cleaned_data, "version": document.version})
    return _show_form(request, document, form)


def _own_second_click(request, document: Document) -> bool:
    """Tell whether the person has just submitted the document, with the same message, and nothing is to be shown."""
    message = request.POST.get("message", "").strip()
    mine = (
        document.editions.filter(state=State.SUBMITTED, submitted_by=request.user).defer("snapshot").first()
    )
    return mine is not None and message.split() in ([], mine.message.split())


def _lead_to_edition(request, document: Document):
    edition = newest_edition(document)
    assert isinstance(edition, Edition)  # what is frozen was submitted
    messages.info(request, gettext("เอกสารนี้เสนอแล้วเป็นฉบับที่ {number}").format(number=digits(edition.number)))
    return redirect("approvals:edition", document.agency.slug, edition.pk)


def _submit(request, document: Document, form: SubmitForm):
    """Submit the document, or show the page again with the reason and what was typed."""
    data = form.cleaned_data
    try:
        edition = actions.submit(
            document=document,
            version=data["version"],
            seen=data["seen"],
            message=data["message"],
            by=request.user,
        )
    except StaleEdit as stale:
        if stale.current.frozen and _own_second_click(request, document):
            return _lead_to_edition(request, document)
        return _explain_staleness(request, stale.current)
    except actions.ContentChanged:
        return _show_again(request, document, _CHANGED)
    except actions.Incomplete as error:
        found = gettext("ยังเสนอไม่ได้ มีสิ่งที่ต้องแก้ก่อน {issues} ข้อ ดูรายการด้านล่าง").format(
            issues=digits(len(error.issues))
        )
        return _show_form(request, document, form, problem=found)
    except actions.NumberTaken as error:
        whose = gettext("เป็นของฉบับก่อนของเอกสารนี้ซึ่งอนุมัติหรือยกเลิกไปแล้ว ฉบับใหม่ใช้เลขเดิมไม่ได้")
        whose = whose if error.own else gettext("มีในทะเบียนของเอกสารอื่นแล้ว")
        taken = gettext("เลขที่หนังสือ {error} {whose} กรุณาแก้เลขที่หนังสือในหัวเอกสาร หรือเว้นเลขไว้ให้ระบบออกให้").format(
            error=digits(error), whose=whose
        )
        return _show_form(request, document, form, problem=taken, number_taken=True)
    except (actions.NoChain, actions.PictureBroken, NotAllowed, SigningFailed) as error:
        return _show_form(request, document, form, problem=str(error))
    told = gettext("เสนอเอกสารแล้ว เลขที่หนังสือ {text} ฉบับที่ {number}").format(
        text=digits(edition.register_entry.text), number=digits(edition.number)
    )
    return go_on(request, told, "approvals:edition", document.agency.slug, edition.pk)


def _explain_staleness(request, current: Document):
    """Say who changed or submitted the document meanwhile; the next attempt is for what is shown now."""
    document = Document.objects.select_related(*_RELATED).get(pk=current.pk)
    who = current.updated_by.get_full_name() if current.updated_by else gettext("ระบบ")
    done = gettext("เสนอเอกสารนี้ไปแล้ว") if current.frozen else gettext("แก้ไขเอกสารนี้")
    problem = gettext("{who} {done}เมื่อ {updated_at} หลังจากที่ท่านเปิดหน้านี้ เอกสารจึงยังไม่ถูกเสนอโดยท่าน").format(
        who=who, done=done, updated_at=format_moment(current.updated_at)
    )
    if not current.frozen:
        problem += gettext(" กรุณาตรวจเอกสารอีกครั้งแล้วกดเสนอ")
    return _show_again(request, document, problem)


def _show_again(request, document: Document, problem: str):
    """Say why the document was not submitted; the next attempt is for what is shown now."""
    sent = request.POST.copy()
    sent["version"], sent["seen"] = str(document.version), fingerprint_of(build_snapshot(document))
    return _show_form(request, document, SubmitForm(sent), problem=problem, status=409)


def _show_form(
    request,
    document: Document,
    form: SubmitForm,
    *,
    problem: str = "",
    number_taken: bool = False,
    status: int = 200,
) -> HttpResponse:
    snapshot = build_snapshot(document)
    form.initial["seen"] = fingerprint_of(snapshot)
    issues = check(snapshot, known_of(document.agency, document.plan.assessment))
    chain = chain_of(document.agency, request.user)
    in_chain = any(link.step.membership.user_id == request.user.pk for link in chain)
    vacant = any(link.vacant for link in chain)
    own = in_chain and not submitter_may_decide(document.agency)
    incomplete = any(issue.severity == Severity.MUST for issue in issues)
    context = {
        "record": document,
        "problem": problem,
        "number_taken": number_taken,
        "groups": groups(issues, document),
        "item_words": document_item_words(snapshot),
        "incomplete": incomplete,
        "chain": chain,
        "own": own,
        "vacant": vacant,
        "number": number_to_come(document),
        "edition": newest_edition(document),
        "ready": bool(chain) and not own and not vacant and not incomplete and not document.frozen,
    }
    response = show_form(request, _page(document), form, template="approvals/submit.html", context=context)
    response.status_code = status
    return response


def _page(document: Document) -> FormPage:
    slug, kind = document.agency.slug, digits(document.get_kind_display())
    address = reverse("reports:document", args=[slug, document.pk])
    as_at = gettext(" ณ วันที่ {as_at}").format(as_at=long_date(document.round.as_at)) if document.round else ""
    return FormPage(
        title=gettext("เสนอเพื่อพิจารณา"),
        here=gettext("เสนอ"),
        crumbs=[(gettext("เอกสาร"), reverse("reports:index", args=[slug])), (kind, address)],
        lead=gettext("{kind} แผนปี {fiscal_year}{as_at}").format(
            kind=kind, fiscal_year=digits(document.plan.fiscal_year), as_at=as_at
        ),
        submit=gettext("เสนอเพื่อพิจารณา"),
        cancel=address,
    )
