"""Making certificates: the portal's own authority for installations that have not bought a seal."""

from datetime import datetime, timedelta

# A common name has room for 64 characters; some programs count bytes, of which a Thai character has three.
AUTHORITY_NAME = "ผู้ออกใบรับรองภายใน ITA"
SEAL_NAME = "ตราของพอร์ทัล ITA"
AUTHORITY_DAYS = 3653
SEAL_DAYS = 1826
# What poppler, Acrobat and the Thai authorities' own certificates all take.
_KEY_BITS = 3072


def new_authority(now: datetime) -> bytes:
    """Return key and certificate of a new root as PEM."""
    key = _new_key()
    name = _name(AUTHORITY_NAME)
    builder = _builder(name, name, key.public_key(), key.public_key(), now, AUTHORITY_DAYS)
    return _pem(key, _signed(builder, key, authority=True))


def new_seal(authority: bytes, now: datetime) -> bytes:
    """Return key and certificate of a new seal as PEM, issued by the authority given as its PEM."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    issuer, issuer_key = x509.load_pem_x509_certificate(authority), load_pem_private_key(authority, None)
    key = _new_key()
    days = min(SEAL_DAYS, (issuer.not_valid_after_utc - now).days)
    builder = _builder(_name(SEAL_NAME), issuer.subject, key.public_key(), issuer_key.public_key(), now, days)
    return _pem(key, _signed(builder, issuer_key, authority=False))


def _new_key():
    from cryptography.hazmat.primitives.asymmetric import rsa

    return rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)


def _name(common_name: str):
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "TH"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _builder(subject, issuer, public_key, issuer_key, now: datetime, days: int):
    from cryptography import x509

    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        # Clocks of machines that verify may be some minutes behind.
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key), critical=False)
    )


def _signed(builder, issuer_key, *, authority: bool):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    usage = {
        "digital_signature": not authority,
        "content_commitment": not authority,
        "key_cert_sign": authority,
        "crl_sign": authority,
        "key_encipherment": False,
        "data_encipherment": False,
        "key_agreement": False,
        "encipher_only": False,
        "decipher_only": False,
    }
    builder = builder.add_extension(x509.BasicConstraints(authority, 0 if authority else None), critical=True)
    return builder.add_extension(x509.KeyUsage(**usage), critical=True).sign(issuer_key, hashes.SHA256())


def _pem(key, certificate) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private + certificate.public_bytes(Encoding.PEM)
