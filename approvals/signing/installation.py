"""Who signs and who is trusted in this installation: the one module of the package that reads the settings."""

import hashlib
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from approvals.signing.failures import SigningFailed
from approvals.signing.known_seals import known_seals, remember_seal
from approvals.signing.seal import Seal, load_seal, local_authority
from approvals.signing.timestamps import TimeStamp
from approvals.signing.token import Token
from approvals.signing.trust import Trust
from approvals.signing.verdict import FileVerdict, verify_file, verify_own_files
from itaportal.probes import Turns

logger = logging.getLogger(__name__)
_NO_SEAL = "ตราอิเล็กทรอนิกส์ของพอร์ทัลใช้งานไม่ได้ในขณะนี้ กรุณาแจ้งผู้ดูแลระบบ"


def usable_seal() -> Seal:
    """Return the portal's seal; raises SigningFailed, and tells the operator why, if it cannot be opened."""
    try:
        return seal()
    except (OSError, ValueError) as error:
        logger.exception("The portal's seal cannot be used")
        raise SigningFailed(_NO_SEAL) from error


def seal() -> Seal:
    """Return the portal's seal: the bought one (SEAL_FILE) or that of its own authority, made at the first call.

    Raises OSError or ValueError if SEAL_FILE cannot be opened with the passphrase in SEAL_PASSPHRASE_FILE.
    """
    # The day is part of the key: a process that runs for months must not miss the renewal of the local seal.
    return _seal(settings.SIGNING_FOLDER, settings.SEAL_FILE, settings.SEAL_PASSPHRASE_FILE, _today())


def _today() -> int:
    return datetime.now(UTC).toordinal()


@lru_cache(maxsize=1)
def _seal(folder: Path, bought: str, passphrase_file: str, day: int) -> Seal:
    if bought:
        passphrase = Path(passphrase_file).read_text(encoding="utf-8").strip() if passphrase_file else ""
        found = load_seal(Path(bought), passphrase)
    else:
        found = local_authority(Path(folder))
    remember_seal(_listed_seals(), found.certificates[0])
    return found


def own_seals() -> frozenset[str]:
    """Return the sha256 of the certificates of all seals that this portal has used, also where none can be opened now."""
    try:
        own = {hashlib.sha256(seal().certificates[0]).hexdigest()}
    except (OSError, ValueError):
        own = set()
    return known_seals(_listed_seals()) | own


def _listed_seals() -> Path:
    """Beside the folder of the local authority: a bought seal is listed as well."""
    folder = Path(settings.SIGNING_FOLDER)
    return folder.with_name(f"{folder.name}-seals.pem")


def verify(pdf: bytes, *, turns: Turns | None = None) -> FileVerdict:
    """Judge a file's signatures by whom this portal trusts; ``turns`` as in ``verify_file``."""
    return verify_file(pdf, trust_pems=trust().roots, seals=own_seals(), turns=turns)


def verify_own(pdfs: Sequence[bytes]) -> list[FileVerdict]:
    """Judge files that the portal has made itself, by whom it trusts."""
    return verify_own_files(pdfs, trust_pems=trust().roots, seals=own_seals())


def timestamp() -> TimeStamp | None:
    """Return the time-stamp service, or None where there is none."""
    return TimeStamp(settings.TSA_URL) if settings.TSA_URL else None


def trust() -> Trust:
    """Return the roots that this portal trusts: that of its seal and every certificate in TRUST_FOLDER."""
    roots = _roots(settings.TRUST_FOLDER, _today())
    return Trust(roots=(*filter(None, [seal().root]), *roots), fetch=settings.REVOCATION_FETCH)


@lru_cache(maxsize=1)
def _roots(folder: str, day: int) -> tuple[bytes, ...]:
    if not folder:
        return ()
    files = sorted(path for path in Path(folder).iterdir() if path.suffix in {".pem", ".crt", ".cer"})
    return tuple(_as_pem(path.read_bytes()) for path in files)


def _as_pem(certificate: bytes) -> bytes:
    """Return a certificate file as PEM; authorities hand out both forms under the same names."""
    from asn1crypto import pem

    return certificate if pem.detect(certificate) else pem.armor("CERTIFICATE", certificate)


def token(cert_label: str, pin: str) -> Token | None:
    """Return the signer for a certificate on the installation's token, or None where none is configured."""
    if not settings.PKCS11_MODULE:
        return None
    return Token(Path(settings.PKCS11_MODULE), settings.PKCS11_TOKEN, cert_label, pin)
