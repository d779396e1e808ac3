"""The forms that all others stand on: laid out in Python, carrying a version, editing a row without touching it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import Model
from django.forms.models import model_to_dict

from itaportal.editing.concurrency import StaleEdit, Versioned
from itaportal.editing.conflicts import resolve_conflict
from itaportal.editing.layout import PlainHelper


class LaidOutForm(forms.Form):
    """A form that says by ``lay_out`` how it is shown; ``{% crispy form %}`` prints it without <form> and buttons."""

    def lay_out(self) -> Sequence[Any]:
        """Return field names and layout objects in order; all fields one below the other unless a form says else."""
        return list(self.fields)

    @property
    def helper(self) -> PlainHelper:
        """What crispy asks for."""
        return PlainHelper(*self.lay_out())

    def offer(self, name: str, choices: Iterable[Any]) -> None:
        """Give a field the choices that depend on the page."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def present(self, *names: str) -> list[str]:
        """Return those of the fields that this form has, for forms that drop some."""
        return [name for name in names if name in self.fields]


class VersionedForm(LaidOutForm):
    """A form that carries the version it was opened with; empty for something new."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @classmethod
    def initial_of(cls, row: Versioned) -> dict[str, Any]:
        """Return the stored values by field name."""
        return {name: getattr(row, name) for name in cls.base_fields}

    @property
    def values(self) -> dict[str, Any]:
        """What was entered, by field name, without the version; only of a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @property
    def opened_version(self) -> int:
        """The version that was opened, 0 for none; only of a valid form."""
        return self.cleaned_data["version"] or 0

    def resolve(self, stale: StaleEdit) -> dict[str, Any]:
        """Return both versions for the page, and take the stored version up so that saving again is a decision."""
        return resolve_conflict(self, stale, self.initial_of(stale.current))


class PlainRowForm(LaidOutForm, forms.ModelForm):
    """A form of a row (``instance``) that has no version, with label, help, limit and input from the model's fields.

    It never changes the row and saves nothing: actions write, and they compare the row with what was entered.
    """

    def __init__(self, data=None, files=None, *, instance: Model | None = None, initial=None, **kwargs):
        stored = self.initial_of(instance) if instance is not None else {}
        super().__init__(data, files, instance=instance, initial={**stored, **(initial or {})}, **kwargs)

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """Return the stored values by field name."""
        return model_to_dict(row, cls._meta.fields)

    def _post_clean(self):
        """Leave the row as it is; Django would write what was entered into it here."""

    def save(self, commit=True):
        raise TypeError("Rows are saved by actions, which check the version and write the audit log.")


class RowForm(PlainRowForm, VersionedForm):
    """A form of a row that people edit at the same time: carries the version it was opened with."""

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        return {**super().initial_of(row), "version": row.version}
