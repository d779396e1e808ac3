"""A stream of bytes encrypted with a passphrase: scrypt makes the key, AES-256-GCM seals one piece after the other.

The number of each piece and whether it is the last are part of its nonce, so pieces that are changed, swapped or missing
do not open. File: MAGIC, 16 bytes of salt, the pieces, each PIECE bytes (the last one less or as many) and 16 of its tag.
"""

import itertools
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"ITA-BACKUP-1\n"
PIECE = 1024 * 1024
_SALT, _TAG = 16, 16
SCRYPT_COST = 2**17  # takes 128 MiB and some tenths of a second


class BadBackup(Exception):
    """A file is no backup, was changed or cut, or the passphrase is another one; in English, for the operator."""


def sealed(chunks: Iterable[bytes], passphrase: str) -> Iterator[bytes]:
    """Yield the encrypted stream of the chunks."""
    head = MAGIC + os.urandom(_SALT)
    cipher, numbers = _cipher(passphrase, head), itertools.count()
    yield head
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) > PIECE:  # one byte stays, so that the last piece is never empty
            yield cipher.encrypt(_nonce(next(numbers), last=False), bytes(held[:PIECE]), head)
            del held[:PIECE]
    yield cipher.encrypt(_nonce(next(numbers), last=True), bytes(held), head)


class Opened:
    """What was sealed, to be read from its beginning to its end. Raises BadBackup."""

    def __init__(self, file: BinaryIO, passphrase: str):
        self._file, self._numbers, self._held = file, itertools.count(), bytearray()
        self._head = file.read(len(MAGIC) + _SALT)
        if not self._head.startswith(MAGIC) or len(self._head) < len(MAGIC) + _SALT:
            raise BadBackup("this is no backup of the portal, or one of another version")
        self._cipher = _cipher(passphrase, self._head)
        if not (first := file.read(PIECE + _TAG)):
            raise BadBackup("the file is cut")
        self._next = first

    def read(self, size: int) -> bytes:
        """Return so many bytes, fewer at the end alone."""
        while len(self._held) < size and self._next:
            self._held += self._open_piece()
        read = bytes(self._held[:size])
        del self._held[:size]
        return read

    def _open_piece(self) -> bytes:
        from cryptography.exceptions import InvalidTag

        piece, self._next = self._next, self._file.read(PIECE + _TAG)
        number = next(self._numbers)
        try:
            return self._cipher.decrypt(_nonce(number, last=not self._next), piece, self._head)
        except (InvalidTag, ValueError):
            if number == 0:
                raise BadBackup("the passphrase is wrong, or the file is damaged or cut") from None
            raise BadBackup("the file is damaged or cut") from None


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _cipher(passphrase: str, head: bytes) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return AESGCM(Scrypt(salt=head[-_SALT:], length=32, n=SCRYPT_COST, r=8, p=1).derive(passphrase.encode()))
