"""Nobody's work is overwritten unseen: a save names the version it started from."""

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone

from itaportal.language import gettext_lazy


class StaleEdit(Exception):
    """Somebody saved the row after this person had opened it; ``current`` is the row as it is now."""

    def __init__(self, current):
        super().__init__(f"{current._meta.label} {current.pk} was saved by somebody else")
        self.current = current


class Versioned(models.Model):
    """A row that people edit in forms; every save raises ``version`` by one."""

    version = models.PositiveIntegerField(gettext_lazy("รุ่นของข้อมูล"), default=1, editable=False)
    updated_at = models.DateTimeField(gettext_lazy("แก้ไขเมื่อ"), default=timezone.now, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("แก้ไขโดย"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        abstract = True


def claim(row: Versioned, version: int, by) -> None:
    """Raise the row's version if it still is ``version``; raise StaleEdit otherwise.

    Call first inside the transaction that writes: the update also takes the row's lock.
    """
    model = type(row)
    claimed = model._base_manager.filter(pk=row.pk, version=version).update(
        version=F("version") + 1, updated_at=timezone.now(), updated_by=by
    )
    if not claimed:
        raise StaleEdit(model._base_manager.select_related("updated_by").get(pk=row.pk))
    row.refresh_from_db(fields=["version", "updated_at", "updated_by"])
