"""Who signs the agency's documents, in order."""

from itertools import zip_longest

from agencies import actions
from agencies.access import get_agency
from agencies.forms.chain import BaseChainFormSet, ChainForm, ChainFormSet
from agencies.models import Agency, Membership
from agencies.roles import Capability
from agencies.views.settings import settings_page
from itaportal.editing.flow import edit_form, form_view, go_on, posted


@form_view
def chain_edit(request, slug):
    """Choose the signatories and their headings."""
    agency = get_agency(request, slug, Capability.MANAGE)
    people = Membership.objects.selectable_for_chain(agency).in_order()
    steps = ChainFormSet(posted(request), steps=agency.approval_steps.all(), memberships=people)
    form = ChainForm(posted(request), initial={"version": agency.version})

    def save():
        actions.save_chain(agency=agency, steps=steps.chosen(), version=form.opened_version, by=request.user)
        return go_on(request, "บันทึกลำดับผู้ลงนามแล้ว", "agencies:settings", slug)

    page = settings_page(
        agency,
        "ลำดับผู้ลงนาม",
        lead="เอกสารพิมพ์ช่องลงนามเรียงจากบนลงล่างตามลำดับนี้ ลำดับที่ไม่เลือกบุคคลจะไม่พิมพ์",
        submit="บันทึกลำดับผู้ลงนาม",
        rows_label="ลำดับที่",
    )
    return edit_form(
        request,
        page,
        form,
        save,
        formset=steps,
        compare_rows=lambda current: _compare(current, steps),
        template="agencies/chain_form.html",
    )


def _compare(agency: Agency, formset: BaseChainFormSet) -> list[dict[str, str]]:
    """Return both chains side by side, for a conflict."""
    steps = agency.approval_steps.select_related("membership__user")
    theirs = [_words(step.membership, step.heading) for step in steps]
    yours = [_words(*row) for row in formset.chosen()]
    return [
        {"label": f"ลำดับที่ {place}", "theirs": their, "yours": your}
        for place, (their, your) in enumerate(zip_longest(theirs, yours, fillvalue=""), start=1)
    ]


def _words(membership: Membership, heading: str) -> str:
    return f"{membership}\nหัวข้อ “{heading}”" if heading else str(membership)
