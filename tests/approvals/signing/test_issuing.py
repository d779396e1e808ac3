"""The local authority's key apart from the seal's, and certificates for people without one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from approvals.actions import Signing
from approvals.actions.issuing import personal_signer
from approvals.checks import check_authority
from approvals.enums import Means, Trust
from approvals.models import PersonalKey
from approvals.signing import installation
from approvals.signing.authority import AUTHORITY_NAME, SEAL_DAYS, SEAL_NAME
from approvals.signing.certificate import CertificateRefused, open_certificate
from approvals.signing.keyfolder import RootLocked, open_issuer
from approvals.signing.reserved import is_reserved
from approvals.signing.seal import local_authority
from tests.factories.agencies import MembershipFactory
from tests.factories.editions import decided, submitted
from tests.factories.pki import PASSPHRASE, self_signed

NOW = datetime.now(UTC)


def of_before(folder: Path) -> bytes:
    """Make the folder what earlier versions made: the root's key beside its certificate. Return the certificate."""
    local_authority(folder)
    certificate = (folder / "root.pem").read_bytes()
    (folder / "root.pem").write_bytes((folder / "root-key.pem").read_bytes() + certificate)
    (folder / "root-key.pem").unlink()
    return certificate


def test_a_folder_of_before_loses_nothing_but_the_key_beside_the_certificate(tmp_path):
    root = of_before(tmp_path)
    seal = (tmp_path / "seal.pem").read_bytes()

    assert local_authority(tmp_path).root.split() == root.split()

    assert (tmp_path / "root.pem").read_bytes() == root
    assert (tmp_path / "seal.pem").read_bytes() == seal
    assert (tmp_path / "root-key.pem").stat().st_mode & 0o777 == 0o600
    issuer = open_issuer(tmp_path, "")
    assert issuer.key.public_key() == issuer.certificate.public_key()


def test_a_passphrase_locks_the_key_and_the_seal_goes_on_without(tmp_path):
    of_before(tmp_path)
    local_authority(tmp_path, passphrase="คำลับ")

    assert b"ENCRYPTED" in (tmp_path / "root-key.pem").read_bytes()
    open_issuer(tmp_path, "คำลับ")
    for wrong in ("", "อื่น"):
        with pytest.raises(RootLocked, match="AUTHORITY_PASSPHRASE_FILE"):
            open_issuer(tmp_path, wrong)
    assert local_authority(tmp_path) == local_authority(tmp_path, passphrase="อื่น")
    nearly = NOW + timedelta(days=SEAL_DAYS - 30)
    assert local_authority(tmp_path, now=nearly) == local_authority(tmp_path)
    with pytest.raises(RootLocked):
        local_authority(tmp_path, now=NOW + timedelta(days=SEAL_DAYS + 1))


@pytest.fixture
def someone(db, settings, tmp_path):
    """Whoever signs, in an installation of their own."""
    settings.SIGNING_FOLDER = tmp_path / "signing"
    return MembershipFactory(position_title="ปลัดองค์การบริหารส่วนตำบล")


def signer(member, **changes):
    given = {"name": member.user.get_full_name(), "position_title": member.position_title, **changes}
    return personal_signer(agency=member.agency, user=member.user, **given)


def subject(soft_key) -> dict:
    from asn1crypto import x509

    return x509.Certificate.load(soft_key.certificates[0]).subject.native


def test_a_certificate_names_person_position_and_agency_and_is_used_again(someone):
    first = signer(someone)

    assert subject(first) == {
        "country_name": "TH",
        "organization_name": someone.agency.name,
        "title": "ปลัดองค์การบริหารส่วนตำบล",
        "common_name": someone.user.get_full_name(),
    }
    assert signer(someone) == first
    long = signer(someone, name="นางสาวสุพรรณิการ์ วงศ์สุวรรณรัตนกุล ณ อยุธยา")
    assert subject(long)["common_name"] == "นางสาวสุพรรณิการ์ วงศ์สุวรรณรัตนกุล ณ อยุธยา"
    promoted = signer(someone, position_title="นายกองค์การบริหารส่วนตำบล" + "ก" * 90)
    assert subject(promoted)["title"] == ("นายกองค์การบริหารส่วนตำบล" + "ก" * 90)[:63] + "…"
    assert promoted.key != first.key
    kept = PersonalKey.objects.get()
    assert kept.ends_at < timezone.now() + timedelta(days=732)
    PersonalKey.objects.update(ends_at=timezone.now() + timedelta(days=20))
    assert signer(someone, position_title=kept.position_title).key != promoted.key


def test_the_kept_key_is_worth_nothing_without_the_secret_of_the_portal(someone, settings):
    import base64

    first = signer(someone)
    kept = PersonalKey.objects.get().secret
    assert base64.b64encode(first.key).decode() not in kept
    assert first.key.hex() not in kept
    settings.SECRET_KEY = "another" * 10

    assert signer(someone).key != first.key


def test_where_nothing_can_be_issued_the_seal_signs_and_the_record_tells(
    bureau, quick, settings, tmp_path, caplog
):
    settings.SIGNING_FOLDER = tmp_path / "signing"
    local_authority(settings.SIGNING_FOLDER, passphrase="คำลับ")
    settings.AUTHORITY_PASSPHRASE_FILE = str(tmp_path / "gone")

    decision = decided(submitted(bureau), bureau.chain[0], signing=Signing.by_portal())

    assert (decision.means, decision.trust, decision.certificate) == (Means.SEAL, Trust.SEAL, SEAL_NAME)
    assert "AUTHORITY_PASSPHRASE_FILE cannot be read" in caplog.text
    assert "No certificate could be issued" in caplog.text
    assert not PersonalKey.objects.exists()
    assert installation.local_root()


def test_the_check_of_the_system_says_what_to_do(settings, tmp_path):
    settings.SIGNING_FOLDER, secret = tmp_path / "signing", tmp_path / "secret"
    assert [found.id for found in check_authority()] == ["approvals.I002"]
    secret.write_text("คำลับ\n", encoding="utf-8")
    settings.AUTHORITY_PASSPHRASE_FILE = str(secret)

    assert check_authority() == []
    assert b"ENCRYPTED" in (settings.SIGNING_FOLDER / "root-key.pem").read_bytes()
    secret.write_text("อื่น", encoding="utf-8")
    [found] = check_authority()
    assert (found.id, "AUTHORITY_PASSPHRASE_FILE" in found.hint) == ("approvals.W001", True)


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        (SEAL_NAME, True),
        (AUTHORITY_NAME, True),
        ("ตราของ พอร์ทัล  ITA.", True),
        ("ตราของพอร์ทัล IТА", True),  # Cyrillic letters at the end
        ("ตรา\u200bของพอร์ทัล 1TA", True),
        ("ตราของพอทัล ITA", True),
        ("สำเนา ตราของพอร์ทัล ITA (ใหม่)", True),
        ("นายตัวอย่าง นามสมมุติ", False),
        ("องค์การบริหารส่วนตำบลทรายทอง", False),
        ("Thailand National Root Certification Authority", False),
        ("", False),
    ],
)
def test_names_of_the_portal_are_nobodys(name, taken):
    assert is_reserved([name]) is taken
    if name:
        file = self_signed(name, PASSPHRASE)
        if taken:
            with pytest.raises(CertificateRefused, match="ชื่อของระบบเอง"):
                open_certificate(file, PASSPHRASE, now=NOW)
        else:
            assert open_certificate(file, PASSPHRASE, now=NOW).self_signed


def test_the_name_of_a_bought_seal_is_refused_too():
    file = self_signed("องค์การบริหารส่วนตำบลทรายทอง", PASSPHRASE)
    with pytest.raises(CertificateRefused, match="ชื่อของระบบเอง"):
        open_certificate(file, PASSPHRASE, now=NOW, reserved=("องค์การบริหารส่วนตำบลทรายทอง",))
