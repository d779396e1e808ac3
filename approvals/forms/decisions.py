"""Deciding a step: choice, opinion, and what it is signed with."""

from typing import Any

from django import forms
from django.utils import timezone

from approvals.enums import Means, Move
from approvals.forms.names import same_person
from approvals.models import Decision
from approvals.signing import installation
from approvals.signing.certificate import MAX_BYTES, CertificateRefused, Credential, open_certificate
from itaportal.editing.formfields import CHOOSE, ThaiLineField
from itaportal.editing.forms import LaidOutForm
from itaportal.editing.modelfields import form_field, limit_of
from itaportal.language import format_lazy, gettext, gettext_lazy

_OPINION_LIMIT = limit_of(Decision, "opinion")
PHRASES = (
    "เห็นชอบ",
    "เห็นชอบ ให้ดำเนินการตามเสนอ",
    "ทราบ",
    "อนุมัติ",
    "เห็นชอบ และให้ติดตามผลทุกไตรมาส",
)
_PHRASES = [(phrase, phrase) for phrase in PHRASES]
_CHOICES = [
    (Move.APPROVE.value, gettext_lazy("เห็นชอบและลงนาม")),
    (Move.RETURN.value, gettext_lazy("ส่งกลับให้แก้ไข (ต้องบอกเหตุผล)")),
]
_MEANS = {
    Means.ISSUED: gettext_lazy("ใบรับรองที่ระบบออกให้ท่าน (ไม่ต้องมีไฟล์ใบรับรอง ระบบลงนามในชื่อและตำแหน่งของท่าน)"),
    Means.CERTIFICATE: gettext_lazy("ใบรับรองอิเล็กทรอนิกส์ของท่าน (ไฟล์ .p12 หรือ .pfx)"),
    Means.TOKEN: gettext_lazy("อุปกรณ์เก็บใบรับรอง (Token) ของหน่วยงาน"),
}

_AGAIN = gettext_lazy(" แล้วเลือกไฟล์และกรอกรหัสผ่านอีกครั้ง")


def _phrase_field(*choices: tuple[str, str], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext("ข้อความสำเร็จรูป"), required=False, choices=choices, error_messages=CHOOSE, **more
    )


class CertificateForm(LaidOutForm):
    """A person's certificate file, opened with its passphrase; neither is ever kept or shown again."""

    certificate = forms.FileField(
        label=gettext_lazy("ไฟล์ใบรับรอง"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".p12,.pfx,application/x-pkcs12"}),
        help_text=format_lazy(
            gettext_lazy("ไฟล์ .p12 หรือ .pfx ไม่เกิน {max_bytes} กิโลไบต์ ใช้ลงนามครั้งนี้เท่านั้น ระบบไม่เก็บไว้"),
            max_bytes=MAX_BYTES // 1000,
        ),
        error_messages={"empty": gettext_lazy("ไฟล์ว่างเปล่า กรุณาเลือกไฟล์ใบรับรองใหม่")},
    )
    passphrase = forms.CharField(
        label=gettext_lazy("รหัสผ่านของใบรับรอง"),
        required=False,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "class": "w-medium"}),
        error_messages={"max_length": gettext_lazy("รหัสผ่านยาวเกินไป กรุณาตรวจว่าวางข้อความถูกต้อง")},
    )

    def credential(self) -> Credential | None:
        """Return what is in the file; None with an error at the field that is to blame."""
        upload = self.cleaned_data.get("certificate")
        if upload is None:
            if "certificate" not in self.errors:
                self.add_error("certificate", gettext("กรุณาเลือกไฟล์ใบรับรอง"))
            return None
        # The size is known before the content is read; one byte too many is refused as all of it would be.
        try:
            return open_certificate(
                upload.read(MAX_BYTES + 1),
                self.cleaned_data.get("passphrase", ""),
                now=timezone.localtime(),
                reserved=installation.own_names(),
            )
        except CertificateRefused as error:
            self.add_error("passphrase" if "รหัสผ่าน" in str(error) else "certificate", str(error))
            return None


class DecisionForm(CertificateForm):
    """What a step decides. ``credential_used`` is the opened certificate where one is signed with."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    choice = forms.ChoiceField(
        label=gettext_lazy("ผลการพิจารณา"), choices=_CHOICES, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    phrase = _phrase_field(
        ("", gettext_lazy("– พิมพ์เอง –")),
        *_PHRASES,
        help_text=gettext_lazy("ใช้เมื่อเลือกเห็นชอบและเว้นช่องความเห็นไว้ ไม่ได้เลือกผลการพิจารณาให้"),
    )
    opinion = form_field(
        Decision,
        "opinion",
        help_text=format_lazy(
            gettext_lazy("พิมพ์ลงในเอกสารตามที่เขียน ไม่เกิน {opinion_limit:,} ตัวอักษร ถ้าส่งกลับ ให้บอกว่าต้องแก้อะไร"),
            opinion_limit=_OPINION_LIMIT,
        ),
    )
    means = forms.ChoiceField(label=gettext_lazy("ลงนามด้วย"), widget=forms.RadioSelect, error_messages=CHOOSE)
    is_mine = forms.BooleanField(label=gettext_lazy("ยืนยันว่าเป็นใบรับรองของท่าน"), required=False)
    cert_label = ThaiLineField(
        label=gettext_lazy("ชื่อใบรับรองใน Token"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("ตามที่ผู้ออกใบรับรองตั้งไว้ สอบถามได้จากผู้ดูแลระบบ"),
    )
    pin = forms.CharField(
        label=gettext_lazy("รหัส PIN ของ Token"),
        required=False,
        strip=False,
        max_length=100,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "class": "w-short"}),
    )
    # In this order the error summary tells of them.
    field_order = ("seen", "choice", "phrase", "opinion", "means", "certificate", "passphrase", "is_mine")

    def __init__(self, *args: Any, person: str, has_token: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.person = person
        self.credential_used: Credential | None = None
        self.offer(
            "means",
            [(each.value, words) for each, words in _MEANS.items() if has_token or each != Means.TOKEN],
        )
        self.fields["means"].initial = Means.ISSUED.value
        if not has_token:
            del self.fields["pin"], self.fields["cert_label"]
        if not self.is_bound:
            self._say_what_a_means_needs()

    def clean_choice(self) -> Move:
        """Return the move."""
        return Move(self.cleaned_data["choice"])

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("choice") == Move.APPROVE:
            data["opinion"] = data.get("opinion") or data.get("phrase", "")
        elif data.get("choice") == Move.RETURN and not data.get("opinion") and "opinion" not in self.errors:
            self.add_error("opinion", gettext("กรุณาบอกเหตุผลที่ส่งกลับ เพื่อให้ผู้เสนอแก้ไขได้ตรงจุด"))
        if data.get("means") == Means.CERTIFICATE:
            self._require_own_certificate()
        if data.get("means") == Means.TOKEN:
            self._require_token()
        self._say_what_a_means_needs()
        return data

    def _say_what_a_means_needs(self) -> None:
        """Show these fields as needed, which they are with their means; it is the only one that shows them."""
        for name in {"certificate", "cert_label", "pin"} & self.fields.keys():
            self.fields[name].required = True

    def _require_token(self) -> None:
        for name in ("cert_label", "pin"):
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, gettext("กรุณากรอกช่องนี้เพื่อลงนามด้วย Token"))

    def _require_own_certificate(self) -> None:
        credential = self.credential()
        warning = name_warning(credential.subject, self.person) if credential else ""
        if warning and not self.cleaned_data.get("is_mine"):
            self.add_error("is_mine", warning + _AGAIN)
        else:
            self.credential_used = credential


def name_warning(subject: str, person: str) -> str:
    """Return what to tell a person whose certificate bears another name, "" where it bears theirs."""
    if same_person(subject, person):
        return ""
    return gettext(
        "ชื่อในใบรับรองคือ “{subject}” ไม่ตรงกับชื่อของท่านที่ใช้ลงนาม “{person}” ถ้าเป็นใบรับรองของท่านจริง ให้ทำเครื่องหมายยืนยันด้านล่าง"
    ).format(subject=subject, person=person)


class TogetherForm(LaidOutForm):
    """What is printed as the opinion in each of the documents approved together; typed words go first."""

    phrase = _phrase_field(*_PHRASES, ("", gettext_lazy("– ไม่ใช้ข้อความสำเร็จรูป –")), initial=PHRASES[0])
    opinion = form_field(
        Decision,
        "opinion",
        label=gettext_lazy("หรือพิมพ์ความเห็นเอง"),
        help_text=format_lazy(
            gettext_lazy("ไม่เกิน {opinion_limit:,} ตัวอักษร ถ้าพิมพ์ช่องนี้ จะใช้แทนข้อความสำเร็จรูป"),
            opinion_limit=_OPINION_LIMIT,
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        data["opinion"] = data.get("opinion") or data.get("phrase", "")
        return data
