"""The validation report: the portal's verdict in the words of the standard, as page, JSON and PDF."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from approvals import actions
from approvals.signing.details import SignatureDetails, details_of
from publications.papers import report_of
from publications.verification.answers import Checked, Match, Origin
from publications.verification.indications import Indication, indicate, indicate_file
from publications.verification.inspection import inspect_file
from publications.verification.report import as_data, from_data
from tests.conftest import signed_in
from tests.factories import editions
from tests.factories.files import pdf as empty_pdf
from tests.publications.test_verdicts import OURS, pdf, signature

PASSED, UNSURE, FAILED = Indication.PASSED, Indication.INDETERMINATE, Indication.FAILED


def with_details(**kwargs) -> SignatureDetails:
    return replace(SignatureDetails(), **kwargs)


def untrusted(problem: str):
    return signature(trusted=False, problem="ไม่รู้จัก", details=with_details(trust_problem=problem))


SIGNATURES = {
    "by an authority": (signature(), PASSED, ""),
    "by the seal": (signature(trusted=False, own_seal=True, problem="ไม่รู้จัก"), PASSED, ""),
    "content changed": (signature(intact=False, valid=False), FAILED, "HASH_FAILURE"),
    "another key": (signature(valid=False), FAILED, "SIG_CRYPTO_FAILURE"),
    "changed behind": (signature(whole_file=False), FAILED, "FORMAT_FAILURE"),
    "seal, changed behind": (signature(own_seal=True, whole_file=False), FAILED, "FORMAT_FAILURE"),
    "broke the parser": (
        signature(intact=False, details=with_details(parsed=False)), FAILED, "FORMAT_FAILURE",
    ),
    "time to come": (signature(details=with_details(ahead_of_clock=True)), UNSURE, "SIG_CONSTRAINTS_FAILURE"),
    "stamp broken": (signature(details=with_details(timestamp_broken=True)), UNSURE, "SIG_CONSTRAINTS_FAILURE"),
    "unknown issuer": (untrusted("NO_CERTIFICATE_CHAIN_FOUND"), UNSURE, "NO_CERTIFICATE_CHAIN_FOUND"),
    "unknown to pyHanko": (untrusted(""), UNSURE, "NO_CERTIFICATE_CHAIN_FOUND"),
    "revoked": (untrusted("REVOKED"), UNSURE, "REVOKED_NO_POE"),
    "authority revoked": (untrusted("REVOKED_CA_NO_POE"), UNSURE, "REVOKED_CA_NO_POE"),
    "expired": (untrusted("EXPIRED"), UNSURE, "OUT_OF_BOUNDS_NO_POE"),
    "made for servers": (untrusted("PURPOSE"), UNSURE, "CHAIN_CONSTRAINTS_FAILURE"),
}  # fmt: skip


@pytest.mark.parametrize("name", SIGNATURES)
def test_a_signature_has_the_indication_of_the_standard(name):
    found, indication, ground = SIGNATURES[name]

    said = indicate(found)

    assert (said.indication, said.sub_indication) == (indication, ground)


KNOWN = Match(Origin.EDITION)
FILES = {
    "all passed": (Checked(True, file=pdf(OURS, signature())), PASSED, ""),
    "not on record": (
        Checked(True, match=KNOWN, agrees=False, file=pdf(OURS)), UNSURE, "SIG_CONSTRAINTS_FAILURE",
    ),
    "one unknown": (Checked(True, file=pdf(OURS, untrusted(""))), UNSURE, "NO_CERTIFICATE_CHAIN_FOUND"),
    "one broken, one unknown": (
        Checked(True, file=pdf(untrusted(""), signature(intact=False))), FAILED, "HASH_FAILURE",
    ),
    "bytes behind the last": (
        Checked(True, file=pdf(OURS, altered=True, problem="แก้ไข")), FAILED, "FORMAT_FAILURE",
    ),
    "unreadable": (Checked(True, file=pdf(readable=False, problem="อ่านไม่ได้")), UNSURE, ""),
    "unsigned": (Checked(True, file=pdf()), UNSURE, ""),
    "no PDF": (Checked(False), UNSURE, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_as_good_as_its_gravest_signature_and_the_record(name):
    checked, indication, ground = FILES[name]

    said = indicate_file(checked)

    assert (said.indication, said.sub_indication) == (indication, ground)
    assert said.reason or said.indication != UNSURE


ENTRY = {"is_timestamp": False, "trusted": True, "last_byte": 9}
STAMPED = {"timestamp_at": "2026-11-28T10:00:00+00:00", "timestamp_by": "TSA"}
LATER = {"is_timestamp": True, **STAMPED}


@pytest.mark.parametrize(
    ("entry", "later", "level"),
    [
        (ENTRY, [], "B-B"),
        (ENTRY | STAMPED, [], "B-T"),
        (ENTRY, [LATER], "B-T"),
        (ENTRY | STAMPED | {"has_revocation_data": True}, [], "B-LT"),
        (ENTRY | {"has_revocation_data": True}, [LATER], "B-LTA"),
        (ENTRY | {"has_revocation_data": True, "trusted": False}, [LATER], "B-T"),
        (ENTRY | {"has_revocation_data": True}, [{"is_timestamp": True, "timestamp_at": ""}], "B-B"),
    ],
)
def test_the_level_is_what_the_file_itself_proves(entry, later, level):
    found = details_of(entry, later)

    assert (found.level, found.timestamp_by) == (level, "" if level == "B-B" else "TSA")


@pytest.fixture
def published(bureau, monkeypatch, settings, tmp_path):
    """A published memo with real signatures, by a seal of the test's own."""
    settings.SIGNING_FOLDER = tmp_path / "signing"
    monkeypatch.setattr("approvals.actions.submission.check", lambda snapshot: [])
    by_seal = actions.Signing.by_seal()
    edition = editions.submitted(bureau)
    for person in bureau.chain:
        editions.decided(edition, person, signing=by_seal)
    return actions.publish(edition=edition, by=bureau.clerk)


@pytest.mark.pdf
@pytest.mark.slow
def test_the_report_of_a_published_document(published, bureau, visitor):
    address = reverse("publications:report", args=[published.code])

    page = visitor.get(address).content.decode()
    answer = visitor.get(f"{address[:-1]}.json")
    paper = visitor.get(f"{address[:-1]}.pdf")
    inside = signed_in(bureau.clerk).get(
        reverse("papers:report_file", args=[bureau.agency.slug, published.pk, "json"])
    )

    told = answer.json()
    assert (told["indication"], told["verdict"], told["code"]) == ("TOTAL-PASSED", "success", published.code)
    assert [each["field"] for each in told["signatures"]] == ["portal-seal", "step-1", "step-2", "step-3"]
    last = told["signatures"][-1]
    assert (last["vouched_by"], last["level"], last["digest"]) == ("portal-seal", "B-B", "sha256")
    assert last["name"] == published.decisions.get(signatory__position=3).name
    assert last["chain_is_whole"]
    assert len(last["chain"]) == 2
    assert last["valid_from"] < last["claimed_at"] < last["valid_until"]
    assert "TOTAL-PASSED" in page
    assert page.count(told["sha256"]) >= 1
    assert inside.json()["signatures"] == told["signatures"]
    reader = PdfReader(BytesIO(paper.content))
    assert json.loads(reader.attachments["validation-report.json"][0])["sha256"] == told["sha256"]
    text = "".join(found.extract_text() for found in reader.pages)
    assert told["sha256"][:20] in text.replace("\n", "")
    assert "๒๕๖" in text


@pytest.mark.pdf
@pytest.mark.slow
def test_a_strangers_report_is_carried_and_nothing_is_kept(db, visitor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    sent = SimpleUploadedFile("สัญญา 1.pdf", empty_pdf(), "application/pdf")

    page = visitor.post(reverse("publications:verify"), {"file": sent})
    report = page.context["carried"]
    as_json = visitor.post(reverse("publications:verify_report"), {"report": report, "as": "json"})
    as_pdf = visitor.post(reverse("publications:verify_report"), {"report": report, "as": "pdf"})

    assert as_json.json()["file_name"] == "สัญญา 1.pdf"
    assert as_json.json()["indication"] == "INDETERMINATE"
    assert as_pdf.content.startswith(b"%PDF")
    assert list(tmp_path.rglob("media/*")) == []


def test_nobody_writes_a_report_in_the_portals_name(db, visitor, unjudged, monkeypatch):
    inspection = inspect_file(empty_pdf())
    report = as_data(report_of(inspection, "เอกสาร.pdf", datetime(2026, 11, 28, tzinfo=UTC)))
    forged = signing.dumps(report | {"indication": "TOTAL-PASSED"}, salt="another", compress=True)
    right = signing.dumps(report, salt="validation-report", compress=True)
    address = reverse("publications:verify_report")

    assert visitor.post(address, {"report": right, "as": "json"}).json() == report
    for carried in (forged, right[:-2] + "xx", "", "x" * 200):
        answer = visitor.post(address, {"report": carried, "as": "json"})
        assert "ดาวน์โหลดไม่ได้แล้ว" in answer.content.decode()
    monkeypatch.setattr("publications.views.papers._CARRIED_FOR", -1)
    assert "ดาวน์โหลดไม่ได้แล้ว" in visitor.post(address, {"report": right, "as": "json"}).content.decode()
    assert from_data(report) == report_of(inspection, "เอกสาร.pdf", datetime(2026, 11, 28, tzinfo=UTC))


@pytest.mark.usefixtures("quick", "unjudged")
def test_of_what_is_not_published_strangers_get_no_report(bureau, visitor):
    edition = editions.approved(bureau)

    for extension in ("/", ".json", ".pdf"):
        address = reverse("publications:report", args=[edition.code])[:-1] + extension
        assert visitor.get(address).status_code == 404


@pytest.mark.usefixtures("quick", "unjudged")
def test_reports_are_counted_and_never_queue(bureau, visitor, settings, monkeypatch):
    from itaportal import ratelimits
    from itaportal.probes import STRANGERS
    from itaportal.probes.turns import turn

    edition = editions.published(bureau)
    address = reverse("publications:report_file", args=[edition.code, "pdf"])
    with turn(STRANGERS), turn(STRANGERS):
        assert visitor.get(address).status_code == 503
    monkeypatch.setattr(ratelimits, "seconds_to_wait", lambda *_: 60)
    monkeypatch.setattr("publications.views.papers.seconds_to_wait", lambda *_: 60)
    assert visitor.get(address).status_code == 429
