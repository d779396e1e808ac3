from crispy_forms.utils import render_crispy_form
from django import forms

from itaportal.editing.forms import LaidOutForm
from itaportal.editing.layout import QuietField, Rest, Section
from itaportal.editing.modelfields import form_field
from measures.models import Plan


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


def test_why_a_field_is_asked_is_folded_up_beside_it_and_not_in_rows():
    class Why(LaidOutForm):
        one = form_field(Plan, "decided_in")
        two = form_field(Plan, "decided_in")
        three = forms.CharField(label="สาม")

        def lay_out(self):
            return ["one", QuietField("two"), "three"]

    page = render_crispy_form(Why())
    assert page.count('<details class="field-why"><summary>เหตุใดจึงถาม') == 1
    assert page.index("เช่น ข้อ") < page.index("field-why") < page.index('name="one"')
