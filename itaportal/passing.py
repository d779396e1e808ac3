"""Which faults pass by themselves: the portal waits, or says what is the matter, and goes on afterwards.

Every other fault is a mistake of the program and is told as one.
"""

import errno
import smtplib
import sqlite3
from collections.abc import Iterator
from enum import StrEnum

from django.db import DatabaseError, InterfaceError, OperationalError

_ERRNO = {errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EROFS: "read_only", errno.EIO: "away"}
_SQLITE = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_IOERR: "away",
    sqlite3.SQLITE_CANTOPEN: "away",
}
# The first letters of PostgreSQL's SQLSTATE: connections, resources, shutting down, the disk, locks and deadlocks.
_SQLSTATE = {
    "53100": "full",
    "25006": "read_only",
    "08": "away",
    "53": "away",
    "57P": "away",
    "58": "away",
    "40": "busy",
    "55P": "busy",
    "57014": "busy",
}
_NETWORK = (ConnectionError, TimeoutError, smtplib.SMTPException)


class ServiceAway(Exception):
    """A service beside the portal does not answer; not of the faults of files, so that nobody takes a file for lost."""


class Passing(StrEnum):
    """What is the matter for a while."""

    AWAY = "away"
    """The database does not answer."""
    BUSY = "busy"
    """Somebody else has been writing for longer than one waits."""
    FULL = "full"
    """There is no room for what is to be written."""
    READ_ONLY = "read_only"
    """Nothing can be written."""
    SERVICE = "service"
    """A service beside the portal does not answer: mail, time stamps, Redis, the bucket of files."""


def passing(fault: BaseException | None) -> Passing | None:
    """Return what is the matter where the fault, or what it came from, passes by itself; None for a mistake."""
    for one in _causes(fault):
        if isinstance(one, DatabaseError | InterfaceError):
            if found := _of_database(one):
                return found
        elif isinstance(one, OSError) and one.errno in _ERRNO:
            return Passing(_ERRNO[one.errno])
        elif isinstance(one, (*_NETWORK, ServiceAway)) or type(one).__module__.startswith("redis."):
            return Passing.SERVICE
    return None


def _causes(fault: BaseException | None) -> Iterator[BaseException]:
    """Give the fault and what it was raised from, the fault itself first."""
    seen: set[int] = set()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        yield fault
        fault = fault.__cause__


def _of_database(fault: Exception) -> Passing | None:
    cause = fault.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        # The lower byte is the kind, the upper ones its details.
        return Passing(_SQLITE[code & 0xFF]) if code & 0xFF in _SQLITE else None
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return next((Passing(_SQLSTATE[state[:n]]) for n in (5, 3, 2) if state[:n] in _SQLSTATE), None)
    # A connection that broke, or was never made, has no code. SQLite's own words for a mistake always have one.
    is_lost = isinstance(fault, OperationalError | InterfaceError)
    return Passing.AWAY if is_lost and not isinstance(cause, sqlite3.Error) else None
