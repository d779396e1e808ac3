"""Model fields that say once what a value is called, how long it may be and how people type it.

Each brings its form field along (``formfield()``), and ``label_of`` and its neighbours tell lists, spreadsheets, the
audit log and the public schema the same words. Migrations see the plain Django field: what is said here can change
without touching a table, apart from ``max_length``.
"""

from typing import Any

from django import forms
from django.db import models

from itaportal.editing import formfields
from itaportal.language import gettext

TEXT_LIMIT = 2000  # letters


class Described:
    """What the fields of this module share; ``limit`` counts letters and is None where there is none, ``why`` says to who
    wonders why this is asked ("" where nobody does) and is folded up beside the field."""

    form_class: type[forms.Field]
    limit: int | None = None

    def __init__(self, verbose_name: str | None = None, *, why: str = "", **kwargs):
        super().__init__(verbose_name, **kwargs)  # type: ignore[call-arg]  # a mix-in before a field
        self.why = why

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        kwargs.pop("error_messages", None)
        plain = next(base for base in type(self).__mro__ if base.__module__.startswith("django.db.models."))
        return name, f"django.db.models.{plain.__name__}", args, kwargs

    def formfield(self, **kwargs):
        """Return the form field; keywords replace what the model says."""
        options = {"label": self.verbose_name, "help_text": self.help_text, "required": not self.blank}
        if self.has_default():
            options["initial"] = self.get_default()
        if self._error_messages:
            options["error_messages"] = dict(self._error_messages)
        form_class = kwargs.pop("form_class", None) or self.form_class
        kwargs.pop("choices_form_class", None)
        field = form_class(**{**options, **self.form_options(), **kwargs})
        field.why = self.why
        return field

    def form_options(self) -> dict[str, Any]:
        """Return what else the form field is made with."""
        return {}


class ThaiLine(Described, models.CharField):
    """Cleaned text on one line; with ``rows`` the input is that high, for long titles."""

    form_class = formfields.ThaiLineField

    def __init__(self, verbose_name: str | None = None, *, rows: int | None = None, **kwargs):
        super().__init__(verbose_name, **kwargs)
        self.limit, self.rows = self.max_length, rows

    def form_options(self):
        return {"max_length": self.limit, **_rows(self.rows)}


class Province(ThaiLine):
    """One of the 77 provinces, offered while it is typed; what was stored before there was a list may stay."""

    form_class = formfields.ProvinceField

    def formfield(self, **kwargs):
        # The plain input of Django's administration would offer nothing.
        kwargs.pop("widget", None)
        return super().formfield(**kwargs)


class ThaiText(Described, models.TextField):
    """Cleaned text of several lines, or of one long line (``one_line``)."""

    def __init__(
        self,
        verbose_name: str | None = None,
        *,
        limit: int = TEXT_LIMIT,
        rows: int = 3,
        one_line: bool = False,
        **kwargs,
    ):
        super().__init__(verbose_name, **kwargs)
        self.limit, self.rows, self.one_line = limit, rows, one_line

    @property
    def form_class(self):
        return formfields.ThaiProseLineField if self.one_line else formfields.ThaiTextField

    def form_options(self):
        return {"max_length": self.limit, **_rows(self.rows)}


class WebAddresses(Described, models.TextField):
    """Addresses of web pages, one on each line and each once; ``most`` of them, ``rows`` of the input."""

    form_class = formfields.WebAddressesField

    def __init__(self, verbose_name: str | None = None, *, most: int = 10, rows: int = 3, **kwargs):
        super().__init__(verbose_name, **kwargs)
        self.most, self.rows = most, rows

    def form_options(self):
        return {"most": self.most, "rows": self.rows}


class Score(Described, models.DecimalField):
    """Points from 0 to 100 with two decimals."""

    form_class = formfields.ScoreField

    def __init__(self, verbose_name: str | None = None, **kwargs):
        super().__init__(verbose_name, **{**kwargs, "max_digits": 5, "decimal_places": 2})


class Baht(Described, models.DecimalField):
    """An amount of money, up to what it can be written out in words."""

    form_class = formfields.BahtField

    def __init__(self, verbose_name: str | None = None, **kwargs):
        super().__init__(verbose_name, **{**kwargs, "max_digits": 10, "decimal_places": 2})


class ThaiDay(Described, models.DateField):
    """A day, typed as Thai offices write it."""

    form_class = formfields.ThaiDateField

    def form_options(self):
        # Without a help of its own a day shows how it is typed.
        return {"help_text": self.help_text} if self.help_text else {"help_text": formfields.DAY_HELP}

    def formfield(self, **kwargs):
        # The calendar of Django's administration writes days that nobody here would type.
        widget = kwargs.get("widget")
        if isinstance(widget, type) and issubclass(widget, forms.DateInput):
            del kwargs["widget"]
        return super().formfield(**kwargs)


class Choice(Described, models.CharField):
    """One of a list; ``radio`` shows all at once, otherwise a list folds out that begins with nothing chosen."""

    form_class = forms.ChoiceField

    def __init__(self, verbose_name: str | None = None, *, radio: bool = False, **kwargs):
        super().__init__(verbose_name, **kwargs)
        self.radio = radio

    def form_options(self):
        nothing = (
            [] if self.radio or self.has_default() or self._has_empty() else [("", gettext("– กรุณาเลือก –"))]
        )
        options = {
            "choices": [*nothing, *self.choices],
            "error_messages": {**formfields.CHOOSE, **(self._error_messages or {})},
        }
        return options | ({"widget": forms.RadioSelect} if self.radio else {})

    def _has_empty(self) -> bool:
        return any(value == "" for value, _ in self.flatchoices)


class Email(Described, models.EmailField):
    """An e-mail address."""

    form_class = formfields.EmailField

    def __init__(self, verbose_name: str | None = None, **kwargs):
        super().__init__(verbose_name, **kwargs)
        self.limit = self.max_length


class Ordinal(Described, models.PositiveSmallIntegerField):
    """A small whole number from ``least`` to ``most``, typed without arrows to click."""

    form_class = forms.IntegerField

    def __init__(self, verbose_name: str | None = None, *, least: int = 1, most: int = 99, **kwargs):
        super().__init__(verbose_name, **kwargs)
        self.least, self.most = least, most

    def form_options(self):
        wrong = gettext("กรุณากรอกเลข {least}–{most}").format(least=self.least, most=self.most) + (
            gettext(" หรือเว้นว่าง") if self.blank else ""
        )
        attrs = {"class": "w-num", "inputmode": "numeric", "autocomplete": "off"}
        return {
            "min_value": self.least,
            "max_value": self.most,
            "widget": forms.TextInput(attrs=attrs),
            "error_messages": dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
        }


def _rows(rows: int | None) -> dict[str, Any]:
    return {"widget": forms.Textarea(attrs={"rows": rows})} if rows else {}


def _field(model: type[models.Model], name: str) -> models.Field:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field


def label_of(model: type[models.Model], name: str) -> str:
    """Return what people call the field."""
    return str(_field(model, name).verbose_name)


def help_of(model: type[models.Model], name: str) -> str:
    """Return the field's hint, "" without one."""
    return str(_field(model, name).help_text)


def limit_of(model: type[models.Model], name: str) -> int | None:
    """Return how many letters the field takes, None where it is not text."""
    field = _field(model, name)
    return getattr(field, "limit", None) or field.max_length


def described_fields(model: type[models.Model]) -> list[models.Field]:
    """Return the texts, days, choices and numbers that people enter, in the order of the model."""
    return [field for field in model._meta.fields if isinstance(field, Described)]


def form_field(model: type[models.Model], name: str, **changes: Any) -> forms.Field:
    """Return the form field of a model's field, for a form that is not the row's own; ``changes`` as in formfield()."""
    field = _field(model, name).formfield(**changes)
    assert field is not None
    return field
