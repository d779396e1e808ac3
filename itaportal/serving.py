"""The web server: ``python -m itaportal.serving --listen 127.0.0.1:8000 --processes 2``.

In each process one loop takes requests in, as slowly as their senders send, and a few threads answer those that are
complete: who sends a byte a second holds no thread. What a request may bring is decided when its head has come
(itaportal/bodysizes.py); more is answered without being read. Whoever is not done in time is hung up on.
"""

import argparse
import copy
import logging
import os
import signal
import socket
import sys
import time
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer

# Seconds from a request's first byte to its last: of a form or a stranger's file, and of a member's files.
FORM_SECONDS, FILES_SECONDS = 120, 900
_CHUNK_HEADS = 64 * 1024  # bytes that stand between the pieces of a body sent without a size
_ADJUSTMENTS = {
    "threads": 4,
    "connection_limit": 800,
    "channel_timeout": 60,  # seconds without a byte
    "cleanup_interval": 10,
    # A head of more is nobody's browser: an address with 200 Thai letters to look for is 1,800 bytes long.
    "max_request_header_size": 32 * 1024,
    "max_request_body_size": 2**40,  # BoundedParser decides
    "asyncore_use_poll": True,
    "ident": None,
}


class BoundedParser(HTTPRequestParser):
    """One request as it comes in; ``until`` is when it must be complete, by the monotonic clock."""

    adj: Any
    content_length: int

    def __init__(self, adj):
        super().__init__(adj)
        self.until = time.monotonic() + FORM_SECONDS

    def parse_header(self, header_plus):
        """Decide about the body as soon as the head has come."""
        super().parse_header(header_plus)
        if self.body_rcv is not None:
            self._bound_body()

    def _bound_body(self) -> None:
        from itaportal.bodysizes import form_bytes, most_bytes  # noqa: PLC0415 - Django is set up by now

        most, is_member = form_bytes(), False
        if self.chunked or self.content_length > most:
            most, is_member = most_bytes(self.path, self.headers.get("COOKIE", ""))
        if is_member:
            self.until += FILES_SECONDS - FORM_SECONDS
        if self.chunked:
            self.adj = copy.copy(self.adj)
            self.adj.max_request_body_size = most + _CHUNK_HEADS
        elif self.content_length > most:
            # Answered by the portal, in Thai, from the size alone; then the line is cut.
            self.body_rcv, self.content_length, self.expect_continue = None, 0, False
            self.headers["CONNECTION"] = "close"


class Channel(HTTPChannel):
    """One connection."""

    parser_class = BoundedParser


class Server(TcpWSGIServer):
    """The loop of one process."""

    channel_class = Channel

    def maintenance(self, now):
        """Hang up on those whose request is not complete in time, besides those that say nothing."""
        super().maintenance(now)
        for channel in self.active_channels.values():
            if channel.request is not None and time.monotonic() > channel.request.until:
                channel.will_close = True


def make_server(listener: socket.socket, application, *, behind_proxy: bool) -> Server:
    """Return what answers on a bound socket; its ``run`` ends with SystemExit, five seconds after the last answer at most."""
    name = (listener.family, listener.type, listener.proto, listener.getsockname())
    bound = {"_sock": listener, "bind_socket": False, "sockinfo": name}
    return Server(application, **bound, clear_untrusted_proxy_headers=not behind_proxy, **_ADJUSTMENTS)


def bind(place: str) -> socket.socket:
    """Return a listening socket at "host:port"."""
    host, _, port = place.rpartition(":")
    return socket.create_server((host.strip("[]"), int(port)), family=_family(host), backlog=1024)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def main(place: str, processes: int) -> None:
    """Serve with so many processes, each begun again should it end."""
    listener = bind(place)
    # Once, before the processes part, so that they share the memory of the dictionaries.
    from itaportal.wsgi import application  # noqa: PLC0415, I001 - sets up Django
    from django.conf import settings  # noqa: PLC0415

    if settings.METRICS_FROM:
        # Figures of processes that are gone.
        for left in settings.METRICS_FOLDER.glob("*.db"):
            left.unlink()
    # A request that waits for a thread is nothing to write down.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    if processes == 1 or not _keep_up(processes):
        make_server(listener, application, behind_proxy=settings.BEHIND_PROXY).run()


def _keep_up(processes: int) -> bool:
    """Part into so many processes, and return False in each; the parent begins those that end again until it is stopped."""
    children: set[int] = set()
    try:
        while True:
            while len(children) < processes:
                if not (child := os.fork()):
                    children.clear()
                    return False
                children.add(child)
            children.discard(os.wait()[0])
            time.sleep(1)
    finally:
        for child in children:
            os.kill(child, signal.SIGTERM)
        for child in children:
            os.waitpid(child, 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--listen", default="127.0.0.1:8000", metavar="HOST:PORT")
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    main(arguments.listen, arguments.processes)
