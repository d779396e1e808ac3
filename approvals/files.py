"""Storing an edition's bytes: the name tells the content, and nothing is overwritten."""

import hashlib

from approvals.models import Edition, StoredFile
from approvals.models.editions import stored_file_path
from approvals.signing.failures import BROKEN, SigningFailed
from itaportal.keeping.kept import keep, read_whole


def store(edition: Edition, number: int, pdf: bytes, pages: int) -> StoredFile:
    """Store the bytes and then the row, so that no row ever names a file that is not there."""
    stored = StoredFile(
        edition=edition,
        number=number,
        sha256=hashlib.sha256(pdf).hexdigest(),
        size=len(pdf),
        pages=pages,
    )
    stored.file = keep(stored_file_path(stored, ""), pdf)
    stored.save()
    return stored


def content_of(stored: StoredFile) -> bytes:
    """Return the stored bytes, to be signed; raises SigningFailed if they are gone or are not those that were stored."""
    try:
        return read_whole(stored.file.name, stored.sha256)
    except OSError as error:
        raise SigningFailed(BROKEN) from error
