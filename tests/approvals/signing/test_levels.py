"""Time-stamps and revocation data: what is had is used, what fails costs a level and never the signature."""

from datetime import UTC, datetime
from io import BytesIO

import pytest

from approvals.signing.certificate import open_certificate
from approvals.signing.failures import SigningFailed
from approvals.signing.sign import add_timestamp
from approvals.signing.timestamps import TimeStamp, TimeStampUnavailable
from approvals.signing.trust import Trust
from approvals.signing.verdict import verify_file
from tests.approvals.signing.conftest import Decision
from tests.factories.pki import PASSPHRASE

pytestmark = [pytest.mark.pdf, pytest.mark.usefixtures("probes_here")]


@pytest.fixture
def service(authority):
    return TimeStamp(authority.tsa_url)


@pytest.fixture
def asking(authority):
    """Trust in the test authority, with leave to ask it."""
    return Trust(roots=(authority.trust_pem,), fetch=True)


def is_recent(moment):
    return moment is not None and abs((datetime.now(UTC) - moment).total_seconds()) < 60


def found(pdf, trust_pems):
    verdict = verify_file(pdf, trust_pems=trust_pems)
    assert not verdict.altered, verdict
    return verdict.signatures[-1]


def security_store(pdf):
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import DocumentSecurityStore

    return DocumentSecurityStore.read_dss(PdfFileReader(BytesIO(pdf)))


def test_b_t_with_a_service(document, mayor, service, trust_pems):
    signed = Decision().on(document, mayor, timestamp=service)

    assert (signed.level, signed.timestamp_error) == ("B-T", "")
    signature = found(signed.pdf, trust_pems)
    assert is_recent(signature.timestamp_at)
    assert signature.details.level == "B-T"
    assert signature.details.timestamp_by


def test_b_lta_with_revocation_data(document, mayor, service, asking, trust_pems):
    signed = Decision().on(document, mayor, timestamp=service, trust=asking)

    assert (signed.level, signed.timestamp_error) == ("B-LTA", "")
    store = security_store(signed.pdf)
    assert store.ocsps or store.crls
    signature = found(signed.pdf, trust_pems)
    assert is_recent(signature.timestamp_at)
    assert (signature.trusted, signature.problem) == (True, "")
    assert signature.details.level == "B-LTA"
    assert signature.details.chain_is_whole
    assert signature.details.chain[0] == signature.signer


def test_pyhanko_itself_finds_all_it_needs_for_years(document, mayor, service, asking, authority):
    from asn1crypto import pem, x509
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature

    signed = Decision().on(document, mayor, timestamp=service, trust=asking)
    root = x509.Certificate.load(pem.unarmor(authority.trust_pem)[2])
    options = {"trust_roots": [root], "allow_fetching": False, "revocation_mode": "hard-fail"}
    signature = PdfFileReader(BytesIO(signed.pdf)).embedded_regular_signatures[-1]
    contexts = [security_store(signed.pdf).as_validation_context(options) for _ in range(2)]

    assert validate_pdf_signature(signature, *contexts).bottom_line


def test_the_next_signer_signs_what_was_stamped(document, mayor, seal, service, asking, trust_pems):
    first = Decision().on(document, mayor, timestamp=service, trust=asking)
    second = Decision().at(2).on(first.pdf, seal, timestamp=service, trust=asking)

    assert (first.level, second.level) == ("B-LTA", "B-T"), (
        "the portal's own authority gives no revocation data"
    )
    verdict = verify_file(second.pdf, trust_pems=trust_pems)
    assert {signature.problem for signature in verdict.signatures} == {""}
    assert [signature.details.level for signature in verdict.signatures[-2:]] == ["B-LTA", "B-T"]
    assert not verdict.altered


@pytest.mark.parametrize("how", ["500", "garbage", "something else", "slow"])
@pytest.mark.parametrize("fetch", [False, True])
def test_an_outage_costs_a_level(document, mayor, authority, outage, asking, trust_pems, how, fetch):
    outage(how)
    service = TimeStamp(authority.tsa_url, seconds=0.3)

    signed = Decision().on(document, mayor, timestamp=service, trust=asking if fetch else None)

    assert signed.level == "B-B"
    assert "บริการประทับเวลา" in signed.timestamp_error
    assert found(signed.pdf, trust_pems).problem == ""


def test_nobody_answers(document, mayor, outage):
    signed = Decision().on(document, mayor, timestamp=TimeStamp("http://127.0.0.1:9/"))

    assert signed.level == "B-B"
    assert "Cannot connect" in signed.timestamp_error


def test_a_silent_authority_costs_a_level(document, mayor, service, seal):
    """The signer's authority is not among the trusted ones, so nobody asks it."""
    signed = Decision().on(document, mayor, timestamp=service, trust=Trust(roots=(seal.root,), fetch=True))

    assert signed.level == "B-T"


def test_a_time_stamp_is_made_up_for(document, mayor, authority, outage, service, trust_pems):
    outage("500")
    signed = Decision().on(document, mayor, timestamp=service)
    with pytest.raises(TimeStampUnavailable, match="บริการประทับเวลา"):
        add_timestamp(signed.pdf, service)
    outage("")

    stamped = add_timestamp(signed.pdf, service)

    assert stamped.startswith(signed.pdf)
    assert is_recent(found(stamped, trust_pems).timestamp_at)
    assert found(stamped, (authority.trust_pem,)).allowed_changes


def test_a_time_stamp_of_an_unknown_service_counts_for_nothing(document, seal, service):
    signed = Decision().on(document, seal, timestamp=service)

    signature = found(signed.pdf, (seal.root,))
    assert (signature.trusted, signature.timestamp_at) == (True, None)


def test_a_revoked_certificate_does_not_sign(authority, document, asking):
    revoked = open_certificate(authority.p12("revoked"), PASSPHRASE, now=datetime.now(UTC))

    with pytest.raises(SigningFailed, match="เพิกถอน"):
        Decision().on(document, revoked, trust=asking)


def test_a_broken_file_gets_no_time_stamp(service):
    with pytest.raises(SigningFailed, match="เสีย"):
        add_timestamp(b"%PDF-1.7 nonsense", service)
