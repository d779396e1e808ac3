"""The certificates that this portal has sealed with, now and before: its seal is known by them, never by a name."""

import hashlib
import os
from pathlib import Path


def remember_seal(listed: Path, certificate: bytes) -> None:
    """Add a seal's certificate (DER) to the list, a file of PEM certificates, unless it is there."""
    from asn1crypto import pem

    if hashlib.sha256(certificate).hexdigest() in known_seals(listed):
        return
    listed.parent.mkdir(parents=True, exist_ok=True)
    # One write of a few kilobytes at the end: two processes that start together at worst list it twice.
    with open(os.open(listed, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab", buffering=0) as file:
        file.write(pem.armor("CERTIFICATE", certificate))
        os.fsync(file.fileno())


def known_seals(listed: Path) -> frozenset[str]:
    """Return the sha256 in hex of every certificate in the list, which need not be there yet."""
    from asn1crypto import pem

    try:
        bundle = listed.read_bytes()
    except FileNotFoundError:
        return frozenset()
    found = pem.unarmor(bundle, multiple=True) if bundle else ()
    return frozenset(hashlib.sha256(der).hexdigest() for _, _, der in found)
