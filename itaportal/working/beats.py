"""Which workers live. Each says so in the database, every few seconds, from a thread beside its work.

A worker of the same machine lives as long as its process, whatever it says; one of another machine until it has been silent
for `SILENT_SECONDS` by the clock of the database.
"""

import os
import socket
from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.db.models.functions import Now

from itaportal.models import WorkerBeat

BEAT_SECONDS = 10
SILENT_SECONDS = 180


def join(worker_id: str) -> WorkerBeat:
    """Say that this process works under the name; an earlier name of it is given up."""
    host, pid = socket.gethostname(), os.getpid()
    process = process_of(pid)
    WorkerBeat.objects.filter(host=host, process=process).delete()
    return WorkerBeat.objects.create(worker_id=worker_id, host=host, pid=pid, process=process)


def beat(worker_id: str) -> bool:
    """Say that the worker lives; False where others have given it up meanwhile."""
    return WorkerBeat.objects.filter(pk=worker_id).update(last=Now()) == 1


def leave(worker_id: str) -> None:
    """Say that the worker has ended."""
    WorkerBeat.objects.filter(pk=worker_id).delete()


def living() -> list[WorkerBeat]:
    """Return the workers that live, the eldest first."""
    gone = {one.pk for one in ended(WorkerBeat.objects.all(), elsewhere=True)}
    return [one for one in WorkerBeat.objects.order_by("since", "pk") if one.pk not in gone]


def ended(known: Iterable[WorkerBeat], *, elsewhere: bool) -> list[WorkerBeat]:
    """Return those of the workers that live no more; of other machines only where ``elsewhere``."""
    host = socket.gethostname()
    silent = set()
    if elsewhere:
        since = Now() - timedelta(seconds=SILENT_SECONDS)
        silent = set(WorkerBeat.objects.filter(last__lt=since).values_list("pk", flat=True))
    return [
        one for one in known if (process_of(one.pid) != one.process if one.host == host else one.pk in silent)
    ]


def process_of(pid: int) -> str:
    """Return what no other process of this machine is ever called: boot and start; "" where there is no such process."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    # The name in brackets may hold anything. A process that has ended and was not waited for (Z) works no more.
    state, *rest = told.rpartition(")")[2].split()
    return "" if state in "ZX" else f"{_boot()} {pid} {rest[18]}"


@cache
def _boot() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
