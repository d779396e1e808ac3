"""The worker outlives what passes."""

import sqlite3
from contextlib import closing

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from django_tasks_db.management.commands import db_worker


@pytest.mark.django_db
def test_a_write_lock_that_lasts_does_not_end_the_worker(tmp_path, monkeypatch):
    options = {"transaction_mode": "IMMEDIATE", "timeout": 0.01}
    given = connections.settings["default"] | {"NAME": tmp_path / "db.sqlite3", "OPTIONS": options}
    worked, waits = [], []
    with (
        closing(sqlite3.connect(tmp_path / "db.sqlite3", isolation_level=None)) as somebody,
        closing(DatabaseWrapper(given | {"ENGINE": "django.db.backends.sqlite3"})) as own,
    ):
        somebody.execute("BEGIN IMMEDIATE")

        def wait(seconds):
            waits.append(seconds)
            if len(waits) == 8:
                somebody.execute("COMMIT")

        def look_for_work(worker):
            own.cursor().execute("BEGIN IMMEDIATE")
            worked.append(worker)

        monkeypatch.setattr("overview.management.commands.db_worker.time.sleep", wait)
        monkeypatch.setattr("overview.management.commands.db_worker.close_old_connections", lambda: None)
        monkeypatch.setattr(db_worker.Worker, "run", look_for_work)
        monkeypatch.setattr(db_worker.Worker, "configure_signals", lambda worker: None)
        monkeypatch.setattr(db_worker, "valid_backend_name", lambda name: name)
        call_command("db_worker", verbosity=0)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert len(worked) == 1
