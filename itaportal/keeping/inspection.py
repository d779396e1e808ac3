"""Looking at every kept file: those that rows name, and those in folders that no row knows."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models

from itaportal.keeping.fields import HashedFileField
from itaportal.keeping.kept import BrokenFile, open_whole, told_sha256


def faults_of_files(*, folders_without_rows: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield where a kept file is not as it was stored, and what is wrong with it, in English.

    Every file field of every model is looked at. In ``folders_without_rows`` the names of the files tell their hashes.
    """
    for model in apps.get_models():
        fields = [field for field in model._meta.concrete_fields if isinstance(field, models.FileField)]
        if fields:
            yield from _faults_of_rows(model, fields)
    for folder in folders_without_rows:
        for path in _files_in(folder):
            if told_sha256(path) and (fault := _fault(path)):
                yield path, fault


def _faults_of_rows(model: type[models.Model], fields: list[models.FileField]) -> Iterator[tuple[str, str]]:
    hashes = {field.name: field.sha256_in for field in fields if isinstance(field, HashedFileField)}
    rows = model._base_manager.order_by("pk").only(*(field.name for field in fields), *hashes.values())
    for row in rows.iterator(chunk_size=200):
        for field in fields:
            path = getattr(row, field.name).name
            sha256 = getattr(row, hashes[field.name]) if field.name in hashes else ""
            if path and (fault := _fault(path, sha256)):
                where = f"{model._meta.label} {row.pk}"
                yield where if field.name == "file" else f"{where} {field.name}", fault


def _fault(path: str, sha256: str = "") -> str:
    try:
        open_whole(path, sha256).close()
    except BrokenFile:
        return "has other bytes"
    except (OSError, ValueError):
        return f"is missing ({path})"
    return ""


def _files_in(folder: str) -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in sorted(files))
    for name in sorted(folders):
        yield from _files_in(f"{folder}/{name}")
