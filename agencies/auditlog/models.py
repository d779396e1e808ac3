"""The audit log as it is stored."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from itaportal.language import gettext_lazy


class AuditEventQuerySet(models.QuerySet):
    """The audit log is only ever read and added to."""

    def update(self, **kwargs):
        raise TypeError("Audit events are append-only.")

    def delete(self):
        raise TypeError("Audit events are append-only.")


class AuditHead(models.Model):
    """Where an agency's chain of audit events ends; ``agency_id`` 0 is the chain of the site itself.

    Whoever adds an event locks this row, and a chain whose last events were cut off disagrees with it.
    """

    agency_id = models.BigIntegerField(primary_key=True)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = gettext_lazy("ค่าปิดท้ายบันทึกการใช้งาน")
        verbose_name_plural = gettext_lazy("ค่าปิดท้ายบันทึกการใช้งาน")

    def __str__(self):
        return f"{self.agency_id}: {self.sequence}"


class AuditEvent(models.Model):
    """Who did what to which object, when and from where; without foreign keys, so that it outlives them all.

    The events of an agency (or of the site, without agency) are numbered from 1, and each carries the hash of the
    one before: see agencies/auditlog/chain.py. The database itself refuses to change them: agencies/auditlog/triggers.py.
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    address = models.CharField(max_length=45, blank=True)
    agency_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60, validators=[RegexValidator(r"^[a-z_]+\.[a-z_]+$")])
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField(null=True)
    object_label = models.CharField(max_length=300)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    sequence = models.BigIntegerField(editable=False)
    previous_hash = models.CharField(max_length=64, blank=True, editable=False)
    hash = models.CharField(max_length=64, editable=False)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("รายการในบันทึกการใช้งาน")
        verbose_name_plural = gettext_lazy("รายการในบันทึกการใช้งาน")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["agency_id", "-at"], name="audit_agency_time"),
            models.Index(fields=["object_type", "object_id"], name="audit_object"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "sequence"], name="audit_sequence_once"),
            # To a unique index every NULL is another one.
            models.UniqueConstraint(
                fields=["sequence"], condition=Q(agency_id__isnull=True), name="audit_site_sequence_once"
            ),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.action} {self.object_label}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("Audit events are append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("Audit events are append-only.")
