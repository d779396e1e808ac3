"""Putting a backup into an empty portal: first all of it is looked at, then the portal is touched."""

import gzip
import hashlib
import json
import shutil
import tarfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.files.utils import validate_file_name
from django.core.management import call_command
from django.db import transaction
from django.db.migrations.loader import MigrationLoader

from itaportal.keeping.backup import rows
from itaportal.keeping.backup.packing import MANIFEST, ORIGIN, SECRET, stored_files
from itaportal.keeping.backup.sealing import BadBackup, Opened
from itaportal.keeping.writing import write_whole

_CHUNK = 1024 * 1024
_IN_MEMORY = 8 * _CHUNK


class NotRestored(Exception):
    """The portal or the backup does not let itself be restored; in English, for the operator. Nothing was touched."""


def restore(file: BinaryIO, passphrase: str) -> bool:
    """Put all of the backup into the portal, and return whether its SECRET_KEY is the portal's.

    Where it is another one, it is laid down as ``secret_key.restored`` in ``DATA_DIR``. Raises BadBackup and NotRestored
    before anything is touched; what fails later leaves nothing behind but empty tables.
    """
    _need_empty()
    manifest, origin = _looked_through(file, passphrase)
    _need_this_release(origin["migrations"])
    call_command("migrate", verbosity=0, interactive=False)
    undo: list[Callable[[], object]] = []
    try:
        with transaction.atomic():
            rows.make_way()
            counts = _put_in_place(file, passphrase, undo)
            if counts != manifest["rows"]:
                raise BadBackup("the rows are not as many as they should be")
            rows.set_counters()
    except BaseException:
        for take_back in undo:
            take_back()
        raise
    return not _left_secret().exists()


def _need_empty() -> None:
    """Whatever stands in the portal would be mixed with the backup, or lost."""
    if filled := rows.filled_tables():
        raise NotRestored(f"the portal is not empty: {', '.join(filled[:5])}. Name an empty database")
    keys = Path(settings.SIGNING_FOLDER)
    if any(path.is_file() for path in keys.rglob("*")):
        raise NotRestored(f"{keys} is not empty. Name an empty DATA_DIR")
    if name := next(stored_files(), ""):
        raise NotRestored(
            f"{name} is stored already. Name an empty DATA_DIR, or an empty bucket in STORAGE_URL"
        )
    if _left_secret().exists():
        raise NotRestored(f"{_left_secret()} is there from another restore")


def _need_this_release(backed_up: Iterable[str]) -> None:
    """Rows fit the tables of the release alone that wrote them."""
    here = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(backed_up) - here):
        raise NotRestored(f"the backup is of a newer release ({newer[-1]}). Restore it with that one")
    if older := sorted(here - set(backed_up)):
        raise NotRestored(
            f"the backup is of an older release (without {older[0]}). Restore it with that one, then update"
        )


def _members(file: BinaryIO, passphrase: str) -> Iterator[tuple[str, IO[bytes]]]:
    """Yield the name and content of every member, to be read at once; all of the file has been opened at the end."""
    file.seek(0)
    opened = Opened(file, passphrase)
    try:
        with tarfile.open(fileobj=opened, mode="r|") as archive:  # type: ignore[call-overload]
            for member in archive:
                content = archive.extractfile(member)
                if content is None:
                    raise BadBackup(f"{member.name} is no file")
                yield member.name, content
    except tarfile.TarError as error:
        raise BadBackup(f"the archive cannot be read: {error}") from error
    while opened.read(_CHUNK):
        pass


def _looked_through(file: BinaryIO, passphrase: str) -> tuple[dict, dict]:
    """Return manifest and origin of a backup of which every byte is as it was written."""
    found: dict[str, str] = {}
    told: dict[str, dict] = {}
    for name, content in _members(file, passphrase):
        if name in (MANIFEST, ORIGIN):
            read = content.read()
            told[name], sha256 = json.loads(read), hashlib.sha256(read).hexdigest()
        else:
            validate_file_name(name, allow_relative_path=True)
            sha256 = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
        found[name] = sha256
    found.pop(MANIFEST, None)
    if told.keys() != {MANIFEST, ORIGIN} or told[MANIFEST]["sha256"] != found:
        raise BadBackup("the backup does not hold what it says it holds")
    return told[MANIFEST], told[ORIGIN]


def _put_in_place(file: BinaryIO, passphrase: str, undo: list[Callable[[], object]]) -> dict[str, int]:
    """Write files, noting in ``undo`` how they are removed, and rows, and return how many rows of each model."""
    counts: dict[str, int] = {}
    for name, content in _members(file, passphrase):
        place, _, rest = name.partition("/")
        if place == "rows":
            label = rest.partition("/")[0]
            counts[label] = counts.get(label, 0) + rows.add_lines(label, gzip.decompress(content.read()))
        elif name == SECRET:
            if (secret := content.read()) != settings.SECRET_KEY.encode():
                undo.append(_write(_left_secret(), [secret]))
        elif place == "media":
            undo.append(_store(rest, content))
        elif place == "keys":
            path = Path(settings.SIGNING_FOLDER).parent / rest
            undo.append(_write(path, iter(lambda: content.read(_CHUNK), b"")))  # noqa: B023 - read at once
    return counts


def _store(name: str, content: IO[bytes]) -> Callable[[], object]:
    """Have the storage keep the content under its name, wherever that is."""
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        shutil.copyfileobj(content, file)
        if (stored := default_storage.save(name, File(file))) != name:
            default_storage.delete(stored)
            raise FileExistsError(name)
    return partial(default_storage.delete, name)


def _write(path: Path, chunks: Iterable[bytes]) -> Callable[[], object]:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, chunks)
    return partial(path.unlink, missing_ok=True)


def _left_secret() -> Path:
    return Path(settings.SIGNING_FOLDER).parent / "secret_key.restored"
