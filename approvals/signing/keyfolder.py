"""Where the local authority keeps its keys: the root's in a file of its own, encrypted where there is a passphrase.

``root.pem`` is the root's certificate, ``root-key.pem`` its key, ``seal.pem`` the seal's key and certificate.
"""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from approvals.signing.authority import Issuer, new_authority, new_seal
from itaportal.keeping.writing import write_whole

ROOT, ROOT_KEY, SEAL = "root.pem", "root-key.pem", "seal.pem"
_KEY_INSIDE = b"PRIVATE KEY-----"


class RootLocked(ValueError):
    """The root's key cannot be opened; in English for the administrator."""


def prepare(folder: Path, passphrase: str, now: datetime) -> None:
    """Make authority and seal where there are none, and bring the key of an older folder where it belongs.

    Everything in the folder is readable by the service alone. Processes that start together get the same authority.
    """
    if not (folder / ROOT).exists():
        _make(folder, passphrase, now)
    if _KEY_INSIDE in (folder / ROOT).read_bytes():
        _part(folder)
    if passphrase and (folder / ROOT_KEY).exists() and _is_plain(folder / ROOT_KEY):
        write_whole(folder / ROOT_KEY, [_key_pem(_open_key(folder, ""), passphrase)], replace=True)


def open_issuer(folder: Path, passphrase: str) -> Issuer:
    """Return the authority with its key. Raises RootLocked, also where its key was taken to a safe place."""
    from cryptography import x509

    certificate = x509.load_pem_x509_certificate((folder / ROOT).read_bytes())
    return Issuer(certificate, _open_key(folder, passphrase))


def renew_seal(folder: Path, issuer: Issuer, now: datetime) -> None:
    """Put a new seal in the place of the old one."""
    write_whole(folder / SEAL, [_seal_pem(issuer, now)], replace=True)


def _open_key(folder: Path, passphrase: str) -> Any:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    path = folder / ROOT_KEY
    try:
        content = path.read_bytes()
        secret = passphrase.encode() if passphrase and not _is_plain(path) else None
        return load_pem_private_key(content, secret)
    except OSError as error:
        raise RootLocked(f"{path} cannot be read: {error.strerror}.") from error
    except (TypeError, ValueError) as error:
        raise RootLocked(
            f"{path} cannot be opened with the passphrase in AUTHORITY_PASSPHRASE_FILE."
        ) from error


def _is_plain(path: Path) -> bool:
    return b"ENCRYPTED" not in path.read_bytes()


def _part(folder: Path) -> None:
    """Take the key out of the file of the certificate; killed in between, it stands in both, and the next call goes on."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    both = (folder / ROOT).read_bytes()
    key, certificate = load_pem_private_key(both, None), x509.load_pem_x509_certificate(both)
    write_whole(folder / ROOT_KEY, [_key_pem(key, "")], replace=True)
    write_whole(folder / ROOT, [_certificate_pem(certificate)], replace=True)


def _make(folder: Path, passphrase: str, now: datetime) -> None:
    """Put authority and seal in place in one step: another process sees both or none."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".signing-", dir=folder.parent))  # mode 0700
    key, certificate = new_authority(now)
    write_whole(made / ROOT_KEY, [_key_pem(key, passphrase)])
    write_whole(made / SEAL, [_seal_pem(Issuer(certificate, key), now)])
    write_whole(made / ROOT, [_certificate_pem(certificate)])
    try:
        made.rename(folder)
    except OSError:
        shutil.rmtree(made)
        if not (folder / ROOT).exists():
            raise


def _seal_pem(issuer: Issuer, now: datetime) -> bytes:
    key, certificate = new_seal(issuer, now)
    return _key_pem(key, "") + _certificate_pem(certificate)


def _key_pem(key, passphrase: str) -> bytes:
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    how = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, how)


def _certificate_pem(certificate) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.PEM)
