"""Inputs drawn without templates are those that Django's templates draw."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html
from django.utils.safestring import SafeString

from itaportal.editing.renderer import PlainInputs
from itaportal.language import gettext_lazy

SIGNS = """<b> & "two" 'one' ก"""
CHOICES = [("", gettext_lazy("ทั้งหมด")), (SIGNS, SIGNS), (2568, 2568), (SIGNS, [("a", SIGNS), (True, "ข")])]
ATTRIBUTES = {
    "class": SIGNS,
    "required": True,
    "disabled": False,
    "rows": 3,
    "data-safe": SafeString("&amp;"),
}


@pytest.mark.parametrize("value", [None, "", SIGNS, SafeString("&lt;"), 2568, "2568", "a", True, False])
@pytest.mark.parametrize(
    "widget",
    [
        *(
            forms.TextInput(),
            forms.NumberInput(),
            forms.HiddenInput(),
            forms.PasswordInput(render_value=True),
        ),
        *(forms.EmailInput(), forms.URLInput(), forms.CheckboxInput(), forms.DateInput(), forms.FileInput()),
        *(forms.Select(choices=CHOICES), forms.SelectMultiple(choices=CHOICES)),
        *(forms.NullBooleanSelect(), forms.Textarea(), forms.RadioSelect(choices=CHOICES)),
    ],
    ids=lambda widget: type(widget).__name__,
)
def test_an_input_is_drawn_as_django_draws_it(widget, value):
    drawn, expected = (
        widget.render(SIGNS, value, ATTRIBUTES, renderer=renderer)
        for renderer in (PlainInputs(), DjangoTemplates())
    )
    assert parse_html(drawn) == parse_html(expected)
    assert isinstance(drawn, SafeString)
