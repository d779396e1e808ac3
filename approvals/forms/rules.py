"""The agency's rules of approval, and who acts for whom."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import Agency, Membership
from approvals.models import ApprovalRules, Substitute
from itaportal.editing.formfields import CHOOSE
from itaportal.editing.forms import PlainRowForm
from itaportal.editing.modelfields import limit_of
from itaportal.language import gettext
from itaportal.thai.dates import short_date


def usual_authority(deputy: Membership, principal: Membership) -> str:
    """Return the words that stand under a substitute's name unless the agency writes others."""
    return f"{deputy.position_title} รักษาราชการแทน {principal.position_title}"


class RulesForm(PlainRowForm):
    """What the agency demands of those who sign."""

    class Meta:
        model = ApprovalRules
        fields = ("submitter_may_decide", "one_person_twice", "proof", "may_sign_unopened", "trusted_only")
        widgets = {"proof": forms.RadioSelect}


class SubstituteForm(PlainRowForm):
    """Who acts for a member of the chain, from day to day."""

    class Meta:
        model = Substitute
        fields = ("principal", "deputy", "starts_on", "ends_on", "authority")
        error_messages = {"principal": CHOOSE, "deputy": CHOOSE}

    def __init__(self, *args, agency: Agency, instance: Substitute | None, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.agency, self.substitute = agency, instance
        members = agency.memberships.in_order()
        chain = members.filter(approval_steps__agency=agency)
        current = members.filter(pk__in=Membership.objects.able_to_sign())
        # Those the appointment names stay selectable after they left the chain or the agency.
        named = [instance.principal_id, instance.deputy_id] if instance else []
        self._offer("principal", chain | members.filter(pk__in=named[:1]))
        self._offer("deputy", current | members.filter(pk__in=named[1:]))
        self.fields["authority"].required = False

    def _offer(self, name: str, people: QuerySet[Membership]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.empty_label = people.distinct(), gettext("– เลือกบุคคล –")

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        principal, deputy = data.get("principal"), data.get("deputy")
        if principal and deputy:
            if principal.user_id == deputy.user_id:
                self.add_error("deputy", gettext("เลือกคนเดียวกันทั้งสองช่อง กรุณาเลือกผู้ปฏิบัติหน้าที่แทนเป็นบุคคลอื่น"))
            authority = self._authority(data.get("authority", ""), principal, deputy)
            data["authority"], limit = authority, limit_of(Substitute, "authority")
            if limit and len(authority) > limit:
                self.add_error(
                    "authority", gettext("ตำแหน่งของทั้งสองคนยาวเกินไป กรุณาพิมพ์ข้อความเองให้ไม่เกิน 300 ตัวอักษร")
                )
        self._check_days(principal, data.get("starts_on"), data.get("ends_on"))
        return data

    def _authority(self, text: str, principal: Membership, deputy: Membership) -> str:
        """Return the typed words; the usual ones follow when other people are chosen."""
        before = self.substitute
        usual_before = usual_authority(before.deputy, before.principal) if before else ""
        return usual_authority(deputy, principal) if text in ("", usual_before) else text

    def _check_days(self, principal: Membership | None, first: date | None, last: date | None) -> None:
        if not first or not last:
            return
        if first > last:
            self.add_error("ends_on", gettext("วันสิ้นสุดมาก่อนวันเริ่ม กรุณาตรวจวันที่ทั้งสองช่อง"))
            return
        if first < timezone.localdate() and not (self.substitute and self.substitute.starts_on == first):
            self.add_error("starts_on", gettext("กำหนดย้อนหลังไม่ได้ กรุณาใช้วันนี้หรือวันหลังจากนี้"))
            return
        others = self.agency.substitutes.filter(principal=principal, starts_on__lte=last, ends_on__gte=first)
        other = (
            others.exclude(pk=self.substitute.pk if self.substitute else 0)
            .select_related("deputy__user")
            .first()
        )
        if principal and other:
            self.add_error(
                "starts_on",
                gettext(
                    "ช่วงวันซ้อนกับที่กำหนด {user} ไว้แล้ว ({starts_on} ถึง {ends_on}) กรุณาเปลี่ยนวันที่ หรือแก้ไขรายการนั้นก่อน"
                ).format(
                    user=other.deputy.user.get_full_name(),
                    starts_on=short_date(other.starts_on),
                    ends_on=short_date(other.ends_on),
                ),
            )
