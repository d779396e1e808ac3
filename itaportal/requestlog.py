"""What is written down of every request and task, each with an id: lines of text, or JSON by setting (LOG_FORMAT)."""

import re

import structlog
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django_structlog.middlewares import RequestMiddleware

REQUEST_ID = "X-Request-ID"
# Parts of an address that are nobody's secret; keys, codes and tokens are written as their names.
_PLAIN = re.compile(r"<(?:slug|int):(\w+)>")


class RequestLogMiddleware(RequestMiddleware):
    """Give every request an id, which the answer carries, and write down what it was without what it held."""

    def handle_response(self, request: HttpRequest, response: HttpResponse) -> None:
        """Give the answer the id."""
        response[REQUEST_ID] = current_id()
        super().handle_response(request, response)

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Return the method and the address without its query and its secrets."""
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return f"{request.method} (no page)"
        return f"{request.method} /{_PLAIN.sub(lambda found: str(match.kwargs[found[1]]), match.route)}"

    @staticmethod
    def bind_user_id(request: HttpRequest) -> None:
        """Name the person where the page asked who it is; nobody is looked up for the log."""
        user = getattr(request, "_cached_user", None)
        if user is not None and user.is_authenticated:
            structlog.contextvars.bind_contextvars(user_id=user.pk)


def current_id() -> str:
    """Return the id of the request that is answered now, "" where none is."""
    return structlog.contextvars.get_contextvars().get("request_id", "")


def begin_task(sender, task_result, **kwargs) -> None:
    """Have what a task writes down carry the task's id."""
    structlog.contextvars.bind_contextvars(task_id=str(task_result.id), task=task_result.task.name)


def end_task(sender, task_result, **kwargs) -> None:
    """Write no more under the task's id."""
    structlog.contextvars.unbind_contextvars("task_id", "task")
