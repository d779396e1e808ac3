"""Files in a bucket are kept, found, looked at, copied and brought back like those in a folder."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from approvals import actions
from approvals.inspection import mismatches
from approvals.models import StoredFile
from itaportal.health import Level, stores
from itaportal.keeping.address import bucket_options
from itaportal.keeping.backup import sealing
from itaportal.keeping.backup.packing import stored_files, write_backup
from itaportal.keeping.backup.restoring import NotRestored, restore
from itaportal.keeping.kept import BrokenFile, keep, open_whole, read_whole
from itaportal.passing import Passing, ServiceAway, passing
from tests.conftest import signed_in
from tests.factories import editions
from tests.factories.audit import unprotect
from tests.factories.buckets import bucket_server, new_bucket, objects

PASSPHRASE = "ม้าแท้ แบตเตอรี่ ลวดเย็บ"
FOLDER = {"default": {"BACKEND": "itaportal.keeping.storage.WholeFileStorage"}}
WHOLE = "s3://key:secret@minio.example:9000/files/portal/a?region=th&tls=0&style=virtual"


def test_an_address_is_taken_apart():
    assert bucket_options(WHOLE) == {
        "bucket_name": "files",
        "location": "portal/a",
        "endpoint_url": "http://minio.example:9000",
        "region_name": "th",
        "access_key": "key",
        "secret_key": "secret",
        "addressing_style": "virtual",
    }
    short = bucket_options("s3://s3.example/files")
    assert (short["endpoint_url"], short["access_key"], short["location"]) == ("https://s3.example", None, "")


@pytest.mark.parametrize(
    "url",
    [
        "https://s3.example/files",
        "s3://s3.example",
        "s3:///files",
        "s3://key@s3.example/files",
        "s3://s3.example/files?acl=public",
        "s3://s3.example/files?tls=yes",
        "s3://s3.example/files?style=x",
    ],
)
def test_an_address_that_says_something_else_is_refused_without_its_secret(url):
    with pytest.raises(ValueError, match="STORAGE_URL") as refused:
        bucket_options(url.replace("s3.example", "key:hush@s3.example") if "@" not in url else url)
    assert "hush" not in str(refused.value)


@pytest.fixture(scope="module")
def port():
    with bucket_server() as port:
        yield port


def use(settings, url: str) -> str:
    """Have files kept where the address says, and return the bucket's name."""
    bucket = {"BACKEND": "itaportal.keeping.bucket.BucketStorage", "OPTIONS": bucket_options(url)}
    settings.STORAGES = {**settings.STORAGES, "default": bucket}
    settings.STORAGE_URL = url
    return bucket["OPTIONS"]["bucket_name"]


@pytest.fixture
def bucket(port, settings):
    return use(settings, new_bucket(port))


def test_what_is_stored_is_there_whole_under_its_own_name(port, bucket):
    names = [default_storage.save("a/b.txt", ContentFile(text)) for text in (b"one", b"two")]
    assert names[0] == "a/b.txt" != names[1]
    default_storage.put("a/b.txt", b"new")
    assert objects(port, bucket) == {"portal/a/b.txt": b"new", f"portal/{names[1]}": b"two"}
    assert default_storage.listdir("a") == ([], sorted(["b.txt", names[1].removeprefix("a/")]))
    assert list(stored_files()) == sorted(names)
    assert default_storage.size("a/b.txt") == 3
    default_storage.delete("a/b.txt")
    default_storage.delete("a/b.txt")
    assert not default_storage.exists("a/b.txt")


def test_two_that_store_under_one_name_at_the_same_time_both_find_theirs(bucket, monkeypatch):
    kind = type(storages["default"])
    free = iter(["heads/day", "heads/day", "heads/other"])
    monkeypatch.setattr(kind, "get_available_name", lambda *_, **__: next(free))
    names = [default_storage.save("heads/day", ContentFile(text)) for text in (b"first", b"second")]
    assert names == ["heads/day", "heads/other"]
    assert [read_whole(name) for name in names] == [b"first", b"second"]


def test_a_file_is_opened_only_where_it_is_what_it_was(bucket):
    path = keep("kept/sha256-{sha256}.bin", b"x" * 5_000_000)
    assert read_whole(path) == b"x" * 5_000_000
    default_storage.put(path, b"y")
    with pytest.raises(BrokenFile):
        open_whole(path)
    default_storage.delete(path)
    with pytest.raises(FileNotFoundError):
        open_whole(path)
    with pytest.raises(ValueError, match="as a whole"):
        default_storage.open("kept/new", "wb")


@pytest.mark.parametrize("what", ["no server", "no bucket"])
def test_a_bucket_that_does_not_answer_is_a_fault_that_passes_and_loses_no_file(port, settings, what):
    use(settings, f"s3://key:secret@127.0.0.1:{port if what == 'no bucket' else 9}/nowhere?tls=0")
    for ask in (
        lambda: default_storage.open("a"),
        lambda: default_storage.put("a", b""),
        lambda: default_storage.listdir(""),
        lambda: keep("a-{sha256}", b""),
    ):
        with pytest.raises(ServiceAway, match="the bucket") as away:
            ask()
        assert passing(away.value) is Passing.SERVICE
    assert not stores.has_room()
    found = stores.files()
    assert (found.level, "STORAGE_URL" in found.todo, "secret" in found.said) == (Level.FAULT, True, False)


def test_a_bucket_that_takes_files_is_well(port, bucket):
    assert stores.has_room()
    assert stores.files().level == Level.WELL
    assert "S3" in stores.files().said
    assert list(objects(port, bucket)) == ["portal/.part-health"]
    assert list(stored_files()) == [], "what is written to see that it can be is no stored file"


@pytest.mark.pdf
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("probes_here")
def test_a_document_goes_its_way_in_a_bucket_and_comes_back_into_a_folder(
    port, bucket, bureau, settings, tmp_path, monkeypatch
):
    settings.SIGNING_FOLDER = tmp_path / "signing"
    monkeypatch.setattr(sealing, "SCRYPT_COST", 2)
    monkeypatch.setattr("approvals.actions.submission.check", lambda snapshot: [])
    edition = editions.submitted(bureau)
    for person in bureau.chain:
        editions.decided(edition, person, signing=actions.Signing.by_portal())
    edition.refresh_from_db()
    stored = StoredFile.objects.get(edition=edition, number=edition.file_number)
    kept = objects(port, bucket)
    assert hashlib.sha256(kept[f"portal/{stored.file.name}"]).hexdigest() == stored.sha256
    assert not Path(settings.MEDIA_ROOT).exists(), "nothing is kept beside the bucket"
    assert [str(each) for each in mismatches(everything=True)] == []

    address = reverse("approvals:edition_file", args=[bureau.agency.slug, edition.pk])
    assert hashlib.sha256(b"".join(signed_in(bureau.clerk).get(address))).hexdigest() == stored.sha256
    assert Client().get(address).status_code == 302, "who is not signed in is asked to"

    whole = kept[f"portal/{stored.file.name}"]
    default_storage.put(stored.file.name, whole + b" ")
    assert "has other bytes" in str(next(mismatches()))
    default_storage.put(stored.file.name, whole)

    backup = tmp_path / "portal.backup"
    write_backup(backup, PASSPHRASE, told=pytest.fail)
    with backup.open("rb") as file, pytest.raises(NotRestored, match="not empty"):
        restore(file, PASSPHRASE)
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in kept.items()}

    another_portal(settings, tmp_path / "other")
    with backup.open("rb") as file:
        restore(file, PASSPHRASE)
    media = Path(settings.MEDIA_ROOT)
    assert hashes == {
        f"portal/{path.relative_to(media)}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in media.rglob("*")
        if path.is_file()
    }
    assert [str(each) for each in mismatches(everything=True)] == []

    another_portal(settings, tmp_path / "third")
    other = use(settings, new_bucket(port))
    with backup.open("rb") as file:
        restore(file, PASSPHRASE)
    assert objects(port, other) == kept


def another_portal(settings, folder: Path) -> None:
    """An empty database and folders where nothing is; files in a folder."""
    unprotect(connection)
    call_command("flush", verbosity=0, interactive=False)
    settings.STORAGES = {**settings.STORAGES, **FOLDER}
    settings.STORAGE_URL = ""
    settings.MEDIA_ROOT, settings.SIGNING_FOLDER = folder / "media", folder / "signing"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_restored_over_a_bucket_that_holds_files_or_does_not_answer(
    agency, port, bucket, settings, tmp_path, monkeypatch
):
    monkeypatch.setattr(sealing, "SCRYPT_COST", 2)
    settings.SIGNING_FOLDER = tmp_path / "signing"
    default_storage.put("a", b"b")
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    given = {"passphrase_file": tmp_path / "passphrase"}
    write_backup(tmp_path / "portal.backup", PASSPHRASE, told=pytest.fail)
    another_portal(settings, tmp_path / "other")
    for url, why in ((new_bucket(port), "is stored already"), ("s3://k:s@127.0.0.1:9/a?tls=0", "the bucket")):
        use(settings, url)
        if why == "is stored already":
            default_storage.put("there", b"b")
        with pytest.raises(CommandError, match=f"nothing was restored: .*{why}"):
            call_command("restore", tmp_path / "portal.backup", **given)
    with pytest.raises(CommandError, match="no backup was written: the bucket"):
        call_command("backup", tmp_path / "second.backup", **given)
    assert not (tmp_path / "second.backup").exists()
