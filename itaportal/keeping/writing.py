"""Putting a file in place in one step: whoever looks finds all of it or nothing, whatever dies meanwhile."""

import contextlib
import errno
import os
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

PART = ".part-"
_DAY = 24 * 60 * 60  # seconds


def forget_parts(folder: Path) -> int:
    """Remove what processes that were killed while they wrote left behind, a day later; return how many there were."""
    forgotten = 0
    for part in folder.rglob(f"{PART}*"):
        with contextlib.suppress(FileNotFoundError):  # its file has just got its name
            if part.stat().st_mtime < time.time() - _DAY:
                part.unlink()
                forgotten += 1
    return forgotten


def write_whole(path: Path, chunks: Iterable[bytes], *, mode: int = 0o600, replace: bool = False) -> None:
    """Write the file under another name, have it reach the disk, and give it its name then.

    Raises FileExistsError where there is one and it is not to be replaced, and OSError, for example of a full disk; then
    nothing stays behind.
    """
    handle, name = tempfile.mkstemp(prefix=PART, dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            size = sum(file.write(chunk) for chunk in chunks)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        if part.stat().st_size != size:
            raise OSError(errno.EIO, "fewer bytes were stored than written", str(path))
        if replace:
            part.replace(path)
        else:
            os.link(part, path)
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Have the file's name reach the disk too."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
