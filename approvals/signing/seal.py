"""The portal's seal: it attests who signed in and decided, for people without a certificate of their own."""

import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from approvals.signing.keyfolder import ROOT, SEAL, RootLocked, open_issuer, prepare, renew_seal
from approvals.signing.softkey import SoftKey, export_key, is_root

logger = logging.getLogger(__name__)

# A seal is renewed while everything it has signed today still verifies for a while without a time-stamp.
_RENEWED_BEFORE_END = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Seal(SoftKey):
    """``root`` is the certificate (PEM) that verifies the seal; ``is_local`` tells that the portal made it itself."""

    root: bytes = field(default=b"", repr=False)
    is_local: bool = False

    @property
    def name(self) -> str:
        """Whose seal it is, as its certificate says."""
        from asn1crypto import x509

        return x509.Certificate.load(self.certificates[0]).subject.native["common_name"]


def local_authority(folder: Path, *, passphrase: str = "", now: datetime | None = None) -> Seal:
    """Return the seal of the portal's own authority; the first call makes both, a later one renews an ending seal.

    A seal that is still good stays in use where the authority's key cannot be opened. Raises OSError or ValueError.
    """
    now = now or datetime.now(UTC)
    prepare(folder, passphrase, now)
    ends = _ends((folder / SEAL).read_bytes())
    if ends < now + _RENEWED_BEFORE_END:
        try:
            renew_seal(folder, open_issuer(folder, passphrase), now)
        except RootLocked:
            if ends < now:
                raise
            logger.exception("The portal's seal ends on %s and could not be renewed", ends.date())
    key, own = _parts((folder / SEAL).read_bytes())
    root = _as_der((folder / ROOT).read_bytes())
    return Seal(key, (own[0], root), root=_as_pem(root), is_local=True)


def load_seal(p12: Path, passphrase: str) -> Seal:
    """Return a bought seal from a PKCS#12 file. Raises OSError or ValueError, in English for the administrator."""
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    found = load_pkcs12(p12.read_bytes(), passphrase.encode())
    if found.key is None or found.cert is None:
        raise ValueError(f"{p12} holds no private key with its certificate.")
    chain = [found.cert, *found.additional_certs]
    key, certificates = export_key(found.key, (more.certificate for more in chain))
    return Seal(key, certificates, root=b"".join(_as_pem(one) for one in certificates if is_root(one)))


def _ends(pem: bytes) -> datetime:
    from cryptography import x509

    return x509.load_pem_x509_certificate(pem).not_valid_after_utc


def _parts(pem: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """Return key and certificates of a PEM file as DER."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    return export_key(load_pem_private_key(pem, None), x509.load_pem_x509_certificates(pem))


def _as_pem(der: bytes) -> bytes:
    from asn1crypto import pem

    return pem.armor("CERTIFICATE", der)


def _as_der(certificate: bytes) -> bytes:
    from asn1crypto import pem

    return pem.unarmor(certificate)[2]
