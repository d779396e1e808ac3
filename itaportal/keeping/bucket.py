"""Every file that the portal keeps in a bucket of S3-compatible storage (STORAGE_URL), for portals on several hosts.

An object is there whole or not at all, and is stored for good when the storage says so: what ``WholeFileStorage`` does by
renaming and fsync is the storage's own promise here.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from django.core.files.utils import validate_file_name
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

from itaportal.keeping.writing import PART
from itaportal.passing import ServiceAway

_IN_MEMORY = 4 * 1024 * 1024  # bytes; larger files are read from a temporary one
_MISSING, _THERE = {404}, {409, 412}


class BucketStorage(S3Storage):
    """A bucket, with the faults of files: FileNotFoundError and FileExistsError; ServiceAway where it does not answer."""

    def __init__(self, *, addressing_style: str, **options: Any):
        # Servers beside Amazon's know no trailing checksums.
        config = Config(
            s3={"addressing_style": addressing_style},
            signature_version="s3v4",
            connect_timeout=5,
            read_timeout=30,
            retries={"mode": "standard", "total_max_attempts": 3},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        super().__init__(file_overwrite=False, client_config=config, **options)

    def put(self, name: str, data: bytes) -> None:
        """Store the bytes under exactly this name, in place of what is there."""
        validate_file_name(name, allow_relative_path=True)
        self._write(name, data)

    def need_writable(self) -> None:
        """Write a small object, always the same one; raises ServiceAway."""
        self._write(f"{PART}health", b"written to see that it can be\n")

    def _open(self, name: str, mode: str = "rb") -> "File[Any]":
        if mode != "rb":
            raise ValueError("objects are read, or stored as a whole")
        with _faults_of_files(name):
            found = self._client.get_object(Bucket=self.bucket_name, Key=self._key(name))
            file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - whoever opened it closes it
            shutil.copyfileobj(found["Body"], file)
        file.seek(0)
        return File(file, name)

    def _save(self, name: str, content: "File[Any]") -> str:
        while True:
            content.seek(0)
            try:
                # Not the file of Django's around it, which without a name counts as nothing.
                self._write(name, content.file, IfNoneMatch="*")
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return clean_name(name)

    def _write(self, name: str, body: bytes | IO[bytes] | None, **more: str) -> None:
        with _faults_of_files(name):
            self._client.put_object(Bucket=self.bucket_name, Key=self._key(name), Body=body, **more)

    def delete(self, name: str) -> None:
        """Remove the object, if it is there."""
        with _faults_of_files(name):
            super().delete(name)

    def exists(self, name: str) -> bool:
        """Tell whether the object is there."""
        with _faults_of_files(name):
            return super().exists(name)

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        """Return the folders and files in a folder; none where there is none."""
        with _faults_of_files(name):
            return super().listdir(name)

    def size(self, name: str) -> int:
        """Return how many bytes the object has."""
        with _faults_of_files(name):
            return super().size(name)

    @property
    def _client(self) -> Any:
        return self.connection.meta.client

    def _key(self, name: str) -> str:
        return self._normalize_name(clean_name(name))


@contextmanager
def _faults_of_files(name: str) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
        if status in _MISSING and error.response.get("Error", {}).get("Code") != "NoSuchBucket":
            raise FileNotFoundError(name) from error
        if status in _THERE:
            raise FileExistsError(name) from error
        raise ServiceAway(f"the bucket: {error}") from error
    except BotoCoreError as error:
        raise ServiceAway(f"the bucket: {error}") from error
