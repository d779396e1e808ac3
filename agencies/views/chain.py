"""Who signs the agency's documents, in order."""

from itertools import zip_longest
from typing import Any

from agencies.access import get_agency
from agencies.forms.chain import MAX_STEPS, BaseChainFormSet, ChainForm, ChainFormSet
from agencies.models import Agency, Membership
from agencies.roles import Capability
from agencies.signers import signers
from agencies.views.settings import propose, settings_page
from itaportal.editing.concurrency import StaleEdit
from itaportal.editing.flow import edit_form, form_view, posted, show_form
from itaportal.editing.rowmoves import is_move, leave_unjudged, rearranged
from itaportal.language import gettext, gettext_lazy

_USUAL = gettext_lazy(" แบบฟอร์มนี้เริ่มจากสามลำดับที่ใช้กันทั่วไป คือหัวหน้าสำนักปลัด ปลัด และนายก เพิ่ม เอาออก หรือเลื่อนลำดับได้")


@form_view
def chain_edit(request, slug):
    """Choose the signatories and their headings."""
    agency = get_agency(request, slug, Capability.MANAGE)
    people = Membership.objects.selectable_for_chain(agency).in_order()
    moving = is_move(request)
    data = (
        rearranged(request.POST, "steps", ("membership", "heading"), MAX_STEPS) if moving else posted(request)
    )
    steps = ChainFormSet(
        data,
        steps=agency.approval_steps.all(),
        memberships=people,
        may_repeat=signers().one_person_twice(agency),
    )
    form = ChainForm(data, initial={"version": agency.version})

    def save():
        if form.opened_version != agency.version:
            raise StaleEdit(agency)
        chosen = [[membership.pk, heading] for membership, heading in steps.chosen()]
        return propose(request, form, "chain", agency=agency, about=None, content={"steps": chosen})

    page = settings_page(
        agency,
        gettext("ลำดับผู้ลงนาม"),
        lead=gettext("เอกสารพิมพ์ช่องลงนามเรียงจากบนลงล่างตามลำดับนี้ สิ่งที่แก้ไขเป็นข้อเสนอ มีผลเมื่อได้รับการยืนยัน")
        + (_USUAL if steps.is_usual else ""),
        submit=gettext("ส่งข้อเสนอ"),
        rows_label=gettext("ลำดับที่"),
    )
    shown: dict[str, Any] = {
        "formset": steps,
        "template": "agencies/chain_form.html",
        "context": {"waiting": signers().waiting(agency)},
    }
    if moving:
        leave_unjudged(form, steps)
        return show_form(request, page, form, **shown)
    return edit_form(
        request, page, form, save, compare_rows=lambda current: _compare(current, steps), **shown
    )


def _compare(agency: Agency, formset: BaseChainFormSet) -> list[dict[str, str]]:
    """Return both chains side by side, for a conflict."""
    steps = agency.approval_steps.select_related("membership__user")
    theirs = [_words(step.membership, step.heading) for step in steps]
    yours = [_words(*row) for row in formset.chosen()]
    return [
        {"label": gettext("ลำดับที่ {place}").format(place=place), "theirs": their, "yours": your}
        for place, (their, your) in enumerate(zip_longest(theirs, yours, fillvalue=""), start=1)
    ]


def _words(membership: Membership, heading: str) -> str:
    return (
        gettext("{membership}\nหัวข้อ “{heading}”").format(membership=membership, heading=heading)
        if heading
        else str(membership)
    )
