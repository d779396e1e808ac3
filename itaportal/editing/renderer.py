"""Draws the inputs of forms without templates: for each choice of a list Django goes through two."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString


class PlainInputs(DjangoTemplates):
    """Draws what Django's templates of these names draw; every other by its template."""

    def render(self, template_name, context, request=None):
        """Return the widget's HTML."""
        draw = _DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else _attribute("value", widget["value"])
    named = _attribute("type", widget["type"]) + _attribute("name", widget["name"])
    return SafeString(f"<input{named}{value}{_attributes(widget)}>")


def _select(widget: Mapping[str, Any]) -> SafeString:
    parts = [f"<select{_attribute('name', widget['name'])}{_attributes(widget)}>"]
    for group, options, _ in widget["optgroups"]:
        if group:
            parts.append(f"<optgroup{_attribute('label', group)}>")
        parts += map(_option, options)
        if group:
            parts.append("</optgroup>")
    return SafeString("\n".join([*parts, "</select>"]))


def _option(option: Mapping[str, Any]) -> str:
    label = conditional_escape(option["label"])
    return f"<option{_attribute('value', option['value'])}{_attributes(option)}>{label}</option>"


def _attributes(widget: Mapping[str, Any]) -> str:
    """Return the widget's attributes; one that is True has its name alone, one that is False does not stand there."""
    given = widget["attrs"].items()
    return "".join(
        f" {name}" if value is True else _attribute(name, value)
        for name, value in given
        if value is not False
    )


def _attribute(name: str, value: Any) -> str:
    return f' {name}="{conditional_escape(value)}"'


_INPUTS = ("checkbox", "date", "email", "file", "hidden", "input", "number", "password", "text", "url")
_DRAWN: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "django/forms/widgets/select.html": _select,
}
