"""The portal's seal: it attests who signed in and decided, for people without a certificate of their own."""

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from approvals.signing.authority import new_authority, new_seal
from approvals.signing.softkey import SoftKey, export_key, is_root
from itaportal.keeping.writing import write_whole

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


def local_authority(folder: Path, *, now: datetime | None = None) -> Seal:
    """Return the seal of the portal's own authority; the first call makes both, a later one renews an ending seal.

    Everything in the folder is readable by the service alone. Processes that start together get the same authority.
    """
    now = now or datetime.now(UTC)
    if not (folder / "root.pem").exists():
        _make(folder, now)
    authority = (folder / "root.pem").read_bytes()
    seal = folder / "seal.pem"
    if _ends(seal.read_bytes()) < now + _RENEWED_BEFORE_END:
        _replace(seal, new_seal(authority, now))
    (key, own), (_, root) = _parts(seal.read_bytes()), _parts(authority)
    return Seal(key, (own[0], root[0]), root=_as_pem(root[0]), is_local=True)


def load_seal(p12: Path, passphrase: str) -> Seal:
    """Return a bought seal from a PKCS#12 file. Raises OSError or ValueError, in English for the administrator."""
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    found = load_pkcs12(p12.read_bytes(), passphrase.encode())
    if found.key is None or found.cert is None:
        raise ValueError(f"{p12} holds no private key with its certificate.")
    chain = [found.cert, *found.additional_certs]
    key, certificates = export_key(found.key, (more.certificate for more in chain))
    return Seal(key, certificates, root=b"".join(_as_pem(one) for one in certificates if is_root(one)))


def _make(folder: Path, now: datetime) -> None:
    """Put authority and seal in place in one step: another process sees both or none."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".signing-", dir=folder.parent))  # mode 0700
    authority = new_authority(now)
    _write(made / "root.pem", authority)
    _write(made / "seal.pem", new_seal(authority, now))
    try:
        made.rename(folder)
    except OSError:
        shutil.rmtree(made)
        if not (folder / "root.pem").exists():
            raise


def _write(path: Path, content: bytes) -> None:
    write_whole(path, [content])


def _replace(path: Path, content: bytes) -> None:
    write_whole(path, [content], replace=True)


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
