"""What the handbook says of the portal is there: pages, buttons, fields, roles, links."""

import re

import pytest
from django.apps import apps
from django.utils import translation

from handbook.pages import page_of, pages
from handbook.rendering import as_html, as_text, linked_pages, strong_words
from handbook.views import READERS
from tests.conftest import ROOT
from tests.test_access import POLICY
from tests.test_languages import translations
from tests.test_words import words_to_avoid

_MARKUP = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]+>", re.DOTALL)
_LITERAL = re.compile(r'"([^"\n]*[\u0e01-\u0e5b][^"\n]*)"')


def said_in_the_portal() -> str:
    """Return every word of templates, Thai literals and field labels of the portal, but those of the handbook's texts."""
    templates = list((ROOT / "templates").rglob("*.html"))
    own = {config.path for config in apps.get_app_configs() if config.path.startswith(f"{ROOT}/")}
    modules = [
        path
        for folder in sorted(own)
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and "handbook" not in path.parts and ".venv" not in path.parts
    ]
    words = [_MARKUP.sub("\n", path.read_text("utf-8")) for path in templates]
    words += [
        literal for path in (*modules, *templates) for literal in _LITERAL.findall(path.read_text("utf-8"))
    ]
    return "\n".join(words)


@pytest.fixture(scope="module")
def said() -> str:
    return said_in_the_portal()


def test_what_is_printed_bold_is_a_name_that_the_portal_shows(said):
    unknown = [
        (page.slug, name) for page in pages() for name in strong_words(page.source) if name not in said
    ]
    assert unknown == []
    assert sum(len(strong_words(page.source)) for page in pages()) > 150


def test_no_mark_of_the_writer_is_shown():
    """CommonMark takes some asterisks beside Thai letters and brackets for letters."""
    assert [
        page.slug for page in pages() if "**" in as_text(page.source) or "](" in as_text(page.source)
    ] == []


def test_every_page_that_is_explained_or_opened_is_there():
    names = {*POLICY}
    spaces = {name.partition(":")[0] for name in POLICY if ":" in name}
    for page in pages():
        for name in page.explains:
            space, _, rest = name.partition(":")
            assert name in names or (rest == "*" and space in spaces), (page.slug, name)
        assert page.opens in {"", *names}, page.slug


def test_a_page_of_the_portal_is_explained_once():
    explained = [name for page in pages() for name in page.explains]
    assert len(explained) == len(set(explained)) > 80


def test_a_page_is_explained_by_name_else_with_its_address_space():
    assert page_of("deadlines:calendar").slug == "calendar"
    assert page_of("measures:catalogue").slug == "catalogue"
    assert page_of("healthz") is page_of("help") is None


def test_pages_lead_to_pages_that_are_there():
    slugs = {page.slug for page in pages()}
    led = {slug for page in pages() for slug in linked_pages(page.source)}
    assert led <= slugs
    assert len(pages()) == len(slugs) >= 25


def test_every_role_has_pages_and_no_page_is_for_nobody():
    assert {role for page in pages() for role in page.roles} == set(READERS)
    assert all(page.roles and page.summary and page.source for page in pages())


def test_the_words_of_the_design_system_are_kept():
    found = [(page.slug, word) for page in pages() for word in words_to_avoid() if word in page.source]
    assert found == []


def test_no_html_of_a_writer_is_let_through():
    assert "<script>" not in as_html("ก <script>alert(1)</script> ข")
    assert 'href="javascript' not in as_html("[ก](javascript:alert(1))")


def test_the_english_of_every_page_names_what_the_english_pages_show():
    shown = "\n".join(translations().values())
    with translation.override("en"):
        english = pages()
    thai = pages()

    assert [page.slug for page in english] == [page.slug for page in thai]
    assert [
        (page.slug, name) for page in english for name in strong_words(page.source) if name not in shown
    ] == []
    for here, there in zip(thai, english, strict=True):
        assert linked_pages(here.source) == linked_pages(there.source), here.slug
        assert not re.search("[\u0e00-\u0e7f]", there.title + there.summary + there.part), here.slug
