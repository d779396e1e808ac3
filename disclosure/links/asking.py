"""Ask for one link as a browser would, in bounded time, size and steps.

Every step of the way is resolved once, judged, and asked at the very address that was judged: a name that answers
differently the second time leads nowhere else.
"""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from disclosure.enums import Outcome
from disclosure.links.places import is_public, is_web_port, resolve

MOST_REDIRECTS = 5
SECONDS = 20
"""For one link with all its redirects."""
_PATIENCE = 8  # seconds until a host says anything
_MOST_BYTES = 64 * 1024
_REDIRECTS = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
_GONE = (404, 410)
_SIGN_IN_HOSTS = ("accounts.google.com", "login.microsoftonline.com", "login.live.com")


@dataclass(frozen=True, slots=True)
class Door:
    """Through which the portal asks: how names are resolved and which IP addresses may be asked."""

    resolve: Callable[[str, int], list[str]] = resolve
    permits: Callable[[str], bool] = is_public
    context: ssl.SSLContext | None = None
    """Which certificates are trusted; those of the system by default."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking; ``status`` of HTTP is None where no answer came, ``final`` the address that gave it."""

    outcome: Outcome
    status: int | None = None
    final: str = ""
    redirects: int = 0
    milliseconds: int = 0


class _Stopped(Exception):
    """There is no way on; the outcome says why."""

    def __init__(self, outcome: Outcome):
        super().__init__(outcome)
        self.outcome = outcome


def ask(address: str, agent: str, door: Door | None = None) -> Answer:
    """Return what the link answers; ``agent`` tells web sites who asks. Never raises for what a web site does."""
    door = door or Door()
    began, now_at, steps, status, for_good = time.monotonic(), address, 0, None, False

    def answer(outcome: Outcome) -> Answer:
        spent = round((time.monotonic() - began) * 1000)
        return Answer(outcome, status, now_at, steps, spent)

    try:
        while True:
            status, location = _asked_once(now_at, agent, door, began + SECONDS)
            if status not in _REDIRECTS or not location:
                return answer(_outcome(status, now_at, moved=for_good))
            if steps == MOST_REDIRECTS:
                return answer(Outcome.LOOPING)
            for_good = status in _FOR_GOOD and (for_good or steps == 0)
            now_at, steps = urljoin(now_at, location), steps + 1
    except _Stopped as stopped:
        status = None
        return answer(stopped.outcome)


def _outcome(status: int, address: str, *, moved: bool) -> Outcome:
    if status < 300:
        if urlsplit(address).hostname in _SIGN_IN_HOSTS:
            return Outcome.SIGN_IN
        return Outcome.MOVED if moved else Outcome.OK
    if status in _GONE:
        return Outcome.GONE
    return Outcome.DENIED if 400 <= status < 500 else Outcome.FAILED


def _asked_once(address: str, agent: str, door: Door, until: float) -> tuple[int, str]:
    """Return status and Location of one request."""
    parts, host, port = _places(address)
    if not is_web_port(port):
        raise _Stopped(Outcome.PRIVATE)
    try:
        found = door.resolve(host, port)
    except (OSError, UnicodeError):
        raise _Stopped(Outcome.NO_HOST) from None
    if not found:
        raise _Stopped(Outcome.NO_HOST)
    # One address within is reason enough: which of them is taken would be chosen by whoever answers for the name.
    if not all(map(door.permits, found)):
        raise _Stopped(Outcome.PRIVATE)
    left = until - time.monotonic()
    if left <= 0:
        raise _Stopped(Outcome.SILENT)
    return _request(parts, host, found[0], port, agent, door, left)


def _places(address: str) -> tuple[SplitResult, str, int]:
    """Return the address in parts, its host in ASCII, and the port."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:
        raise _Stopped(Outcome.NO_HOST) from None
    if parts.scheme not in ("http", "https") or not host:
        raise _Stopped(Outcome.FAILED)
    return parts, host, port or (443 if parts.scheme == "https" else 80)


def _request(
    parts: SplitResult, host: str, place: str, port: int, agent: str, door: Door, left: float
) -> tuple[int, str]:
    from urllib3.exceptions import HTTPError

    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        target += "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~-._")
    named = f"[{host}]" if ":" in host else host
    header = named if port in (80, 443) else f"{named}:{port}"
    connection = _connection(parts.scheme, host, place, port, door, min(_PATIENCE, left))
    ends = time.monotonic() + left
    alarm = threading.Timer(left, connection.hang_up)
    alarm.daemon = True
    alarm.start()
    try:
        connection.request(
            "GET",
            target,
            headers={"Host": header, "User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "identity"},
            preload_content=False,
            decode_content=False,
        )
        response = connection.getresponse()
        # Whether it comes at all is enough; a large file is not fetched for that.
        response.read(_MOST_BYTES, decode_content=False)
        return response.status, _as_meant(response.headers.get("Location", ""))
    except (OSError, HTTPError, HTTPException, ValueError) as error:
        late = time.monotonic() >= ends
        raise _Stopped(Outcome.SILENT if late else _of_fault(error)) from None
    finally:
        alarm.cancel()
        connection.hang_up()
        connection.close()


def _as_meant(location: str) -> str:
    """Return a header as the web site wrote it: Thai letters come in UTF-8 and are read as Latin ones."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _of_fault(error: BaseException | None) -> Outcome:
    """Tell a certificate that is not trusted, and an answer that is no HTTP, from silence."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return Outcome.CERTIFICATE
        if isinstance(error, ssl.SSLError | HTTPException | ValueError) and not isinstance(
            error, ConnectionError
        ):
            return Outcome.FAILED
        error = error.__cause__ or error.__context__
    return Outcome.SILENT


def _connection(scheme: str, host: str, place: str, port: int, door: Door, patience: float) -> Any:
    """Return a connection to that IP address which goes by the host's name; it can be hung up from another thread."""
    from urllib3.connection import HTTPConnection, HTTPSConnection

    class Held:
        """Keeps a second handle of the socket: TLS takes the first one over while it still shakes hands."""

        handle: socket.socket | None = None

        def _new_conn(self) -> socket.socket:
            made = super()._new_conn()  # type: ignore[misc]
            self.handle = made.dup()
            return made

        def hang_up(self) -> None:
            handle, self.handle = self.handle, None
            if handle is not None:
                with contextlib.suppress(OSError):
                    handle.shutdown(socket.SHUT_RDWR)
                handle.close()

    if scheme == "http":
        return type("Plain", (Held, HTTPConnection), {})(place, port, timeout=patience)
    context = door.context or ssl.create_default_context()
    return type("Secure", (Held, HTTPSConnection), {})(
        place, port, timeout=patience, server_hostname=host, ssl_context=context
    )
