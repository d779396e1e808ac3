"""The archive inside a backup: a tar file that begins with what it was made by and ends with what it must hold.

``origin.json``: migrations. ``rows/APP.MODEL/NUMBER``: rows, packed. ``media/…``: stored files. ``keys/…``: what stands in
``DATA_DIR`` of the portal's own authority, and the SECRET_KEY. ``manifest.json``: hash of each of these, and rows of each
model.
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import models

from itaportal.keeping.backup import rows
from itaportal.keeping.backup.sealing import sealed
from itaportal.keeping.fields import HashedFileField
from itaportal.keeping.kept import open_whole
from itaportal.keeping.writing import PART, write_whole

ORIGIN, MANIFEST, SECRET = "origin.json", "manifest.json", "keys/secret_key"
_CHUNK = 1024 * 1024


def write_backup(path: Path, passphrase: str, *, told: Callable[[str], None]) -> dict[str, int]:
    """Write the backup, whole or not at all, and return how many rows and files it holds.

    ``told`` hears of every stored file that is missing or broken; the backup holds all others.
    Raises FileExistsError.
    """
    archive = _Archive(told)
    write_whole(path, sealed(archive.chunks(), passphrase))
    return {"rows": sum(archive.rows.values()), "files": len(archive.sha256)}


class _Archive:
    """The archive as it is being made."""

    def __init__(self, told: Callable[[str], None]):
        self.rows: dict[str, int] = {}
        self.sha256: dict[str, str] = {}
        self._told = told

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes of the archive; the rows are of one moment, and so are the files that they name."""
        with rows.one_moment():
            yield from self._member(ORIGIN, _json({"migrations": rows.migrations()}))
            for model in rows.kept_models():
                yield from self._rows(model)
            named = dict(named_files())
        for name, sha256 in sorted(named.items()):
            yield from self._named_file(name, sha256)
        for name in stored_files():
            if name not in named:
                yield from self._file(f"media/{name}", partial(default_storage.open, name))
        for path in (*_files_under(settings.SIGNING_FOLDER), Path(f"{settings.SIGNING_FOLDER}-seals.pem")):
            name = f"keys/{path.relative_to(Path(settings.SIGNING_FOLDER).parent)}"
            yield from self._file(name, partial(_opened, path))
        yield from self._member(SECRET, settings.SECRET_KEY.encode())
        yield from self._member(MANIFEST, _json({"rows": self.rows, "sha256": self.sha256}))
        yield bytes(2 * tarfile.BLOCKSIZE)

    def _rows(self, model: type[models.Model]) -> Iterator[bytes]:
        label = model._meta.label
        for number, (count, lines) in enumerate(rows.lines_of(model)):
            self.rows[label] = self.rows.get(label, 0) + count
            yield from self._member(f"rows/{label}/{number:06}", gzip.compress(lines, 6))

    def _named_file(self, name: str, sha256: str) -> Iterator[bytes]:
        try:
            file = open_whole(name, sha256)
        except OSError as broken:
            self._told(
                f"{name}: {'is missing' if isinstance(broken, FileNotFoundError) else 'has other bytes'}"
            )
            return
        with file:
            yield from self._stream(f"media/{name}", file, file.size)

    def _file(self, name: str, opening: Callable[[], BinaryIO | File[Any]]) -> Iterator[bytes]:
        """Nobody waits for a file that no row names: it may be gone by now."""
        try:
            file = opening()
        except FileNotFoundError:
            return
        with file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            yield from self._stream(name, file, size)

    def _member(self, name: str, content: bytes) -> Iterator[bytes]:
        yield from self._stream(name, io.BytesIO(content), len(content))

    def _stream(self, name: str, file: BinaryIO | File[Any], size: int) -> Iterator[bytes]:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        yield member.tobuf(tarfile.PAX_FORMAT)
        digest = hashlib.sha256()
        while chunk := file.read(min(_CHUNK, size)):
            digest.update(chunk)
            size -= len(chunk)
            yield chunk
        if size:
            raise OSError(f"{name} became shorter while it was read")
        self.sha256[name] = digest.hexdigest()
        yield bytes(-member.size % tarfile.BLOCKSIZE)


def named_files() -> Iterator[tuple[str, str]]:
    """Yield the name of every file that a row names, with its hash where the row tells it."""
    for model in rows.kept_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField):
                told = [field.sha256_in] if isinstance(field, HashedFileField) else []
                for name, *sha256 in model._base_manager.values_list(field.name, *told).iterator():
                    if name:
                        yield name, sha256[0] if sha256 else ""


def stored_files(folder: str = "") -> Iterator[str]:
    """Yield the name of every stored file, without those that are just being written."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    within = f"{folder}/" if folder else ""
    yield from (f"{within}{name}" for name in sorted(files) if not name.startswith(PART))
    for name in sorted(folders):
        yield from stored_files(f"{within}{name}")


def _files_under(folder: str | Path) -> list[Path]:
    found = (path for path in Path(folder).rglob("*") if not path.name.startswith(PART))
    return sorted(path for path in found if path.is_file())


def _opened(path: Path) -> BinaryIO:
    return path.open("rb")


def _json(content: object) -> bytes:
    return json.dumps(content).encode()
