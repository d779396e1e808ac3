"""Bringing the database up to what the files say."""

from django.db import transaction

from handbook.models import StoredPage
from handbook.pages import pages
from handbook.rendering import as_text


@transaction.atomic
def store_pages() -> int:
    """Store every page's words where they are new or changed, forget pages that are gone, and return how many changed."""
    stored = {page.slug: page for page in StoredPage.objects.all()}
    changed = 0
    for page in pages():
        text = f"{page.summary}\n{as_text(page.source)}"
        row = stored.pop(page.slug, None) or StoredPage(slug=page.slug)
        if (row.title, row.text) != (page.title, text):
            row.title, row.text = page.title, text
            # One by one: the search follows what is saved.
            row.save()
            changed += 1
    for gone in stored.values():
        gone.delete()
    return changed + len(stored)
