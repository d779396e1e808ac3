"""The secret part of a calendar's address: a serial that is stored, and a signature that only the portal can make.

A copy of the database opens nobody's calendar without the portal's key.
"""

import secrets

from django.core.signing import BadSignature, Signer

_signer = Signer(sep=".", salt="deadlines.feed")


def new_serial() -> str:
    """Return a serial that nobody has."""
    return secrets.token_urlsafe(18)


def token_of(serial: str) -> str:
    """Return what stands in the address."""
    return _signer.sign(serial)


def serial_of(token: str) -> str:
    """Return the serial of a token that the portal made, "" of any other."""
    try:
        return _signer.unsign(token)
    except BadSignature:
        return ""
