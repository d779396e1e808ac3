"""The checks of an installation: each says what is the matter, and what to do about it."""

import os
import socket
import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks import task

from itaportal import health
from itaportal.health import Level, installation, services, stores
from itaportal.working import beats

REAL = {
    "DEBUG": False,
    "DEMO": False,
    "ALLOWED_HOSTS": ["ita.example.go.th"],
    "PORTAL_URL": "https://ita.example.go.th",
    "HTTPS": True,
    "BEHIND_PROXY": True,
}


@task()
def nothing() -> None:
    """Do nothing."""


@pytest.fixture
def durable(db):
    """Have the database confirm what is on the disk, as that of an installation does; that of the tests hurries."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = on")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.mark.parametrize(
    ("check", "wrong", "todo"),
    [
        (installation.mode, {"DEBUG": True}, "DEBUG=0"),
        (installation.mode, {"DEMO": True}, "DEMO=0"),
        (installation.hosts, {"ALLOWED_HOSTS": ["localhost"]}, "ALLOWED_HOSTS=ita"),
        (installation.hosts, {"ALLOWED_HOSTS": ["*"]}, "ชื่อจริงของระบบเท่านั้น"),
        (installation.hosts, {"PORTAL_URL": "https://other.go.th"}, "PORTAL_URL"),
        (installation.https, {"HTTPS": False}, "HTTPS=1"),
        (installation.https, {"PORTAL_URL": "http://ita.example.go.th"}, "https://"),
        (installation.https, {"BEHIND_PROXY": False}, "BEHIND_PROXY=1"),
    ],
)
def test_a_setting_that_is_wrong_is_named(settings, check, wrong, todo):
    for name, value in REAL.items():
        setattr(settings, name, value)
    assert check().level == Level.WELL
    for name, value in wrong.items():
        setattr(settings, name, value)
    found = check()
    assert found.level == Level.FAULT
    assert todo in found.todo


def test_a_secret_that_others_can_read_is_a_fault(tmp_path, monkeypatch):
    file = tmp_path / "secret"
    file.write_text("x")
    monkeypatch.setenv("SECRET_KEY_FILE", str(file))
    levels = []
    for mode in (0o600, 0o640, 0o644):
        file.chmod(mode)
        levels.append(installation.secret().level)
    assert levels == [Level.WELL, Level.WELL, Level.FAULT]
    monkeypatch.delenv("SECRET_KEY_FILE")
    assert installation.secret().level == Level.NOTE


def test_how_old_the_newest_backup_is(settings, tmp_path):
    assert stores.backup().level == Level.NOTE
    settings.BACKUP_FOLDER = str(tmp_path)
    assert "ไม่มีข้อมูลสำรอง" in stores.backup().said
    file = tmp_path / "2026-11-29.backup"
    file.touch()
    assert stores.backup().level == Level.WELL
    os.utime(file, (0, time.time() - 30 * 3600))
    assert "30 ชั่วโมง" in stores.backup().said
    assert stores.backup().level == Level.FAULT
    settings.BACKUP_FOLDER = str(tmp_path / "nowhere")
    assert stores.backup().level == Level.FAULT


def test_room_and_database(durable, monkeypatch):
    assert (stores.database().level, stores.migrations().level, stores.files().level) == (Level.WELL,) * 3
    monkeypatch.setattr(stores, "_LITTLE_ROOM", 1 << 70)
    assert stores.files().level == Level.NOTE
    monkeypatch.setattr(stores, "LEAST_ROOM", 1 << 70)
    assert stores.files().level == Level.FAULT
    monkeypatch.setitem(stores._SETTINGS, connection.vendor, ("SELECT 0", {"2"}, "what is right"))
    assert stores.database().todo.endswith("what is right")


def test_the_worker_and_what_waits_for_it(db, settings):
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    assert services.worker().level == Level.FAULT
    beats.join("here")
    assert services.worker().level == Level.WELL
    nothing.enqueue()
    assert services.waiting_tasks().level == Level.WELL
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=11))
    assert "1 งาน" in services.waiting_tasks().said
    assert services.waiting_tasks().level == Level.FAULT
    DBTaskResult.objects.update(status="FAILED")
    assert services.waiting_tasks().level == Level.NOTE


def test_services_that_do_not_answer(db, settings):
    away = free_port()
    assert services.mail().level == Level.NOTE
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", away
    assert services.mail().level == Level.FAULT
    assert services.time_stamps().level == Level.NOTE
    settings.TSA_URL = f"http://127.0.0.1:{away}/tsa"
    assert services.time_stamps().level == Level.FAULT
    assert services.request_counts().level == Level.WELL
    settings.RATE_LIMIT_URL = f"redis://127.0.0.1:{away}/0"
    assert services.request_counts().level == Level.FAULT
    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings.TSA_URL = f"http://127.0.0.1:{listener.getsockname()[1]}/tsa"
        assert services.time_stamps().level == Level.WELL
    assert services.clock().level <= Level.NOTE


def test_preflight_says_each_thing_once_and_ends_by_what_it_found(durable, settings):
    for name, value in REAL.items():
        setattr(settings, name, value)
    told = StringIO()
    call_command("preflight", before_start=True, stdout=told)
    assert len(told.getvalue().splitlines()) == len(health.CHECKS) - 3
    with pytest.raises(CommandError, match="1 faults"):
        call_command("preflight", stdout=told)
    assert "FAULT worker" in told.getvalue()
    assert "db_worker" in told.getvalue()


def test_preflight_tells_of_a_database_that_is_away(db):
    def away(*_):
        raise OperationalError("connection refused")

    told = StringIO()
    with connection.execute_wrapper(away), pytest.raises(CommandError):
        call_command("preflight", stdout=told)
    assert "ติดต่อฐานข้อมูลไม่ได้" in told.getvalue()
    assert len(told.getvalue().splitlines()) == len(health.CHECKS)
