"""Who signs and who is trusted in this installation: the one module of the package that reads the settings."""

import hashlib
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from approvals.signing.authority import Issuer
from approvals.signing.failures import SigningFailed
from approvals.signing.keyfolder import ROOT, open_issuer, prepare
from approvals.signing.known_seals import known_seals, remember_seal
from approvals.signing.seal import Seal, load_seal, local_authority
from approvals.signing.sign import Signer
from approvals.signing.timestamps import TimeStamp
from approvals.signing.token import Token
from approvals.signing.trust import Trust, leads_to
from approvals.signing.verdict import FileVerdict, verify_file, verify_own_files
from itaportal.language import gettext_lazy
from itaportal.probes import Turns

logger = logging.getLogger(__name__)
_NO_SEAL = gettext_lazy("ตราอิเล็กทรอนิกส์ของระบบใช้งานไม่ได้ในขณะนี้ กรุณาแจ้งผู้ดูแลระบบ")


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
        found = local_authority(Path(folder), passphrase=_passphrase_if_needed(folder))
    remember_seal(_listed_seals(), found.certificates[0])
    return found


def _passphrase_if_needed(folder: Path) -> str:
    """Return the passphrase of the authority's key; an authority that stands already gives its seal without."""
    try:
        return authority_passphrase()
    except OSError:
        if not (folder / ROOT).exists():
            raise
        logger.exception("AUTHORITY_PASSPHRASE_FILE cannot be read")
        return ""


def authority_passphrase() -> str:
    """Return what the key of the local authority is encrypted with, "" where nothing is configured. Raises OSError."""
    path = settings.AUTHORITY_PASSPHRASE_FILE
    return Path(path).read_text(encoding="utf-8").strip() if path else ""


def issuer() -> Issuer:
    """Return the local authority with its key, made where there is none yet; to be used at once and not kept.

    Raises OSError or ValueError, in English for the administrator.
    """
    folder, passphrase = Path(settings.SIGNING_FOLDER), authority_passphrase()
    prepare(folder, passphrase, datetime.now(UTC))
    return open_issuer(folder, passphrase)


def local_root() -> bytes:
    """Return the certificate (PEM) of the local authority, b"" where it has never been needed."""
    try:
        return (Path(settings.SIGNING_FOLDER) / ROOT).read_bytes()
    except FileNotFoundError:
        return b""


def own_names() -> tuple[str, ...]:
    """Return the names that nobody's certificate may bear, beside those of every portal: that of a bought seal."""
    return (usable_seal().name,) if settings.SEAL_FILE else ()


def own_certificates() -> frozenset[str]:
    """Return the sha256 of what makes a signature this portal's own: all seals it has used, and its local authority."""
    from asn1crypto import pem

    root = local_root()
    issued_by = {hashlib.sha256(pem.unarmor(root)[2]).hexdigest()} if root else set()
    return own_seals() | issued_by


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
    return verify_file(pdf, trust_pems=trust().roots, seals=own_certificates(), turns=turns)


def verify_own(pdfs: Sequence[bytes]) -> list[FileVerdict]:
    """Judge files that the portal has made itself, by whom it trusts."""
    return verify_own_files(pdfs, trust_pems=trust().roots, seals=own_certificates())


def timestamp() -> TimeStamp | None:
    """Return the time-stamp service, or None where there is none."""
    return TimeStamp(settings.TSA_URL) if settings.TSA_URL else None


def trust() -> Trust:
    """Return the roots that this portal trusts: of its seal, of its authority and every certificate in TRUST_FOLDER."""
    roots = _roots(settings.TRUST_FOLDER, _today())
    own = dict.fromkeys(filter(None, [seal().root, local_root()]))
    return Trust(roots=(*own, *roots), fetch=settings.REVOCATION_FETCH)


def vouches_for(signer: Signer) -> bool:
    """Tell whether a root in TRUST_FOLDER leads to the signer's certificate today. Raises SigningFailed."""
    return leads_to(_roots(settings.TRUST_FOLDER, _today()), signer)


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
    return Token(Path(settings.PKCS11_MODULE), settings.PKCS11_TOKEN, cert_label, pin, reserved=own_names())
