"""Whoever runs the release before gets to this one: its migrations stay as they are, and its database moves up."""

import gzip
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import connection

from tests.conftest import ROOT

RELEASE = ROOT / "tests/data/release"  # written by scripts/freeze_release.py
FROZEN = [line.split() for line in (RELEASE / "migrations.sha256").read_text(encoding="utf-8").splitlines()]
# Every column of every model is asked for, of every row.
READ_ALL = """
import json, django
django.setup()
from django.apps import apps
print(json.dumps({model._meta.label: len(list(model._base_manager.all())) for model in apps.get_models()}))
"""


@pytest.mark.parametrize(("sha256", "path"), FROZEN, ids=[path for _, path in FROZEN])
def test_a_released_migration_is_never_changed(sha256, path):
    found = hashlib.sha256((ROOT / path).read_bytes()).hexdigest()
    assert found == sha256, f"{path} was released: leave it as it was and add another migration"


def run(folder, *command):
    environment = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "itaportal.settings",
        "SECRET_KEY": "x" * 50,
        "ALLOWED_HOSTS": "ita.example.go.th",
    }
    ended = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def columns(database):
    """Every table's columns with type and whether they may be empty, and every index and trigger, by name."""
    made = database.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
    tables = [name for kind, name in made if kind == "table"]
    return {
        **{name: kind for kind, name in made},
        **{
            name: sorted(row[1:4] for row in database.execute(f"PRAGMA table_info({name})"))
            for name in tables
        },
    }


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite", reason="The release's database is a file of SQLite.")
def test_the_database_of_the_release_before_becomes_like_a_new_one(tmp_path, db):
    old = tmp_path / "old"
    old.mkdir(mode=0o700)
    (old / "db.sqlite3").write_bytes(gzip.decompress((RELEASE / "database.sqlite3.gz").read_bytes()))
    database = sqlite3.connect(old / "db.sqlite3")
    users, editions = (
        database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("agencies_user", "approvals_edition")
    )
    database.close()
    assert min(users, editions) > 0

    run(old, "manage.py", "migrate", "--verbosity", "0")

    rows = json.loads(run(old, "-c", READ_ALL))
    assert (rows["agencies.User"], rows["approvals.Edition"]) == (users, editions)
    with closing(sqlite3.connect(old / "db.sqlite3")) as database:
        assert columns(database) == columns(connection.connection)
