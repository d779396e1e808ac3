"""Both versions side by side when somebody else saved in the meantime."""

from collections.abc import Mapping
from copy import copy
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.template.defaultfilters import date as format_time
from django.utils import timezone

from itaportal.editing.concurrency import StaleEdit
from itaportal.language import gettext, marked
from itaportal.thai import dates
from itaportal.translated import translated


def resolve_conflict(form: forms.Form, stale: StaleEdit, theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Prepare the form for a second try and return what `_components/conflict.html` shows.

    ``theirs`` holds the stored values by field name. The form keeps what the person typed and now carries the
    stored version, so that saving again is a decision made with both versions in view.
    """
    data: Any = copy(form.data)
    data[form.add_prefix("version")] = str(stale.current.version)
    form.data = data
    names = [name for name in form.fields if name != "version" and name in theirs]
    return {
        "who": stale.current.updated_by.get_full_name() if stale.current.updated_by else gettext("ระบบ"),
        "when": moment(stale.current.updated_at),
        "rows": [
            {
                "label": form.fields[name].label or name,
                "theirs": display(form.fields[name], theirs[name]),
                "yours": display(form.fields[name], form.cleaned_data.get(name)),
            }
            for name in names
        ],
    }


def moment(when) -> str:
    """Return day and time of a save in words."""
    local = timezone.localtime(when)
    day, time = dates.short_date(local.date()), format_time(local, "H:i")
    return translated(marked(f"{day} เวลา {time} น."))


def display(field: forms.Field, value: Any) -> str:
    """Return a field's value in words."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return gettext("ใช่") if value else gettext("ไม่ใช่")
    if isinstance(value, Decimal):
        return str(field.prepare_value(value))
    if isinstance(value, date):
        return dates.long_date(value)
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(str(entry) for entry in value)
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    if isinstance(value, list | tuple | set):
        return ", ".join(choices.get(str(entry), str(entry)) for entry in value)
    return choices.get(str(value), str(value))
