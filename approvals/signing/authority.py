"""Making certificates: the portal's own authority, its seal, and those of people without one."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

# A common name has room for 64 characters; some programs count bytes, of which a Thai character has three.
AUTHORITY_NAME = "ผู้ออกใบรับรองภายใน ITA"
SEAL_NAME = "ตราของพอร์ทัล ITA"
AUTHORITY_DAYS = 3653
SEAL_DAYS = 1826
PERSON_DAYS = 731
_LONGEST = 64  # letters of a name, title or organisation (X.520)
# What poppler, Acrobat and the Thai authorities' own certificates all take.
_KEY_BITS = 3072
_USAGES = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
    *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
)
_SIGNS = {"digital_signature", "content_commitment"}


@dataclass(frozen=True, slots=True)
class Issuer:
    """An authority that issues: its certificate and key, of ``cryptography``."""

    certificate: Any
    key: Any = field(repr=False)


def new_authority(now: datetime) -> tuple[Any, Any]:
    """Return key and certificate of a new root."""
    key = _rsa_key()
    return key, _certify(key, _name(AUTHORITY_NAME), {"key_cert_sign", "crl_sign"}, now, AUTHORITY_DAYS)


def new_seal(issuer: Issuer, now: datetime) -> tuple[Any, Any]:
    """Return key and certificate of a new seal."""
    key = _rsa_key()
    return key, _certify(key, _name(SEAL_NAME), _SIGNS, now, SEAL_DAYS, issuer)


def new_person(
    issuer: Issuer, *, name: str, position: str, organisation: str, now: datetime
) -> tuple[Any, Any]:
    """Return key and certificate of somebody who signs; the key is made in a moment, a long one takes half a second."""
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name, position=position, organisation=organisation)
    return key, _certify(key, subject, _SIGNS, now, PERSON_DAYS, issuer)


def as_fits(text: str) -> str:
    """Return the text as it stands in a certificate."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _rsa_key():
    from cryptography.hazmat.primitives.asymmetric import rsa

    return rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)


def _name(common_name: str, *, position: str = "", organisation: str = ""):
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    parts = (
        (NameOID.COUNTRY_NAME, "TH"),
        (NameOID.ORGANIZATION_NAME, organisation),
        (NameOID.TITLE, position),
        (NameOID.COMMON_NAME, common_name),
    )
    return x509.Name([name_attribute(kind, as_fits(text)) for kind, text in parts if text])


def name_attribute(kind, text: str):
    """Return a part of a name. The library counts bytes, the standard letters: a Thai name of 22 would not fit."""
    from cryptography import x509

    attribute = x509.NameAttribute(kind, text[:2])  # a country has two letters
    attribute._value = text
    return attribute


def _certify(key, subject, usages: set[str], now: datetime, days: int, issuer: Issuer | None = None):
    """Return a certificate for the key; a root where there is no issuer. None outlives its issuer."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    by = issuer.certificate.subject if issuer else subject
    signing_key = issuer.key if issuer else key
    end = now + timedelta(days=days)
    usage = x509.KeyUsage(**{each: each in usages for each in _USAGES})
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # Clocks of machines that verify may be some minutes behind.
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(min(end, issuer.certificate.not_valid_after_utc) if issuer else end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False
        )
        .add_extension(x509.BasicConstraints(issuer is None, None if issuer else 0), critical=True)
        .add_extension(usage, critical=True)
        .sign(signing_key, hashes.SHA256())
    )
