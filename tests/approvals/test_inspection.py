"""verify_documents: everything that is stored is found again as it was, and whatever is not is named."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from agencies.models import AuditEvent
from approvals import actions
from approvals.actions.outages import add_missing_timestamps
from approvals.enums import State
from approvals.files import content_of
from approvals.inspection import mismatches
from approvals.models import Decision, Edition
from tests.factories.audit import unprotect
from tests.factories.editions import decided, submitted
from tests.factories.pki import Authority

pytestmark = [pytest.mark.pdf, pytest.mark.usefixtures("probes_here")]


@pytest.fixture
def edition(bureau, settings, tmp_path_factory) -> Edition:
    """An edition with real files, approved by the first of three."""
    settings.SIGNING_FOLDER = tmp_path_factory.getbasetemp() / "signing"
    # The agency's memo has nothing to say about the completeness check; that is tested with the check.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("approvals.actions.submission.check", lambda snapshot: [])
        edition = submitted(bureau)
    decided(edition, bureau.chain[0], signing=actions.Signing.by_seal())
    return edition


def found() -> list[str]:
    return [str(mismatch) for mismatch in mismatches()]


def test_what_nobody_touched_is_as_it_was_stored(edition):
    assert found() == []
    out = io.StringIO()
    call_command("verify_documents", stdout=out)
    assert "1 editions" in out.getvalue()


def test_a_changed_file_is_named(edition):
    stored = edition.files.get(number=1)
    path = stored.file.path
    content = content_of(stored)
    with open(path, "wb") as file:
        file.write(content.replace(b"/Type", b"/Tyqe", 1))
    assert any(line.startswith(f"approvals.StoredFile {stored.pk}: has other bytes") for line in found())
    with pytest.raises(CommandError, match="mismatches"):
        call_command("verify_documents", stderr=io.StringIO())


def test_a_missing_file_is_named(edition):
    stored = edition.files.get(number=0)
    default_storage.delete(stored.file.name)
    assert any("is missing" in line for line in found())


def test_an_altered_snapshot_is_named(edition):
    Edition.objects.update(snapshot=edition.snapshot.replace("90.11", "99.11"))
    assert any("snapshot was altered" in line for line in found())


def test_an_edition_approved_behind_the_back_is_named(edition):
    Edition.objects.update(state=State.APPROVED)
    assert any("not every step has decided" in line for line in found())


def test_a_decision_put_under_another_name_is_named(edition):
    Decision.objects.update(name="นายอื่น")
    assert any("does not say what the decision says" in line for line in found())


def test_an_audit_log_cut_off_and_patched_up_is_found_by_the_signed_files(edition):
    unprotect(connection)
    sealed = edition.decisions.get().audit_head
    cut = int(sealed.split(":")[0]) - 1
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM agencies_auditevent WHERE agency_id = %s AND sequence > %s",
            [edition.document.agency_id, cut],
        )
        last = AuditEvent.objects.get(agency_id=edition.document.agency_id, sequence=cut)
        cursor.execute(
            "UPDATE agencies_audithead SET sequence = %s, hash = %s WHERE agency_id = %s",
            [cut, last.hash, edition.document.agency_id],
        )
    assert any(line.startswith("audit log of") and f"row {cut + 1} " in line for line in found())


def test_missing_triggers_are_named(edition):
    unprotect(connection)
    assert any("triggers are missing" in line for line in found())


def test_a_time_stamp_that_could_not_be_had_is_added_later(bureau, edition, settings, tmp_path):
    for person in bureau.chain[1:]:
        decided(edition, person, signing=actions.Signing.by_seal())
    Decision.objects.update(timestamp_error="ขอตราประทับเวลาไม่ได้")
    assert add_missing_timestamps() == (0, "")  # no service is configured
    with Authority(tmp_path).running() as authority:
        settings.TSA_URL = authority.tsa_url
        assert add_missing_timestamps() == (1, "")
        assert add_missing_timestamps() == (0, "")
    edition.refresh_from_db()
    assert edition.file_number == 4
    assert set(edition.decisions.values_list("timestamp_error", flat=True)) == {""}
    assert found() == []
