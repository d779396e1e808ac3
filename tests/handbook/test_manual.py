"""The handbook as PDF: every page in it, made once of each content, for anybody."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from handbook import actions
from handbook.manual import manual_html
from handbook.models import Manual
from handbook.pages import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def rendered(monkeypatch):
    """Return a list that grows by one with each rendering, which is made quick."""
    made = []

    def render(html, **_):
        made.append(html)
        return b"%PDF " + str(len(made)).encode()

    monkeypatch.setattr("handbook.actions.render_pdf", render)
    return made


def test_every_page_is_in_it_and_what_leads_somewhere_leads_there(packs):
    html = manual_html()
    places = set(re.findall(r'id="([\w-]+)"', html))
    assert {page.slug for page in pages()} <= places
    assert set(re.findall(r'href="#([\w-]+)"', html)) <= places
    assert 'href="help:' not in html
    assert "O25" in html


def test_it_is_made_once_of_each_content_and_anew_where_it_is_broken(rendered, settings, packs):
    first = actions.stored_manual()
    assert actions.stored_manual() == first
    assert len(rendered) == 1

    with open(first.file.path, "wb") as file:
        file.write(b"%P")
    actions.stored_manual()
    assert len(rendered) == 2
    assert Manual.objects.count() == 1


def test_anybody_opens_it_once_the_worker_has_made_it(rendered, client):
    index, manual = reverse("help"), reverse("help_manual")
    assertNotContains(client.get(index), manual)
    assertRedirects(client.get(manual), index)

    call_command("render_manual", later=True)

    assertContains(client.get(index), manual)
    answer = client.get(manual)
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content) == b"%PDF 1"


def test_a_broken_file_is_not_handed_out(rendered, client):
    stored = actions.stored_manual()
    with open(stored.file.path, "wb") as file:
        file.write(b"%P")
    assertRedirects(client.get(reverse("help_manual")), reverse("help"))
