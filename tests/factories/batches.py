"""A batch of the site with one sealed file, for tests that walk all addresses."""

import hashlib

from django.urls import reverse

from agencies.models import Agency
from batches.enums import BatchState, SheetState
from batches.models import Batch, Sheet, sheet_path
from itaportal.keeping.kept import keep
from reports.models import Document
from tests.factories.world import World


def add_batch(world: World, agency: Agency) -> None:
    """Store a paused batch with a file of the agency, and tell the world every address of batches."""
    document, data = Document.objects.filter(agency=agency).first(), b"%PDF-1.7 sealed"
    batch = Batch.objects.create(kind=document.kind, fiscal_year=2566, state=BatchState.PAUSED)
    made = Sheet(batch=batch, document=document, state=SheetState.DONE)
    made.file, made.sha256 = keep(sheet_path(made, ""), data), hashlib.sha256(data).hexdigest()
    made.save()
    steps = ("batch", "progress", "pause", "resume", "cancel", "retry")
    world.urls |= {f"batches:{name}": reverse(f"batches:{name}", args=[batch.pk]) for name in steps}
    world.urls["batches:sheet"] = reverse("batches:sheet", args=[batch.pk, made.pk])
    world.urls["batches:index"] = reverse("batches:index")
