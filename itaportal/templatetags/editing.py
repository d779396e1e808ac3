"""Filters of the form templates in templates/bootstrap5/."""

from django import template
from django.forms import BoundField, CheckboxInput, Select
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def as_input(field: BoundField) -> SafeString:
    """Return the input alone, with the class that Bootstrap asks of its kind before the classes of its own."""
    widget = field.field.widget
    base = {CheckboxInput: "form-check-input", Select: "form-select"}
    own = next((name for kind, name in base.items() if isinstance(widget, kind)), "form-control")
    classes = [own, widget.attrs.get("class", ""), "is-invalid" if field.errors else ""]
    return field.as_widget(attrs={"class": " ".join(filter(None, classes))})
