"""The form of a batch: which document of which year, of which province."""

from django import forms

from batches.queries import agencies_of
from itaportal.editing.formfields import CHOOSE
from itaportal.editing.forms import LaidOutForm
from itaportal.language import gettext, gettext_lazy
from itaportal.templatetags.thai import digits
from measures.models import Plan
from reports.enums import Kind


class BatchForm(LaidOutForm):
    """What is chosen for a batch; ``user`` decides whose provinces are offered."""

    kind = forms.ChoiceField(
        label=gettext_lazy("ชนิดเอกสาร"),
        choices=Kind.choices,
        initial=Kind.PROGRESS_MEMO,
        error_messages=CHOOSE,
    )
    fiscal_year = forms.TypedChoiceField(
        label=gettext_lazy("ปีงบประมาณของแผน"), coerce=int, error_messages=CHOOSE
    )
    province = forms.ChoiceField(
        label=gettext_lazy("จังหวัด"),
        required=False,
        error_messages=CHOOSE,
        help_text=gettext_lazy("ทำให้หน่วยงานที่มีเอกสารชนิดนี้ในระบบแล้ว แห่งละหนึ่งฉบับ"),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        years = Plan.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
        self.offer("fiscal_year", [(year, digits(year)) for year in years])
        agencies = agencies_of(user).order_by("province_order")
        provinces = agencies.values_list("province", flat=True).distinct()
        self.offer("province", [("", gettext("ทุกจังหวัด")), *((name, name) for name in provinces)])
