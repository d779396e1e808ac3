"""Two people at once, and processes killed on the way: real processes on a database file or PostgreSQL."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from django.db import connection

from tests.approvals.worker import PLACES
from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.concurrency]

OFFICE = f"ita_office_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
SUBMITTING = ["number", "rendering", "claim", "file", "submitted"]
DECIDING = ["signing", "advance", "signed file", "decision", "decided"]


class Desk:
    """A database of its own, and processes that work on it."""

    def __init__(self, folder, url):
        self.folder = folder
        self.environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": url}

    def start(self, *arguments: str) -> subprocess.Popen:
        command = [sys.executable, "-m", "tests.approvals.worker", *arguments]
        return subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def run(self, *arguments: str):
        process = self.start(*arguments)
        out, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors[-2000:]
        return json.loads(out)

    def killed(self, *arguments: str) -> None:
        process = self.start(*arguments)
        process.communicate(timeout=120)
        assert process.returncode == -9

    def at_once(self, *commands: tuple[str, ...]) -> list[str]:
        """Start processes that wait for each other; return what came of each, sorted."""
        gate = self.folder / "gate"
        processes = [self.start(*command, "--wait-for", str(gate)) for command in commands]
        gate.touch()
        results = [process.communicate(timeout=120) for process in processes]
        gate.unlink()
        return sorted(json.loads(out) if out else errors[-2000:] for out, errors in results)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory, django_db_setup, django_db_blocker):
    """The office once; each test works on a copy."""
    folder = tmp_path_factory.mktemp("office")
    with django_db_blocker.unblock():
        url = _database(OFFICE) if connection.vendor == "postgresql" else f"sqlite:///{folder}/db.sqlite3"
    Desk(folder, url).run("prepare")
    yield folder
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            _execute(f'DROP DATABASE IF EXISTS "{OFFICE}"')


@pytest.fixture
def desk(prepared, tmp_path, db):
    # Uploads and the signing folder come along.
    shutil.copytree(prepared, tmp_path / "office")
    if connection.vendor == "sqlite":
        # Without DATABASE_URL the portal's own options apply: write-ahead log, immediate transactions.
        yield Desk(tmp_path / "office", "")
    else:
        yield Desk(tmp_path / "office", _database(f"{OFFICE}_copy", template=OFFICE))
        _execute(f'DROP DATABASE IF EXISTS "{OFFICE}_copy" WITH (FORCE)')


def _database(name: str, template: str = "template0") -> str:
    _execute(f'DROP DATABASE IF EXISTS "{name}"')
    _execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    server = connection.settings_dict
    return f"postgresql://{server['USER']}@{server['HOST']}:{server['PORT']}/{name}"


def _execute(statement: str) -> None:
    import psycopg

    server = connection.settings_dict
    with psycopg.connect(
        host=server["HOST"], port=server["PORT"], user=server["USER"], dbname="postgres", autocommit=True
    ) as session:
        session.execute(statement)


def test_of_two_who_submit_at_once_one_wins(desk):
    assert desk.at_once(("submit",), ("submit",)) == ["overtaken", "submitted"]
    found = desk.run("facts")
    assert found["editions"] == [["submitted", 1, 0]]
    assert found["numbers"] == ["นฐ 70001/1"]
    assert found["events"] == ["edition.submit"]
    assert found["chain"] == ""


def test_of_two_who_decide_at_once_one_wins(desk):
    desk.run("submit")
    assert desk.at_once(("decide", "1"), ("decide", "1"), ("decide", "1")) == [
        "decided",
        "overtaken",
        "overtaken",
    ]
    found = desk.run("facts")
    assert found["editions"] == [["submitted", 2, 1]]
    assert found["decisions"] == 1
    assert found["events"] == ["edition.submit", "edition.approve"]
    assert found["chain"] == ""


@pytest.mark.parametrize("second", ["1", "2"], ids=["the same", "another"])
def test_of_two_changes_of_who_signs_confirmed_at_once_one_is_made(desk, second):
    assert desk.run("propose") == 2
    assert desk.at_once(("confirm", "1"), ("confirm", second)) == ["confirmed", "settled"]
    found = desk.run("facts")
    assert (found["proposals"], found["steps"], found["chain"]) == (["confirmed", "outdated"], 2, "")


def test_a_submission_that_dies_leaves_a_draft(desk):
    for place in SUBMITTING:
        desk.killed("submit", "--die-at", place)
        left = desk.run("facts")
        said = (left["frozen"], left["editions"], left["events"], left["notices"])
        assert said == (False, [], [], 0), place
    assert desk.run("submit") == "submitted"
    # The number that was taken before the process died belongs to the document and is used now.
    assert desk.run("facts")["numbers"] == ["นฐ 70001/1"]


def test_a_decision_that_dies_decides_nothing(desk):
    desk.run("submit")
    before = desk.run("facts")
    for place in DECIDING:
        desk.killed("decide", "1", "--die-at", place)
        assert desk.run("facts") == before, place
    assert desk.run("decide", "1") == "decided"
    after = desk.run("facts")
    assert (after["editions"], after["decisions"], after["files"]) == ([["submitted", 2, 1]], 1, [True, True])
    assert after["chain"] == ""


def test_every_place_is_tried():
    assert sorted(SUBMITTING + DECIDING) == sorted(PLACES)
