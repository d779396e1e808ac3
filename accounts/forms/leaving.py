"""The form by which a person leaves an agency: which roles, from when, why, and who takes over which work."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from accounts.handover import WorkItem, WorkKind
from accounts.models import Departure
from agencies.models import Membership
from itaportal.editing.formfields import CHOOSE
from itaportal.editing.forms import LaidOutForm
from itaportal.editing.layout import Include, Section
from itaportal.editing.modelfields import form_field
from itaportal.language import gettext, gettext_lazy

_ALL = gettext_lazy("ผู้รับช่วงงานทุกอย่าง")
_AS_ABOVE = gettext_lazy("– ตามที่เลือกไว้ด้านบน –")
_NOBODY = gettext_lazy("– ยังไม่เลือก –")


class LeavingForm(LaidOutForm):
    """``work`` is what is open by kind, ``people`` who may be chosen; a kind without open work has no field."""

    roles = forms.ModelMultipleChoiceField(
        Membership.objects.none(),
        label=gettext_lazy("บทบาทที่สิ้นสุด"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("กรุณาเลือกบทบาทอย่างน้อยหนึ่งบทบาท")},
    )
    from_day = form_field(Departure, "from_day")
    reason = form_field(Departure, "reason")
    to_all = forms.ChoiceField(label=_ALL, required=False, error_messages=CHOOSE)

    def __init__(
        self,
        data=None,
        *,
        memberships: Sequence[Membership],
        work: Mapping[WorkKind, Sequence[WorkItem]],
        people: Mapping[str, Sequence[Membership]],
    ):
        initial = {"roles": [each.pk for each in memberships], "from_day": timezone.localdate()}
        super().__init__(data, initial=initial)
        self.work, self.people = (
            work,
            {key: {str(each.pk): each for each in them} for key, them in people.items()},
        )
        first = memberships[0]
        roles = self.fields["roles"]
        assert isinstance(roles, forms.ModelMultipleChoiceField)
        roles.queryset = Membership.objects.filter(pk__in=[each.pk for each in memberships])
        roles.label_from_instance = _role  # type: ignore[method-assign,assignment]
        if len(memberships) == 1:
            self.fields["roles"].widget = forms.MultipleHiddenInput()
        anybody = {
            pk: each
            for them in self.people.values()
            for pk, each in them.items()
            if each.user_id != first.user_id
        }
        self.offer("to_all", [("", _NOBODY), *((pk, _name(each)) for pk, each in anybody.items())])
        if not work:
            del self.fields["to_all"]
        for kind in work:
            able = [(pk, _name(each)) for pk, each in self.people[kind.key].items()]
            self.fields[f"to_{kind.key}"] = forms.ChoiceField(
                label=gettext("ผู้รับช่วง: {label}").format(label=kind.label),
                required=False,
                choices=[("", _AS_ABOVE), *able],
                help_text="" if able else gettext("ยังไม่มีผู้ที่รับช่วงได้ในวันนั้น กรุณาเพิ่มบุคคลหรือบทบาทก่อน"),
                error_messages=CHOOSE,
            )

    def lay_out(self) -> Sequence[Any]:
        """Return who, when and why, and a part for each kind of work with what it is."""
        head = Section("end", gettext("สิ้นสุดหน้าที่"), "roles", "from_day", "reason")
        if not self.work:
            return [head, Include("accounts/_no_work.html")]
        parts = [
            Section(
                f"work-{kind.key}",
                kind.label,
                Include("accounts/_work.html", items=items),
                f"to_{kind.key}",
                help_text=kind.explained,
            )
            for kind, items in self.work.items()
        ]
        return [head, Section("work", gettext("งานที่ค้าง"), "to_all", help_text=_WORK), *parts]

    def successors(self) -> dict[str, Membership]:
        """Return who takes over by kind of work: whoever was chosen for it, else for all where they are able to."""
        chosen = {}
        for kind in self.work:
            able = self.people[kind.key]
            pk = self.cleaned_data[f"to_{kind.key}"] or self._same_person(able)
            if pk in able:
                chosen[kind.key] = able[pk]
        return chosen

    def _same_person(self, able: Mapping[str, Membership]) -> str:
        """Return by which of their roles the person chosen for all can take a kind over, "" where by none."""
        pk = self.cleaned_data.get("to_all") or ""
        if pk in able:
            return pk
        user = next((them[pk].user_id for them in self.people.values() if pk in them), None)
        return next((other for other, each in able.items() if each.user_id == user), "")


_WORK = gettext_lazy(
    "งานทั้งหมดส่งมอบพร้อมกันในวันที่พ้นจากหน้าที่ ผู้รับช่วงได้รับแจ้งพร้อมรายการ เลือกคนเดียวให้ทุกงาน หรือเลือกแยกในแต่ละงาน"
)


def _name(membership: Membership) -> str:
    return (
        f"{membership.user.get_full_name()} – {membership.position_title} ({membership.get_role_display()})"
    )


def _role(membership: Membership) -> str:
    return f"{membership.get_role_display()} – {membership.position_title}"
