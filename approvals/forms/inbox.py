"""One opinion for several documents."""

from django import forms

from approvals.forms.decisions import OPINION_LIMIT, PHRASES
from itaportal.editing.formfields import CHOOSE, ThaiTextField


class TogetherForm(forms.Form):
    """What is printed as the opinion in each of the documents approved together; typed words go first."""

    phrase = forms.ChoiceField(
        label="ข้อความสำเร็จรูป",
        required=False,
        choices=[*((phrase, phrase) for phrase in PHRASES), ("", "– ไม่ใช้ข้อความสำเร็จรูป –")],
        initial=PHRASES[0],
        error_messages=CHOOSE,
    )
    opinion = ThaiTextField(
        label="หรือพิมพ์ความเห็นเอง",
        max_length=OPINION_LIMIT,
        required=False,
        help_text=f"ไม่เกิน {OPINION_LIMIT:,} ตัวอักษร ถ้าพิมพ์ช่องนี้ จะใช้แทนข้อความสำเร็จรูป",
    )

    def clean(self):
        data = super().clean()
        data["opinion"] = data.get("opinion") or data.get("phrase", "")
        return data
