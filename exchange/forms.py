"""Forms of exchange: which file, into what, and what happens to rows that differ."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from exchange.enums import Blank, CountryTableName, Mode
from exchange.reading import limits
from exchange.sources.found import Found, Ticks
from exchange.sources.mending import PREFIX, AllCells, Editable
from exchange.tables.scope import Scope
from exchange.tables.targets import Target
from itaportal.editing.formfields import CHOOSE
from itaportal.editing.forms import LaidOutForm
from itaportal.language import format_lazy, gettext, gettext_lazy
from itaportal.templatetags.thai import digits
from itaportal.translated import translated
from itaportal.virusscan import refuse_infected_upload

_MEGABYTES = limits.MAX_BYTES // limits.MEGABYTE
_FILE_ERRORS = {
    "required": gettext_lazy("กรุณาเลือกไฟล์"),
    "empty": gettext_lazy("ไฟล์นี้ว่างเปล่า กรุณาตรวจว่าบันทึกไฟล์แล้ว และเลือกใหม่"),
    "invalid": gettext_lazy("กรุณาเลือกไฟล์"),
    "missing": gettext_lazy("กรุณาเลือกไฟล์"),
    "max_length": gettext_lazy("ชื่อไฟล์ยาวเกินไป กรุณาตั้งชื่อให้สั้นลง"),
}
_MODES = (
    (Mode.UPDATE, gettext_lazy("แก้ไขให้เป็นตามไฟล์")),
    (Mode.SKIP, gettext_lazy("คงของเดิมไว้ เพิ่มเฉพาะแถวใหม่")),
    (Mode.STOP, gettext_lazy("หยุด ไม่นำเข้าเลยถ้ามีแถวที่ต่างจากเดิมหรือรับไม่ได้")),
)
_BOTH = gettext_lazy(
    "มีทั้งตารางที่วางและไฟล์ กรุณาใช้อย่างเดียว ถ้าใช้ตารางที่วาง กดอ่านตารางได้เลย ถ้าใช้ไฟล์ กรุณาลบข้อความในช่องวางแล้วเลือกไฟล์อีกครั้ง"
)


class BoundedFileField(forms.FileField):
    """A file of a kind in ``accept``, not larger than a spreadsheet may be."""

    default_validators = [refuse_infected_upload]

    def __init__(self, *, accept: str, **kwargs):
        attrs = {"accept": accept, "data-max-bytes": limits.MAX_BYTES}
        widget = forms.FileInput(attrs=attrs)
        super().__init__(max_length=150, widget=widget, error_messages=_FILE_ERRORS, **kwargs)

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file.size > limits.MAX_BYTES:
            raise ValidationError(
                gettext("ไฟล์ใหญ่เกิน {megabytes} เมกะไบต์ กรุณาลบรูปและแผ่นงานที่ไม่ใช้ออก หรือแบ่งเป็นหลายไฟล์").format(
                    megabytes=_MEGABYTES
                )
            )
        return file


class ChoicesForm(LaidOutForm):
    """What happens to rows that differ, and what blank cells mean."""

    mode = forms.ChoiceField(
        label=gettext_lazy("แถวที่ต่างจากข้อมูลในระบบ"),
        choices=_MODES,
        initial=Mode.UPDATE,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    blank = forms.ChoiceField(
        label=gettext_lazy("ช่องที่เว้นว่างในแถวที่มีอยู่แล้ว"),
        choices=Blank.choices,
        initial=Blank.KEEP,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "ใช้กับทุกช่อง ทั้งคะแนน รายการเลือก ข้อความ และวันที่ ยกเว้นแผ่น “ขั้นตอน” ซึ่งเป็นไปตามที่กรอกเสมอ"
        ),
        error_messages=CHOOSE,
    )

    @property
    def choices(self) -> dict[str, str]:
        """What was chosen, as ``upload`` takes it; only of a valid form."""
        return {"mode": Mode(self.cleaned_data["mode"]), "blank": Blank(self.cleaned_data["blank"])}


class FileForm(ChoicesForm):
    """A spreadsheet and what to do with it."""

    field_order: tuple[str, ...] = ("what", "file", "mode", "blank")
    file = BoundedFileField(
        label=gettext_lazy("ไฟล์ Excel, LibreOffice หรือ CSV"),
        accept=".xlsx,.xls,.xlsb,.ods,.csv,.tsv,.txt",
        help_text=format_lazy(
            gettext_lazy(
                "อ่าน .xlsx .xls .xlsb .ods และ .csv ได้ ไม่เกิน {megabytes} เมกะไบต์ {max_rows:,} แถว ไม่มีรหัสผ่าน มาโครและสูตรในไฟล์จะไม่ทำงาน"
            ),
            megabytes=_MEGABYTES,
            max_rows=limits.MAX_ROWS,
        ),
    )


class _TargetForm(LaidOutForm):
    """Which of the tables that the person may change."""

    what = forms.ChoiceField(
        label=gettext_lazy("นำเข้าสู่"),
        error_messages={
            "required": gettext_lazy("กรุณาเลือกตารางและปี"),
            "invalid_choice": gettext_lazy("ไม่มีตารางนี้แล้ว กรุณาเลือกจากรายการ"),
        },
    )

    def __init__(self, *args, targets: list[Target], **kwargs):
        super().__init__(*args, **kwargs)
        self._targets = {target.key: target for target in targets}
        self.offer("what", [(key, digits(translated(each.label))) for key, each in self._targets.items()])

    @property
    def target(self) -> Target:
        """The chosen table; only of a valid form."""
        return self._targets[self.cleaned_data["what"]]


class UploadForm(_TargetForm, FileForm):
    """A file for one of the agency's tables."""


class CountryForm(FileForm):
    """A file of many agencies."""

    field_order = ("year", "file", "creates", "mode", "blank")
    year = forms.TypedChoiceField(
        label=gettext_lazy("เกณฑ์ของปีงบประมาณ"),
        coerce=int,
        help_text=gettext_lazy("แถวที่ไม่มีช่องปีงบประมาณถือเป็นปีนี้"),
        error_messages={
            "required": gettext_lazy("กรุณาเลือกปี"),
            "invalid_choice": gettext_lazy("กรุณาเลือกปีจากรายการ"),
        },
    )
    creates = forms.BooleanField(
        label=gettext_lazy("เพิ่มหน่วยงานที่ยังไม่มีในระบบ"),
        required=False,
        help_text=gettext_lazy("แถวของหน่วยงานใหม่ต้องมีชื่อ จังหวัด อำเภอ และประเภท ถ้าไม่เลือก แถวเหล่านั้นจะรับไม่ได้"),
    )

    def __init__(self, *args, years: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("year", [(year, digits(year)) for year in years])

    @property
    def scope(self) -> Scope:
        """Whose rows the file is about; only of a valid form."""
        table = CountryTableName.CREATING if self.cleaned_data["creates"] else CountryTableName.KNOWN
        return Scope(table, None, self.cleaned_data["year"])


class _PastedField(forms.CharField):
    """Text as it was copied; null characters, which some programs copy along, say nothing."""

    def to_python(self, value):
        return super().to_python(value).replace("\0", "")


class _PastedOrFileForm(LaidOutForm):
    """A table that was pasted, or a file that has it."""

    text = _PastedField(
        label=gettext_lazy("วางตารางที่คัดลอกมา"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "data-paste-table": "id_html", "spellcheck": "false"}),
        help_text=gettext_lazy("ตารางจาก Word Excel หรือหน้าเว็บ เลือกทั้งตารางรวมหัวตาราง คัดลอก แล้ววางในช่องนี้"),
    )
    html = _PastedField(required=False, strip=False, widget=forms.HiddenInput(attrs={"id": "id_html"}))

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("file") and not data.get("text", "").strip():
            self.add_error("text", gettext("กรุณาวางตาราง หรือเลือกไฟล์"))
        if data.get("file") and data.get("text", "").strip():
            self.add_error("file", _BOTH)
        return data

    def source(self) -> tuple[str, bytes, bool]:
        """Return name and bytes of what came, and whether it was pasted; only of a valid form."""
        data = self.cleaned_data
        if file := data["file"]:
            return file.name, file.read(), False
        # What the clipboard holds tells which cells are joined; the text field shows it as lines.
        text = data["html"] or data["text"]
        return (
            gettext("ตารางที่วาง.{value}").format(value="html" if data["html"] else "txt"),
            text.encode(),
            True,
        )


class SourceForm(_TargetForm, _PastedOrFileForm):
    """A table that is no spreadsheet: pasted from a document, or a saved page or report."""

    field_order = ("what", "text", "html", "file")
    file = BoundedFileField(
        label=gettext_lazy("หรือเลือกไฟล์"),
        accept=".docx,.odt,.xlsx,.xls,.xlsb,.ods,.csv,.txt,.html,.htm,.mhtml,.mht,.pdf",
        required=False,
        help_text=format_lazy(
            gettext_lazy(
                "เอกสาร Word หรือ LibreOffice (.docx .odt) ตาราง (.xlsx .xls .ods .csv) หน้า ITAS ที่บันทึกจากเบราว์เซอร์ (.html .mhtml) หรือรายงาน PDF ที่มีตัวอักษร ไม่เกิน {megabytes} เมกะไบต์"
            ),
            megabytes=_MEGABYTES,
        ),
    )


class YearsForm(_PastedOrFileForm):
    """A table with a column of scores for each year, and which years are meant."""

    field_order = ("text", "html", "file", "years")
    file = BoundedFileField(
        label=gettext_lazy("หรือเลือกไฟล์"),
        accept=".xlsx,.xls,.xlsb,.ods,.csv,.docx,.odt,.html,.htm",
        required=False,
        help_text=format_lazy(
            gettext_lazy("ตาราง Excel LibreOffice CSV หรือ Word ไม่เกิน {megabytes} เมกะไบต์"),
            megabytes=_MEGABYTES,
        ),
    )
    years = forms.TypedMultipleChoiceField(
        label=gettext_lazy("ปีที่ต้องการ"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("อ่านเฉพาะปีที่เลือกและมีคอลัมน์ในตาราง"),
        error_messages={
            "required": gettext_lazy("กรุณาเลือกอย่างน้อยหนึ่งปี"),
            "invalid_choice": gettext_lazy("กรุณาเลือกปีจากรายการ"),
        },
    )

    def __init__(self, *args, years: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("years", [(year, digits(gettext("ปี {year}").format(year=year))) for year in years])
        self.fields["years"].initial = years


class WholeForm(LaidOutForm):
    """A whole report, and of which year the results are that it is about."""

    year = forms.TypedChoiceField(
        label=gettext_lazy("ปีผลการประเมิน"),
        coerce=int,
        help_text=gettext_lazy("ปีของคะแนนในรายงาน มาตรการในรายงานเป็นของแผนปีถัดไป"),
        error_messages={
            "required": gettext_lazy("กรุณาเลือกปี"),
            "invalid_choice": gettext_lazy("กรุณาเลือกปีจากรายการ"),
        },
    )
    file = BoundedFileField(
        label=gettext_lazy("ไฟล์รายงาน"),
        accept=".docx,.pdf",
        help_text=format_lazy(
            gettext_lazy("Word (.docx) หรือ PDF ที่มีตัวอักษร (ไม่ใช่ภาพสแกน) ไม่เกิน {megabytes} เมกะไบต์ ไม่มีรหัสผ่าน"),
            megabytes=_MEGABYTES,
        ),
    )

    def __init__(self, *args, years: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("year", [(year, digits(year)) for year in years])


class ChosenRowsForm(LaidOutForm):
    """Which table of a source and which of its rows; ticks in tables that were shown before travel along."""

    table = forms.TypedChoiceField(coerce=int)
    shown = forms.TypedChoiceField(coerce=int)

    def __init__(self, *args, found: Found, editable: Editable | AllCells, **kwargs):
        """``editable`` are the cells that may be put right, which takes their rows."""
        super().__init__(*args, **kwargs)
        self.choices = dict(editable.choices)
        self.lists = editable.lists if isinstance(editable, AllCells) else {}
        self._found, self._changed = editable.mended(found, self.data)
        places = [(place, place) for place in range(len(found.tables))]
        self.offer("table", places)
        self.offer("shown", places)

    def ticks(self) -> Ticks:
        """Return the ticks that came; those in tables that were never shown are as they were read."""
        assert isinstance(self.data, MultiValueDict)
        shown = frozenset(int(place) for place in self.data.getlist("was_shown") if place.isdecimal())
        taken = frozenset(self.data.getlist("take")) | self._changed
        return Ticks(self._found, taken, shown, agreed="agreed" in self.data)

    def edits_elsewhere(self, place: int) -> list[tuple[str, str]]:
        """Return the cells that were put right in tables other than the one that is shown."""
        sent = self.data.items()
        return [
            (name, value)
            for name, value in sent
            if name.startswith(PREFIX) and not name.startswith(f"{PREFIX}{place}-")
        ]
