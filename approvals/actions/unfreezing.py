"""Giving a document back to those who write it."""

from django.db.models import F

from reports.models import Document


def unfreeze(document: Document) -> bool:
    """Make the document a draft again; False if it was one already."""
    changed = Document.objects.filter(pk=document.pk, frozen=True).update(
        frozen=False, version=F("version") + 1
    )
    if changed:
        document.refresh_from_db(fields=["frozen", "version"])
    return bool(changed)
