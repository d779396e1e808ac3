"""Bringing the database up to what the files say."""

import hashlib

from django.db import IntegrityError, transaction

from handbook.manual import STYLESHEETS, manual_html, manual_key
from handbook.models import Manual, StoredPage, manual_path
from handbook.pages import pages
from handbook.rendering import as_text
from itaportal.keeping.kept import is_whole, keep
from reports.typesetting.rendering import render_pdf


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


def stored_manual() -> Manual:
    """Return the handbook as PDF, made once of each content and stored; a broken file is made anew. Takes seconds."""
    html = manual_html()
    key = manual_key(html)
    stored = Manual.objects.filter(key=key).first()
    if stored and is_whole(stored.file.name, stored.sha256):
        return stored
    content = render_pdf(html, stylesheets=STYLESHEETS)
    manual = stored or Manual(key=key)
    manual.sha256 = hashlib.sha256(content).hexdigest()
    manual.file = keep(manual_path(manual, ""), content)
    try:
        with transaction.atomic():
            manual.save()
    except IntegrityError:
        # Somebody else made the same meanwhile; theirs are the same bytes.
        return Manual.objects.get(key=key)
    return manual
