"""The process that holds the socket, and the generations that answer at it."""

import contextlib
import errno
import os
import select
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

_AWAITED = {signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGCHLD}
_LOOK_SECONDS = 0.5
_BEGIN_SECONDS = 120
_END_SECONDS = 15
BIND_SECONDS = 10


def bind(place: str, patience: float = 0) -> socket.socket:
    """Return a listening socket at "host:port"; wait so many seconds for one that was killed to let go of it."""
    host, _, port = place.rpartition(":")
    until = time.monotonic() + patience
    while True:
        try:
            return socket.create_server((host.strip("[]"), int(port)), family=_family(host), backlog=1024)
        except OSError as taken:
            if taken.errno != errno.EADDRINUSE or time.monotonic() > until:
                raise
        time.sleep(_LOOK_SECONDS)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


@dataclass(frozen=True, eq=False)
class Generation:
    """Processes that answer; ``ready`` tells when they do."""

    process: subprocess.Popen
    ready: int
    since: float

    def answers(self) -> bool | None:
        """Tell whether it answers; None while that is not known yet."""
        if self.process.poll() is not None:
            return False
        if select.select([self.ready], [], [], 0)[0]:
            return bool(os.read(self.ready, 1))
        return False if time.monotonic() - self.since > _BEGIN_SECONDS else None

    def end(self, number: int = signal.SIGTERM) -> None:
        """Have it take no more, answer what was begun, and end; at once by SIGINT."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(number)


def begin(listener: socket.socket, processes: int) -> Generation:
    """Begin a generation at the socket, from the files as they are now."""
    ready, told = os.pipe()
    handles = (listener.fileno(), told)
    command = [sys.executable, "-m", "itaportal.serving", "--processes", str(processes)]
    process = subprocess.Popen([*command, "--generation", *map(str, handles)], pass_fds=handles)
    os.close(told)
    return Generation(process, ready, time.monotonic())


def keep(listener: socket.socket, processes: int) -> int:
    """Have a generation answer until SIGTERM or SIGINT, and the next one after SIGHUP; return the exit status."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _AWAITED)
    newest: Generation | None = begin(listener, processes)
    current: Generation | None = None
    retiring: list[Generation] = []
    while True:
        told = signal.sigtimedwait(_AWAITED, _LOOK_SECONDS)
        number = told.si_signo if told else 0
        if number in (signal.SIGTERM, signal.SIGINT):
            return _end_all([one for one in (newest, current, *retiring) if one], number)
        retiring = [one for one in retiring if one.process.poll() is None]
        if newest and (answers := newest.answers()) is not None:
            if answers:
                retiring += _retired(current)
                current = newest
                _tell_manager("READY=1")
            else:
                newest.end(signal.SIGINT)
                if current is None:
                    return newest.process.wait() or 1
                _say("the new generation does not answer; the one before goes on")
            os.close(newest.ready)
            newest = None
        if number == signal.SIGHUP and newest is None:
            newest = begin(listener, processes)
        if current and current.process.poll() is not None and newest is None:
            _say("the processes that answer have ended and are begun again")
            time.sleep(1)
            newest = begin(listener, processes)


def _retired(one: Generation | None) -> list[Generation]:
    if one is None:
        return []
    one.end()
    return [one]


def _end_all(generations: list[Generation], number: int) -> int:
    for one in generations:
        one.end(number)
    until = time.monotonic() + _END_SECONDS
    for one in generations:
        with contextlib.suppress(subprocess.TimeoutExpired):
            one.process.wait(max(0, until - time.monotonic()))
        one.end(signal.SIGINT)
        one.process.wait()
    return 0


def _say(what: str) -> None:
    print(f"itaportal.serving: {what}", file=sys.stderr, flush=True)  # noqa: T201 - no logging before Django


def _tell_manager(state: str) -> None:
    """Tell systemd (Type=notify) that the portal answers."""
    if place := os.environ.get("NOTIFY_SOCKET"):
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.sendto(state.encode(), place.replace("@", "\0", 1) if place[0] == "@" else place)
