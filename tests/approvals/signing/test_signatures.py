"""Signing in turn with seal, own certificate and token: every signature holds, and the file stays PDF/A."""

import random
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from approvals.signing.failures import SigningFailed
from approvals.signing.fields import SEAL_FIELD, add_signature_fields
from approvals.signing.sign import AUDIT_HEAD
from approvals.signing.verdict import judge_findings, verify_file
from approvals.signing.verify_probe import findings
from tests.approvals.signing.conftest import PIN, Decision, Place, seal_ids
from tests.factories.pki import NAMES
from tests.pdftext import reader

pytestmark = [pytest.mark.pdf, pytest.mark.usefixtures("probes_here")]


def fields(pdf):
    found = [field.get_object() for field in root(pdf)["/AcroForm"]["/Fields"]]
    return {field["/T"]: field for field in found}


def root(pdf):
    return reader(pdf).trailer["/Root"]


def pdfsig(pdf, tmp_path):
    """Return what Poppler says of each signature."""
    if not (program := shutil.which("pdfsig")):
        pytest.skip("pdfsig is missing: install poppler-utils")
    (tmp_path / "signed.pdf").write_bytes(pdf)
    command = [program, "-nocert", str(tmp_path / "signed.pdf")]
    return re.findall(
        r"Signature Validation: (.*)", subprocess.run(command, capture_output=True, text=True).stdout
    )


def pyhanko_statuses(pdf, trust_pems):
    """Return what pyHanko says of each signature on its own, without our reading of it."""
    from asn1crypto import pem, x509
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    roots = [x509.Certificate.load(pem.unarmor(one)[2]) for one in trust_pems]
    found = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    return [validate_pdf_signature(one, ValidationContext(roots), ValidationContext(roots)) for one in found]


def test_three_signers_in_turn(document, seal, mayor, token, trust_pems, tmp_path):
    pdf = document
    for step, signer in ((1, seal), (2, mayor), (3, token)):
        signed = Decision().at(step).on(pdf, signer)
        assert signed.pdf.startswith(pdf), "what was there has changed"
        assert (signed.level, signed.timestamp_error) == ("B-B", "")
        pdf = signed.pdf

    assert pdfsig(pdf, tmp_path) == ["Signature is Valid."] * 4
    for status in pyhanko_statuses(pdf, trust_pems):
        assert status.bottom_line, status.pretty_print_details()
    verdict = verify_file(pdf, trust_pems=trust_pems, seals=seal_ids(seal))
    assert (verdict.readable, verdict.altered, verdict.problem, verdict.pages) == (True, False, "", 1)
    first, *decisions = verdict.signatures
    assert (first.field, first.certified, first.own_seal) == (SEAL_FIELD, True, True)
    assert [found.field for found in decisions] == ["step-1", "step-2", "step-3"]
    assert [found.signer for found in decisions[1:]] == [NAMES["mayor"], NAMES["clerk"]]
    assert [found.own_seal for found in decisions] == [True, False, False]
    assert {found.problem for found in verdict.signatures} == {""}
    assert all(found.trusted and found.whole_file for found in verdict.signatures)
    assert {found.audit_head for found in decisions} == {"a1b2c3"}
    assert [bool(found.allowed_changes) for found in decisions] == [True, True, False]


def test_what_the_signature_dictionary_says(document, mayor):
    pdf = Decision().on(document, mayor).pdf
    value = fields(pdf)["step-1"]["/V"]

    assert value["/SubFilter"] == "/ETSI.CAdES.detached"
    assert (value["/Reason"], value["/Name"]) == ("เห็นชอบ", "นายตัวอย่าง นามสมมุติ")
    assert value["/ContactInfo"] == AUDIT_HEAD + "a1b2c3"
    assert value["/M"].startswith(f"D:{datetime.now(UTC):%Y%m%d}")


def test_the_portal_allows_nothing_but_signing(document):
    certification = root(document)["/Perms"]["/DocMDP"]
    transform = certification["/Reference"][0]["/TransformParams"]

    assert transform["/P"] == 2
    assert root(document)["/AcroForm"]["/SigFlags"] == 3


def test_the_file_stays_pdf_a(rendered, approved):
    before, after = root(rendered), root(approved)

    assert after["/Metadata"].get_data() == before["/Metadata"].get_data()
    assert profiles(after) == profiles(before)
    assert reader(approved).trailer["/Info"] == reader(rendered).trailer["/Info"]
    assert "/NeedAppearances" not in after["/AcroForm"]
    for name, widget in fields(approved).items():
        assert widget["/F"] & 0b100111 == 0b100, f"{name} must be printed and not hidden"
        assert not {"/A", "/AA"} & set(widget)
        if name != SEAL_FIELD:
            assert set(widget["/AP"]) == {"/N"}
            assert embedded_fonts(widget["/AP"]["/N"])


def profiles(root):
    return [intent.get_object()["/DestOutputProfile"].get_data() for intent in root["/OutputIntents"]]


def embedded_fonts(form):
    """Return whether the drawing has fonts, all of them in the file, and neither structure nor transparency."""
    resources = form["/Resources"]
    fonts = [font.get_object() for font in resources["/Font"].values()]
    states = [state.get_object() for state in resources.get("/ExtGState", {}).values()]
    assert all(state.get("/ca", 1) == 1 and "/SMask" not in state for state in states)
    assert "/Group" not in form
    assert b"/MCID" not in form.get_data()
    inner = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    return fonts and all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in inner)


def test_an_empty_place_speaks(document):
    assert fields(document)["step-2"]["/TU"] == "ลำดับที่ 2"
    assert "/V" not in fields(document)["step-2"]


@pytest.mark.parametrize("step", [1, 9])
def test_a_place_that_is_filled_or_missing_is_refused(approved, seal, step):
    with pytest.raises(SigningFailed, match="ลงนามไปแล้ว|ไม่มีช่องลงนาม"):
        Decision().at(step).on(approved, seal)


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\nnonsense", b"PK\x03\x04" + bytes(100)])
def test_a_broken_file_is_refused(pdf, seal):
    with pytest.raises(SigningFailed, match="เสีย"):
        Decision().on(pdf, seal)
    with pytest.raises(SigningFailed, match="เสีย"):
        add_signature_fields(pdf, [Place("step-1", 0, (0, 0, 10, 10))])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pin": PIN + "0"}, "PIN"),
        ({"label": "other"}, "ไม่พบโทเคน"),
        ({"cert_label": "nobody"}, "ไม่พบโทเคน"),
        ({"cert_label": "expired"}, "หมดอายุ"),
        ({"module": Path("/nowhere/token.so")}, "ไม่พบโทเคน"),
    ],
    ids=["pin", "token", "certificate", "expired", "driver"],
)
def test_a_token_that_does_not_open_is_refused(document, token, changes, words):
    with pytest.raises(SigningFailed, match=words):
        Decision().on(document, replace(token, **changes))


def test_no_pin_is_printed(token):
    assert PIN not in repr(token)


def verdict_of(pdf, trust_pems):
    """Return whether the verification page would show the file as good; what cannot be read is not."""
    try:
        verdict = judge_findings(findings(pdf, b"\n".join(trust_pems)))
    except Exception:  # noqa: BLE001 - the probe is a process of its own, where any error means "unreadable"
        return "unreadable"
    good = not verdict.altered and all(found.trusted and not found.problem for found in verdict.signatures)
    return "good" if good and len(verdict.signatures) == 4 else "altered"


def test_no_changed_bit_passes(approved, trust_pems):
    assert verdict_of(approved, trust_pems) == "good"
    chosen = random.Random(2569)
    gaps = [match.span(1) for match in re.finditer(rb"/Contents <([0-9A-Fa-f]{1000,})>", approved)]
    last = gaps[-1]
    anywhere = [chosen.randrange(len(approved)) for _ in range(30)]
    padding = [last[1] - chosen.randrange(1, 1000) for _ in range(10)]
    signature = [chosen.randrange(*last) for _ in range(10)]
    passed = []
    for place in anywhere + padding + signature:
        changed = bytearray(approved)
        changed[place] ^= 1 << chosen.randrange(8)
        if verdict_of(bytes(changed), trust_pems) == "good":
            passed.append(place)

    assert passed == []


def test_another_spelling_of_the_same_signature_is_a_change(approved, trust_pems):
    """No signature covers the digits it is written in, so only our own strictness sees them change."""
    gap = list(re.finditer(rb"/Contents <([0-9A-F]{1000,})>", approved))[-1]
    start = gap.start(1) + re.search(rb"[A-F]", gap[1]).start()
    parameters = approved.index(b"0609608648016503040201" + b"0500", gap.start(1)) + 22

    for place, byte in ((start, approved[start : start + 1].lower()), (parameters, b"4")):
        changed = approved[:place] + byte + approved[place + 1 :]
        assert changed != approved
        assert verdict_of(changed, trust_pems) == "altered"
