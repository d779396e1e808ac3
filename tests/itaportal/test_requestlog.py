"""What is written down of requests and tasks, and the figures at /metrics."""

import json
import logging
from io import StringIO
from ipaddress import ip_network
from types import SimpleNamespace

import pytest

from itaportal.logconfig import logging_config
from itaportal.requestlog import REQUEST_ID, RequestLogMiddleware, begin_task, end_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def written():
    """Return what was written down as JSON."""
    config = logging_config(form="json", level="INFO", syslog=None, is_demo=False)["formatters"]["event"]
    stream, root = StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(config.pop("()")(**config))
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


def test_a_request_is_written_down_with_the_id_that_its_answer_carries(clerk_client, clerk, agency, written):
    answer = clerk_client.get(f"/a/{agency.slug}/documents/", {"q": "ความลับ"})

    last = [event for event in written() if event["event"] == "request_finished"][-1]
    assert last["request_id"] == answer[REQUEST_ID]
    assert last["request"] == f"GET /a/{agency.slug}/documents/"
    assert (last["code"], last["user_id"]) == (200, clerk.pk)


def test_two_requests_have_two_ids(client):
    assert client.get("/login/")[REQUEST_ID] != client.get("/login/")[REQUEST_ID]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("/calendar/a-secret-token.ics", "GET /calendar/<str:token>.ics"),
        ("/verify/?code=SECRET", "GET /verify/"),
        ("/no/such/page", "GET (no page)"),
    ],
)
def test_secrets_in_addresses_are_not_written_down(rf, path, line):
    assert RequestLogMiddleware.format_request(rf.get(path)) == line


def test_what_a_task_writes_carries_its_id_and_what_comes_after_does_not(written):
    task = SimpleNamespace(id=7, task=SimpleNamespace(name="notice"))
    log = logging.getLogger("approvals")
    begin_task(None, task)
    log.warning("inside")
    end_task(None, task)
    log.warning("after")

    inside, after = written()
    assert (inside["task_id"], inside["task"]) == ("7", "notice")
    assert "task_id" not in after


def test_a_page_that_fails_names_its_event(client, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr("overview.views.homes.demo_accounts", fails)
    client.raise_request_exception = False
    answer = client.get("/")

    assert answer.status_code == 500
    assert answer[REQUEST_ID] in answer.content.decode()


def test_figures_are_there_for_their_networks_alone(client, settings, tmp_path):
    settings.METRICS_FOLDER = tmp_path
    assert client.get("/metrics").status_code == 404
    settings.METRICS_FROM = [ip_network("10.0.0.0/8")]
    assert client.get("/metrics").status_code == 404
    settings.METRICS_FROM = [ip_network("127.0.0.0/8")]
    answer = client.get("/metrics")

    assert answer.status_code == 200
    assert 'portal_tasks{status="failed"} 0.0' in answer.content.decode()
