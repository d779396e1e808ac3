"""Forms of evidence: several files at once, a link, and what is said about a piece."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from itaportal.editing.forms import PlainRowForm, RowForm
from itaportal.editing.layout import Field, Include
from itaportal.language import gettext, gettext_lazy
from itaportal.templatetags.thai import digits
from itaportal.thai.spelling import clean_line
from measures.actions import EVIDENCE_FIELDS
from measures.evidence import MAX_AT_ONCE, MAX_FILE_BYTES, Piece, UploadRefused, check
from measures.models import Evidence

ACCEPT = "image/jpeg,image/png,image/webp,.pdf,.xlsx,.docx"


class ManyFilesInput(forms.FileInput):
    """A file input that takes several files; on a phone it offers the camera too."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name)

    def value_omitted_from_data(self, data, files, name):
        return not files.getlist(name)


@dataclass(frozen=True, slots=True)
class Batch:
    """The files of one upload that are taken, and the bad ones by name with the reason of each."""

    pieces: list[Piece]
    refusals: list[str]


class PiecesField(forms.Field):
    """Uploaded files as checked pieces; a bad one keeps no good one out."""

    widget = ManyFilesInput

    def clean(self, value: list) -> Batch:
        if not value:
            raise ValidationError(gettext("กรุณาเลือกไฟล์อย่างน้อยหนึ่งไฟล์"))
        if len(value) > MAX_AT_ONCE:
            raise ValidationError(
                gettext("เลือกไว้ {value} ไฟล์ ส่งได้ครั้งละไม่เกิน {max_at_once} ไฟล์ กรุณาแบ่งส่ง").format(
                    value=digits(len(value)), max_at_once=digits(MAX_AT_ONCE)
                )
            )
        pieces, refusals = [], []
        for upload in value:
            try:
                pieces.append(_check_upload(upload))
            except UploadRefused as error:
                refusals.append(f"{clean_line(upload.name)[:80]}: {error}")
        if not pieces:
            raise ValidationError(refusals)
        return Batch(pieces, refusals)


def _check_upload(upload) -> Piece:
    # The size is known before the content is read; the limit of photos, which is lower, is looked at by ``check``.
    if upload.size > MAX_FILE_BYTES:
        raise UploadRefused(
            gettext("ไฟล์ใหญ่เกิน {max_file_bytes} เมกะไบต์ กรุณาย่อขนาดก่อน").format(
                max_file_bytes=digits(MAX_FILE_BYTES >> 20)
            )
        )
    return check(upload.name, upload.read())


class TellingForm(PlainRowForm):
    """What is said about a piece; what it is (``files``, ``url``) comes first."""

    class Meta:
        model = Evidence
        fields = EVIDENCE_FIELDS

    field_order = ["files", "url"]

    def lay_out(self):
        return [Field(name, css_class="w-date") if name == "event_date" else name for name in self.fields]

    def clean_event_date(self) -> date | None:
        """Return the day; what shows the work cannot be of a day to come."""
        day = self.cleaned_data["event_date"]
        if day and day > timezone.localdate():
            raise ValidationError(gettext("วันที่ของเหตุการณ์ยังมาไม่ถึง กรุณาตรวจปีและวันที่"))
        return day


class UploadForm(TellingForm):
    """Photos and files, several at once; what is said goes with each of them."""

    # Named as the input is; what was uploaded is read from ``cleaned_data``.
    files = PiecesField(label=gettext_lazy("รูปหรือไฟล์"), widget=ManyFilesInput(attrs={"accept": ACCEPT}))  # type: ignore[assignment]

    def lay_out(self):
        _, *telling = super().lay_out()
        return [Include("measures/_evidence_drop.html"), *telling]

    def tell_refused(self) -> bool:
        """Say at the files which of them were not taken while the others were; False where all were."""
        refusals = self.cleaned_data["files"].refusals
        if refusals:
            kept = gettext("ไฟล์อื่นเก็บแล้ว คำบรรยายและวันที่ยังอยู่ในฟอร์ม กรุณาเลือกเฉพาะไฟล์ที่แจ้งนี้ใหม่หลังแก้แล้ว")
            self.add_error("files", [*refusals, kept])
        return bool(refusals)


class WebAddressField(forms.URLField):
    """An address beginning with http or https, which is added where it is left out."""

    default_validators = [URLValidator(schemes=["http", "https"])]


class LinkForm(TellingForm):
    """The address of a web page."""

    url = WebAddressField(
        label=gettext_lazy("ที่อยู่เว็บ"),
        max_length=1000,
        assume_scheme="https",
        help_text=gettext_lazy("เช่น https://www.example.go.th/ita/o12"),
        error_messages={
            "required": gettext_lazy("กรุณากรอกที่อยู่เว็บ"),
            "invalid": gettext_lazy("ที่อยู่เว็บไม่ถูกต้อง เช่น https://www.example.go.th"),
            "max_length": gettext_lazy("ที่อยู่เว็บยาวเกิน 1,000 ตัวอักษร กรุณาใช้ที่อยู่ที่สั้นกว่า"),
        },
    )


class EvidenceForm(TellingForm, RowForm):
    """What is said about one piece."""
