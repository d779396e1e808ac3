"""A field is described once, on the model."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

from agencies.models import Agency, Membership, User
from assessments.models import Finding
from itaportal.editing.formfields import ThaiLineField, ThaiProseLineField, ThaiTextField
from itaportal.editing.modelfields import (
    Choice,
    Described,
    Score,
    ThaiDay,
    ThaiLine,
    ThaiText,
    described_fields,
    form_field,
    help_of,
    label_of,
    limit_of,
)
from measures.models import Measure, Plan, Progress

APPS = ("agencies", "assessments", "measures", "reports", "approvals")


def asked_why() -> list:
    """Return the fields of all models that say why they are asked."""
    return [field for model in apps.get_models() for field in described_fields(model) if field.why]


def test_why_a_field_is_asked_goes_along_to_its_form():
    assert len(asked_why()) >= 30
    assert all(field.formfield().why == field.why for field in asked_why())
    assert form_field(Plan, "decided_in").why.startswith("พิมพ์ต่อจากวันที่")
    assert form_field(User, "first_name").why == ""


def test_why_is_a_sentence_and_not_the_hint_once_more():
    assert [
        field for field in asked_why() if str(field.why) in str(field.help_text) or len(field.why) > 160
    ] == []


def test_label_help_and_limit_are_the_models():
    assert label_of(Progress, "outcome") == "ผลลัพธ์หรือความสำเร็จ"
    assert help_of(Plan, "decided_in") == "เช่น ข้อ 6"
    assert (limit_of(Progress, "outcome"), limit_of(Measure, "follow_up"), limit_of(Agency, "name")) == (
        10_000, 2000, 200,
    )  # fmt: skip
    assert limit_of(Plan, "decided_on") is None
    assert limit_of(Agency, "slug") == 60


def test_described_fields_come_in_the_order_of_the_model():
    names = [field.name for field in described_fields(Finding)]

    assert names == ["text", "weakness_class", "class_reason", "recommendation", "response", "rank"]


@pytest.mark.parametrize(
    ("model", "name", "kind", "widget"),
    [
        (Measure, "title", ThaiProseLineField, forms.Textarea),
        (Measure, "activities", ThaiTextField, forms.Textarea),
        (Measure, "kind", forms.ChoiceField, forms.RadioSelect),
        (Agency, "name", ThaiLineField, forms.TextInput),
        (Membership, "role", forms.ChoiceField, forms.Select),
    ],
)
def test_the_form_field_is_built_in(model, name, kind, widget):
    field = form_field(model, name)

    assert (type(field), type(field.widget)) == (kind, widget)
    assert (field.label, field.help_text) == (label_of(model, name), help_of(model, name))
    assert field.required is not model._meta.get_field(name).blank


def test_texts_are_cleaned_and_limited():
    field = form_field(Plan, "decided_in")

    assert field.clean("  ข้อ   6\n") == "ข้อ 6"
    with pytest.raises(ValidationError, match="ยาว 61 ตัวอักษร เกินที่รับได้ 60"):
        field.clean("ก" * 61)
    assert form_field(Measure, "activities").clean("หนึ่ง\nสอง") == "หนึ่ง\nสอง"
    assert form_field(Measure, "title").clean("หนึ่ง\nสอง") == "หนึ่ง สอง"


def test_torn_words_of_prose_are_put_together_those_of_names_are_not():
    cleaned = {
        (model, name): form_field(model, name).clean("การทุจ ริตที่่")
        for model, name in ((Measure, "title"), (Measure, "activities"), (Agency, "name"))
    }

    assert list(cleaned.values()) == ["การทุจริตที่", "การทุจริตที่", "การทุจ ริตที่"]


def test_scores_days_and_numbers_are_read_in_thai():
    assert form_field(Agency, "low_below").clean("๘๐.๕") == Decimal("80.50")
    assert form_field(Plan, "decided_on").clean("31 มี.ค. 65") == date(2022, 3, 31)
    assert form_field(Finding, "rank").clean("7") == 7
    with pytest.raises(ValidationError, match="กรุณากรอกเลข 1–99 หรือเว้นว่าง"):
        form_field(Finding, "rank").clean("100")


def test_what_a_form_says_goes_before_what_the_model_says():
    field = form_field(User, "first_name", required=True, label="ชื่อจริง")

    assert (field.required, field.label) == (True, "ชื่อจริง")


@pytest.mark.parametrize(
    ("field", "plain", "kept"),
    [
        (ThaiLine("ก", max_length=9, rows=2), "CharField", {"verbose_name": "ก", "max_length": 9}),
        (ThaiText("ก", limit=9, rows=9, one_line=True), "TextField", {"verbose_name": "ก"}),
        (ThaiDay("ก", null=True), "DateField", {"verbose_name": "ก", "null": True}),
        (Score("ก"), "DecimalField", {"verbose_name": "ก", "max_digits": 5, "decimal_places": 2}),
        (
            Choice("ก", radio=True, max_length=1, choices=[("a", "ก")], error_messages={"required": "เลือก"}),
            "CharField",
            {"verbose_name": "ก", "max_length": 1, "choices": [("a", "ก")]},
        ),
    ],
)
def test_migrations_see_the_plain_field(field, plain, kept):
    field.set_attributes_from_name("x")

    assert field.deconstruct() == ("x", f"django.db.models.{plain}", [], kept)
    assert type(field.clone()) is type(field)


def test_every_described_field_has_a_label():
    nameless = [
        f"{model.__name__}.{field.name}"
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for field in described_fields(model)
        if field.verbose_name.isascii()
    ]

    assert nameless == []
    assert issubclass(ThaiLine, Described)
    assert issubclass(ThaiLine, models.CharField)


@pytest.mark.parametrize("app", APPS)
def test_describing_fields_touches_no_table(app):
    loader, editor = MigrationLoader(None), connection.schema_editor()
    (name,) = (
        key[1] for key in loader.disk_migrations if key[0] == app and key[1].endswith("_describe_fields")
    )
    (first,) = (each[1] for each in loader.get_migration(app, name).dependencies if each[0] == app)
    states = [loader.project_state((app, each)).apps for each in (first, name)]

    for operation in loader.get_migration(app, name).operations:
        before, after = (
            state.get_model(app, operation.model_name)._meta.get_field(operation.name) for state in states
        )
        assert not editor._field_should_be_altered(before, after), operation.describe()
