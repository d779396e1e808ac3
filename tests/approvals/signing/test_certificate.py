"""Opening a person's certificate file: what is refused, and in which words."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from approvals.signing.certificate import CertificateRefused, open_certificate
from itaportal.templatetags.thai import use_thai_digits
from tests.factories.pki import NAMES, PASSPHRASE, bundle, self_signed

pytestmark = pytest.mark.pdf


def now():
    return datetime.now(UTC)


def test_a_good_one_tells_whose_it_is(mayor):
    assert mayor.subject == NAMES["mayor"]
    assert mayor.organisation == "เทศบาลตำบลตัวอย่าง"
    assert mayor.issuer == NAMES["root"]
    assert mayor.not_after > now()
    assert not mayor.self_signed


def test_nothing_secret_is_printed(mayor):
    shown = repr(mayor)

    assert NAMES["mayor"] in shown
    assert "key" not in shown
    assert repr(mayor.key[:8])[2:-1] not in shown


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("expired", "หมดอายุเมื่อวันที่"),
        ("future", "ยังไม่เริ่มใช้"),
        ("server", "ไม่ใช่การลงลายมือชื่อ"),
        ("site", "ไม่ใช่การลงลายมือชื่อ"),
        ("weak", r"RSA 1024 บิต\) สั้นจนไม่ปลอดภัย"),
    ],
)
def test_an_unfit_one_is_refused(authority, label, words):
    with pytest.raises(CertificateRefused, match=words):
        open_certificate(authority.p12(label), PASSPHRASE, now=now())


@pytest.mark.parametrize("passphrase", ["", "ผิด", "password"])
def test_a_wrong_passphrase_is_told_from_a_broken_file(authority, passphrase):
    with pytest.raises(CertificateRefused, match="รหัสผ่าน"):
        open_certificate(authority.p12("mayor"), passphrase, now=now())


@pytest.mark.parametrize("content", [b"", bytes(50_000), b"-----BEGIN CERTIFICATE-----", b"\x30\x80" * 100])
def test_what_is_no_certificate_is_refused(content):
    with pytest.raises(CertificateRefused, match="ไม่ใช่ใบรับรอง"):
        open_certificate(content, PASSPHRASE, now=now())


def test_ten_megabytes_are_not_even_parsed(monkeypatch):
    monkeypatch.setattr("approvals.signing.certificate._parse", lambda *args: pytest.fail("parsed"))

    with pytest.raises(CertificateRefused, match="ใหญ่เกิน"):
        open_certificate(bytes(10_000_000), PASSPHRASE, now=now())


def test_a_file_that_demands_endless_work_is_stopped(authority, monkeypatch):
    monkeypatch.setattr("approvals.signing.certificate._SECONDS", 1)
    endless = bundle(authority, "mayor", PASSPHRASE, rounds=2_000_000_000)

    with pytest.raises(CertificateRefused):
        open_certificate(endless, PASSPHRASE, now=now())


def test_old_encryption_is_read(authority):
    old = bundle(authority, "mayor", PASSPHRASE, old=True)

    assert open_certificate(old, PASSPHRASE, now=now()).subject == NAMES["mayor"]


def test_a_certificate_without_key_is_refused(authority):
    with pytest.raises(CertificateRefused, match="ไม่มีกุญแจส่วนตัว"):
        open_certificate(bundle(authority, "mayor", PASSPHRASE, with_key=False), PASSPHRASE, now=now())


SERVER, CLIENT, STAMPS = "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.8"


def own(name="ผู้ลงนาม", **more):
    return open_certificate(self_signed(name, PASSPHRASE, **more), PASSPHRASE, now=now())


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (ec.SECP256K1(), "EC แบบ secp256k1.*โปรแกรมอ่าน PDF ไม่รองรับ"),
        (ec.BrainpoolP256R1(), "EC แบบ brainpoolp256r1.*โปรแกรมอ่าน PDF ไม่รองรับ"),
        (None, "Ed25519 ซึ่งโปรแกรมอ่าน PDF ยังไม่รองรับ"),
    ],
    ids=lambda key: getattr(key, "name", ""),
)
def test_a_key_that_readers_cannot_check_is_refused_for_that(key, words):
    made = ec.generate_private_key(key) if key else ed25519.Ed25519PrivateKey.generate()

    with pytest.raises(CertificateRefused, match=words) as refused:
        own(key=made)
    assert "ไม่ปลอดภัย" not in str(refused.value)


@pytest.mark.parametrize(
    "curve", [ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()], ids=lambda curve: curve.name
)
def test_a_key_that_readers_check_is_taken(curve):
    assert own(key=ec.generate_private_key(curve)).subject == "ผู้ลงนาม"


@pytest.mark.parametrize("purposes", [[SERVER], [STAMPS], [SERVER, STAMPS]])
def test_one_made_for_something_else_is_refused(purposes):
    with pytest.raises(CertificateRefused, match="ไม่ใช่การลงลายมือชื่อ"):
        own(purposes=purposes)


@pytest.mark.parametrize(
    "purpose",
    [
        "2.5.29.37.0",
        CLIENT,
        "1.3.6.1.5.5.7.3.4",
        "1.3.6.1.5.5.7.3.36",
        "1.3.6.1.4.1.311.10.3.12",
        "1.2.840.113583.1.1.5",
    ],
)
def test_one_made_for_people_is_taken(purpose):
    assert own(purposes=[SERVER, purpose]).subject == "ผู้ลงนาม"


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("นาย 😀 ตัวอย่าง", "นาย ตัวอย่าง"),
        ("นาย\u202eตัวอย่าง\u2066", "นายตัวอย่าง"),
        ("น้ำ\u200bผึ้ง ยิ้ม\x07", "น้ำผึ้ง ยิ้ม"),
        ("😀", "ไม่ระบุชื่อ"),
    ],
)
def test_names_are_shown_without_what_disturbs_a_line(name, seen):
    found = own(name)

    assert found.subject == seen
    assert found.self_signed


def test_days_are_written_in_the_readers_digits(authority):
    kept = use_thai_digits.set(lambda: True)
    try:
        with pytest.raises(CertificateRefused, match="[๐-๙]{4}"):
            open_certificate(authority.p12("expired"), PASSPHRASE, now=now())
    finally:
        use_thai_digits.reset(kept)
    with pytest.raises(CertificateRefused, match="[0-9]{4}"):
        open_certificate(authority.p12("expired"), PASSPHRASE, now=now())


def test_a_certificate_by_oneself_is_marked():
    assert open_certificate(self_signed("ผู้ออกให้ตนเอง", PASSPHRASE), PASSPHRASE, now=now()).self_signed
