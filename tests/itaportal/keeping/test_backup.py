"""A backup gives back the portal that it was made of, on either database, or nothing at all."""

import gzip
import io
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from axes.models import AccessFailureLog, AccessLog
from django.core.management import CommandError, call_command
from django.db import connection

from agencies.auditlog.triggers import triggers_present
from agencies.auditlog.writing import chains, verify_chain
from agencies.models import Agency, AuditEvent, User
from itaportal.keeping.backup import rows, sealing
from itaportal.keeping.backup.packing import write_backup
from itaportal.keeping.backup.restoring import NotRestored, restore
from itaportal.keeping.backup.sealing import BadBackup, Opened, sealed
from tests.conftest import ROOT
from tests.factories.audit import unprotect
from tests.factories.world import populated

PASSPHRASE = "ม้าแท้ แบตเตอรี่ ลวดเย็บ"


@pytest.fixture(autouse=True)
def cheap_key(monkeypatch):
    """A key made in no time."""
    monkeypatch.setattr(sealing, "SCRYPT_COST", 2)


def opened(data: bytes, passphrase: str = PASSPHRASE) -> bytes:
    stream, read = Opened(io.BytesIO(data), passphrase), b""
    while piece := stream.read(77):
        read += piece
    return read


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 128, 200])
def test_what_was_sealed_is_opened_and_any_change_of_it_is_noticed(monkeypatch, size):
    monkeypatch.setattr(sealing, "PIECE", 64)
    data = os.urandom(size)
    file = b"".join(sealed([data[:50], data[50:]], PASSPHRASE))
    assert opened(file) == data
    flipped = (file[:at] + bytes([file[at] ^ 1]) + file[at + 1 :] for at in range(len(file)))
    cut = (file[:at] for at in range(len(file)))
    swapped = file[:29] + file[109:189] + file[29:109] + file[189:] if size > 128 else file[:-1]
    for bad in (*flipped, *cut, swapped, file + b"\0", file + file[29:]):
        with pytest.raises(BadBackup):
            opened(bad)
    with pytest.raises(BadBackup, match="passphrase is wrong"):
        opened(file, PASSPHRASE + " ")


def content() -> dict[str, list[bytes]]:
    """All rows that a backup is to give back."""
    return {model._meta.label: [lines for _, lines in rows.lines_of(model)] for model in rows.kept_models()}


def tables_unlike(before: dict[str, list[bytes]]) -> list[str]:
    """Return the tables whose rows are others than before; told line by line, the difference of a portal takes an hour."""
    now = content()
    return [name for name in now.keys() | before.keys() if now.get(name) != before.get(name)]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def another_portal(settings, folder: Path):
    """An empty database and folders where nothing is."""
    unprotect(connection)
    call_command("flush", verbosity=0, interactive=False)
    settings.MEDIA_ROOT, settings.SIGNING_FOLDER = folder / "media", folder / "signing"
    yield


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("packs", "clerk")
def test_a_restored_portal_is_the_one_that_was_backed_up(agency, settings, tmp_path):
    settings.SIGNING_FOLDER = tmp_path / "signing"
    settings.SIGNING_FOLDER.mkdir()
    (settings.SIGNING_FOLDER / "seal.pem").write_text("a key")
    populated(agency)
    before, media = content(), files(Path(settings.MEDIA_ROOT))
    assert before["agencies.AuditEvent"]
    assert media
    backup = tmp_path / "portal.backup"
    faults: list[str] = []
    write_backup(backup, PASSPHRASE, told=faults.append)
    assert faults == []
    assert b"a key" not in backup.read_bytes()
    with backup.open("rb") as file, pytest.raises(NotRestored, match="not empty"):
        restore(file, PASSPHRASE)

    with another_portal(settings, tmp_path / "other"):
        damaged = bytearray(backup.read_bytes())
        damaged[-1] ^= 1
        for bad, passphrase in ((bytes(damaged), PASSPHRASE), (backup.read_bytes(), "another one")):
            with pytest.raises(BadBackup):
                restore(io.BytesIO(bad), passphrase)
        assert rows.filled_tables() == []
        assert files(tmp_path / "other") == {}

        settings.SECRET_KEY = "another portal's " + "x" * 50
        with backup.open("rb") as file:
            assert not restore(file, PASSPHRASE)
        assert tables_unlike(before) == []
        assert files(tmp_path / "other/media") == media
        assert files(tmp_path / "other/signing") == {"seal.pem": b"a key"}
        assert (tmp_path / "other/secret_key.restored").read_text() != settings.SECRET_KEY
        assert triggers_present(connection)
        last = User.objects.order_by("pk").last().pk
        assert User.objects.create(username="new").pk > last


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("of_backup", "told"),
    [(lambda here: [*here, "agencies.9999_more"], "newer release"), (lambda here: here[1:], "older release")],
)
def test_a_backup_of_another_release_is_refused(settings, tmp_path, monkeypatch, of_backup, told):
    settings.SIGNING_FOLDER = tmp_path / "signing"
    backed_up = of_backup(rows.migrations())
    monkeypatch.setattr(rows, "migrations", lambda: backed_up)
    write_backup(tmp_path / "portal.backup", PASSPHRASE, told=lambda fault: None)
    with (tmp_path / "portal.backup").open("rb") as file, pytest.raises(NotRestored, match=told):
        restore(file, PASSPHRASE)


@pytest.mark.django_db(transaction=True)
def test_a_restore_that_fails_midway_leaves_nothing(agency, settings, tmp_path, monkeypatch):
    settings.SIGNING_FOLDER = tmp_path / "signing"
    write_backup(tmp_path / "portal.backup", PASSPHRASE, told=lambda fault: None)
    with another_portal(settings, tmp_path / "other"), (tmp_path / "portal.backup").open("rb") as file:
        settings.SECRET_KEY = "another portal's " + "x" * 50
        monkeypatch.setattr(rows, "set_counters", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            restore(file, PASSPHRASE)
    assert rows.filled_tables() == []
    assert files(tmp_path / "other") == {}


@pytest.mark.django_db(transaction=True)
def test_the_commands_take_no_weak_passphrase_and_name_what_is_missing(
    agency, settings, tmp_path, monkeypatch
):
    settings.SIGNING_FOLDER = tmp_path / "signing"
    Agency.objects.update(emblem="emblems/gone.png")
    monkeypatch.setenv("BACKUP_PASSPHRASE", "short")
    with pytest.raises(CommandError, match="at least 12"):
        call_command("backup", tmp_path / "portal.backup")
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n")
    with pytest.raises(CommandError, match="gone.png: is missing"):
        call_command(
            "backup",
            tmp_path / "portal.backup",
            passphrase_file=tmp_path / "passphrase",
            stdout=io.StringIO(),
        )
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", tmp_path / "portal.backup")


def run(folder: Path, *command: str) -> subprocess.CompletedProcess:
    """Run a command of a portal on SQLite in the folder."""
    environment = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(folder),
        "SECRET_KEY": "x" * 50,
        "ALLOWED_HOSTS": "ita.example.go.th",
        "BACKUP_PASSPHRASE": PASSPHRASE,
    }
    return subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True
    )


def add_pairs(database: Path, done: threading.Event) -> None:
    """Go on adding a row to each of two tables, both or none, until it is done."""
    columns = "(user_agent, username, http_accept, path_info, attempt_time"
    values = "VALUES ('', 'x', '', '/', '2026-01-01'"
    with closing(sqlite3.connect(database, isolation_level=None, timeout=20)) as writer:
        while not done.wait(0.001):
            writer.execute("BEGIN IMMEDIATE")
            writer.execute(
                f"INSERT INTO axes_accesslog {columns}, logout_time, session_hash) {values}, NULL, '')"
            )
            writer.execute(f"INSERT INTO axes_accessfailurelog {columns}, locked_out) {values}, 0)")
            writer.execute("COMMIT")


@pytest.mark.slow
@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_a_portal_on_sqlite_is_copied_while_people_write_and_comes_back_on_this_database(
    settings, tmp_path, monkeypatch
):
    monkeypatch.undo()  # the commands of other processes make keys at their price
    old = tmp_path / "old"
    old.mkdir(mode=0o700)
    release = ROOT / "tests/data/release/database.sqlite3.gz"
    (old / "db.sqlite3").write_bytes(gzip.decompress(release.read_bytes()))
    assert run(old, "migrate", "--verbosity", "0").returncode == 0
    done = threading.Event()
    writer = threading.Thread(target=add_pairs, args=(old / "db.sqlite3", done))
    writer.start()
    try:
        said = run(old, "backup", str(tmp_path / "portal.backup"))
    finally:
        done.set()
        writer.join()
    # The release's stored files are not kept with its database.
    assert "The backup holds everything but these stored files" in said.stderr
    settings.MEDIA_ROOT, settings.SIGNING_FOLDER = tmp_path / "media", tmp_path / "signing"
    with (tmp_path / "portal.backup").open("rb") as file:
        restore(file, PASSPHRASE)
    assert AuditEvent.objects.exists()
    assert all(verify_chain(chain, {}) is None for chain in chains())
    assert AccessLog.objects.count() == AccessFailureLog.objects.count() > 0
    last = User.objects.order_by("pk").last().pk
    assert User.objects.create(username="new").pk > last
