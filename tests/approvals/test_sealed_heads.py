"""What a database cannot say of itself: heads sealed into documents and, every day, into a statement."""

import hashlib
import json
import subprocess
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from agencies.auditlog.chain import digest
from agencies.auditlog.models import AuditEvent
from agencies.auditlog.sealed import merge_heads, read_head
from agencies.auditlog.writing import head_of, record, verify_chain
from agencies.enums import Role
from approvals import actions
from approvals.actions import heads
from approvals.actions.heads import seal_heads, sealed_days
from approvals.files import content_of
from approvals.inspection import mismatches
from approvals.sealed_heads import FOLDER, sealed_heads_of, statements, write_statement
from approvals.signing import installation
from approvals.signing.seal import local_authority
from approvals.signing.stated_heads import join_heads, split_heads, stated_heads
from approvals.signing.statement import is_sealed, seal_statement
from tests.conftest import member, signed_in
from tests.factories.audit import run, unprotect
from tests.factories.editions import decided, submitted


@pytest.fixture(autouse=True)
def _own_seal(settings, tmp_path_factory):
    settings.SIGNING_FOLDER = tmp_path_factory.getbasetemp() / "signing"


@pytest.fixture
def log(agency):
    """A log of five events."""
    for number in range(5):
        record("agency.save", agency, by=None, agency=agency, after={"name": f"ชื่อที่ {number}"})
    return agency


def on(monkeypatch, day: int) -> None:
    """Let today be that day of January."""
    moment = timezone.make_aware(timezone.datetime(2026, 1, day))
    monkeypatch.setattr(heads.timezone, "localdate", lambda: moment.date())


def told() -> list[str]:
    return [str(mismatch) for mismatch in mismatches()]


def rewrite(agency_id: int) -> None:
    """Say something else in every event of a chain, and recompute all of its hashes and its head."""
    unprotect(connection)
    last = ""
    for event in list(AuditEvent.objects.filter(agency_id=agency_id).order_by("sequence")):
        event.object_label, event.previous_hash = "อื่น", last
        last = digest({name: getattr(event, name) for name in _CONTENT})
        run(
            connection,
            "UPDATE agencies_auditevent SET object_label = %s, previous_hash = %s, hash = %s WHERE id = %s",
            [event.object_label, event.previous_hash, last, event.pk],
        )
    run(connection, "UPDATE agencies_audithead SET hash = %s WHERE agency_id = %s", [last, agency_id])


_CONTENT = (
    "at", "actor_id", "actor_name", "address", "agency_id", "action", "object_type", "object_id", "object_label",
    "before", "after", "sequence", "previous_hash",
)  # fmt: skip


def cut(agency_id: int) -> None:
    """Take the last two events off, with the head."""
    unprotect(connection)
    last = AuditEvent.objects.filter(agency_id=agency_id).order_by("-sequence")[2]
    run(
        connection,
        "DELETE FROM agencies_auditevent WHERE agency_id = %s AND sequence > %s",
        [agency_id, last.sequence],
    )
    run(
        connection,
        "UPDATE agencies_audithead SET sequence = %s, hash = %s WHERE agency_id = %s",
        [last.sequence, last.hash, agency_id],
    )


def remove(agency_id: int) -> None:
    """Take everything away."""
    unprotect(connection)
    for table in ("auditevent", "audithead"):
        run(connection, f"DELETE FROM agencies_{table} WHERE agency_id = %s", [agency_id])


def signature_of(path: str) -> str:
    """Return where the signature of a statement stands."""
    with default_storage.open(path) as file:
        return path.replace(".json", f"-{hashlib.sha256(file.read()).hexdigest()}.p7s")


ATTACKS = [rewrite, cut, remove]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_quiet_agencys_log_is_held_by_the_statement_of_the_day(log, attack):
    """No document of it was ever signed."""
    auditor = signed_in(member(log, Role.VIEWER))
    address = f"/a/{log.slug}/settings/audit/?check=1"
    seal_heads()
    assert "ตรวจสอบแล้วครบถ้วน" in auditor.get(address).content.decode()
    assert told() == []

    attack(log.pk)

    assert verify_chain(log.pk, {}) is None, "the database alone does not show it"
    assert "บันทึกไม่ครบถ้วน" in auditor.get(address).content.decode()
    assert any(line.startswith(f"audit log of {log.name}") for line in told())


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.pdf
@pytest.mark.slow
def test_the_log_is_held_by_signed_documents(bureau, monkeypatch, attack):
    """The page looks into them, the log of the site is in them, and the database is not asked where they are silent."""
    monkeypatch.setattr("approvals.actions.submission.check", lambda snapshot: [])
    record("agency.add", bureau.agency, by=None, agency=None)
    site = head_of(None)
    edition = submitted(bureau)
    decision = decided(edition, bureau.chain[0], signing=actions.Signing.by_seal())
    pdf = content_of(edition.files.get(number=1))

    assert [site for _, site in stated_heads(pdf)] == [site, site]
    assert list(stated_heads(pdf))[1][0] == decision.audit_head
    assert sealed_heads_of(None) == dict(read_head(site))
    attack(bureau.agency.pk)
    assert verify_chain(bureau.agency.pk, sealed_heads_of(bureau.agency.pk)) is not None


def test_the_log_of_the_site_is_held_as_well(log):
    for _ in range(3):
        record("agency.add", log, by=None, agency=None)
    seal_heads()
    unprotect(connection)
    run(connection, "DELETE FROM agencies_auditevent WHERE agency_id IS NULL")
    run(connection, "DELETE FROM agencies_audithead WHERE agency_id = 0")

    assert any(line.startswith("audit log of site") for line in told())


def test_heads_are_sealed_once_a_day_and_follow_each_other(log, monkeypatch, mailoutbox, settings):
    settings.AUDIT_MAIL = ["auditor@example.org"]
    for day in (1, 1, 2):
        on(monkeypatch, day)
        call_command("catch_up")

    second, first = statements()
    assert (first.day, second.day, second.previous) == ("2026-01-01", "2026-01-02", first.sha256)
    assert first.heads[log.pk] == head_of(log)
    assert sealed_days() == {first.day: first.sha256, second.day: second.sha256}
    assert [len(message.attachments) for message in mailoutbox] == [2, 2]
    assert told() == []


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda path: default_storage.delete(path), "are missing"),
        (lambda path: default_storage.delete(signature_of(path)), "not as the portal sealed them"),
        (lambda path: _append(path, b" "), "not as the portal sealed them"),
        (lambda path: _append(signature_of(path), b" "), "not as the portal sealed them"),
    ],
)
def test_a_statement_that_is_gone_or_changed_is_told(log, monkeypatch, spoil, fault):
    on(monkeypatch, 1)
    seal_heads()
    spoil(f"{FOLDER}/2026-01-01.json")

    assert any("2026-01-01" in line and fault in line for line in told())


def _append(path: str, more: bytes) -> None:
    with open(default_storage.path(path), "ab") as file:
        file.write(more)


def test_two_that_seal_at_once_leave_one_statement(log, monkeypatch):
    on(monkeypatch, 1)
    seal_heads()

    assert write_statement("2026-01-01", {log.pk: "1:a"}, "") is None
    assert [each.sound for each in statements()] == [True]
    assert len(default_storage.listdir(FOLDER)[1]) == 2


def test_another_portals_statement_counts_for_nothing(log, tmp_path, monkeypatch):
    on(monkeypatch, 1)
    seal_heads()
    path = f"{FOLDER}/2026-01-01.json"
    stored = Path(default_storage.path(path))
    data = json.dumps(json.loads(stored.read_bytes()) | {"heads": {str(log.pk): "99:ab"}}).encode()
    stored.write_bytes(data)
    signature = seal_statement(data, local_authority(tmp_path / "other"), None)
    Path(default_storage.path(signature_of(path))).write_bytes(signature)

    assert [each.sound for each in statements()] == [False]
    assert sealed_heads_of(log.pk) == {}


def test_a_statement_is_read_by_openssl(tmp_path):
    seal = installation.seal()
    for name, content in (("d", b"data"), ("s", seal_statement(b"data", seal, None)), ("root", seal.root)):
        (tmp_path / name).write_bytes(content)
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "s", "-content", "d"]

    ended = subprocess.run(
        [*command, "-CAfile", "root", "-purpose", "any"], cwd=tmp_path, capture_output=True
    )

    assert (ended.returncode, ended.stdout) == (0, b"data"), ended.stderr
    seals = installation.own_seals()
    assert is_sealed(b"data", (tmp_path / "s").read_bytes(), seals)
    assert not is_sealed(b"date", (tmp_path / "s").read_bytes(), seals)
    assert not is_sealed(b"data", (tmp_path / "s").read_bytes(), frozenset())


def test_what_was_sealed_is_known_also_while_the_seal_cannot_be_opened(log, settings, monkeypatch):
    on(monkeypatch, 1)
    seal_heads()
    settings.SEAL_FILE = "/nowhere.p12"

    assert [each.sound for each in statements()] == [True]
    assert sealed_heads_of(log.pk) != {}


def test_two_sealed_hashes_of_one_event_agree_with_none():
    assert merge_heads([(1, "a"), (2, "b"), (1, "c")]) == {1: "", 2: "b"}
    assert read_head("12:ab") == [(12, "ab")]
    assert [read_head(text) for text in ("", "x:ab", "12", "12:", "-1:a")] == [[]] * 5


@pytest.mark.parametrize("how", ["", "proof:totp opened:yes"])
@pytest.mark.parametrize("heads", [("1:a", "2:b"), ("1:a", ""), ("", "2:b"), ("", "")])
def test_both_heads_and_how_it_came_about_are_stated_in_one_text(heads, how):
    assert split_heads(join_heads(*heads, how)) == (*heads, how)


def test_every_event_goes_to_the_systems_log_once_it_is_committed(
    agency, caplog, django_capture_on_commit_callbacks
):
    with caplog.at_level("INFO", logger="audit"), django_capture_on_commit_callbacks(execute=True):
        record("agency.save", agency, by=None, agency=agency, after={"name": "ชื่อลับ"})
        assert caplog.messages == []

    [line] = caplog.messages
    event = AuditEvent.objects.get(agency_id=agency.pk)
    assert json.loads(line)["hash"] == event.hash
    assert json.loads(line)["sequence"] == 1
    assert "ชื่อลับ" not in line
