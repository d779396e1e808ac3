"""Somebody at work until killed: `python -m tests.long.acting documents|imports FILE`; what was confirmed is told in FILE.

Each line is written after the action has returned, that is after the database has confirmed it.
"""

import os
import random
import sys
import time

import django

YEAR, AGENCY = 2565, "thung-noi"
INDICATORS = 10


def main(kind: str, file: str) -> None:
    """Go on for ever; what is away or in the way is tried again."""
    django.setup()
    from django.db import close_old_connections

    told = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    act = {"documents": documents, "imports": imports}[kind]
    while True:
        try:
            act(lambda line: os.write(told, f"{line}\n".encode()))
        except Exception as fault:  # noqa: BLE001 - written down, and judged by the test
            os.write(2, f"{kind}: {type(fault).__module__}.{type(fault).__name__}: {fault}\n".encode())
            time.sleep(0.5)
        close_old_connections()


def documents(tell) -> None:
    """Have a memo submitted, approved twice and returned, again and again."""
    from approvals.enums import Move
    from overview.demo import way
    from reports.models import Document
    from reports.newest_editions import newest_edition

    document = Document.objects.get(pk=int(os.environ["DOCUMENT"]))
    edition = newest_edition(document)
    if not document.frozen or edition is None:
        edition = way.submit(document)
        tell(f"edition {edition.pk} 0")
        return
    place = edition.current
    way.decide(edition, Move.RETURN if place == 3 else Move.APPROVE, "ขอให้ทบทวนอีกครั้ง" if place == 3 else "")
    tell(f"edition {edition.pk} {place}")


def imports(tell) -> None:
    """Have a score sheet read and written by the worker: all ten scores the same, another each time."""
    from agencies.models import Agency
    from exchange import tasks
    from exchange.actions import stages, upload
    from exchange.enums import ImportState, TableName

    score = f"{random.randint(4000, 9999) / 100:.2f}"
    lines = ["ตัวชี้วัดที่,คะแนน", *(f"{number},{score}" for number in range(1, INDICATORS + 1))]
    agency = Agency.objects.get(slug=AGENCY)
    clerk = agency.memberships.filter(role="staff").first().user
    data = ("\n".join(lines) + "\n" * random.randint(1, 2000)).encode("utf-8-sig")
    begun = upload(
        agency=agency, table=TableName.SCORES, fiscal_year=YEAR, name="คะแนน.csv", data=data, by=clerk
    )
    tasks.read_import.enqueue(begun.pk)
    _wait_for(begun, ImportState.READY)
    stages.begin_writing(begun, clerk)
    tasks.apply_import.enqueue(begun.pk)
    _wait_for(begun, ImportState.DONE)
    tell(f"import {begun.pk} {score}")


def _wait_for(begun, state) -> None:
    until = time.monotonic() + 60
    while begun.state != state:
        if time.monotonic() > until or begun.state == "failed":
            raise RuntimeError(f"import {begun.pk} is {begun.state}, not {state}: {begun.problem}")
        time.sleep(0.2)
        begun.refresh_from_db()


if __name__ == "__main__":
    main(*sys.argv[1:])
