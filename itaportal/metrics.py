"""Figures for Prometheus at /metrics, to the networks of METRICS_FROM alone: requests by page and the queue of tasks."""

from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.middleware import client_ip


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer the figures of all processes together; 404 to everybody who is not to know of them."""
    address = client_ip(request)
    if not any(ip_address(address) in network for network in settings.METRICS_FROM):
        raise Http404
    # Loaded where somebody asks for figures: with METRICS_FROM empty nothing is counted.
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest  # noqa: PLC0415
    from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415

    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(settings.METRICS_FOLDER))
    registry.register(_Tasks())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _Tasks:
    """The queue as it stands when somebody asks: how many tasks of each state, and for how long the first has waited."""

    def collect(self):
        from django_tasks_db.models import DBTaskResult  # noqa: PLC0415
        from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415

        counts = dict(DBTaskResult.objects.order_by().values_list("status").annotate(Count("id")))
        tasks = GaugeMetricFamily("portal_tasks", "Tasks in the queue by state", labels=["status"])
        for status in ("READY", "RUNNING", "FAILED", "SUCCESSFUL"):
            tasks.add_metric([status.lower()], counts.get(status, 0))
        yield tasks
        now = timezone.now()
        due = DBTaskResult.objects.filter(status="READY", run_after__lte=now).order_by(
            "run_after", "enqueued_at"
        )
        first = due.values_list("enqueued_at", flat=True).first()
        waited = (now - first).total_seconds() if first else 0
        yield GaugeMetricFamily(
            "portal_tasks_wait_seconds", "How long the first task that is due has waited", waited
        )
