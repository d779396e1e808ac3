"""The queue of tasks and the health of the installation, as the site administrator sees and steers them."""

import importlib
import pkgutil

import pytest
from django.conf import settings as conf
from django.urls import reverse
from django.utils import timezone
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from administration.enums import TASK_NAMES
from agencies.models import AuditEvent

LIST = reverse("administration:tasks")


def task(status, fault="", path="reports.tasks.render"):
    ended = {"exception_class_path": fault, "traceback": "secret"} if fault else {}
    return DBTaskResult.objects.create(
        status=status, task_path=path, args_kwargs={"args": [1], "kwargs": {}}, queue_name="default",
        backend_name="default", run_after=timezone.now(), worker_ids=["w"], **ended,
    )  # fmt: skip


def order(site, one, what):
    return site.post(reverse(f"administration:task_{what}", args=[one.pk]), follow=True).content.decode()


def test_every_task_of_the_portal_has_a_name():
    found = set()
    for app in conf.INSTALLED_APPS:
        names = (
            {module.name for module in pkgutil.iter_modules(importlib.import_module(app).__path__)}
            if "." not in app
            else ()
        )
        if "tasks" in names:
            module = importlib.import_module(f"{app}.tasks")
            found |= {
                each.module_path
                for each in vars(module).values()
                if isinstance(each, Task) and each.func.__module__ == module.__name__
            }

    assert found == set(TASK_NAMES)


def test_a_task_that_failed_is_told_in_thai_and_done_again(site, admin):
    died = task("FAILED", "itaportal.working.tasks.WorkerDied")
    task("FAILED", "builtins.KeyError")
    page = site.get(LIST).content.decode()
    assert "ทำไฟล์เอกสาร" in page
    assert "หน่วยความจำไม่พอ" in page
    assert "KeyError" in page
    assert "secret" not in page

    assert "สั่งให้ทำงานนี้อีกครั้งแล้ว" in order(site, died, "again")
    died.refresh_from_db()
    assert (died.status, died.worker_ids, died.traceback) == ("READY", [], "")
    assert AuditEvent.objects.filter(action="task.try_again", actor_id=admin.pk).exists()
    assert "เปลี่ยนสถานะไปแล้ว" in order(site, died, "again")


def test_a_task_that_waits_is_cancelled_and_one_that_began_is_not(site):
    waits, began = task("READY"), task("RUNNING")

    assert "ยกเลิกงานนี้แล้ว" in order(site, waits, "cancel")
    assert "เปลี่ยนสถานะไปแล้ว" in order(site, began, "cancel")
    waits.refresh_from_db()
    assert waits.status == "FAILED"
    assert "ผู้ดูแลระบบยกเลิกก่อนเริ่มทำ" in site.get(f"{LIST}?state=FAILED").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_costs_the_same_for_more_tasks(site, rows, django_assert_num_queries):
    for _ in range(rows):
        task("READY")
    with django_assert_num_queries(14):
        site.get(LIST)


def test_health_tells_the_worst_first_and_what_to_do(site):
    answer = site.get(reverse("administration:health"))

    levels = [finding.level for finding in answer.context["findings"]]
    assert levels == sorted(levels, reverse=True)
    assert "เริ่ม manage.py db_worker เป็นบริการ" in answer.content.decode()
