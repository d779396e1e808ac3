"""What the moves without a signature ask for: words to those concerned."""

from django import forms

from approvals.models import Edition, Question
from itaportal.editing.forms import LaidOutForm, PlainRowForm, VersionedForm
from itaportal.editing.modelfields import form_field
from itaportal.language import gettext_lazy


class SubmitForm(VersionedForm):
    """A word to those who decide; ``version`` is the document's as its submitter saw it, ``seen`` what it said then."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    message = form_field(Edition, "message")


class QuestionForm(PlainRowForm):
    """A question before deciding."""

    class Meta:
        model = Question
        fields = ("text",)


class AnswerForm(LaidOutForm):
    """The answer to a question."""

    text = form_field(Question, "answer", required=True)


class CancelForm(LaidOutForm):
    """Why a document is given up."""

    reason = form_field(
        Edition,
        "closing_reason",
        label=gettext_lazy("เหตุผลที่ยกเลิก"),
        required=True,
        help_text=gettext_lazy("ผู้ที่เกี่ยวข้องทุกคนเห็นเหตุผลนี้ และเลขที่หนังสือจะไม่ถูกนำไปใช้อีก"),
        error_messages={"required": gettext_lazy("กรุณาบอกเหตุผลที่ยกเลิกเอกสาร")},
    )
