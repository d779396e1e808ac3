"""A form that is sent after the sign-in has ended is carried through the next one."""

import base64
import json
import re
import secrets
import time
from html import unescape

import pytest
from django.core import signing
from django.forms import BaseForm, PasswordInput
from django.test import Client
from django.urls import get_resolver, reverse

from agencies.models import AgencyWord
from itaportal.editing.interrupted import FIELD, is_secret, keep, reopen

PASSWORD = "demo-ita-2569"


@pytest.fixture
def person(manager):
    manager.set_password(PASSWORD)
    manager.save()
    return manager


@pytest.fixture
def client(person):
    """A browser in which the person was signed in, until just now."""
    client = Client()
    client.force_login(person)
    client.get(reverse("account"))
    del client.cookies["sessionid"]
    return client


def hidden(response) -> dict[str, str]:
    html = response.content.decode()
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def sign_in(client, person, late):
    fields = {"login": person.username, "password": PASSWORD, FIELD: hidden(late).get(FIELD, "")}
    return client.post(reverse("account_login"), fields)


def test_what_was_typed_is_sent_on_after_signing_in(client, person, agency):
    url = reverse("agencies:word_add", args=[agency.slug])
    typed = {"word": 'กอง<b>ช่าง</b> "ใหม่"\nและบรรทัดที่สอง', "position": "๙"}

    late = client.post(url, typed)
    assert late.status_code == 403
    assert "ยังไม่ได้บันทึก" in late.content.decode()
    assert f'action="{reverse("account_login")}"' in late.content.decode()

    on = sign_in(client, person, late)
    assert on.status_code == 200
    assert f'action="{url}"' in on.content.decode()
    assert person.get_full_name() in on.content.decode()
    assert hidden(on) == typed
    assert "กอง&lt;b&gt;ช่าง" in on.content.decode()

    client.post(url, {**hidden(on), "word": "กองช่างใหม่"})
    assert AgencyWord.objects.filter(agency=agency, word="กองช่างใหม่").exists()


def test_a_wrong_password_loses_nothing(client, person, agency):
    late = client.post(reverse("agencies:word_add", args=[agency.slug]), {"name": "กองช่าง"})
    wrong = client.post(reverse("account_login"), {"login": person.username, "password": "x", **hidden(late)})
    assert "เข้าสู่ระบบไม่สำเร็จ" in wrong.content.decode()
    assert hidden(sign_in(client, person, wrong)) == {"name": "กองช่าง"}


def test_the_next_person_at_the_computer_neither_sees_nor_sends_it(client, person, clerk, agency):
    clerk.set_password(PASSWORD)
    clerk.save()
    late = client.post(reverse("agencies:word_add", args=[agency.slug]), {"name": "กองลับ"})
    carried = hidden(late)[FIELD]
    assert "กองลับ" not in late.content.decode()
    for readable in (carried.encode(), base64.urlsafe_b64decode(carried)):
        assert "กองลับ".encode() not in readable

    answer = sign_in(client, clerk, late)

    assert answer.status_code == 302
    page = client.get(reverse("account")).content.decode()
    assert "ผู้ใช้อื่นกรอกค้างไว้" in page
    assert "กองลับ" not in page


def test_for_a_stranger_nothing_is_kept(person, agency):
    stranger = Client()
    stranger.get(reverse("account_login"))
    answer = stranger.post(reverse("agencies:word_add", args=[agency.slug]), {"name": "กองลับ"})
    assert answer.status_code == 302
    assert keep("", "/x/", [("text", "ก")], True) == ""


@pytest.mark.parametrize("cookie", ["1", "1:abc:def", ""])
def test_nobody_says_by_a_cookie_of_ones_own_who_one_was(cookie, person, agency):
    stranger = Client()
    stranger.cookies["person"] = cookie.replace("1", str(person.pk))
    answer = stranger.post(reverse("agencies:word_add", args=[agency.slug]), {"name": "กองลับ"})
    assert answer.status_code == 302


def test_a_button_leads_back_to_its_page(client, agency):
    url = reverse("agencies:word_add", args=[agency.slug])
    page = f"/a/{agency.slug}/settings/?tab=1"
    for referer, path in (
        (f"http://testserver{page}", page),
        ("", url),
        ("http://elsewhere.example/x", url),
        ("javascript:alert(1)", url),
    ):
        answer = client.post(url, {"csrfmiddlewaretoken": "x"}, headers={"referer": referer})
        assert answer.status_code == 302
        assert client.get(answer.url).context["next"] == path


def test_nobody_else_can_put_words_into_the_form(client, person):
    made_up = json.dumps([str(person.pk), "/a/", [["name", "x"]], False, False])
    for text in (
        "x",
        "ก",
        signing.dumps(made_up),
        base64.b64encode(made_up.encode()).decode(),
        "x" * 3_000_000,
    ):
        answer = client.post(
            reverse("account_login"), {"login": person.username, "password": PASSWORD, FIELD: text}
        )
        assert answer.status_code == 302
        client.logout()


def test_a_form_from_another_site_is_refused_before(agency):
    answer = Client(enforce_csrf_checks=True).post(
        reverse("agencies:word_add", args=[agency.slug]), {"name": "x"}
    )
    assert FIELD not in answer.content.decode()
    assert answer.status_code == 403


def test_secrets_and_files_are_not_kept():
    text = keep(
        "1", "/x/", [("opinion", "เห็นชอบ"), ("passphrase", "s3cret"), ("csrfmiddlewaretoken", "t")], True
    )
    late = reopen(text)
    assert late.fields == (("opinion", "เห็นชอบ"),)
    assert late.files
    assert late.secrets
    assert late.texts == ["เห็นชอบ"]
    assert not reopen(keep("1", "/x/", [("passphrase", ""), ("code", "O14")], False)).secrets


def test_every_field_for_a_secret_is_known_as_one():
    assert get_resolver().url_patterns  # every form is imported with the views
    names = {
        name
        for form in _forms(BaseForm)
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field.widget, PasswordInput)
    }
    assert {"passphrase", "pin", "oldpassword"} <= names
    assert [name for name in names if not is_secret(name)] == []
    assert [name for name in ("opinion", "passed", "people-0-position") if is_secret(name)] == []
    assert is_secret("people-0-password")


def _forms(base):
    for form in base.__subclasses__():
        yield form
        yield from _forms(form)


def test_far_too_much_and_old_forms_are_not_carried(time_machine):
    assert keep("1", "/x/", [("text", secrets.token_hex(700_000))], False) == ""
    assert keep("1", "/x/", [("csrfmiddlewaretoken", "t")], False) == ""
    text = keep("1", "/x/", [("text", "ก")], False)
    time_machine.move_to(time.time() + 23 * 3600)
    assert reopen(text).fields == (("text", "ก"),)
    time_machine.shift(2 * 3600)
    assert reopen(text) is None
