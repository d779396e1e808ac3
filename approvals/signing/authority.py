"""Making certificates: the portal's own authority for installations that have not bought a seal."""

from datetime import datetime, timedelta

# A common name has room for 64 characters; some programs count bytes, of which a Thai character has three.
AUTHORITY_NAME = "ผู้ออกใบรับรองภายใน ITA"
SEAL_NAME = "ตราของพอร์ทัล ITA"
AUTHORITY_DAYS = 3653
SEAL_DAYS = 1826
# What poppler, Acrobat and the Thai authorities' own certificates all take.
_KEY_BITS = 3072
_USAGES = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
    *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
)


def new_authority(now: datetime) -> bytes:
    """Return key and certificate of a new root as PEM."""
    return _issue(AUTHORITY_NAME, {"key_cert_sign", "crl_sign"}, now, AUTHORITY_DAYS)


def new_seal(authority: bytes, now: datetime) -> bytes:
    """Return key and certificate of a new seal as PEM, issued by the authority given as its PEM."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    issuer = x509.load_pem_x509_certificate(authority)
    days = min(SEAL_DAYS, (issuer.not_valid_after_utc - now).days)
    signs = {"digital_signature", "content_commitment"}
    return _issue(SEAL_NAME, signs, now, days, (issuer.subject, load_pem_private_key(authority, None)))


def _issue(common_name: str, usages: set[str], now: datetime, days: int, issuer=None) -> bytes:
    """Return a new key and its certificate as PEM; ``issuer`` is a name with its key, None for a root."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from cryptography.x509.oid import NameOID

    key = rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)
    names = ((NameOID.COUNTRY_NAME, "TH"), (NameOID.COMMON_NAME, common_name))
    name = x509.Name([x509.NameAttribute(*pair) for pair in names])
    issuer_name, issuer_key = issuer or (name, key)
    usage = x509.KeyUsage(**{each: each in usages for each in _USAGES})
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer_name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # Clocks of machines that verify may be some minutes behind.
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
        .add_extension(x509.BasicConstraints(issuer is None, None if issuer else 0), critical=True)
        .add_extension(usage, critical=True)
        .sign(issuer_key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private + certificate.public_bytes(Encoding.PEM)
