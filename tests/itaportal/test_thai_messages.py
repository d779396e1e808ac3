"""What Django's own checks say is said in Thai: our catalogue has what Django's lacks."""

import gettext
import importlib
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core import validators
from django.core.exceptions import ValidationError
from django.utils import translation

from accounts.forms.signing_in import NewPasswordForm
from agencies.models import User
from tests.apps import APPS

FOLDER = Path(settings.BASE_DIR) / "itaportal" / "locale" / "th" / "LC_MESSAGES"
# Names of fields and of file kinds, examples of addresses, what may stand in a user name.
ALLOWED = re.compile(
    r"%\(\w+\)\w|\{\w+\}|\b(PNG|JPG|PDF|MP4|URL|JSON|IPv[46]|ITAS|PKCS|PEM|XLSX|CSV|DOCX?|ZIP|ODS|YAML|PIN)\b"
    r"|https?://\S*|\S+@\S+|\S+\.go\.th|\ba–z\b"
)
FORM_MODULES = [
    ".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts)
    for app in APPS
    for pattern in ("*form*.py", "forms/*.py")
    for path in (Path(settings.BASE_DIR) / app).glob(pattern)
]


def latin(text):
    """Return the letters of a message that no Thai reader should meet."""
    return re.findall(r"[A-Za-z]+", ALLOWED.sub("", text))


def texts(messages):
    """Return the messages as they are shown; one with two forms is shown in its only Thai form."""
    for message in messages:
        plural = getattr(message, "_proxy____kw", {}) or {}
        yield str(message % 5 if "number" in plural and plural["number"] is None else message)


@pytest.fixture(autouse=True)
def _thai():
    with translation.override("th"):
        yield


def refused(check, *args):
    with pytest.raises(ValidationError) as error:
        check(*args)
    return error.value.messages


def test_every_password_check_speaks_thai():
    person = User(
        username="somchai-jaidee", first_name="ก", last_name="ข", email="somchai-jaidee@example.go.th"
    )
    bad = [
        "short",
        "1",
        "password",
        "1234567890",
        "12345678901",
        "somchai-jaidee",
        "somchai-jaidee@example.go.th",
    ]
    for check in password_validation.get_default_password_validators():
        said = []
        for password in bad:
            try:
                check.validate(password, person)
            except ValidationError as error:
                said += error.messages
        assert said, check
        assert [latin(text) for text in [*said, check.get_help_text()]] == [[]] * (len(said) + 1)


@pytest.mark.parametrize("password", ["1234567890", "password12", "12345", "qwertyuiop"])
def test_the_form_that_sets_a_password_speaks_thai(password, db):
    own = NewPasswordForm({"password1": password, "password2": f"{password}0"}, user=User(username="a"))

    assert own.errors["password1"]
    for field in ("password1", "password2"):
        assert [latin(text) for text in own.errors.get(field, ())] == [[]] * len(own.errors.get(field, ()))


def every_field():
    """Yield the fields of every form of the portal."""
    for name in FORM_MODULES:
        importlib.import_module(name)
    kinds = [forms.BaseForm]
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        if kind.__module__.split(".")[0] in APPS:
            yield from ((kind, name, field) for name, field in kind.base_fields.items())


def test_every_field_of_every_form_speaks_thai():
    found = list(every_field())
    assert len(found) > 50
    english = {}
    for kind, name, field in found:
        checks = [check.message for check in field.validators if hasattr(check, "message")]
        for text in texts([*field.error_messages.values(), *checks]):
            if latin(text):
                english[f"{kind.__module__}.{kind.__name__}.{name}"] = text
    assert english == {}


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (validators.ProhibitNullCharactersValidator(), "a\x00"),
        (validators.MaxLengthValidator(3), "กกกก"),
        (validators.MinLengthValidator(3), "ก"),
        (validators.MaxValueValidator(3), 4),
        (validators.MinValueValidator(3), 2),
        (validators.DecimalValidator(3, 2), Decimal(12345)),
    ],
)
def test_the_checks_of_fields_speak_thai(check, value):
    assert [latin(text) for text in refused(check, value)] == [[]]


def test_forms_of_several_rows_speak_thai():
    rows = forms.formset_factory(
        forms.Form, max_num=2, min_num=1, validate_max=True, validate_min=True, absolute_max=9
    )
    said = [
        *rows({}).non_form_errors(),
        *rows({"form-TOTAL_FORMS": 3, "form-INITIAL_FORMS": 0}).non_form_errors(),
        *rows({"form-TOTAL_FORMS": 0, "form-INITIAL_FORMS": 0}).non_form_errors(),
    ]

    assert len(said) == 3
    assert [latin(text) for text in said] == [[], [], []]


def test_the_catalogue_is_compiled():
    """Every text of django.po is what django.mo says: a changed sentence was compiled."""
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    source = (FOLDER / "django.po").read_text(encoding="utf-8")
    source = re.sub(r'"\n"', "", source)
    pairs = re.findall(
        r'^msgid "(.+)"\n(?:msgid_plural ".+"\n)?msgstr(?:\[0\])? "(.*)"$', source, re.MULTILINE
    )

    assert len(pairs) == len(compiled) - 1 > 30
    for english, thai in pairs:
        assert compiled.get(english, compiled.get((english, 0))) == thai
