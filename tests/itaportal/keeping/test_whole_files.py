"""Files are stored whole or not at all, whatever happens while they are written, and a broken one is noticed."""

import os
import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from itaportal.keeping.kept import BrokenFile, is_whole, keep, open_whole, read_whole, told_sha256
from itaportal.keeping.writing import forget_parts, write_whole
from tests.conftest import ROOT

DATA = os.urandom(100_000)


@contextmanager
def full_after(size: int):
    """Let no file grow beyond the size: the system writes what fits and refuses the rest, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def files_under(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("size", [0, 1, 49_152, 99_999])
@pytest.mark.parametrize(
    "store",
    [
        lambda: keep("kept/{sha256}", DATA),
        lambda: default_storage.save("kept/a", ContentFile(DATA)),
    ],
    ids=["keep", "save"],
)
def test_a_disk_that_fills_up_leaves_nothing_behind(settings, store, size):
    with full_after(size), pytest.raises(OSError, match="File too large"):
        store()
    assert files_under(settings.MEDIA_ROOT) == []

    assert read_whole(store()) == DATA


def test_what_dies_while_it_writes_leaves_nothing_behind(tmp_path):
    def dying():
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a", dying())
    assert files_under(tmp_path) == []


def test_what_a_killed_process_had_begun_is_forgotten_a_day_later(tmp_path):
    script = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom itaportal.keeping.writing import write_whole\n"
        "def killed():\n    yield b'half'\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        f"write_whole(Path({str(tmp_path)!r}) / 'a', killed())\n"
    )
    write_whole(tmp_path / "whole", [DATA])
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    [part] = tmp_path.glob(".part-*")

    assert forget_parts(tmp_path) == 0
    day_before = time.time() - 25 * 3600
    for path in (part, tmp_path / "whole"):
        os.utime(path, (day_before, day_before))
    assert forget_parts(tmp_path) == 1
    assert files_under(tmp_path) == ["whole"]


def test_a_file_gets_its_name_after_it_reached_the_disk(tmp_path, monkeypatch):
    synced, sync = [], os.fsync

    def watched(handle):
        synced.append((tmp_path / "a").exists())
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    write_whole(tmp_path / "a", [DATA])

    assert synced == [False, True]  # the content before, the name after


def test_a_name_that_is_taken_is_never_written_over(tmp_path):
    write_whole(tmp_path / "a", [b"first"])
    with pytest.raises(FileExistsError):
        write_whole(tmp_path / "a", [b"second"])
    assert (tmp_path / "a").read_bytes() == b"first"
    assert files_under(tmp_path) == ["a"]


def test_many_who_save_at_once_keep_a_file_each(settings):
    contents = [bytes([number]) * 1000 for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(lambda one: default_storage.save("kept/a", ContentFile(one)), contents))
    assert len(set(names)) == 8
    assert [read_whole(name) for name in names] == contents
    assert len(files_under(settings.MEDIA_ROOT)) == 8


def test_text_is_stored_as_utf_8():
    assert read_whole(default_storage.save("kept/a", ContentFile("ไทย"))) == "ไทย".encode()


@pytest.mark.parametrize("broken", [b"", DATA[:49_152], DATA[:-1] + b"!", DATA + b"!"])
@pytest.mark.parametrize("name", ["kept/{sha256}", "kept/1-sha256-{sha256}.png"])
def test_a_broken_file_is_noticed_and_replaced_by_the_next_who_keeps_it(settings, name, broken):
    path = keep(name, DATA)
    sha256 = "" if told_sha256(path) else path.removeprefix("kept/")
    (settings.MEDIA_ROOT / path).write_bytes(broken)

    assert not is_whole(path, sha256)
    with pytest.raises(BrokenFile):
        open_whole(path, sha256)

    assert keep(name, DATA) == path
    assert read_whole(path, sha256) == DATA
    assert len(files_under(settings.MEDIA_ROOT)) == 1


def test_the_same_bytes_are_written_once(settings):
    path = settings.MEDIA_ROOT / keep("kept/{sha256}", DATA)
    written = path.stat().st_ino
    keep("kept/{sha256}", DATA)
    assert path.stat().st_ino == written


def test_a_file_whose_hash_nobody_knows_has_to_hold_something(settings):
    name = default_storage.save("kept/a.jpg", ContentFile(b"x"))
    assert is_whole(name)
    (settings.MEDIA_ROOT / name).write_bytes(b"")
    assert not is_whole(name)


def test_files_are_for_nobody_else_on_the_machine(settings):
    path = settings.MEDIA_ROOT / default_storage.save("kept/deep/a", ContentFile(b"x"))
    modes = [one.stat().st_mode & 0o777 for one in (path, path.parent, path.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]
