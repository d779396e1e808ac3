"""How the portal runs: the tasks of its queue, and its health."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_tasks_db.models import DBTaskResult

from administration import actions
from administration.enums import TASK_FAULTS, TASK_NAMES, TaskState
from administration.forms.filters import TaskFilter
from administration.queries import tasks_with
from administration.views.pages import page_of
from agencies.access import for_site_administrators
from itaportal.health import CHECKS, Level
from itaportal.language import gettext, gettext_lazy
from itaportal.working import living, waiting

_MOVED = gettext_lazy("งานนี้เปลี่ยนสถานะไปแล้ว กรุณาดูสถานะล่าสุดในรายการ")


@require_safe
@for_site_administrators
def tasks(request):
    """The queue: what waits, what is done now, what failed and of what."""
    form = TaskFilter(request.GET)
    page = page_of(request, tasks_with(form.chosen("state")))
    rows = [(task, TASK_NAMES.get(task.task_path, task.task_path), _failed_of(task)) for task in page]
    context = {"form": form, "page": page, "rows": rows, "waiting": waiting(), "workers": len(living())}
    return render(request, "administration/tasks.html", context)


@require_POST
@for_site_administrators
def try_again(request, pk):
    """Have a task that failed done once more."""
    return _moved(request, pk, actions.try_again, gettext("สั่งให้ทำงานนี้อีกครั้งแล้ว"))


@require_POST
@for_site_administrators
def cancel(request, pk):
    """Have a task that waits not done."""
    return _moved(request, pk, actions.cancel, gettext("ยกเลิกงานนี้แล้ว"))


def _moved(request, pk, act, said: str):
    task = get_object_or_404(DBTaskResult, pk=pk)
    try:
        act(task=task, by=request.user)
    except actions.TaskMoved:
        messages.error(request, _MOVED)
    else:
        messages.success(request, said)
    return redirect("administration:tasks")


def _failed_of(task: DBTaskResult) -> str:
    """Return of what a task failed, in Thai; what is no known reason by the name that the log of the server has too."""
    name = task.exception_class_path.rpartition(".")[2] if task.status == TaskState.FAILED else ""
    return (
        TASK_FAULTS.get(name, gettext("ข้อผิดพลาด {name} รายละเอียดอยู่ในบันทึกของเครื่องแม่ข่าย").format(name=name))
        if name
        else ""
    )


@require_safe
@for_site_administrators
def health(request):
    """Everything the installation stands on, the worst first, with what to do."""
    found = sorted((check() for check in CHECKS), key=lambda finding: -finding.level)
    context = {"findings": found, "faults": sum(finding.level == Level.FAULT for finding in found)}
    return render(request, "administration/health.html", context)
