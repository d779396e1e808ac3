"""Chromium from the system's package against a live server; skipped where it is not installed."""

import os
import shutil
import threading

import pytest

from tests.browser.steps import DESK, at_home, press
from tests.reports.conftest import entered, sai_thong  # noqa: F401 - the sample agency

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
# Playwright's event loop makes Django believe that its calls come from asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker("browser")
            if CHROMIUM is None:
                item.add_marker(
                    pytest.mark.skip(reason="Chromium is not installed (Debian package chromium)")
                )


@pytest.fixture(scope="session", autouse=True)
def _one_at_a_time():
    """Let requests queue, and the test's own queries with them: all share the one connection to a database in memory.

    Without that they can stop for ever: one thread is inside SQLite and calls a function of Python's, for which it needs the
    interpreter; the other holds the interpreter and waits for SQLite to read a column.
    """
    from django.core.servers.basehttp import ThreadedWSGIServer
    from django.db.backends.sqlite3 import base
    from django.test.testcases import LiveServerThread

    turn = threading.RLock()

    class QueueingServer(ThreadedWSGIServer):
        def set_app(self, application):
            def queued(environ, start_response):
                with turn:
                    return application(environ, start_response)

            super().set_app(queued)

    class QueueingCursor(base.SQLiteCursorWrapper):
        pass

    def queue(name):
        def queued(cursor, *args, **options):
            with turn:
                return getattr(super(QueueingCursor, cursor), name)(*args, **options)

        setattr(QueueingCursor, name, queued)

    for name in ("execute", "executemany", "fetchone", "fetchmany", "fetchall", "__next__"):
        queue(name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LiveServerThread, "server_class", QueueingServer)
        patch.setattr(base, "SQLiteCursorWrapper", QueueingCursor)
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": CHROMIUM, "args": FLAGS, "headless": True}


@pytest.fixture
def width(request):
    """Where a story is told: on a desk, unless its marks say otherwise."""
    return getattr(request, "param", DESK)


@pytest.fixture
def keeps_drafts():
    """Asked for by the stories in which what is typed is kept; the others send nothing by themselves."""


@pytest.fixture
def page(browser, width, request):
    """A page of a desktop or phone width that collects what the browser complains about."""
    page = _opened(browser, width, "keeps_drafts" in request.fixturenames)
    yield page
    _closed(page)


@pytest.fixture
def come(browser, live_server, sai_thong, request):  # noqa: F811
    """Return a function that opens a browser of its own for a person of the sample agency, or for a stranger."""
    pages = []

    def opened(who="", width=DESK):
        page = _opened(browser, width, "keeps_drafts" in request.fixturenames)
        pages.append(page)
        page.root, page.base = live_server.url, f"{live_server.url}/a/sai-thong"
        if who:
            _sign_in(page, who)
        return page

    yield opened
    for page in pages:
        _closed(page)


# Sent when nobody waits for it, a draft would meet the test's own queries on the one connection that both share.
_NO_DRAFTS = """
const send = window.fetch;
window.fetch = (address, ...how) =>
  String(address).endsWith("/drafts/") ? new Promise(() => {}) : send(address, ...how);
"""


def _opened(browser, width, keeps_drafts):
    context = browser.new_context(viewport={"width": width, "height": 844}, locale="th-TH")
    if not keeps_drafts:
        context.add_init_script(_NO_DRAFTS)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.set_default_timeout(30000)
    return page


def _closed(page):
    # What the page still fetches must not meet a database that is being emptied, nor what it sends when it is closed.
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.context.close()


def _sign_in(page, who):
    page.goto(f"{page.root}/login/")
    page.get_by_label("ชื่อผู้ใช้").fill(who)
    page.get_by_label("รหัสผ่าน").fill("demo-ita-2569")
    press(page, "เข้าสู่ระบบ")
    at_home(page)
