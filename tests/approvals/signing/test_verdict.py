"""What the verification says of files that somebody has worked on."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfWriter

from approvals.signing import certificate
from approvals.signing.certificate import open_certificate
from approvals.signing.revision import open_update, write_update
from approvals.signing.verdict import verify_file
from tests.approvals.signing.conftest import Decision, seal_ids
from tests.factories.files import pdf as empty_pdf
from tests.factories.files import photo
from tests.factories.pki import PASSPHRASE, self_signed

pytestmark = [pytest.mark.pdf, pytest.mark.usefixtures("probes_here")]


def changed(pdf, change):
    """Return the PDF with an incremental update that ``change(writer)`` makes."""
    writer = open_update(pdf)
    change(writer)
    return write_update(writer)


def empty_field(writer, name="step-1"):
    return next(
        field.get_object()
        for field in writer.root["/AcroForm"]["/Fields"]
        if field.get_object()["/T"] == name
    )


def draw_an_approval(writer):
    """Put the picture of a decision into a field nobody has signed."""
    from pyhanko.pdf_utils.generic import pdf_name
    from pyhanko.pdf_utils.reader import PdfFileReader

    from tests.approvals.signing.conftest import drawn

    widget = empty_field(writer, "step-3")
    form = writer.import_page_as_xobject(PdfFileReader(BytesIO(drawn("เห็นชอบ").pdf)))
    widget["/AP"][pdf_name("/N")] = form
    writer.update_container(widget["/AP"])


def draw_on_the_page(writer):
    from pyhanko.pdf_utils.generic import StreamObject

    writer.add_stream_to_page(0, writer.add_object(StreamObject(stream_data=b"0 0 300 300 re f")))


def add_a_page(writer):
    from pyhanko.pdf_utils.generic import ArrayObject, FloatObject, StreamObject
    from pyhanko.pdf_utils.writer import PageObject

    content = writer.add_object(StreamObject(stream_data=b"0 0 9 9 re f"))
    box = ArrayObject(map(FloatObject, (0, 0, 200, 200)))
    writer.insert_page(PageObject(contents=content, media_box=box))


def add_a_note(writer):
    from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, FloatObject, pdf_name, pdf_string

    page, _ = writer.find_page_for_modification(0)
    note = {"/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/Text"), "/Contents": pdf_string("แก้ไขแล้ว")}
    note["/Rect"] = ArrayObject(map(FloatObject, (10, 10, 30, 30)))
    writer.register_annotation(
        page, writer.add_object(DictionaryObject({pdf_name(k): v for k, v in note.items()}))
    )


def add_an_unsigned_field(writer):
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    append_signature_field(
        writer, SigFieldSpec("step-9", box=(10, 10, 400, 400), empty_field_appearance=True)
    )


def change_the_title(writer):
    writer.set_info(None)
    writer.root["/Lang"] = writer.root["/Lang"].__class__("en")
    writer.update_root()


@pytest.mark.parametrize(
    "change",
    [draw_an_approval, draw_on_the_page, add_a_page, add_a_note, add_an_unsigned_field, change_the_title],
    ids=lambda change: change.__name__,
)
def test_what_is_added_after_the_last_signature_is_told(document, seal, change):
    signed = Decision().on(document, seal).pdf
    assert not verify_file(signed, trust_pems=(seal.root,)).altered

    found = verify_file(changed(signed, change), trust_pems=(seal.root,))

    assert found.altered
    assert "ถูกแก้ไขหลังลงนาม" in found.problem


@pytest.mark.parametrize(
    "change", [draw_on_the_page, add_a_page, add_a_note], ids=lambda change: change.__name__
)
def test_signing_again_does_not_hide_a_change(document, seal, change):
    signed = Decision().on(document, seal).pdf
    found = verify_file(Decision().at(2).on(changed(signed, change), seal).pdf, trust_pems=(seal.root,))

    assert found.altered
    assert [signature.whole_file for signature in found.signatures] == [False, False, True]
    assert "ไม่อนุญาต" in found.signatures[0].problem


def test_a_picture_in_an_empty_place_is_no_signature(document, seal):
    """Viewers and pyHanko let a form's pictures change; a later signature must not lend it its good name."""
    signed = Decision().on(changed(document, draw_an_approval), seal).pdf

    assert verify_file(signed, trust_pems=(seal.root,)).altered


@pytest.mark.parametrize("more", [b"\n", b"junk", b"%comment\n", bytes(1000)])
def test_bytes_behind_the_end_are_told(document, seal, more):
    assert verify_file(Decision().on(document, seal).pdf + more, trust_pems=(seal.root,)).altered


def test_cutting_the_last_signature_off_leaves_an_honest_file(document, seal):
    """The earlier file, as it once was: good in itself, but no approval."""
    found = verify_file(document, trust_pems=(seal.root,))

    assert (found.altered, [signature.field for signature in found.signatures]) == (False, ["portal-seal"])


def test_a_file_saved_again_by_another_program(document, seal):
    writer = PdfWriter(clone_from=BytesIO(Decision().on(document, seal).pdf))
    saved = BytesIO()
    writer.write(saved)

    found = verify_file(saved.getvalue(), trust_pems=(seal.root,))
    assert found.altered or not found.readable
    assert found.problem


def test_a_stranger_is_not_trusted(document, seal, mayor, authority):
    signed = Decision().on(document, mayor).pdf
    signature = verify_file(signed, trust_pems=(seal.root,)).signatures[-1]

    assert (signature.intact, signature.valid, signature.trusted, signature.own_seal) == (
        True,
        True,
        False,
        False,
    )
    assert "ไม่รู้จักผู้ออกใบรับรอง" in signature.problem
    assert not any(found.trusted for found in verify_file(signed, trust_pems=()).signatures)


@pytest.mark.parametrize("label", ["server", "site"])
def test_a_certificate_made_for_something_else_is_not_trusted(
    document, seal, authority, label, trust_pems, monkeypatch
):
    monkeypatch.setattr(certificate, "may_sign", lambda _: True)  # another program does not look
    signer = open_certificate(authority.p12(label), PASSPHRASE, now=datetime.now(UTC))
    signature = verify_file(Decision().on(document, signer).pdf, trust_pems=trust_pems).signatures[-1]

    assert (signature.intact, signature.valid, signature.trusted) == (True, True, False)
    assert "ไม่ได้ออกให้สำหรับการลงลายมือชื่อ" in signature.problem


def test_who_vouches_for_oneself_is_told(document, seal):
    own = open_certificate(self_signed("นายตัวอย่าง นามสมมุติ", PASSPHRASE), PASSPHRASE, now=datetime.now(UTC))
    signature = verify_file(Decision().on(document, own).pdf, trust_pems=(seal.root,)).signatures[-1]

    assert not signature.trusted
    assert "ออกใบรับรองให้ตนเอง" in signature.problem


@pytest.mark.parametrize(
    ("name", "seen"), [("นาย 😀 ตัวอย่าง", "นาย ตัวอย่าง"), ("นาย\u202eตัวอย่าง", "นายตัวอย่าง")]
)
def test_a_name_with_letters_that_disturb_is_judged_and_cleaned(document, seal, name, seen):
    """What asn1crypto refuses to compare must not make the whole file unreadable."""
    own = open_certificate(self_signed(name, PASSPHRASE), PASSPHRASE, now=datetime.now(UTC))
    found = verify_file(Decision().on(document, own).pdf, trust_pems=(seal.root,))

    assert (found.readable, found.altered) == (True, False)
    assert (found.signatures[-1].signer, found.signatures[-1].issuer) == (seen, seen)
    assert "ออกใบรับรองให้ตนเอง" in found.signatures[-1].problem


def test_somebody_elses_local_authority_is_not_ours(document, seal, tmp_path):
    """The names are the same in every portal; only the key tells."""
    from approvals.signing.seal import local_authority

    other = local_authority(tmp_path / "other")
    signed = Decision().on(document, other).pdf
    for roots, trusted in ((seal.root,), False), ((seal.root, other.root), True):
        signature = verify_file(signed, trust_pems=roots, seals=seal_ids(seal)).signatures[-1]

        assert (signature.signer, signature.trusted) == ("ตราของพอร์ทัล ITA", trusted)
        assert not signature.own_seal


@pytest.mark.parametrize("content", [b"", b"nonsense", b"%PDF-1.7\n%%EOF", bytes(100_000)])
def test_what_is_no_pdf(content):
    found = verify_file(content, trust_pems=())

    assert (found.readable, found.altered, found.signatures) == (False, False, ())
    assert "อ่านไฟล์นี้ไม่ได้" in found.problem


def test_a_picture_is_no_pdf():
    assert not verify_file(photo(), trust_pems=()).readable


def test_a_pdf_that_nobody_signed():
    found = verify_file(empty_pdf(), trust_pems=())

    assert (found.readable, found.altered, found.pages, found.signatures) == (True, False, 1, ())
    assert "ไม่มีลายมือชื่อ" in found.problem


def test_a_locked_pdf():
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    locked = BytesIO()
    writer.write(locked)

    assert "รหัสผ่าน" in verify_file(locked.getvalue(), trust_pems=()).problem
