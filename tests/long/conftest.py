"""What takes minutes, or programs that a test machine does not have: `make test-long`."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest

from tests.conftest import ROOT

PASSWORD = "demo-ita-2569"


def pytest_ignore_collect():
    """Leave the folder out unless LONG=1; whoever names it otherwise is told that there are no tests."""
    return None if os.environ.get("LONG") else True


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


class Portal:
    """A portal of its own in processes of its own: settings, web server, workers; ``host`` is the command that starts them elsewhere."""

    def __init__(self, folder, *, host=(), **settings):
        self.folder, self.port, self.processes = folder, free_port(), {}
        self.host = host
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DEMO")},
            "DJANGO_SETTINGS_MODULE": "itaportal.settings",
            "SECRET_KEY": "x" * 60,
            "DATA_DIR": str(folder),
            "PYTHONUTF8": "1",
            "LOG_LEVEL": "ERROR",
            **settings,
        }

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def manage(self, *command):
        """Run a command to its end and return what it printed."""
        run = [*self.host, sys.executable, "manage.py", *command]
        return subprocess.run(
            run, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        ).stdout

    def start(self, name):
        """Start "web" or a worker, in a group of its own."""
        web = ["-m", "itaportal.serving", "--listen", f"127.0.0.1:{self.port}", "--processes", "2"]
        worker = ["manage.py", "db_worker", "--interval", "0.3", "--no-startup-delay", "--verbosity", "0"]
        log = (self.folder / f"{name}.log").open("ab")
        self.processes[name] = subprocess.Popen(
            [*self.host, sys.executable, *(web if name == "web" else worker)],
            cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        log.close()

    def healthy(self, seconds=90):
        """Wait until the portal says that it is well; return how long that took."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=5) as answer:
                    if answer.status == 200:
                        return time.monotonic() - begun
            except OSError:
                pass
            time.sleep(0.2)
        raise AssertionError(f"not healthy after {seconds} seconds")

    def end(self):
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


@contextmanager
def running(portal, *names):
    try:
        for name in names:
            portal.start(name)
        yield portal
    finally:
        portal.end()


@pytest.fixture(autouse=True)
def _real_processes():
    """Nothing here asks the database of the tests' own process."""
