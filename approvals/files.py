"""Storing an edition's bytes: the name tells the content, and nothing is overwritten."""

import hashlib

from django.core.files.base import ContentFile

from approvals.models import Edition, StoredFile


def store(edition: Edition, number: int, pdf: bytes, pages: int) -> StoredFile:
    """Store the bytes and then the row, so that no row ever names a file that is not there."""
    stored = StoredFile(
        edition=edition,
        number=number,
        sha256=hashlib.sha256(pdf).hexdigest(),
        size=len(pdf),
        pages=pages,
    )
    stored.file.save("", ContentFile(pdf), save=False)
    stored.save()
    return stored


def content_of(stored: StoredFile) -> bytes:
    """Return the stored bytes; raises OSError if they are gone."""
    with stored.file.open("rb") as file:
        return file.read()
