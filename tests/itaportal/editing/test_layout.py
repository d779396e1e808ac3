from crispy_forms.utils import render_crispy_form
from django import forms

from itaportal.editing.forms import LaidOutForm
from itaportal.editing.layout import QuietField, Rest, Section


class _Form(LaidOutForm):
    first = forms.CharField(label="หนึ่ง")
    second = forms.CharField(label="สอง")
    third = forms.ChoiceField(label="สาม", choices=[("a", "ก")], widget=forms.RadioSelect)
    hidden = forms.CharField(widget=forms.HiddenInput)

    def lay_out(self):
        return [Section("one", "ส่วนแรก", QuietField("second")), Section("two", "ส่วนหลัง", Rest())]


def test_rest_shows_each_field_that_no_part_names_once_and_in_order():
    page = render_crispy_form(_Form())
    assert [page.count(f'name="{name}"') for name in ("first", "second", "third", "hidden")] == [1, 1, 1, 1]
    assert page.index("ส่วนหลัง") < page.index('name="first"') < page.index('name="third"')


def test_a_quiet_field_keeps_label_and_error_for_those_who_listen():
    page = render_crispy_form(_Form({"first": "x"}))
    assert '<label class="visually-hidden" for="id_second">สอง</label>' in page
    assert 'id="id_second_error"' in page
