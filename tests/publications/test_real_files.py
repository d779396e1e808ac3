"""Files as they are: submitted, signed, published, and then tampered with."""

import io
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pyhanko.sign.fields import SigFieldSpec

from approvals import actions
from approvals.files import content_of
from approvals.signing.authority import SEAL_NAME
from approvals.signing.certificate import open_certificate
from approvals.signing.revision import DIGEST, add_signature, open_update
from approvals.signing.sign import AUDIT_HEAD
from publications.verification.inspection import inspect_file
from publications.verification.verdicts import Tone
from tests.factories import editions
from tests.factories.files import pdf as empty_pdf
from tests.factories.pki import PASSPHRASE, self_signed

pytestmark = [pytest.mark.pdf, pytest.mark.slow]


@pytest.fixture
def published(bureau, monkeypatch):
    """A published memo with real signatures."""
    monkeypatch.setattr("approvals.actions.submission.check", lambda snapshot: [])
    signing = actions.Signing.by_seal()
    edition = editions.submitted(bureau)
    for person in bureau.chain:
        editions.decided(edition, person, signing=signing)
    return actions.publish(edition=edition, by=bureau.clerk)


def with_a_page_more(pdf: bytes) -> bytes:
    from pypdf import PdfWriter

    writer, output = PdfWriter(io.BytesIO(pdf), incremental=True), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(output)
    return output.getvalue()


def saved_anew(pdf: bytes) -> bytes:
    from pypdf import PdfWriter

    writer, output = PdfWriter(), io.BytesIO()
    writer.append(io.BytesIO(pdf))
    writer.write(output)
    return output.getvalue()


def with_a_byte_changed(pdf: bytes) -> bytes:
    changed = bytearray(pdf)
    changed[5000] ^= 1
    return bytes(changed)


def forged(edition) -> bytes:
    """Return a blank page signed by nobody, under the names that a published file carries."""
    from pyhanko.sign.signers import PdfSignatureMetadata

    decision = edition.decisions.last()
    own = open_certificate(self_signed(SEAL_NAME, PASSPHRASE), PASSPHRASE, now=datetime.now(UTC))
    texts = {"name": decision.name, "contact_info": AUDIT_HEAD + decision.audit_head}
    metadata = PdfSignatureMetadata(field_name="step-3", md_algorithm=DIGEST, **texts)
    with own.pyhanko_signer() as signer:
        field = SigFieldSpec("step-3")
        return add_signature(
            open_update(empty_pdf()), metadata, signer, at=datetime.now(UTC), new_field=field
        )


def test_copied_names_prove_nothing(published, visitor):
    forgery = forged(published)

    found = inspect_file(forgery)

    assert found.file.signatures[0].audit_head == published.decisions.last().audit_head
    assert (found.verdict.tone, found.file.altered) == (Tone.BAD, False)
    assert "ผู้ลงนามไม่ใช่" in found.verdict.title
    page = visitor.post("/verify/", {"file": SimpleUploadedFile("a.pdf", forgery)}).content.decode()
    assert "ซึ่งไม่ใช่ไฟล์นี้" in page
    assert "ระบุชื่อว่า" in page
    assert "คำยืนยันของระบบนี้เอง" not in page

    attached = actions.attach_copy(edition=published, pdf=forgery, note="", by=published.submitted_by)
    assert attached.sha256 == found.sha256
    assert inspect_file(forgery).verdict.title == found.verdict.title


def test_the_published_file_is_right_and_every_other_is_not(published):
    newest = content_of(published.files.get(number=3))

    right = inspect_file(newest)
    early = inspect_file(content_of(published.files.get(number=1)))

    assert right.verdict.title == "ถูกต้อง ตรงกับฉบับที่อนุมัติ"
    assert [one.problem for one in right.file.signatures] == [""] * 4
    assert early.verdict.title == "เป็นไฟล์ก่อนลงนามครบ"
    for tampered in (with_a_page_more, saved_anew, with_a_byte_changed, lambda pdf: pdf + b"\n"):
        found = inspect_file(tampered(newest))
        assert found.verdict.tone == Tone.BAD
        assert found.verdict.title == "ถูกแก้ไขหลังลงนาม อย่าใช้ไฟล์นี้"
        assert found.edition == published
