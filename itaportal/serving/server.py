"""What answers in one process: waitress, bounded.

In each process one loop takes requests in, as slowly as their senders send, and a few threads answer those that are
complete: who sends a byte a second holds no thread. What a request may bring is decided when its head has come
(itaportal/bodysizes.py); more is answered without being read. Whoever is not done in time is hung up on.
"""

import copy
import socket
import time
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.wasyncore import dispatcher

# Seconds from a request's first byte to its last: of a form or a stranger's file, and of a member's files.
FORM_SECONDS, FILES_SECONDS = 120, 900
# A process that is to end goes on for so long with what was begun; who has said nothing meanwhile, not even at first.
DRAIN_SECONDS, _QUIET_SECONDS = 120, 2
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

    @property
    def is_idle(self) -> bool:
        """Nothing has been asked that is not answered, and nothing begun."""
        return not self.requests and self.request is None and not self.total_outbufs_len


class Server(TcpWSGIServer):
    """The loop of one process."""

    channel_class = Channel
    accepting: bool
    _until: float | None = None

    def drain(self) -> None:
        """Take no more connections, answer those that are open, and end then; may be called by a signal's handler."""
        self._until = time.monotonic() + DRAIN_SECONDS
        self.pull_trigger()

    def run(self):
        """Answer until SystemExit is raised, or until all is answered that was begun before `drain`."""
        try:
            while True:
                self.asyncore.loop(self.adj.asyncore_loop_timeout, True, self._map, 1)
                if self._until is not None:
                    self._go_on_ending(self._until)
        except (SystemExit, KeyboardInterrupt):
            self.task_dispatcher.shutdown()

    def _go_on_ending(self, until: float) -> None:
        if self.accepting:
            # Who begins next binds the address anew, unless somebody else holds the socket and hands it on.
            self.accepting = False
            dispatcher.close(self)
        quiet = time.time() - _QUIET_SECONDS
        for channel in list(self.active_channels.values()):
            if channel.is_idle and channel.last_activity < quiet:
                channel.will_close = True
        if not self.active_channels or time.monotonic() > until:
            raise SystemExit(0)

    def maintenance(self, now):
        """Hang up on those whose request is not complete in time, besides those that say nothing."""
        super().maintenance(now)
        for channel in self.active_channels.values():
            if channel.request is not None and time.monotonic() > channel.request.until:
                channel.will_close = True


def make_server(listener: socket.socket, application, *, behind_proxy: bool) -> Server:
    """Return what answers on a bound socket; its ``run`` ends after SystemExit or `drain`, five seconds after the last answer at most."""
    name = (listener.family, listener.type, listener.proto, listener.getsockname())
    bound = {"_sock": listener, "bind_socket": False, "sockinfo": name}
    return Server(application, **bound, clear_untrusted_proxy_headers=not behind_proxy, **_ADJUSTMENTS)
