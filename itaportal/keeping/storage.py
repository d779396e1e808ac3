"""The storage of every file that the portal keeps."""

from collections.abc import Iterable
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.core.files.utils import validate_file_name

from itaportal.keeping.writing import write_whole


class WholeFileStorage(FileSystemStorage):
    """Files in a folder, each written whole or not at all."""

    def _save(self, name: str, content: File) -> str:
        while True:
            try:
                self._write(name, (_bytes_of(chunk) for chunk in content.chunks()), replace=False)
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name.replace("\\", "/")

    def put(self, name: str, data: bytes) -> None:
        """Store the bytes under exactly this name, in place of what is there."""
        validate_file_name(name, allow_relative_path=True)
        self._write(name, [data], replace=True)

    def _write(self, name: str, chunks: Iterable[bytes], *, replace: bool) -> None:
        path = Path(self.path(name))
        self._make(path.parent)
        write_whole(path, chunks, mode=self.file_permissions_mode or 0o600, replace=replace)

    def _make(self, folder: Path) -> None:
        # ``os.makedirs`` gives its mode to the last folder alone.
        missing = [one for one in (folder, *folder.parents) if not one.is_dir()]
        for one in reversed(missing):
            one.mkdir(mode=self.directory_permissions_mode or 0o700, exist_ok=True)


def _bytes_of(chunk: bytes | str) -> bytes:
    return chunk.encode() if isinstance(chunk, str) else chunk
