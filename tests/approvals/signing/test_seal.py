"""The portal's seal: made once, kept to the service, renewed in time, or bought."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from approvals.signing import installation
from approvals.signing.authority import AUTHORITY_NAME, SEAL_DAYS, SEAL_NAME
from approvals.signing.seal import load_seal, local_authority
from tests.conftest import ROOT
from tests.factories.pki import PASSPHRASE

_MAKE = "import sys, pathlib; from approvals.signing.seal import local_authority as make; "
_MAKE += "sys.stdout.buffer.write(make(pathlib.Path(sys.argv[1])).root)"


def certificate(seal, place=0):
    from asn1crypto import x509

    return x509.Certificate.load(seal.certificates[place])


def test_the_authority_and_its_seal(seal):
    own, root = certificate(seal), certificate(seal, 1)

    assert seal.is_local
    assert own.subject.native["common_name"] == SEAL_NAME
    assert own.issuer == root.subject == root.issuer
    assert root.subject.native["common_name"] == AUTHORITY_NAME
    assert own.key_usage_value.native == {"digital_signature", "non_repudiation"}
    assert not own.ca
    assert root.ca
    assert root.key_usage_value.native == {"key_cert_sign", "crl_sign"}
    assert own.public_key.bit_size == root.public_key.bit_size == 3072
    assert own.hash_algo == "sha256"


@pytest.mark.parametrize("name", [AUTHORITY_NAME, SEAL_NAME])
def test_the_names_fit_where_bytes_are_counted(name):
    assert len(name.encode()) <= 64


def test_a_second_call_gives_the_same(tmp_path):
    first, second = local_authority(tmp_path / "signing"), local_authority(tmp_path / "signing")

    assert first == second


def test_only_the_service_reads_the_keys(tmp_path):
    folder = tmp_path / "data" / "signing"
    local_authority(folder)

    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()} == {
        "root-key.pem": 0o600,
        "root.pem": 0o600,
        "seal.pem": 0o600,
    }
    assert [path.name for path in folder.parent.iterdir()] == ["signing"]


@pytest.mark.pdf
def test_processes_that_start_together_agree(tmp_path):
    command = [sys.executable, "-c", _MAKE, str(tmp_path / "signing")]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(3)]
    roots = {process.communicate()[0] for process in running}

    assert {process.returncode for process in running} == {0}
    assert len(roots) == 1
    assert b"BEGIN CERTIFICATE" in roots.pop()
    assert [path.name for path in tmp_path.iterdir()] == ["signing"]


@pytest.mark.pdf
def test_an_ending_seal_is_renewed_by_the_same_authority(tmp_path):
    folder, now = tmp_path / "signing", datetime.now(UTC)
    first = local_authority(folder)
    late = local_authority(folder, now=now + timedelta(days=SEAL_DAYS - 30))

    assert late.root == first.root
    assert certificate(late).not_valid_after > certificate(first).not_valid_after
    assert certificate(late).not_valid_after <= certificate(late, 1).not_valid_after
    assert {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}["seal.pem"] == 0o600
    assert local_authority(folder, now=now + timedelta(days=SEAL_DAYS - 30)) == late


def test_nothing_secret_is_printed(seal):
    assert "key" not in repr(seal)
    assert "PRIVATE" not in repr(seal)


def test_a_bought_seal(authority, tmp_path):
    (tmp_path / "seal.p12").write_bytes(authority.p12("mayor"))
    bought = load_seal(tmp_path / "seal.p12", PASSPHRASE)

    assert not bought.is_local
    assert certificate(bought).subject.native["common_name"] == "นายตัวอย่าง นามสมมุติ"
    with pytest.raises(ValueError, match="password"):
        load_seal(tmp_path / "seal.p12", "wrong")


def test_the_installation_chooses(settings, authority, tmp_path):
    from asn1crypto import pem

    (tmp_path / "seal.p12").write_bytes(authority.p12("mayor"))
    (tmp_path / "passphrase").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    (tmp_path / "roots").mkdir()
    (tmp_path / "roots" / "root.cer").write_bytes(pem.unarmor(authority.trust_pem)[2])
    (tmp_path / "roots" / "readme.txt").write_text("not a certificate")
    settings.SIGNING_FOLDER, settings.SEAL_FILE = tmp_path / "signing", ""
    settings.TSA_URL, settings.TRUST_FOLDER, settings.REVOCATION_FETCH = "", "", False
    settings.PKCS11_MODULE = ""

    assert installation.seal().is_local
    assert installation.seal() is installation.seal()
    assert installation.trust().roots == (installation.seal().root,)
    assert (installation.timestamp(), installation.token("clerk", "1234")) == (None, None)

    settings.SEAL_FILE, settings.SEAL_PASSPHRASE_FILE = (
        str(tmp_path / "seal.p12"),
        str(tmp_path / "passphrase"),
    )
    settings.TSA_URL, settings.TRUST_FOLDER = "http://tsa.example", str(tmp_path / "roots")
    settings.PKCS11_MODULE, settings.PKCS11_TOKEN = "/usr/lib/token.so", "ita"

    assert not installation.seal().is_local
    assert authority.trust_pem in installation.trust().roots
    assert installation.timestamp().url == "http://tsa.example"
    assert installation.token("clerk", "1234").label == "ita"
