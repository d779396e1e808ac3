"""Chromium from the system's package against a live server; skipped where it is not installed."""

import os
import shutil
import threading

import pytest

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
def _one_request_at_a_time():
    """A page and its pictures would share the one connection to a database in memory; let them queue."""
    from django.core.servers.basehttp import ThreadedWSGIServer
    from django.test.testcases import LiveServerThread

    turn = threading.Lock()

    class QueueingServer(ThreadedWSGIServer):
        def set_app(self, application):
            def queued(environ, start_response):
                with turn:
                    return application(environ, start_response)

            super().set_app(queued)

    LiveServerThread.server_class = QueueingServer


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": CHROMIUM, "args": FLAGS, "headless": True}


@pytest.fixture(params=[1280, 390], ids=["desktop", "phone"])
def width(request):
    return request.param


@pytest.fixture
def page(browser, width):
    """A page of a desktop or phone width that collects what the browser complains about."""
    context = browser.new_context(viewport={"width": width, "height": 844}, locale="th-TH")
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.set_default_timeout(15000)
    yield page
    # What the page still fetches must not meet a database that is being emptied.
    page.wait_for_load_state("networkidle")
    context.close()
