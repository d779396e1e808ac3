"""The agency's rules of approval, and who acts for whom."""

from django import forms

from agencies.models import Agency, Membership
from approvals.models import Substitute
from itaportal.editing.formfields import CHOOSE, ThaiDateField, ThaiLineField
from itaportal.thai import short_date

_NOBODY = "– เลือกบุคคล –"


def usual_authority(deputy: Membership, principal: Membership) -> str:
    """Return the words that stand under a substitute's name unless the agency writes others."""
    return f"{deputy.position_title} รักษาราชการแทน {principal.position_title}"


class RulesForm(forms.Form):
    """Whether people may sign what they submitted themselves."""

    submitter_may_decide = forms.BooleanField(
        label="ผู้เสนอลงนามในเอกสารที่ตนเสนอได้",
        required=False,
        help_text=(
            "ปกติไม่เลือก เพื่อให้มีผู้อื่นตรวจเอกสารทุกฉบับก่อนลงนาม เลือกเมื่อหน่วยงานมีบุคลากรน้อย "
            "และผู้จัดทำรายงานเป็นผู้ลงนามลำดับแรกด้วย"
        ),
    )


class SubstituteForm(forms.Form):
    """Who acts for a member of the chain, from day to day."""

    principal = forms.ModelChoiceField(
        Membership.objects.none(),
        label="ปฏิบัติหน้าที่แทนใคร",
        help_text="ผู้ที่อยู่ในลำดับผู้ลงนามของหน่วยงาน",
        empty_label=_NOBODY,
        error_messages=CHOOSE,
    )
    deputy = forms.ModelChoiceField(
        Membership.objects.none(), label="ผู้ปฏิบัติหน้าที่แทน", empty_label=_NOBODY, error_messages=CHOOSE
    )
    starts_on = ThaiDateField(label="ตั้งแต่วันที่")
    ends_on = ThaiDateField(label="ถึงวันที่")
    authority = ThaiLineField(
        label="ข้อความที่พิมพ์ใต้ชื่อผู้ลงนามแทน",
        max_length=300,
        required=False,
        help_text=(
            "เว้นว่างได้ ระบบจะเขียนจากตำแหน่งของทั้งสองคน เช่น “รองปลัดองค์การบริหารส่วนตำบล รักษาราชการแทน "
            "ปลัดองค์การบริหารส่วนตำบล” หากคำสั่งใช้ถ้อยคำอื่น ให้พิมพ์ตามคำสั่ง"
        ),
    )

    def __init__(self, *args, agency: Agency, substitute: Substitute | None = None, **kwargs):
        super().__init__(*args, initial=self._initial_of(substitute), **kwargs)
        self.agency, self.substitute = agency, substitute
        members = agency.memberships.select_related("user").order_by("role", "pk")
        chain = members.filter(approval_steps__agency=agency)
        current = members.filter(pk__in=Membership.objects.current())
        # Those the appointment names stay selectable after they left the chain or the agency.
        named = [substitute.principal_id, substitute.deputy_id] if substitute else []
        self.fields["principal"].queryset = (chain | members.filter(pk__in=named[:1])).distinct()
        self.fields["deputy"].queryset = (current | members.filter(pk__in=named[1:])).distinct()

    @staticmethod
    def _initial_of(substitute: Substitute | None) -> dict:
        if substitute is None:
            return {}
        names = ("principal", "deputy", "starts_on", "ends_on", "authority")
        return {name: getattr(substitute, name) for name in names}

    def clean(self):
        data = super().clean()
        principal, deputy = data.get("principal"), data.get("deputy")
        if principal and deputy:
            if principal.user_id == deputy.user_id:
                self.add_error("deputy", "เลือกคนเดียวกันทั้งสองช่อง กรุณาเลือกผู้ปฏิบัติหน้าที่แทนเป็นบุคคลอื่น")
            data["authority"] = self._authority(data.get("authority", ""), principal, deputy)
            if len(data["authority"]) > self.fields["authority"].limit:
                self.add_error("authority", "ตำแหน่งของทั้งสองคนยาวเกินไป กรุณาพิมพ์ข้อความเองให้ไม่เกิน 300 ตัวอักษร")
        self._check_days(principal, data.get("starts_on"), data.get("ends_on"))
        return data

    def _authority(self, text: str, principal: Membership, deputy: Membership) -> str:
        """Return the typed words; the usual ones follow when other people are chosen."""
        before = self.substitute
        usual_before = usual_authority(before.deputy, before.principal) if before else ""
        return usual_authority(deputy, principal) if text in ("", usual_before) else text

    def _check_days(self, principal: Membership | None, first, last) -> None:
        if not first or not last:
            return
        if first > last:
            self.add_error("ends_on", "วันสิ้นสุดมาก่อนวันเริ่ม กรุณาตรวจวันที่ทั้งสองช่อง")
            return
        if not principal:
            return
        others = Substitute.objects.filter(
            agency=self.agency, principal=principal, starts_on__lte=last, ends_on__gte=first
        )
        other = others.exclude(pk=self.substitute.pk if self.substitute else None)
        if taken := other.select_related("deputy__user").first():
            self.add_error("starts_on", _overlap(taken))


def _overlap(other: Substitute) -> str:
    return (
        f"ช่วงวันซ้อนกับที่กำหนด {other.deputy.user.get_full_name()} ไว้แล้ว "
        f"({short_date(other.starts_on)} ถึง {short_date(other.ends_on)}) กรุณาเปลี่ยนวันที่ หรือแก้ไขรายการนั้นก่อน"
    )
