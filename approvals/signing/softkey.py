"""A private key in memory with its certificates: what the portal's seal and a person's own file have in common."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SoftKey:
    """``key`` is PKCS#8 (DER, not encrypted), ``certificates`` are DER, the signer's own first. Never printed."""

    key: bytes = field(repr=False)
    certificates: tuple[bytes, ...] = field(repr=False)

    @contextmanager
    def pyhanko_signer(self) -> Iterator:
        """Give what pyHanko signs with."""
        from asn1crypto import keys, x509
        from pyhanko.sign.signers import SimpleSigner
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        own, *others = self.certificates
        # A root inside the signature is covered by nothing and proves nothing: who verifies has it already.
        store = SimpleCertificateStore.from_certs(
            x509.Certificate.load(other) for other in others if not is_root(other)
        )
        key = keys.PrivateKeyInfo.load(self.key)
        yield SimpleSigner(x509.Certificate.load(own), key, store, embed_roots=False)


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
