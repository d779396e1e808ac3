"""A private key in memory with its certificates: what the portal's seal and a person's own file have in common."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True, slots=True)
class SoftKey:
    """``key`` is PKCS#8 (DER, not encrypted), ``certificates`` are DER, the signer's own first. Never printed."""

    key: bytes = field(repr=False)
    certificates: tuple[bytes, ...] = field(repr=False)

    @contextmanager
    def pyhanko_signer(self) -> Iterator:
        """Give what pyHanko signs with."""
        from asn1crypto import keys, x509
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        own, *others = self.certificates
        # A root inside the signature is covered by nothing and proves nothing: who verifies has it already.
        store = SimpleCertificateStore.from_certs(
            x509.Certificate.load(other) for other in others if not is_root(other)
        )
        key = keys.PrivateKeyInfo.load(self.key)
        yield _signer_class()(x509.Certificate.load(own), key, store, embed_roots=False)


@cache
def _signer_class():
    """Return pyHanko's signer, but for its examining the key before each signature: it was when it was opened.

    For an RSA key of 3072 bits that takes 0.15 s, ten times what signing takes.
    """
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_der_private_key
    from pyhanko.sign.signers import SimpleSigner

    class Signer(SimpleSigner):
        def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
            mechanism = self.get_signature_mechanism_for_digest(digest_algorithm)
            if (mechanism.signature_algo, digest_algorithm) != ("rsassa_pkcs1v15", "sha256"):
                return super().sign_raw(data, digest_algorithm)
            key = load_der_private_key(self.signing_key.dump(), None, unsafe_skip_rsa_key_validation=True)
            assert isinstance(key, RSAPrivateKey)
            return key.sign(data, PKCS1v15(), hashes.SHA256())

    return Signer


def is_root(certificate: bytes) -> bool:
    """Tell whether the certificate (DER) names itself as its issuer."""
    from asn1crypto import x509

    found = x509.Certificate.load(certificate)
    # Byte for byte: asn1crypto's comparison refuses names with an emoji.
    return found.subject.dump() == found.issuer.dump()


def export_key(key, certificates: Iterable) -> tuple[bytes, tuple[bytes, ...]]:
    """Return a key of ``cryptography`` and its certificates as a SoftKey takes them."""
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return plain, tuple(certificate.public_bytes(Encoding.DER) for certificate in certificates)
