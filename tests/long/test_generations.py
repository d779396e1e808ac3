"""The web server begins again without turning anybody away, whichever of its processes is killed."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from itertools import count

import pytest


def ask(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
        return answer.read().decode()


def test_another_generation_takes_over_and_nobody_is_turned_away(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "itaportal.settings", "DEMO": "1", "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "x" * 60, "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
    }  # fmt: skip
    command = [sys.executable, "-m", "itaportal.serving", "--listen", f"127.0.0.1:{port}", "--processes", "2"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as parent:
        try:
            [first] = wait_for(lambda: asked_of(parent, port))
            wait_for(lambda: len(children(first)) == 2)
            parent.send_signal(signal.SIGHUP)
            answers = 0
            for answers in count(1):  # noqa: B007
                assert ask(port, "/healthz") == "ok"
                now = children(parent.pid)
                if first not in now and len(now) == 1:
                    break
            assert answers > 5
            # One that is killed is begun again, whoever it was.
            os.kill(children(children(parent.pid)[0])[0], signal.SIGKILL)
            assert ask(port, "/healthz") == "ok"
            killed = children(parent.pid)[0]
            os.kill(killed, signal.SIGKILL)
            wait_for(lambda: children(parent.pid) not in ([], [killed]))
            assert ask(port, "/healthz") == "ok"
        finally:
            parent.send_signal(signal.SIGTERM)
            _, said = parent.communicate(timeout=60)
    assert (parent.returncode, "begun again" in said) == (0, True)
    with pytest.raises(OSError, match="refused"):
        ask(port, "/healthz")
    # Killed itself, it leaves the address to the next one at once.
    with subprocess.Popen(command, env=environment) as parent:
        wait_for(lambda: asked_of(parent, port))
        parent.kill()
    with subprocess.Popen(command, env=environment) as parent:
        wait_for(lambda: asked_of(parent, port))
        parent.terminate()


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(one) for one in file.read().split()]


def asked_of(parent, port):
    with suppress(OSError):
        return ask(port, "/healthz") == "ok" and children(parent.pid)


def wait_for(thing):
    until = time.monotonic() + 60
    while not (found := thing()):
        assert time.monotonic() < until
        time.sleep(0.1)
    return found
