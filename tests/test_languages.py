"""The interface in Thai and in English: every text has both, every page says them, documents stay Thai."""

import gettext
import re
import sys
from html import unescape

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from agencies.enums import Language, Role
from tests.conftest import ROOT, signed_in
from tests.test_access import POLICY, people, world

sys.path.insert(0, str(ROOT / "scripts"))
import messages

__all__ = ["people", "world"]
_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*(?:![rs])?(?::[^{}]*)?\}|%%")
_THAI = re.compile("[\u0e01-\u0e5b]")
_MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
# Pages whose text is Thai in every language: the handbook, sheets that are printed, files.
_THAI_PAGES = {"help", "help_page", "help_manual", "api", "api_docs"}


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    return messages.translations()


def test_every_text_has_its_english(english):
    """Mend with: make messages, then write the English where the command says that there is none."""
    assert set(messages.collect()) == set(english)
    assert [
        text
        for text, said in english.items()
        if not said or _THAI.search(said) and said == text and len(text) > 60
    ] == []


def test_a_translation_keeps_what_is_filled_in(english):
    assert [
        text
        for text, said in english.items()
        if sorted(_PLACEHOLDER.findall(text)) != sorted(_PLACEHOLDER.findall(said))
    ] == []
    assert [
        said
        for text, said in english.items()
        if ('"' in said) > ('"' in text) or ("<" in said) > ("<" in text)
    ] == []


def test_the_catalogue_is_compiled(english):
    with messages.CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    assert {text: said for text, said in compiled.items() if text} == english


def said_on(page: str) -> list[str]:
    """Return the texts of a page: what stands between tags and in the attributes that are read out."""
    page = _MARKUP.sub("", page)
    between = re.sub(r"<[^>]*>", "\n", page).split("\n")
    read_out = re.findall(r'(?:aria-label|title|placeholder|alt|data-label)="([^"]*)"', page)
    return [text for text in (unescape(one).strip() for one in [*between, *read_out]) if text]


@pytest.mark.slow
@pytest.mark.usefixtures("unjudged")
def test_pages_say_in_english_what_has_its_english(world, people, english):
    """What stands on a page in Thai is what people wrote, never a text of the portal."""
    thai = {text for text, said in english.items() if said != text}
    left = {}
    for role in (Role.AGENCY_ADMIN.value, Role.EXECUTIVE.value, "site_admin", "overseer"):
        person = people[role]
        person.language = Language.ENGLISH
        person.save()
        client = signed_in(person)
        for name, policy in POLICY.items():
            if "GET" not in policy or name in _THAI_PAGES:
                continue
            response = client.get(world.urls[name])
            if response.status_code != 200 or "text/html" not in response.headers["Content-Type"]:
                continue
            page = response.content.decode()
            if found := sorted({text for text in said_on(page) if text in thai}):
                left[name] = found
            assert '<html' not in page or '<html lang="en"' in page, name

    assert left == {}


def test_a_person_reads_what_they_chose_wherever_they_sign_in(client, agency):
    from tests.conftest import member

    person = member(agency, Role.STAFF)
    client = signed_in(person)
    page, own = reverse("account"), reverse("own_language")

    answer = client.post(own, {"language": "en"}, headers={"referer": f"http://testserver{page}"})
    assert answer.url == f"http://testserver{page}"
    assert "Your account" in client.get(page).content.decode()
    assert "Your account" in signed_in(person).get(page).content.decode()
    assert client.post(own, {"language": "th"}, headers={"referer": "https://example.com/"}).url == "/"
    assert "บัญชีของท่าน" in client.get(page).content.decode()
    assert client.post(own, {"language": "xx"}).url == "/"
    assert "บัญชีของท่าน" in client.get(page).content.decode()


@pytest.mark.django_db
def test_a_visitor_reads_thai_until_they_choose(client):
    page = reverse("account_login")

    assert '<html lang="th"' in client.get(page, headers={"accept-language": "en"}).content.decode()
    client.post(reverse("language"), {"language": "en"})
    answer = client.get(page)
    assert '<html lang="en"' in answer.content.decode()
    assert answer.headers["Content-Language"] == "en"
    assert settings.LANGUAGE_COOKIE_NAME in client.cookies


def test_dates_and_drafts_follow_their_reader():
    from datetime import date

    from itaportal.thai.dates import long_date, period, short_date

    day = date(2022, 3, 31)
    with translation.override("en"):
        assert (long_date(day), short_date(day)) == ("31 March 2565", "31 Mar 2565")
        assert period(date(2024, 10, 1), date(2025, 9, 30)) == "Oct 2567 – Sep 2568"
    assert (long_date(day), short_date(day)) == ("31 มีนาคม 2565", "31 มี.ค. 65")
