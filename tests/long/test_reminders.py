"""Reminders are given once, also where the worker that gives them is killed again and again. SEED=N for the same moments."""

import os
import random
import shutil
import sys
import time

from tests.long.conftest import Portal, running

ROUNDS = int(os.environ.get("ROUNDS", "6"))
_DATES = """
from datetime import timedelta
from django.utils import timezone
from agencies.models import Agency
from deadlines.actions import add_deadline
for agency in Agency.objects.all():
    for ahead in (1, 7, 30):
        for number in range(5):
            due = timezone.localdate() + timedelta(days=ahead)
            add_deadline(agency=agency, by=None, title=f"ส่งรายงาน {ahead}-{number}", due_on=due)
"""
_ASK = """
from datetime import timedelta
from itaportal.working import ask_when_due
from overview.tasks import catch_up
ask_when_due(catch_up, timedelta(0))
"""
_TOLD = """
from approvals.models import Notice
from deadlines.models import Reminder
for one in sorted(Notice.objects.exclude(calendar=None).values_list("user__username", "calendar__slug", "text")):
    print("notice", *one)
for one in sorted(Reminder.objects.values_list("user__username", "key", "day", "step")):
    print("reminder", *one)
"""
_OPEN = """
from itaportal.working import waiting
print(waiting().tasks + waiting().running)
"""


def asked(portal, script):
    return portal.manage("shell", "--no-imports", "-v", "0", "-c", script).splitlines()


def worked(portal):
    """Ask for what is due and let a worker do it; return how many seconds that took."""
    asked(portal, _ASK)
    with running(portal, "worker"):
        begun = time.monotonic()
        while asked(portal, _OPEN) != ["0"]:
            assert time.monotonic() - begun < 120
        return time.monotonic() - begun


def test_nobody_is_reminded_twice_or_not_at_all(tmp_path):
    chance = random.Random(int(os.environ.get("SEED", "1")))
    (tmp_path / "undisturbed").mkdir(mode=0o700)
    undisturbed = Portal(tmp_path / "undisturbed", DEMO="1")
    undisturbed.manage("prepare", "--verbosity", "0")
    asked(undisturbed, _DATES)
    shutil.copytree(tmp_path / "undisturbed", tmp_path / "killed")
    killed = Portal(tmp_path / "killed", DEMO="1")
    before = len(asked(undisturbed, _TOLD))
    took = worked(undisturbed)
    right = asked(undisturbed, _TOLD)

    part_way = 0
    for _ in range(ROUNDS):
        asked(killed, _ASK)
        killed.start("worker")
        time.sleep(took * chance.random())
        killed.processes["worker"].kill()
        killed.processes["worker"].wait()
        part_way += before < len(asked(killed, _TOLD)) < len(right)
    for _ in range(2):
        worked(killed)

    sys.stdout.write(
        f"\n{ROUNDS} workers killed, {part_way} of them part of the way; {len(right) - before} lines told\n"
    )
    assert len(right) > before
    assert asked(killed, _TOLD) == right
