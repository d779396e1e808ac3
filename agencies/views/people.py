"""The people of an agency: adding them, their names, roles and time in office."""

from django.shortcuts import get_object_or_404

from agencies import actions
from agencies.access import get_agency
from agencies.forms.people import MemberForm, NewMemberForm
from agencies.navigation import page_address
from agencies.roles import Capability
from agencies.signers import signers
from agencies.views.settings import propose, settings_page
from itaportal.editing.flow import edit_form, form_view, go_on, posted
from itaportal.language import gettext, gettext_lazy

_OWN_ACCESS = gettext_lazy(
    "ท่านเปลี่ยนบทบาทหรือระยะเวลาของตนเองในฐานะผู้ดูแลข้อมูลหน่วยงานไม่ได้ เพราะจะเข้าหน้านี้ไม่ได้อีก "
    "กรุณาให้ผู้ดูแลข้อมูลหน่วยงานคนอื่นหรือผู้ดูแลระบบเปลี่ยนให้"
)
LAST_ADMINISTRATOR = gettext_lazy("บุคคลนี้เป็นผู้ดูแลข้อมูลหน่วยงานคนสุดท้าย กรุณาเพิ่มผู้ดูแลข้อมูลหน่วยงานคนใหม่ก่อน")
_SIGNS = gettext_lazy(
    "บุคคลนี้อยู่ในลำดับผู้ลงนามหรือปฏิบัติหน้าที่แทนผู้ลงนาม สิ่งที่แก้ไขเป็นข้อเสนอ มีผลเมื่อผู้ลงนามท่านอื่นยืนยัน "
    "ระบบแจ้งผู้ลงนามและผู้ตรวจสอบทุกคน"
)
_ELSEWHERE = gettext_lazy("บุคคลนี้เป็นผู้ลงนามของหน่วยงานอื่นด้วย ชื่อจึงแก้ที่นี่ไม่ได้ กรุณาให้ผู้ดูแลข้อมูลหน่วยงานนั้นเป็นผู้เสนอแก้ไข")


@form_view
def member_add(request, slug):
    """A new person in the agency."""
    agency = get_agency(request, slug, Capability.MANAGE)
    form = NewMemberForm(posted(request))

    def save():
        added = actions.add_member(agency=agency, by=request.user, **form.cleaned_data)
        return go_on(
            request,
            gettext("เพิ่ม {first_name} เป็นสมาชิกหน่วยงานแล้ว").format(first_name=added.user.first_name),
            page_address("invitation", slug, added.pk),
        )

    taken = (
        "username",
        gettext(
            "ชื่อผู้ใช้นี้มีคนใช้แล้ว ตัวพิมพ์เล็กหรือใหญ่ถือว่าเหมือนกัน กรุณาตั้งชื่ออื่น หากเป็นบุคคลเดียวกัน กรุณาใช้หน้า “เพิ่มบุคคลที่มีบัญชีแล้ว”"
        ),
    )
    page = settings_page(agency, gettext("เพิ่มบุคคล"))
    return edit_form(request, page, form, save, refusals={actions.DuplicateName: taken})


@form_view
def member_edit(request, slug, pk):
    """A person's name, role, position title and time in the agency."""
    agency = get_agency(request, slug, Capability.MANAGE)
    membership = get_object_or_404(agency.memberships.select_related("user"), pk=pk)
    signs = agency.pk in signers().agencies_of(membership.user)
    words = {"lead": _SIGNS, "submit": gettext("ส่งข้อเสนอ")} if signs else {}
    page = settings_page(
        agency, gettext("แก้ไขข้อมูลของ {user}").format(user=membership.user.get_full_name()), **words
    )
    form = MemberForm(posted(request), instance=membership)

    def save():
        try:
            actions.save_member(
                membership=membership, values=form.values, version=form.opened_version, by=request.user
            )
        except actions.OwnAccess as refused:
            return form.add_error(refused.field, _OWN_ACCESS)
        except actions.NeedsConfirmation:
            return propose(request, form, "member", agency=agency, about=membership.pk, content=form.values)
        return go_on(request, gettext("บันทึกข้อมูลบุคคลแล้ว"), "agencies:settings", slug)

    refusals = {
        actions.DuplicateName: ("role", gettext("บุคคลนี้มีบทบาทนี้ในหน่วยงานอยู่แล้ว")),
        actions.LastAdministrator: (None, LAST_ADMINISTRATOR),
        actions.SignsElsewhere: ("first_name", _ELSEWHERE),
    }
    return edit_form(request, page, form, save, refusals=refusals)
