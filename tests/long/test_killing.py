"""kill -9 of web server, workers, people at work and the database, at random moments: nothing confirmed is lost.

ROUNDS=N kills in all, a few where it is not said; SEED=N for the same order of victims.
"""

import contextlib
import http.cookiejar
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from html import unescape
from pathlib import Path

import pytest

from tests import postgres
from tests.conftest import ROOT
from tests.long.conftest import PASSWORD, Portal, running

ROUNDS = int(os.environ.get("ROUNDS", "6"))
_QUIET_SECONDS = 240
_SETTLE = """
from reports.models import Document
print(Document.objects.filter(agency__slug="sai-thong", kind="progress-memo").order_by("-pk").values_list("pk", flat=True)[0])
"""


class Visitor(threading.Thread):
    """Somebody who adds words in a browser, and keeps the names that the portal confirmed."""

    def __init__(self, portal, number):
        super().__init__(daemon=True)
        self.portal, self.number, self.stop = portal, number, threading.Event()
        self.confirmed, self.statuses = [], []
        self.browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )

    def run(self):
        place, added = "/a/sai-thong/settings/words/new/", 0
        while not self.stop.is_set():
            name = f"กอง{self.number}-{added}"
            try:
                _, page = self._open(place)
                if 'name="login"' in page:
                    self._send(place, page, login="agencyadmin", password=PASSWORD)
                    continue
                ended_at, page = self._send(place, page, word=name)
                # A page that shows the form again has confirmed nothing.
                if ended_at != place and name in page:
                    self.confirmed.append(f"word {name}")
                    added += 1
                else:
                    added += 1
            except urllib.error.HTTPError as answer:
                self.statuses.append(answer.code)
                time.sleep(0.3)
            except (OSError, http.client.HTTPException):
                time.sleep(0.3)

    def _open(self, path, form=None):
        request = urllib.request.Request(f"{self.portal.address}{path}", data=form)
        request.add_header("Referer", self.portal.address)
        with self.browser.open(request, timeout=60) as answer:
            return urllib.parse.urlsplit(answer.url).path, answer.read().decode()

    def _send(self, path, page, **typed):
        hidden = {}
        for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page):
            named = dict(re.findall(r'(name|value)="([^"]*)"', tag))
            hidden[named["name"]] = unescape(named.get("value", ""))
        there = re.search(r'<form[^>]*method="post"[^>]*action="(/login/[^"]*)"', page)
        form = urllib.parse.urlencode(hidden | typed).encode()
        return self._open(unescape(there[1]) if there else path, form)


def tree(pid):
    """The process and all below it."""
    found = [pid]
    with contextlib.suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            found += tree(int(child))
    return found


class Stage:
    """Everything that runs, and how it is killed and begun again."""

    def __init__(self, portal, data=None, options=None):
        self.portal, self.data, self.options = portal, data, options
        document = portal.manage("shell", "-c", _SETTLE).strip().splitlines()[-1]
        self.portal.environment["DOCUMENT"] = document
        self.told = {kind: portal.folder / f"{kind}.told" for kind in ("documents", "imports")}

    def act(self, kind):
        log = (self.portal.folder / f"{kind}.log").open("ab")
        self.portal.processes[kind] = subprocess.Popen(
            [sys.executable, "-m", "tests.long.acting", kind, self.told[kind]],
            cwd=ROOT, env=self.portal.environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        log.close()

    def kill(self, victim, chance):
        """End it as the kernel does, and begin it again as a service manager does."""
        if victim == "database":
            self._kill_database()
        elif victim == "web process":
            os.kill(chance.choice(tree(self.portal.processes["web"].pid)[1:] or [0]), signal.SIGKILL)
        else:
            process = self.portal.processes[victim]
            process.kill()
            process.wait()
            time.sleep(chance.random() * 2)
            self.act(victim) if victim in self.told else self.portal.start(victim)

    def _kill_database(self):
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        time.sleep(2)
        with contextlib.suppress(FileNotFoundError):
            (self.data / "postmaster.pid").unlink()
        port = self.portal.environment["DATABASE_URL"].rpartition(":")[2].partition("/")[0]
        start = [
            postgres.find_programs() / "pg_ctl",
            "start",
            "-s",
            "-w",
            "-D",
            self.data,
            "-o",
            f"-p {port}",
        ]
        for _ in range(10):
            done = subprocess.run([*start, "-l", self.data.parent / "log"], **self.options)
            if not done.returncode:
                return
            time.sleep(1)
        raise AssertionError("the database does not start again")

    def settle(self):
        """Stop those who ask for more, and wait until nothing is left to be done."""
        for kind in self.told:
            self.portal.processes[kind].kill()
            self.portal.processes[kind].wait()
        waits = "from itaportal.working import waiting; one = waiting(); print(one.tasks + one.running)"
        until = time.monotonic() + _QUIET_SECONDS
        while self.portal.manage("shell", "-c", waits).split()[-1] != "0":
            assert time.monotonic() < until, "tasks are still waiting"
            time.sleep(2)
        # What nobody asked the worker for any more: its person was killed in between. It can be tried again.
        self.portal.manage("reap_imports", "--all")


@contextlib.contextmanager
def sqlite(folder):
    yield {}, None, None


@contextlib.contextmanager
def postgresql(folder):
    if postgres.find_programs() is None:
        pytest.skip("PostgreSQL is not here")
    with postgres.temporary_cluster() as url:
        port = url.rpartition(":")[2].partition("/")[0]
        show = [postgres.find_programs() / "psql", "-h", "127.0.0.1", "-p", port, "-U", "postgres", "-Atc"]
        data = subprocess.run([*show, "SHOW data_directory"], check=True, capture_output=True, text=True)
        # The tests' own clusters lose the last commits on purpose; a portal's must not (deploy/postgresql).
        for durable in ("fsync", "synchronous_commit", "full_page_writes"):
            subprocess.run([*show, f"ALTER SYSTEM SET {durable} = on"], check=True, capture_output=True)
        subprocess.run([*show, "SELECT pg_reload_conf()"], check=True, capture_output=True)
        folder = Path(data.stdout.strip())
        yield {"DATABASE_URL": url}, folder, postgres._server_user(folder.parent)


@pytest.mark.parametrize("database", [sqlite, postgresql])
def test_nothing_confirmed_is_lost_by_kill_9(tmp_path, database):
    chance = random.Random(int(os.environ.get("SEED", "1")))
    victims = ["web", "web process", "worker 1", "worker 2", "documents", "imports"]
    with database(tmp_path) as (settings, data, options):
        portal = Portal(tmp_path, DEMO="1", **settings)
        portal.manage("prepare", "--verbosity", "0")
        stage = Stage(portal, data, options)
        visitors = [Visitor(portal, number) for number in range(3)]
        longest, killed = 0.0, []
        with running(portal, "web", "worker 1", "worker 2"):
            portal.healthy()
            for kind in stage.told:
                stage.act(kind)
            for one in visitors:
                one.start()
            for _ in range(ROUNDS):
                time.sleep(1 + 3 * chance.random())
                killed.append(chance.choice(victims + ["database"] * bool(data)))
                stage.kill(killed[-1], chance)
                longest = max(longest, portal.healthy())
            time.sleep(5)
            for one in visitors:
                one.stop.set()
            for one in visitors:
                one.join(90)
            stage.settle()
        confirmed = [line for one in visitors for line in one.confirmed]
        (tmp_path / "visitors.told").write_text("\n".join(confirmed), "utf-8")
        files = [str(file) for file in [*stage.told.values(), tmp_path / "visitors.told"] if file.exists()]
        told = [line.split()[0] for file in files for line in Path(file).read_text("utf-8").splitlines()]
        counts = {kind: told.count(kind) for kind in sorted(set(told))}
        sys.stdout.write(
            f"\n{database.__name__}: {len(killed)} kills, confirmed {counts}, well again after {longest:.1f} s at most, "
            f"answers other than 200: {sorted({code for one in visitors for code in one.statuses})}\n"
        )
        judged = subprocess.run(
            [sys.executable, "-m", "tests.long.judging", *files],
            cwd=ROOT, env=portal.environment, capture_output=True, text=True,
        )  # fmt: skip
        assert (judged.stdout, judged.stderr, judged.returncode) == ("", "", 0)
        assert "as they were stored" in portal.manage("verify_documents")
        assert {"word", "edition", "import"} <= set(counts)
        assert not {code for one in visitors for code in one.statuses} - {502, 503}
