"""Tasks of which one can tell afterwards where each was done, and how many times."""

import socket
import time

from django.db import connection
from django.db.models import Max, Min
from django_tasks import task


@task()
def count(number: int) -> None:
    """Write down that this was done, and where."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO counted (number, host) VALUES (%s, %s)", [number, socket.gethostname()])


@task()
def stay(seconds: int) -> None:
    """Be at it for long, and write it down at the end."""
    if not counted(-1):
        note(-1)
        time.sleep(seconds)
    note(-2)


def note(number: int) -> None:
    """Write down that this was reached."""
    count.func(number)


def counted(number: int) -> list[str]:
    """Return where it was done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT host FROM counted WHERE number = %s", [number])
        return [host for (host,) in cursor.fetchall()]


def begin(tasks: int) -> None:
    """Make the table, and ask for so many."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS counted (number integer, host varchar(80))")
    for number in range(tasks):
        count.enqueue(number)


def open_tasks() -> int:
    """Return how many tasks are not done yet."""
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.exclude(status__in=["SUCCESSFUL", "FAILED"]).count()


def forget() -> None:
    """Remove what was done."""
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM counted")


def told() -> str:
    """Return as JSON how often each was done, by how many workers, how many each host did, and how many a second."""
    import json

    from django_tasks_db.models import DBTaskResult

    done = DBTaskResult.objects.filter(status="SUCCESSFUL")
    begun, ended = done.aggregate(a=Min("started_at"), b=Max("finished_at")).values()
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, count(*) FROM counted WHERE number >= 0 GROUP BY number")
        times = [each for _, each in cursor.fetchall()]
        cursor.execute("SELECT host, count(*) FROM counted WHERE number >= 0 GROUP BY host")
        hosts = dict(cursor.fetchall())
    return json.dumps(
        {
            "tasks": len(times),
            "most": max(times, default=0),
            "tries": max(len(each.worker_ids) for each in done),
            "hosts": hosts,
            "a_second": round(done.count() / (ended - begun).total_seconds(), 1),
        }
    )
