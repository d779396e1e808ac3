"""Of what forms are laid out: sections, pairs and pieces of templates; crispy's ``Field`` gives one input a class.

def lay_out(self):
    return [Section("who", "ใคร เมื่อไร", "responsible", Pair("starts_on", Field("ends_on", css_class="w-date")))]
"""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, LayoutObject
from crispy_forms.utils import render_field
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

__all__ = ["Field", "Include", "Pair", "PlainHelper", "QuietField", "Rest", "Section"]


class PlainHelper(FormHelper):
    """The fields alone: the page has the <form>, its token and its buttons. Hidden fields are never forgotten."""

    form_tag = False
    disable_csrf = True
    include_media = False
    # Those of the form as a whole stand in the page's error summary; fields show theirs in any case.
    form_show_errors = False
    render_hidden_fields = True

    def __init__(self, *fields: Any):
        super().__init__()
        self.layout = Layout(*fields)


class _Group(LayoutObject):
    template: str

    def __init__(self, *fields: Any):
        self.fields = list(fields)

    def words(self) -> Mapping[str, Any]:
        return {}

    def render(self, form, context: Context, template_pack=None, **kwargs) -> SafeString:
        inside = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return render_to_string(self.template, {**self.words(), "fields": inside})


class Section(_Group):
    """A part of the form with a heading of its own; ``key`` names it in the page's addresses (#key-title)."""

    template = "editing/section.html"

    def __init__(self, key: str, heading: str, *fields: Any, help_text: str = ""):
        super().__init__(*fields)
        self.key, self.heading, self.help_text = key, heading, help_text

    def words(self):
        return {"key": self.key, "heading": self.heading, "help_text": self.help_text}


class Pair(_Group):
    """Fields side by side where there is room."""

    template = "editing/pair.html"


class Include(LayoutObject):
    """A template between the fields; it sees what the page sees, and ``words``."""

    def __init__(self, template: str, **words: Any):
        self.template, self.words = template, words
        self.fields: list[Any] = []

    def render(self, form, context: Context, template_pack=None, **kwargs) -> SafeString:
        shown: dict[Any, Any] = {**context.flatten(), **self.words, "form": form}
        return render_to_string(self.template, shown)


class QuietField(Field):
    """An input whose label is for those who do not see what stands around it."""

    template = "editing/quiet_field.html"


class Rest(LayoutObject):
    """The fields that no part before this one shows: a field new to the model needs no change of a layout."""

    def __init__(self):
        self.fields: list[Any] = []

    def render(self, form, context: Context, template_pack=None, **kwargs) -> SafeString:
        names = [field.name for field in form.visible_fields() if field.name not in form.rendered_fields]
        return mark_safe(
            "".join(render_field(name, form, context, template_pack=template_pack) for name in names)
        )
