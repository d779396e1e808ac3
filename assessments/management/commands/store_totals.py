from django.core.management.base import BaseCommand
from django.db import transaction

from assessments.actions import store_official
from assessments.models import Assessment

_AT_ONCE = 500


class Command(BaseCommand):
    """Compare the stored totals and levels of all years with what the scores come to, and mend what differs."""

    help = "Compute all official totals and levels anew, and tell how many were stored otherwise."

    def handle(self, *args, **options):
        ids = list(Assessment.objects.order_by("pk").values_list("pk", flat=True))
        mended = 0
        for start in range(0, len(ids), _AT_ONCE):
            with transaction.atomic():
                mended += store_official(ids[start : start + _AT_ONCE])
        self.stdout.write(f"{len(ids)} years compared, {mended} mended")
