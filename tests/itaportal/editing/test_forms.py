"""Forms of rows, the way through their pages, and how fields look."""

from html.parser import HTMLParser

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.http import HttpResponse

from agencies.actions import DuplicateName
from agencies.models import Department, Membership
from itaportal.editing.concurrency import StaleEdit, claim
from itaportal.editing.flow import Button, ConfirmPage, FormPage, ask_first, edit_form, show_form
from itaportal.editing.forms import LaidOutForm, RowForm, VersionedForm
from itaportal.editing.layout import Field, Include, Pair, Section
from measures.models import Measure


class NameForm(RowForm):
    class Meta:
        model = Department
        fields = ("name", "active")


class MeasureLike(LaidOutForm):
    kind = Measure._meta.get_field("kind").formfield()
    title = Measure._meta.get_field("title").formfield()
    weak_point = Measure._meta.get_field("weak_point").formfield()
    done = forms.BooleanField(label="เสร็จแล้ว", required=False, help_text="เมื่อครบทุกขั้น")
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def lay_out(self):
        return [
            Section("what", "สิ่งที่จะทำ", "kind", "title", help_text="กรอกให้ครบ"),
            Pair(Field("weak_point", css_class="w-date"), "done"),
            Include("_components/tag.html", kind="partial", label="โปรดทบทวน"),
        ]


@pytest.fixture
def department(agency):
    return agency.departments.first()


# Rows


def test_a_form_of_a_row_leaves_it_untouched(department):
    form = NameForm({"name": " กองช่าง ", "active": "on", "version": "1"}, instance=department)

    assert form.is_valid()
    assert (form.values, form.opened_version) == ({"name": "กองช่าง", "active": True}, 1)
    assert department.name == "สำนักปลัด"
    with pytest.raises(TypeError):
        form.save()


def test_it_opens_with_the_rows_values_and_version(department):
    department.version = 7

    assert NameForm(instance=department).initial == {"name": "สำนักปลัด", "active": True, "version": 7}
    assert 'name="version" value="7"' in render_crispy_form(NameForm(instance=department))
    assert NameForm().initial == {}


def test_a_stale_form_shows_both_and_takes_the_stored_version_up(department, clerk):
    claim(Department.objects.get(pk=department.pk), 1, clerk)
    form = NameForm({"name": "กองช่าง", "version": "1"}, instance=department)
    form.is_valid()

    conflict = form.resolve(StaleEdit(Department.objects.get(pk=department.pk)))

    assert conflict["who"] == clerk.get_full_name()
    assert [(row["label"], row["theirs"], row["yours"]) for row in conflict["rows"]] == [
        ("ชื่อส่วนราชการ", "สำนักปลัด", "กองช่าง"),
        ("ใช้งานอยู่", "ใช่", "ไม่ใช่"),
    ]
    assert form["version"].value() == "2"


# The way through a page


@pytest.fixture
def asked(rf, clerk, settings):
    def ask(method="get", **data):
        request = getattr(rf, method)("/x/", data)
        request.user = clerk
        request.COOKIES = {}
        request.session = {}
        return request

    return ask


PAGE = FormPage(
    title="ส่วนราชการ",
    crumbs=[("หน่วยงาน", "/agency/")],
    cancel="/agency/",
    also=[Button(name="next", label="ต่อไป")],
)


def edit(request, department, save, **words):
    form = NameForm(request.POST if request.method == "POST" else None, instance=department)
    return edit_form(request, PAGE, form, save, **words)


def test_a_page_opens_without_saving(asked, department):
    response = edit(asked(), department, None)

    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("btn-primary") == 1
    assert '<button type="submit" name="next" value="1"' in page
    assert '<a href="/agency/">หน่วยงาน</a>' in page


def test_a_valid_form_is_saved_and_goes_on(asked, department):
    response = edit(asked("post", name="กองช่าง", version=1), department, lambda: HttpResponse(status=302))

    assert response.status_code == 302


def test_an_invalid_form_is_not_saved_and_links_to_its_field(asked, department):
    response = edit(asked("post", name=""), department, None)

    assert response.status_code == 200
    assert '<a href="#id_name">ชื่อส่วนราชการ: กรุณากรอกช่องนี้</a>' in response.content.decode()


def test_somebody_elses_save_in_between_answers_409_with_both(asked, department):
    def save():
        raise StaleEdit(department)

    response = edit(
        asked("post", name="กองช่าง", version=1),
        department,
        save,
        compare_rows=lambda current: [{"label": "ลำดับ", "theirs": str(current.position), "yours": "9"}],
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "มีผู้บันทึกข้อมูลนี้ก่อนท่าน" in page
    assert 'value="กองช่าง"' in page
    assert "ลำดับ" in page


def test_a_refusal_stands_at_its_field(asked, department):
    def save():
        raise DuplicateName

    response = edit(
        asked("post", name="กองช่าง"), department, save, refusals={DuplicateName: ("name", "มีชื่อนี้แล้ว")}
    )

    assert response.status_code == 200
    assert "ชื่อส่วนราชการ: มีชื่อนี้แล้ว" in response.content.decode()


def test_what_is_gone_answers_404_and_keeps_what_was_typed(asked, department):
    page = FormPage(title="ส่วนราชการ", gone="ถูกลบแล้ว", gone_help="บันทึกเป็นรายการใหม่ได้", action="/new/")

    response = show_form(asked("post"), page, NameForm({"name": "กองช่าง"}))

    assert response.status_code == 404
    assert 'action="/new/"' in response.content.decode()
    assert 'value="กองช่าง"' in response.content.decode()


def test_a_removal_is_asked_about_first(asked):
    page = ConfirmPage(title="ลบ", question="ลบหรือไม่", body="เรียกคืนไม่ได้", submit="ลบเลย", cancel="/x/")

    html = ask_first(asked(), page).content.decode()

    assert "ลบหรือไม่" in html
    assert html.count("btn-danger") == 1
    assert '<a class="btn btn-link" href="/x/">ยกเลิก</a>' in html
    assert '<ol class="breadcrumb"></ol>' in html


# How fields look


class _Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def with_id(self, name):
        return next((tag, attrs) for tag, attrs in self.tags if attrs.get("id") == name)


def test_help_and_errors_come_before_the_input():
    html = render_crispy_form(MeasureLike({"weak_point": "ก" * 3001}))

    places = [
        html.index(part)
        for part in ('id="id_weak_point_helptext"', 'id="id_weak_point_error"', '<textarea name="weak_point"')
    ]
    assert places == sorted(places)
    described = _Tags(html).with_id("id_weak_point")[1]
    assert described["aria-describedby"] == "id_weak_point_helptext id_weak_point_error"
    assert described["aria-invalid"] == "true"
    assert {"form-control", "is-invalid", "w-date"} <= set(described["class"].split())


def test_what_may_stay_empty_says_so_and_nothing_has_a_star():
    html = render_crispy_form(MeasureLike())

    assert html.count("(ไม่บังคับ)") == 1
    assert "*" not in html
    assert "asteriskField" not in html


def test_a_group_of_choices_is_a_fieldset_that_the_summary_can_link_to():
    tags = _Tags(render_crispy_form(MeasureLike({})))

    assert tags.with_id("id_kind") == ("div", {"id": "id_kind", "tabindex": "-1", "class": "check-group"})
    assert ("fieldset", {"aria-describedby": "id_kind_error"}) in tags.tags
    assert tags.with_id("id_kind_0")[1]["type"] == "radio"
    assert ("label", {"class": "form-check-label", "for": "id_kind_0"}) in tags.tags


def test_sections_pairs_and_pieces_are_laid_out_and_hidden_fields_are_not_lost():
    html = render_crispy_form(MeasureLike())

    assert '<section class="part" aria-labelledby="what-title">' in html
    assert "กรอกให้ครบ" in html
    assert "โปรดทบทวน" in html
    assert 'type="hidden" name="seen"' in html


def test_nothing_stands_inline_and_the_page_has_the_form():
    html = render_crispy_form(MeasureLike({}))

    assert "<form" not in html
    assert "csrf" not in html
    assert "<script" not in html
    assert "<style" not in html
    assert not [
        attrs for _, attrs in _Tags(html).tags if "style" in attrs or any(k.startswith("on") for k in attrs)
    ]


def test_a_layout_that_names_an_unknown_field_is_a_mistake():
    class Wrong(LaidOutForm):
        def lay_out(self):
            return ["nobody"]

    with pytest.raises(Exception, match="nobody"):
        render_crispy_form(Wrong())


def test_a_form_may_drop_fields():
    form = MeasureLike()
    del form.fields["done"]

    assert form.present("kind", "done") == ["kind"]


def test_a_plain_form_of_a_row_reads_its_values(department):
    class Form(VersionedForm):
        name = forms.CharField()

    assert Form.initial_of(department) == {"name": "สำนักปลัด", "version": 1}
    assert Membership._meta.get_field("version")
