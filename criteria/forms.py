"""Forms for criteria packs: a file or its text, the draft that a step is meant for, and a draft's mapping."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.html import format_html

from criteria.enums import Confidence
from criteria.mapping import MappingEntry, Suggestion, read_mapping, suggest_old
from criteria.models import CriteriaPack
from criteria.packs import MAX_BYTES
from criteria.problems import Problem
from criteria.rulebook import Criteria
from criteria.schema import Indicator
from itaportal.editing.conflicts import display
from itaportal.editing.formfields import ThaiTextField
from itaportal.editing.forms import LaidOutForm
from itaportal.language import gettext, gettext_lazy
from itaportal.templatetags.thai import digits
from itaportal.translated import translated
from itaportal.virusscan import refuse_infected_upload

NONE = "-"
_NONE_LABEL = gettext_lazy("ไม่มีตัวชี้วัดเดิมที่เทียบได้")
_UNSAID = gettext_lazy("ยังไม่ได้ระบุ")
_MAIN, _MORE = "main_", "more_"
_BACKING = ("confidence", "sources", "note")
_TOO_LARGE = gettext_lazy("ไฟล์เกณฑ์ต้องไม่เกิน 1 เมกะไบต์ กรุณาตรวจว่าเลือกไฟล์ถูก")


class PackUploadForm(LaidOutForm):
    """A pack as a file (YAML or XLSX), or as text that is mended on the page; the file goes first."""

    file = forms.FileField(
        label=gettext_lazy("ไฟล์เกณฑ์ (Excel .xlsx หรือ YAML)"),
        required=False,
        max_length=200,
        validators=[refuse_infected_upload],
        help_text=gettext_lazy("ไม่เกิน 1 เมกะไบต์ เริ่มจากไฟล์ของปีล่าสุดที่ดาวน์โหลดจากระบบ"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.yaml,.yml"}),
        error_messages={
            "empty": gettext_lazy("ไฟล์ว่างเปล่า กรุณาเลือกไฟล์อื่น"),
            "invalid": gettext_lazy("กรุณาเลือกไฟล์"),
            "max_length": gettext_lazy("ชื่อไฟล์ยาวเกินไป กรุณาตั้งชื่อให้สั้นลง"),
        },
    )
    text = forms.CharField(
        label=gettext_lazy("เนื้อหาแบบ YAML"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "tall", "spellcheck": "false"}),
        help_text=gettext_lazy("แก้ในช่องนี้แล้วกดตรวจใหม่ได้ หรือเลือกไฟล์ที่แก้แล้วด้านบน"),
    )

    def clean_file(self):
        """Return the upload if it is short enough to be read."""
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise ValidationError(_TOO_LARGE)
        return file

    def clean(self):
        data = super().clean()
        text = data.get("text", "")
        if not self.errors and not data.get("file") and not text.strip():
            self.add_error("file", gettext("กรุณาเลือกไฟล์"))
        if len(text.encode("utf-8", "replace")) > MAX_BYTES:
            self.add_error("text", _TOO_LARGE)
        return data

    def content(self) -> tuple[bytes, str]:
        """Return the bytes to read and the name to keep them under."""
        file = self.cleaned_data["file"]
        if file:
            return file.read(), file.name
        return self.cleaned_data["text"].encode("utf-8", "replace"), "แก้ไขบนหน้าเว็บ.yaml"


class MappingForm(LaidOutForm):
    """For each indicator one old one or none, and further ones where several became one.

    ``sha256`` is no rule of the form: another draft than the one on the page is told by ``compared``.
    """

    data: QueryDict
    sha256 = forms.Field(required=False, widget=forms.HiddenInput)
    confidence = forms.ChoiceField(
        label=gettext_lazy("ความน่าเชื่อถือของการเทียบ"),
        choices=[(each.value, each.label) for each in Confidence],
        help_text=gettext_lazy("ถ้าแก้การเทียบ ให้ตรวจว่าแหล่งอ้างอิงที่เลือกไว้ยังยืนยันการเทียบใหม่"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("กรุณาเลือกจากรายการ")),
    )
    sources = forms.MultipleChoiceField(
        label=gettext_lazy("แหล่งอ้างอิงของการเทียบ"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("เพิ่มแหล่งอ้างอิงใหม่ได้ในไฟล์เกณฑ์"),
        error_messages={"invalid_choice": gettext_lazy("ร่างนี้ไม่มีแหล่งอ้างอิง %(value)s กรุณาเลือกจากรายการ")},
    )
    note = ThaiTextField(label=gettext_lazy("หมายเหตุ"), max_length=1000, rows=2, required=False)

    def __init__(self, data: QueryDict | None = None, *, pack: CriteriaPack, before: Criteria):
        block = pack.data["previous"] or {"confidence": Confidence.MEMORY.value}
        stored = {name: block.get(name) for name in _BACKING}
        super().__init__(data, initial={"sha256": pack.sha256, **stored})
        self.pack, self.before = pack, before
        self._codes = [entry.code for entry in pack.criteria.indicators]
        self._old = {entry.code: entry.name for entry in before.indicators}
        self._stated = read_mapping(pack.data)
        self.offer("sources", list(pack.data["sources"].items()))
        found = suggest_old(pack.criteria, before)
        for entry in pack.criteria.indicators:
            self._add(entry, found.get(entry.code))

    def _add(self, entry: Indicator, suggested: Suggestion | None) -> None:
        """Add the two fields of an indicator with what the draft says, or else what its name suggests."""
        code, year = entry.code, self.before.fiscal_year
        proposed = (suggested.old.code,) if suggested and suggested.by_name else ()
        main, *more = self._stated.get(code, proposed) or (NONE if code in self._stated else "",)
        old = [(each, self._word(each)) for each in self._old]
        # The list says which of the old ones has the same name.
        marked = [
            (each, gettext("ชื่อเดิม: {name}").format(name=name) if each in proposed else name)
            for each, name in old
        ]
        wrong = {
            "invalid_choice": gettext("ปี {year} ไม่มีตัวชี้วัดที่ %(value)s กรุณาเลือกจากรายการ").format(
                year=digits(year)
            )
        }
        self.fields[_MAIN + code] = forms.ChoiceField(
            label=gettext("ตัวชี้วัดที่ {code} {name}").format(code=digits(code), name=entry.name),
            initial=main,
            choices=[("", gettext("– กรุณาเลือก –")), (NONE, _NONE_LABEL), *marked],
            help_text=self._hint(code, suggested),
            error_messages={
                "required": gettext("กรุณาเลือกตัวชี้วัดของปี {year} หรือเลือก “{none_label}”").format(
                    year=digits(year), none_label=_NONE_LABEL
                ),
                **wrong,
            },
        )
        self.fields[_MORE + code] = forms.MultipleChoiceField(
            label=gettext("ตัวชี้วัดที่ {code} รวมจากตัวชี้วัดเดิมเหล่านี้ด้วย").format(code=digits(code)),
            initial=more,
            choices=old,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages=wrong,
        )

    def _hint(self, code: str, suggested: Suggestion | None) -> str:
        """Say where the choice on the page comes from when it is not simply what the draft says."""
        year, said = digits(self.before.fiscal_year), self._stated.get(code)
        if unknown := [old for old in said or () if old not in self._old]:
            return gettext("ร่างระบุเลข {items} ซึ่งปี {year} ไม่มี กรุณาเลือกใหม่").format(
                items=digits(", ".join(unknown)), year=year
            )
        if suggested is None:
            return (
                ""
                if said is not None
                else gettext("ไม่พบชื่อหรือเลขเดียวกันในปี {year} กรุณาเลือกเอง").format(year=year)
            )
        old = format_html("{} “{}”", digits(suggested.old.code), suggested.old.name)
        if said is None and suggested.by_name:
            return format_html(gettext("ระบบเสนอ {} เพราะชื่อตรงกัน ยังไม่ได้บันทึก กรุณาตรวจ"), old)
        if said is None:
            return format_html(gettext("ปี {} ใช้เลขเดียวกันกับ {} แต่ชื่อต่างกัน กรุณาเลือกเอง"), year, old)
        differs = suggested.by_name and suggested.old.code not in said
        return (
            format_html(gettext("ชื่อตรงกับ {} ของปี {} แต่ร่างระบุไว้เป็นอย่างอื่น กรุณาตรวจ"), old, year)
            if differs
            else ""
        )

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the fields of each indicator; ``several`` shows the further ones at once."""
        for code in self._codes:
            main, more = self[_MAIN + code], self[_MORE + code]
            yield {"main": main, "more": more, "several": bool(more.value() or more.errors)}

    def clean(self):
        data = super().clean()
        for code in self._codes:
            if data.get(_MAIN + code) == NONE and data.get(_MORE + code):
                self.add_error(
                    _MAIN + code,
                    gettext(
                        "เลือก “{none_label}” พร้อมกับตัวชี้วัดเดิมในรายการ “รวมจากหลายตัว” กรุณานำออกจากรายการ หรือเลือกตัวชี้วัดเดิม"
                    ).format(none_label=_NONE_LABEL),
                )
        backed = data.get("confidence") and Confidence(data["confidence"]).is_backed
        if backed and not data.get("sources") and "sources" not in self.errors:
            label = translated(Confidence.MEMORY.label)
            self.add_error(
                "sources",
                gettext("กรุณาเลือกแหล่งอ้างอิงที่ยืนยันการเทียบ หรือเปลี่ยนความน่าเชื่อถือเป็น “{label}”").format(label=label),
            )
        return data

    def entry(self) -> MappingEntry:
        """Return what the person says, old codes in the order of their year."""
        data = self.cleaned_data
        return MappingEntry(
            indicators={
                code: self._sorted({data[_MAIN + code], *data[_MORE + code]} - {NONE}) for code in self._codes
            },
            confidence=data["confidence"],
            sources=tuple(key for key in self.pack.data["sources"] if key in data["sources"]),
            note=data["note"],
        )

    def take(self, problems: list[Problem]) -> None:
        """Show what the stored pack's rules refuse, at its field where it has one."""
        for path, message in problems:
            name = _MAIN + path.removeprefix("previous.indicators.")
            known = name in self.fields
            self.add_error(name if known else None, message if known else f"{message} ({path})")

    def compared(self) -> list[dict[str, str]]:
        """Return the draft's own mapping beside what was typed, and let the form be sent again for this draft."""
        self.data = self.data.copy()
        self.data["sha256"] = self.pack.sha256
        rows = [self._row(str(self[_MAIN + code].label), code) for code in self._codes]
        sent = (name.removeprefix(_MAIN) for name in self.data if name.startswith(_MAIN))
        gone = [code for code in sent if code not in self._codes]
        rows += [
            self._row(gettext("ตัวชี้วัดที่ {code} ซึ่งร่างนี้ไม่มี").format(code=digits(code[:8])), code) for code in gone
        ]
        for bound in (self[name] for name in _BACKING):
            theirs, yours = (display(bound.field, value) for value in (bound.initial, bound.data))
            rows.append({"label": str(bound.label), "theirs": theirs, "yours": yours})
        return rows

    def _row(self, label: str, code: str) -> dict[str, str]:
        typed = (self.data.get(_MAIN + code, ""), *self.data.getlist(_MORE + code))
        yours = [old for old in typed if old and old != NONE] if any(typed) else None
        return {"label": label, "theirs": self._words(self._stated.get(code)), "yours": self._words(yours)}

    def _words(self, codes: Iterable[str] | None) -> str:
        if codes is None:
            return _UNSAID
        return ", ".join(self._word(code) for code in self._sorted(codes)) or _NONE_LABEL

    def _word(self, code: str) -> str:
        return f"{digits(code)} {self._old.get(code, '')}".strip()

    def _sorted(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Return each code once, in the order of the year before; what that year has not comes last."""
        order = list(self._old)
        return tuple(sorted(set(codes), key=lambda code: order.index(code) if code in order else len(order)))
