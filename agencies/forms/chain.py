"""Forms of the approval chain."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agencies.enums import Role
from agencies.models import ApprovalStep, Membership
from itaportal.editing.formfields import CHOOSE
from itaportal.editing.forms import LaidOutForm, VersionedForm
from itaportal.editing.modelfields import form_field
from itaportal.language import gettext, gettext_lazy

MAX_STEPS = 8


class ChainForm(VersionedForm):
    """The version of the agency that the chain was opened with; the signatories are rows of their own."""


class ChainStepForm(LaidOutForm):
    """One signatory of the approval chain; an empty row is left out."""

    membership = forms.ModelChoiceField(
        Membership.objects.none(),
        label=gettext_lazy("ผู้ลงนาม"),
        required=False,
        error_messages=CHOOSE,
    )
    heading = form_field(ApprovalStep, "heading")

    def __init__(self, *args, memberships, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = memberships
        self.offer("membership", choices)

    def clean(self):
        data = super().clean()
        if data.get("heading") and not data.get("membership") and "membership" not in self.errors:
            raise ValidationError(
                {"membership": gettext("มีหัวข้อความเห็นแต่ยังไม่มีผู้ลงนาม กรุณาเลือกผู้ลงนาม หรือลบหัวข้อความเห็นของลำดับนี้")}
            )
        return data


class BaseChainFormSet(forms.BaseFormSet):
    """The signatories in order."""

    def __init__(self, data=None, *, steps, memberships, may_repeat=False):
        self.may_repeat = may_repeat
        # What is posted is all that counts: a row must not look untouched because somebody saved the same before.
        stored = [{"membership": step.membership_id, "heading": step.heading} for step in steps]
        self.is_usual = not stored
        stored = stored or usual_steps(memberships)
        super().__init__(
            data,
            initial=None if data is not None else stored,
            prefix="steps",
            form_kwargs={"memberships": memberships, "choices": _choices(memberships)},
            error_messages={
                "too_many_forms": gettext("มีผู้ลงนามได้ไม่เกิน {max_steps} ลำดับ กรุณาเอาบางลำดับออก").format(
                    max_steps=MAX_STEPS
                ),
                "missing_management_form": gettext("ข้อมูลลำดับผู้ลงนามมาไม่ครบ กรุณาเปิดหน้านี้ใหม่แล้วบันทึกอีกครั้ง"),
            },
        )

    def clean(self):
        """Refuse a person who already stands in an earlier row, unless the agency lets one person sign several."""
        seen: dict[int, int] = {}
        for place, form in enumerate(() if self.may_repeat else self.forms, start=1):
            membership = getattr(form, "cleaned_data", {}).get("membership")
            if membership and seen.setdefault(membership.user_id, place) != place:
                form.add_error(
                    "membership",
                    gettext(
                        "{user} อยู่ในลำดับที่ {seen} แล้ว ข้อกำหนดของหน่วยงานให้แต่ละคนลงนามได้ลำดับเดียว กรุณาเลือกคนอื่น"
                    ).format(user=membership.user.get_full_name(), seen=seen[membership.user_id]),
                )

    @property
    def has_room(self) -> bool:
        """Whether a row can be added."""
        return self.total_form_count() < MAX_STEPS

    def chosen(self) -> list[tuple[Membership, str]]:
        """Return the valid rows that name somebody."""
        rows = [form.cleaned_data for form in self.forms]
        return [(row["membership"], row["heading"]) for row in rows if row.get("membership")]


# In the order in which documents are signed, and whether the step gives an opinion.
_USUAL = ((Role.CHIEF, False), (Role.SECRETARY, True), (Role.EXECUTIVE, True))


def usual_steps(people: Iterable[Membership]) -> list[dict[str, Any]]:
    """Return the rows for chief, permanent secretary and executive; a role that one person in office holds is filled in."""
    in_office = [person for person in people if not person.absence()]
    rows = []
    for role, has_opinion in _USUAL:
        holders = [person for person in in_office if person.role == role]
        only = holders[0] if len(holders) == 1 else None
        heading = f"ความเห็น{only.position_title}" if only and has_opinion else ""
        rows.append({"membership": only.pk if only else None, "heading": heading})
    return rows


def _choices(memberships: Iterable[Membership]) -> list[tuple[Any, str]]:
    """Return the people for all rows at once; whoever is not in office is marked so."""
    names = [(each.pk, str(each), each.absence()) for each in memberships]
    return [("", gettext("– ไม่ใช้ลำดับนี้ –"))] + [
        (pk, f"{name} ({why})" if why else name) for pk, name, why in names
    ]


ChainFormSet = forms.formset_factory(
    ChainStepForm, formset=BaseChainFormSet, extra=0, max_num=MAX_STEPS, absolute_max=MAX_STEPS
)
