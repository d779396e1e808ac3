"""Keeping bytes under a name that tells their hash, and opening a file only where it is what it was."""

import hashlib
import re
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage

_TOLD = re.compile(r"sha256-([0-9a-f]{64})(?:\.\w+)?$")


class BrokenFile(OSError):
    """A stored file is not what was stored."""


def keep(name: str, data: bytes) -> str:
    """Store the bytes and return the file's name, in which ``{sha256}`` stands for their hash.

    What is there already under the name is looked at: the same bytes are not stored twice, a broken file is replaced.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = name.format(sha256=sha256)
    if not is_whole(path, sha256):
        default_storage.put(path, data)  # type: ignore[attr-defined]  # itaportal.keeping.storage
    return path


def told_sha256(path: str) -> str:
    """Return the hash that a name of the form ``…sha256-HASH.extension`` tells, "" for another name."""
    told = _TOLD.search(path)
    return told[1] if told else ""


def is_whole(path: str | None, sha256: str = "") -> bool:
    """Tell whether the file is there and has the hash, or the one that its name tells."""
    try:
        open_whole(path, sha256).close()
    except OSError:
        return False
    return True


def open_whole(path: str | None, sha256: str = "") -> File[Any]:
    """Open a stored file whose hash, or the one that its name tells, is right.

    Raises FileNotFoundError, also where a row names no file, and BrokenFile. A file whose hash nobody knows has to hold
    something.
    """
    if not path:
        raise FileNotFoundError
    file = default_storage.open(path)
    try:
        if expected := sha256 or told_sha256(path):
            sound = hashlib.file_digest(file, "sha256").hexdigest() == expected
        else:
            sound = file.size > 0
        file.seek(0)
    except BaseException:
        file.close()
        raise
    if not sound:
        file.close()
        raise BrokenFile(path)
    return file


def read_whole(path: str | None, sha256: str = "") -> bytes:
    """Return the bytes of a stored file; raises as ``open_whole`` does."""
    with open_whole(path, sha256) as file:
        return file.read()
