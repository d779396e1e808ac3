"""Forms of preliminary scores: one item's score with its reason, its files, and the window of the year."""

from disclosure.models import Contest, ContestFile, ContestWindow
from itaportal.editing.forms import PlainRowForm, RowForm
from itaportal.editing.layout import Field, Pair, Section
from itaportal.language import gettext, gettext_lazy
from measures.forms.evidence import ACCEPT, ManyFilesInput, PiecesField


class ContestForm(RowForm):
    """What is said of the preliminary score of one item."""

    class Meta:
        model = Contest
        fields = ("score", "is_disputed", "reason", "addresses")

    def lay_out(self):
        return [
            Section("score-part", gettext("คะแนนเบื้องต้น"), Field("score", css_class="w-num"), "is_disputed"),
            Section("reason-part", gettext("เหตุผลและหลักฐาน"), "reason", "addresses"),
        ]

    def clean(self):
        data = super().clean()
        if data.get("is_disputed") and "score" not in self.errors and data.get("score") is None:
            self.add_error("score", gettext("เลือกว่าขอทบทวนคะแนนข้อนี้ กรุณากรอกคะแนนเบื้องต้นที่ได้รับ"))
        return data


class ContestFileForm(PlainRowForm):
    """Files that show why a score is contested, several at once, with what they are."""

    # Named as the input is; what was uploaded is read from ``cleaned_data``.
    files = PiecesField(  # type: ignore[assignment]
        label=gettext_lazy("ไฟล์"),
        widget=ManyFilesInput(attrs={"accept": ACCEPT}),
        help_text=gettext_lazy("รูป JPG, PNG, WEBP หรือไฟล์ PDF, XLSX, DOCX"),
    )

    class Meta:
        model = ContestFile
        fields = ("title",)

    def lay_out(self):
        return ["title", "files"]

    def refusals(self) -> list[str]:
        """Return which files were not taken while others were, with the reason of each."""
        return self.cleaned_data["files"].refusals


class WindowForm(RowForm):
    """From when to when scores can be contested, as the agency was told."""

    class Meta:
        model = ContestWindow
        fields = ("opens_on", "closes_on", "told_by", "is_done")

    def lay_out(self):
        days = (Field(name, css_class="w-date") for name in ("opens_on", "closes_on"))
        return [Pair(*days), "told_by", "is_done"]

    def clean(self):
        data = super().clean()
        opens, closes = data.get("opens_on"), data.get("closes_on")
        if opens and "closes_on" not in self.errors:
            if not closes:
                self.add_error("closes_on", gettext("กรุณากรอกวันสุดท้ายด้วย ระบบเตือนตามวันนี้"))
            elif closes < opens:
                self.add_error("closes_on", gettext("วันสุดท้ายมาก่อนวันที่เปิดให้ขอทบทวน กรุณาตรวจวันที่"))
        return data
