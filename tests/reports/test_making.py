"""Large documents are made by the worker, while a page tells about it; small ones come at once."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from reports import actions, tasks
from reports.enums import Format

pytestmark = pytest.mark.pdf


@pytest.fixture
def waiting(settings, monkeypatch, memo, client):
    """Return the address of a document that is made by the worker, for somebody signed in."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(actions, "MOST_MEASURES_AT_ONCE", 5)
    client.force_login(memo.agency.memberships.first().user)
    return reverse("reports:document_pdf", args=[memo.agency.slug, memo.pk])


def work():
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def assert_is_pdf(response):
    """Read the response to its end, which closes its file."""
    assert response["Content-Type"] == "application/pdf"
    assert response.getvalue().startswith(b"%PDF-")


@pytest.mark.django_db(transaction=True)
def test_a_large_document_is_waited_for_and_opened_when_it_is_there(waiting, client):
    first = client.get(f"{waiting}?download")
    assert first.status_code == 302
    page = client.get(first.url)
    assert page.status_code == 200
    assert 'http-equiv="refresh"' in page.content.decode()

    work()

    made = client.get(first.url)
    assert_is_pdf(made)
    assert "attachment" in made["Content-Disposition"]
    assert_is_pdf(client.get(waiting))  # at once, for everybody


@pytest.mark.django_db(transaction=True)
def test_a_document_that_cannot_be_made_says_so_once(waiting, client, monkeypatch):
    def broken(*arguments):
        raise OSError("disk full")

    address = client.get(waiting).url
    monkeypatch.setattr(actions, "rendered", broken)
    work()

    page = client.get(address).content.decode()
    assert "จัดทำไฟล์ไม่สำเร็จ" in page
    assert "refresh" not in page


@pytest.mark.django_db(transaction=True)
def test_nobody_has_to_wait_and_a_strange_task_is_none(waiting, client, memo):
    assert client.get(f"{waiting}?task=1").status_code == 302
    assert_is_pdf(client.get(f"{waiting}?now"))
    tasks.render.func(memo.pk + 1, Format.PDF)  # the document is gone: nothing to do
