"""Keeping what was pasted while its rows are chosen, and forgetting it where nobody went on."""

import hashlib
from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import Agency, User
from exchange.actions.upload import file_name
from exchange.models import Source
from itaportal.keeping.kept import keep

# Long enough to come back after a week of holidays.
KEPT = timedelta(days=7)


@transaction.atomic
def keep_source(
    *, agency: Agency, table: str, fiscal_year: int, name: str, data: bytes, found_json: str, by: User
) -> Source:
    """Keep a source as it came and what was read from it; the same one sent again by the same person is kept once.

    No audit event: nothing was brought in. The import that is made of it names it.
    """
    digest = hashlib.sha256(data).hexdigest()
    read = {"found_json": found_json, "at": timezone.now()}
    source, _ = Source.objects.update_or_create(
        defaults=read,
        create_defaults={**read, "name": file_name(name), "size": len(data)},
        agency=agency,
        table=table,
        fiscal_year=fiscal_year,
        sha256=digest,
        by=by,
    )
    # A file of its own, so that forgetting it takes nothing from anybody else.
    source.file = keep(f"sources/{source.pk}-{{sha256}}", data)
    source.save(update_fields=["file"])
    return source


def change_found(*, source: Source, found_json: str) -> None:
    """Keep what a person put right in the rows of their own source, which stays as it came."""
    Source.objects.filter(pk=source.pk).update(found_json=found_json)


def forget_sources() -> int:
    """Remove sources of which no rows were taken in a week, with their files, and return how many."""
    forgotten = 0
    for source in Source.objects.waiting().filter(at__lt=timezone.now() - KEPT).defer("found_json"):
        try:
            with transaction.atomic():
                source.delete()
        except IntegrityError:
            continue  # somebody has just taken rows of it
        default_storage.delete(source.file.name)
        forgotten += 1
    return forgotten
