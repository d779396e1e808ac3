"""What becomes of a task when its worker dies, and when what it needs is away for a while."""

import os
import socket
import subprocess
import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from itaportal.models import WorkerBeat
from itaportal.working import (
    SILENT_SECONDS,
    ask_when_due,
    beats,
    forget_done,
    living,
    take_back,
    tasks,
    waiting,
    worker,
)

done = []
faults = []


@task()
def note(what: str) -> None:
    """Be done, unless something is the matter."""
    if faults:
        raise faults.pop()
    done.append(what)


@task()
def tidy() -> None:
    """Be done without being asked."""
    done.append("tidy")


@pytest.fixture(autouse=True)
def _queue(settings, transactional_db):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    done.clear()
    faults.clear()


@pytest.fixture
def ended_process():
    """A process that was killed and is not waited for yet."""
    process = subprocess.Popen(["sleep", "60"])
    name = beats.process_of(process.pid)
    process.kill()
    yield process.pid, name
    process.wait()


def work():
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def begun_by(name, *, times=1):
    """A task that the worker of this name is at, for the so-manieth time."""
    result = DBTaskResult.objects.get(pk=note.enqueue("once").id)
    for _ in range(times):
        result.claim(name)
    return result


def lives(name, *, host=None, pid=None, process=None):
    return WorkerBeat.objects.create(
        worker_id=name,
        host=host or socket.gethostname(),
        pid=pid or os.getpid(),
        process=beats.process_of(os.getpid()) if process is None else process,
    )


def test_what_a_killed_worker_was_at_is_done_once_by_the_next(ended_process):
    pid, process = ended_process
    lives("killed", pid=pid, process=process)
    result = begun_by("killed")
    work()
    work()
    result.refresh_from_db()
    assert (done, result.status, len(result.worker_ids)) == (["once"], "SUCCESSFUL", 2)
    assert not WorkerBeat.objects.exists()


def test_a_worker_that_lives_is_left_its_task():
    lives("at work")
    begun_by("at work")
    assert take_back() == 0
    # Its number belongs to another process now, for example after the machine began anew.
    WorkerBeat.objects.update(process="another boot")
    assert (take_back(), take_back()) == (1, 0)


def test_a_worker_of_another_machine_is_judged_by_its_silence():
    lives("far", host="elsewhere")
    begun_by("far")
    assert take_back() == 0
    assert [one.pk for one in living()] == ["far"]
    WorkerBeat.objects.update(last=timezone.now() - timedelta(seconds=SILENT_SECONDS + 5))
    assert living() == []
    assert (take_back(elsewhere=False), take_back()) == (0, 1)
    assert not beats.beat("far")


def test_who_was_given_up_for_dead_ends_before_the_work_is_done_twice(monkeypatch):
    ends = []
    monkeypatch.setattr(worker.os, "_exit", ends.append)
    lives("here")
    worker._beat_or_end("here", threading.Event())
    assert ends == []
    worker._beat_or_end("given up", threading.Event())
    assert ends == [75]


def test_a_task_that_ends_every_worker_fails_in_the_end():
    result = begun_by("gone", times=tasks.MOST_DEATHS)
    take_back()
    result.refresh_from_db()
    assert (result.status, result.exception_class_path) == ("FAILED", "itaportal.working.tasks.WorkerDied")
    assert (waiting().tasks, waiting().failed) == (0, 1)


def test_what_a_passing_fault_stopped_is_tried_again_later():
    faults.append(ConnectionRefusedError("mail server"))
    result = DBTaskResult.objects.get(pk=note.enqueue("late").id)
    work()
    result.refresh_from_db()
    assert (done, result.status) == ([], "READY")
    assert timedelta(seconds=20) < result.run_after - timezone.now() <= timedelta(seconds=30)
    DBTaskResult.objects.update(run_after=timezone.now())
    work()
    result.refresh_from_db()
    assert (done, result.status) == (["late"], "SUCCESSFUL")
    assert [tasks.pause(attempts) for attempts in (1, 2, 3, 9)] == [30, 60, 120, 900]


@pytest.mark.parametrize("fault", [ValueError("a mistake"), OperationalError("no such table")])
def test_a_mistake_fails_at_once(fault):
    import sqlite3

    if isinstance(fault, OperationalError):
        fault.__cause__ = sqlite3.OperationalError("no such table")
        fault.__cause__.sqlite_errorcode = sqlite3.SQLITE_ERROR
    faults.append(fault)
    result = DBTaskResult.objects.get(pk=note.enqueue("never").id)
    work()
    result.refresh_from_db()
    assert result.status == "FAILED"


def test_a_worker_that_has_to_stop_in_the_midst_leaves_its_task_to_the_next():
    faults.append(SystemExit(1))
    result = DBTaskResult.objects.get(pk=note.enqueue("later").id)
    work()
    result.refresh_from_db()
    assert (done, result.status) == (["later"], "SUCCESSFUL")


def test_the_worker_tells_that_it_lives_and_asks_for_what_is_due(monkeypatch):
    monkeypatch.setattr(beats, "BEAT_SECONDS", 0)
    monkeypatch.setattr(worker, "_JUDGE_SECONDS", -1)
    told = []

    def beat(worker_id, stop):
        told.append(worker_id)
        if len(told) == 1:
            raise OperationalError("away")
        stop.set()

    monkeypatch.setattr(worker, "_beat_or_end", beat)
    monkeypatch.setattr(worker.connection, "close", lambda: None)
    me = SimpleNamespace(worker_id="me", now_and_then=lambda: told.append("what is due"))
    worker._keep_beating(me, threading.Event())
    assert told == ["me", "me", "what is due"]
    with pytest.raises(CommandError, match="names itself"):
        call_command("db_worker", batch=True, worker_id="mine")


def test_what_nobody_asks_for_is_asked_for_now_and_then_and_forgotten():
    often = timedelta(minutes=15)

    def grow_older(**by):
        moved = timezone.now() - timedelta(**by)
        DBTaskResult.objects.filter(finished_at__isnull=False).update(enqueued_at=moved, finished_at=moved)

    assert [ask_when_due(tidy, often) for _ in range(2)] == [True, False]
    work()
    assert (done, ask_when_due(tidy, often), forget_done()) == (["tidy"], False, 0)
    grow_older(minutes=16)
    assert ask_when_due(tidy, often)
    work()
    grow_older(days=31)
    assert (done, forget_done()) == (["tidy", "tidy"], 2)
