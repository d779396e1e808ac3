"""The handbook's pages are found by anybody, follow their files, and go when a page goes."""

import pytest
from django.core.management import call_command
from pytest_django.asserts import assertContains

from handbook import actions
from handbook.models import StoredPage
from handbook.pages import pages
from search import rebuilding
from search.models import SearchEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(db):
    call_command("load_handbook", verbosity=0)


def test_a_stranger_finds_how_a_task_is_done(stored, client):
    found = client.get("/search/", {"q": "ตั้งรหัสผ่าน", "kind": "help"})
    assertContains(found, 'href="/help/account/"')
    assertContains(client.get("/search/", {"q": "ถอนคืน"}), 'href="/help/submitting/"')


def test_pages_are_stored_once_and_the_index_is_as_if_made_anew(stored):
    assert StoredPage.objects.count() == SearchEntry.objects.filter(kind="help").count() == len(pages())
    assert actions.store_pages() == 0
    assert rebuilding.differences() == {}


def test_what_a_file_says_no_more_is_not_found(stored):
    page = StoredPage.objects.get(slug="scores")
    page.text = "สับปะรด"
    page.save()
    StoredPage.objects.create(slug="gone", title="หายไป", text="มะละกอ")

    assert actions.store_pages() == 2

    found = SearchEntry.objects.filter(kind="help")
    assert not found.filter(text__contains="สับปะรด").exists()
    assert not found.filter(title="หายไป").exists()
