"""Two hosts with nothing in common but the database and the bucket share one queue: each task is done once.

The hosts are network namespaces with names and addresses of their own where this user may make them; elsewhere they are
two sets of settings on one machine, which then count as one host. TASKS=N tasks, 2,000 where it is not said.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests import postgres
from tests.factories.buckets import bucket_server, new_bucket
from tests.long.conftest import Portal, running

TASKS = int(os.environ.get("TASKS", "2000"))
NETWORK = "10.77.0.0/24"
HERE = "10.77.0.1"
_DOCUMENTS = """
from reports.models import Document
from reports.tasks import render
for pk in Document.objects.order_by("pk").values_list("pk", flat=True):
    render.enqueue(pk, "pdf")
"""
_READ = """
from itaportal.keeping.kept import read_whole
from reports.models import Rendering
found = [(one.file.name, one.sha256) for one in Rendering.objects.all()]
print(len(found), all(read_whole(*one).startswith(b"%PDF") for one in found))
"""


def run(*command):
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def hosts():
    """Commands that start a process on either of two hosts, and the address at which both reach this machine."""
    names = ("ita-north", "ita-south")
    with contextlib.ExitStack() as stack:
        try:
            run("ip", "link", "add", "ita-bridge", "type", "bridge")
        except (OSError, subprocess.CalledProcessError):
            yield [(), ()], "127.0.0.1"
            return
        stack.callback(run, "ip", "link", "delete", "ita-bridge")
        run("ip", "address", "add", f"{HERE}/24", "dev", "ita-bridge")
        run("ip", "link", "set", "ita-bridge", "up")
        for number, name in enumerate(names, start=2):
            run("ip", "netns", "add", name)
            stack.callback(run, "ip", "netns", "delete", name)
            run("ip", "link", "add", f"ita-{number}", "type", "veth", "peer", "name", "eth0", "netns", name)
            run("ip", "link", "set", f"ita-{number}", "master", "ita-bridge", "up")
            inside = ("ip", "-n", name)
            run(*inside, "address", "add", f"10.77.0.{number}/24", "dev", "eth0")
            run(*inside, "link", "set", "eth0", "up")
            run(*inside, "link", "set", "lo", "up")
        named = ("unshare", "--uts", "sh", "-c", 'hostname "$0" && exec "$@"')
        yield [("ip", "netns", "exec", name, *named, name) for name in names], HERE


@pytest.fixture
def portals(hosts, tmp_path):
    """A portal on each host: data folders of their own, one database, one bucket."""
    commands, here = hosts
    if postgres.find_programs() is None:
        pytest.skip("PostgreSQL is not here")
    also = NETWORK if here == HERE else ""
    with postgres.temporary_cluster(also) as url, bucket_server("0.0.0.0") as port:
        shared = {
            "DATABASE_URL": url.replace("127.0.0.1", here),
            "STORAGE_URL": new_bucket(port, here),
            "DEMO": "1",
            "no_proxy": "*",
        }
        both = []
        for number, command in enumerate(commands):
            folder = tmp_path / f"host{number}"
            folder.mkdir(mode=0o700)
            both.append(Portal(folder, host=command, **shared))
        both[0].manage("prepare", "--verbosity", "0")
        yield both


def asked(portal, expression):
    return portal.manage(
        "shell", "--no-imports", "-v", "0", "-c", f"from tests.long import counting as c\n{expression}"
    )


def until(portal, seconds, expression):
    """Wait until the expression holds on the host, and return how long that took."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        if asked(portal, f"print(bool({expression}))").strip() == "True":
            return time.monotonic() - begun
        time.sleep(1)
    raise AssertionError(f"not within {seconds} seconds: {expression}")


def rate(portals, names):
    """Have the workers of these hosts do TASKS tasks, and return what is told of it."""
    asked(portals[0], f"c.begin({TASKS})")
    with contextlib.ExitStack() as stack:
        for portal in portals[:names]:
            stack.enter_context(running(portal, "worker"))
        until(portals[0], 500, "not c.open_tasks()")
        return json.loads(asked(portals[0], "print(c.told())"))


def test_each_task_is_done_once_by_one_of_two_hosts(portals):
    one = rate(portals, 1)
    asked(portals[0], "c.forget()")
    both = rate(portals, 2)
    sys.stdout.write(
        f"\n{TASKS} tasks: one host {one['a_second']} a second, two {both['a_second']} ({both['hosts']})\n"
    )
    assert (both["tasks"], both["most"], both["tries"]) == (TASKS, 1, 1)
    if portals[0].host:
        assert sorted(both["hosts"]) == ["ita-north", "ita-south"]
        assert min(both["hosts"].values()) > TASKS / 10, "both take their share"

    asked(portals[0], _DOCUMENTS)
    with running(portals[0], "worker"):
        until(portals[0], 300, "not c.open_tasks()")
    kept, is_whole = portals[1].manage("shell", "--no-imports", "-v", "0", "-c", _READ).split()
    assert (int(kept) > 0, is_whole) == (True, "True"), "what one host made the other reads"
    assert not (portals[1].folder / "media").exists()


def test_what_a_dead_host_was_at_is_done_by_the_other(portals):
    asked(portals[0], "c.begin(0); c.stay.enqueue(900)")
    with running(portals[0], "worker"), running(portals[1], "other") as alive:
        # Whoever begins it is the one that dies.
        until(alive, 60, "c.counted(-1)")
        [host] = asked(alive, "print(*c.counted(-1))").split()
        victim, name = (
            (portals[0], "worker") if host in ("ita-north", os.uname().nodename) else (alive, "other")
        )
        os.killpg(victim.processes[name].pid, signal.SIGKILL)
        took = until(portals[1], 400, "c.counted(-2)")
    sys.stdout.write(f"\nwhat the worker of a killed host was at was done by the other after {took:.0f} s\n")
    assert json.loads(asked(portals[1], "print(c.told())"))["tries"] == 2
