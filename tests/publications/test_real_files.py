"""Files as they are: submitted, signed, published, and then tampered with."""

import hashlib
import io
import subprocess
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from pyhanko.sign.fields import SigFieldSpec

from approvals import actions
from approvals.enums import Means, Trust
from approvals.files import content_of
from approvals.inspection import mismatches
from approvals.signing import installation
from approvals.signing.authority import SEAL_NAME
from approvals.signing.certificate import open_certificate
from approvals.signing.fields import add_signature_fields, certify
from approvals.signing.keyfolder import open_issuer, renew_seal
from approvals.signing.looks import Looks
from approvals.signing.revision import DIGEST, add_signature, open_update
from approvals.signing.seal import local_authority
from approvals.signing.sign import AUDIT_HEAD, sign
from approvals.signing.softkey import SoftKey, export_key
from approvals.signing.trust import Trust as Trusted
from publications.verification.answers import Tone
from publications.verification.inspection import inspect_file
from reports.actions import frozen_pdf
from reports.snapshot.reading import read_snapshot
from tests.english import thai_on
from tests.factories import editions
from tests.factories.files import pdf as empty_pdf
from tests.factories.pki import PASSPHRASE, self_signed
from tests.pdftext import paragraphs, render

pytestmark = [pytest.mark.pdf, pytest.mark.slow, pytest.mark.usefixtures("probes_here")]


@pytest.fixture
def published(bureau, monkeypatch, settings, tmp_path):
    """A published memo with real signatures, by a seal and certificates of the test's own authority."""
    settings.SIGNING_FOLDER = tmp_path / "signing"
    monkeypatch.setattr("approvals.actions.submission.check", lambda snapshot: [])
    edition = editions.submitted(bureau)
    for person in bureau.chain:
        editions.decided(edition, person, signing=actions.Signing.by_portal())
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


def signer_of(p12: bytes) -> SoftKey:
    """Return what signs with the file, unlike the portal without looking whose it is."""
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    found = load_pkcs12(p12, PASSPHRASE.encode())
    return SoftKey(*export_key(found.key, [found.cert.certificate]))


def forged(edition) -> bytes:
    """Return a blank page signed by nobody, under the names that a published file carries."""
    from pyhanko.sign.signers import PdfSignatureMetadata

    decision = edition.decisions.last()
    own = signer_of(self_signed(SEAL_NAME, PASSPHRASE))
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


def test_the_published_file_is_right_and_every_other_is_not(published, visitor):
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
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    altered = SimpleUploadedFile("a.pdf", with_a_byte_changed(newest), "application/pdf")
    said = visitor.post("/verify/", {"file": altered})
    agency = published.document.agency
    in_file = [
        [one.name, one.signer, one.organisation, one.issuer, one.reason] for one in found.file.signatures
    ]
    data = [*sum(in_file, []), agency.name, agency.province, str(published.register_entry)]
    assert "Do not use this file" in said.content.decode()
    assert thai_on(said, *filter(None, data)) == []


def put_in_place(edition, pdf: bytes) -> None:
    """Put a file in the place of the newest one, in storage and database."""
    stored = edition.files.get(number=edition.file_number)
    sha256 = hashlib.sha256(pdf).hexdigest()
    path = default_storage.save(stored.file.name.replace(stored.sha256, sha256), ContentFile(pdf))
    edition.files.filter(pk=stored.pk).update(sha256=sha256, size=len(pdf), file=path)


def signed_anew(edition, seal) -> bytes:
    """Return the edition's document with every signature that it must have, by another seal."""
    pdf, places = frozen_pdf(read_snapshot(edition.snapshot))
    now = edition.submitted_at
    pdf = certify(add_signature_fields(pdf, places), seal, reason="เสนอเพื่อพิจารณา", audit_head="", at=now)
    for decision in edition.decisions.all():
        pdf = sign(
            pdf,
            field=f"step-{decision.signatory.position}",
            signer=seal,
            looks=Looks(render(paragraphs(["เห็นชอบ"])), (f"step-{decision.signatory.position}",)),
            reason="เห็นชอบ",
            name=decision.name,
            location="",
            audit_head=decision.audit_head,
            timestamp=None,
            trust=Trusted(),
            at=now,
        ).pdf
    return pdf


@pytest.mark.parametrize("root_is_trusted", [False, True])
def test_a_file_signed_anew_by_another_portal_is_red_whatever_the_database_says(
    published, settings, tmp_path, root_is_trusted
):
    other = local_authority(tmp_path / "other")
    if root_is_trusted:
        settings.TRUST_FOLDER = str(tmp_path / "trusted")
        (tmp_path / "trusted").mkdir()
        (tmp_path / "trusted" / "root.pem").write_bytes(other.root)
    forgery = signed_anew(published, other)
    put_in_place(published, forgery)

    found = inspect_file(forgery)

    assert (found.verdict.tone, found.file.altered) == (Tone.BAD, False)
    assert found.verdict.title == "ลายมือชื่อในไฟล์ไม่ตรงกับบันทึกของระบบ อย่าใช้ไฟล์นี้"
    assert {one.trusted for one in found.file.signatures} == {root_is_trusted}
    told = [str(mismatch) for mismatch in mismatches()]
    assert len([line for line in told if "is not by the portal's seal" in line]) == 1
    assert len([line for line in told if "is not by a certificate that the portal issued" in line]) == 3


@pytest.mark.parametrize("replaced", [empty_pdf, lambda: b"%PDF-1.7 nothing"])
def test_a_file_that_nobody_signed_in_the_place_of_the_right_one_is_red(published, replaced):
    put_in_place(published, replaced())

    assert inspect_file(replaced()).verdict.tone == Tone.BAD
    assert any("verify" in str(mismatch) or "signed in" in str(mismatch) for mismatch in mismatches())


def test_another_document_in_the_place_of_the_right_one_is_red(published, bureau):
    """Sealed by the same portal, decided by the same people, and yet it says something else."""
    actions.revise(edition=published, by=bureau.clerk)
    signing = actions.Signing.by_seal()
    newer = editions.submitted(bureau)
    for person in bureau.chain:
        editions.decided(newer, person, signing=signing)
    other = content_of(newer.files.get(number=3))
    newer.files.update(sha256="0" * 64)
    put_in_place(published, other)

    assert inspect_file(other).verdict.tone == Tone.BAD
    assert any("data that it carries" in str(mismatch) for mismatch in mismatches())


def test_a_seal_that_was_renewed_is_still_the_portals(published, settings):
    former = installation.own_seals()
    folder = settings.SIGNING_FOLDER
    renew_seal(folder, open_issuer(folder, ""), datetime.now(UTC))
    installation._seal.cache_clear()

    assert former < installation.own_seals()
    assert inspect_file(content_of(published.files.get(number=3))).verdict.tone == Tone.GOOD


def test_a_signer_for_whom_nobody_vouches_is_on_record_but_never_called_right(bureau, published):
    actions.revise(edition=published, by=bureau.clerk)
    own = open_certificate(self_signed("นาย ก ตัวอย่าง", PASSPHRASE), PASSPHRASE, now=datetime.now(UTC))
    by_oneself = actions.Signing(Means.CERTIFICATE, own, f"{own.subject} · {own.issuer}")
    edition = editions.submitted(bureau)
    for person in bureau.chain:
        editions.decided(edition, person, signing=by_oneself)
    file = content_of(edition.files.get(number=3))

    assert inspect_file(file).verdict.tone == Tone.CAUTION
    assert inspect_file(file).verdict.title == "ตรงกับฉบับที่อนุมัติ แต่ยืนยันผู้ลงนามได้ไม่ครบ"
    assert list(mismatches()) == []
    edition.decisions.filter(signatory__position=2).update(certificate="นาย ข ตัวอย่าง · ผู้ออก")
    assert inspect_file(file).verdict.tone == Tone.BAD


def test_a_reader_of_pdf_shows_who_decided(published, bureau, tmp_path):
    path = tmp_path / "memo.pdf"
    path.write_bytes(content_of(published.files.get(number=3)))
    told = subprocess.run(["pdfsig", str(path)], capture_output=True, errors="replace", check=False).stdout

    assert told.count("Signature is Valid.") == 4
    for person, (_, title, _) in zip(bureau.chain, editions.CHAIN, strict=True):
        assert f"Common Name: {person.get_full_name()}" in told
        # pdfsig prints no more than 61 bytes of a position.
        assert f"title={title[:12]}" in told
    found = inspect_file(path.read_bytes()).file
    assert [one.trust for one in found.signatures] == [Trust.SEAL, *[Trust.LOCAL] * 3]


def test_the_name_of_a_decision_in_a_foreign_hand_is_red(bureau, published):
    """Rows say that the portal's certificate signed; the file is signed by another of the same names."""
    actions.revise(edition=published, by=bureau.clerk)
    edition = editions.submitted(bureau)
    for person in bureau.chain:
        name = person.get_full_name()
        signing = actions.Signing(Means.CERTIFICATE, signer_of(self_signed(name, PASSPHRASE)), f"{name} · ก")
        editions.decided(edition, person, signing=signing)
    edition.decisions.update(means=Means.ISSUED)

    assert inspect_file(content_of(edition.files.get(number=3))).verdict.tone == Tone.BAD
    assert any("not by a certificate that the portal issued" in str(mismatch) for mismatch in mismatches())


def test_how_a_decision_came_about_cannot_be_changed_in_its_row(published):
    first = published.decisions.get(signatory__position=1)
    published.decisions.filter(pk=first.pk).update(proof_method="webauthn", opened=True)

    assert inspect_file(content_of(published.files.get(number=3))).verdict.tone == Tone.BAD
