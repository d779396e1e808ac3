"""Counting requests: over processes, window by window, in the portal's database or a Redis, and never in the way."""

import os
import sqlite3
import subprocess
import sys
import time
import types

import pytest
import time_machine
from django.db import DatabaseError, connection
from limits import RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import RedisStorage

from itaportal import ratelimits
from itaportal.models import RequestCount
from itaportal.ratelimits import API_REQUESTS, CHECKED_FILES, DatabaseStorage, seconds_to_wait
from tests.conftest import ROOT

THREE = RateLimitItemPerMinute(3, namespace="three")
MOMENT = 1_000_000_000  # 40 seconds into a minute
# Says how many of 40 requests were answered.
WORKER = """
import django
django.setup()
from limits import RateLimitItemPerDay
from itaportal.ratelimits import seconds_to_wait
print(sum(not seconds_to_wait(RateLimitItemPerDay(50), "192.0.2.1") for _ in range(40)))
"""


def test_count_begins_with_the_first_request_and_ends_with_its_window(db):
    with time_machine.travel(MOMENT, tick=False) as clock:
        assert [seconds_to_wait(THREE, "192.0.2.1") for _ in range(5)] == [0, 0, 0, 60, 60]
        assert seconds_to_wait(THREE, "192.0.2.2") == 0
        clock.shift(45.5)
        assert seconds_to_wait(THREE, "192.0.2.1") == 15
        clock.shift(15)
        assert [seconds_to_wait(THREE, "192.0.2.1") for _ in range(4)] == [0, 0, 0, 60]


def test_requests_to_the_api_are_counted_by_the_minute_of_the_clock(db):
    with time_machine.travel(MOMENT, tick=False) as clock:
        assert [seconds_to_wait(API_REQUESTS, "192.0.2.1") for _ in range(121)] == [0] * 120 + [20]
        assert seconds_to_wait(CHECKED_FILES, "192.0.2.1") == 0
        clock.shift(20)
        assert seconds_to_wait(API_REQUESTS, "192.0.2.1") == 0
        assert RequestCount.objects.get(key__startswith="api").ends_at == MOMENT + 80


def test_what_has_ended_is_forgotten(db):
    with time_machine.travel(MOMENT, tick=False) as clock:
        for number in range(5):
            seconds_to_wait(THREE, f"192.0.2.{number}")
        seconds_to_wait(CHECKED_FILES, "192.0.2.1")
        clock.shift(61)
        seconds_to_wait(THREE, "192.0.2.9")

    kept = [count.key.split("/")[:2] for count in RequestCount.objects.order_by("key")]
    assert kept == [["three", "192.0.2.9"], ["verify", "192.0.2.1"]]


def test_the_storage_does_what_the_library_asks_of_one(db):
    storage = DatabaseStorage()
    assert storage.get("a") == 0
    assert storage.check()
    assert [storage.incr("a", 60, amount=2), storage.incr("a", 60), storage.incr("b", 60)] == [2, 3, 1]
    assert storage.get("a") == 3
    assert 59 < storage.get_expiry("a") - time.time() <= 60
    storage.clear("a")
    assert (storage.get("a"), storage.get("b")) == (0, 1)
    assert storage.reset() == 1


def test_counting_is_one_statement(db, django_assert_num_queries):
    seconds_to_wait(THREE, "192.0.2.1")
    with django_assert_num_queries(1):
        seconds_to_wait(THREE, "192.0.2.1")


@pytest.mark.concurrency
@pytest.mark.slow
def test_processes_share_the_count(transactional_db, tmp_path):
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "itaportal.settings", "DATA_DIR": str(tmp_path)}
    if connection.vendor == "postgresql":
        server = connection.settings_dict
        url = f"postgresql://{server['USER']}@{server['HOST']}:{server['PORT']}/{server['NAME']}"
        environment["DATABASE_URL"] = url
    else:
        environment["DATABASE_URL"] = ""
        command = [sys.executable, "manage.py", "migrate", "itaportal", "--verbosity=0"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=60)

    workers = [
        subprocess.Popen([sys.executable, "-c", WORKER], cwd=ROOT, env=environment, stdout=subprocess.PIPE)
        for _ in range(2)
    ]

    answered = [int(worker.communicate(timeout=60)[0]) for worker in workers]
    assert sum(answered) == 50


def test_what_cannot_be_counted_is_answered(monkeypatch, db, caplog):
    def refuse(self, key, expiry, amount=1):
        raise StorageError(DatabaseError("database is locked"))

    monkeypatch.setattr(DatabaseStorage, "incr", refuse)

    assert [seconds_to_wait(THREE, "192.0.2.1") for _ in range(9)] == [0] * 9
    assert "uncounted: database" in caplog.text
    assert "192.0.2.1" not in caplog.text


def test_a_locked_database_keeps_nobody_waiting(tmp_path):
    """The reader's own connection waits for seconds; counting does not, and leaves that patience as it was."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "itaportal.settings",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": "",
    }
    migrate = [sys.executable, "manage.py", "migrate", "itaportal", "--verbosity=0"]
    subprocess.run(migrate, cwd=ROOT, env=environment, check=True, timeout=60)
    writer = sqlite3.connect(tmp_path / "db.sqlite3", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    program = """
import time, django
django.setup()
from django.db import connection
from itaportal.ratelimits import API_REQUESTS, seconds_to_wait
begun = time.monotonic()
waits = seconds_to_wait(API_REQUESTS, "192.0.2.1")
took = time.monotonic() - begun
with connection.cursor() as cursor:
    patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
print(waits, took < 5, patience)
"""
    process = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    writer.close()

    assert process.stdout.split() == ["0", "True", "20000"], process.stderr
    assert "database is locked" in process.stderr


@pytest.fixture
def redis(monkeypatch):
    """A stand-in for the package ``redis``; nothing is connected."""

    class RedisError(Exception):
        pass

    def refuse(keys, arguments):
        raise RedisError

    client = types.SimpleNamespace(register_script=lambda script: refuse)
    package = types.ModuleType("redis")
    package.__version__, package.RedisError = "6.0.0", RedisError
    package.from_url = lambda url, **options: client
    monkeypatch.setitem(sys.modules, "redis", package)
    ratelimits._limiter.cache_clear()
    yield package
    ratelimits._limiter.cache_clear()


def test_redis_counts_where_a_setting_names_one(redis, settings):
    settings.RATE_LIMIT_URL = "redis://cache:6379/0"

    assert type(ratelimits._limiter(settings.RATE_LIMIT_URL).storage) is RedisStorage
    assert seconds_to_wait(THREE, "192.0.2.1") == 0
