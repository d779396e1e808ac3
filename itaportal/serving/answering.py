"""One generation: the portal loaded once, then so many processes of it, each begun again should it end."""

import contextlib
import ctypes
import logging
import os
import signal
import socket
import sys
import time
from pathlib import Path

from itaportal.serving.server import make_server

_SET_DEATH_SIGNAL = 1  # prctl(PR_SET_PDEATHSIG)


def answer(handle: int, told: int, *, processes: int) -> None:
    """Answer at the socket of this handle; say so at the other, once the portal is loaded."""
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    _end_with_parent()
    listener = socket.socket(fileno=handle)
    # Once, before the processes part, so that they share the memory of the dictionaries.
    from itaportal.wsgi import application  # noqa: PLC0415, I001 - sets up Django
    from django.conf import settings  # noqa: PLC0415

    if settings.METRICS_FROM:
        _forget_figures_of_the_gone(settings.METRICS_FOLDER)
    # A request that waits for a thread is nothing to write down.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    if processes == 1 or not _keep_up(listener, processes, told):
        server = make_server(listener, application, behind_proxy=settings.BEHIND_PROXY)
        signal.signal(signal.SIGTERM, lambda *_: server.drain())
        signal.signal(signal.SIGINT, lambda *_: sys.exit(0))
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        if processes == 1:
            _say_ready(told)
        server.run()


def _forget_figures_of_the_gone(folder: Path) -> None:
    """Remove what processes that are gone have counted (KIND_PID.db); the generation before still counts."""
    for left in folder.glob("*_*.db"):
        if not Path("/proc", left.stem.rpartition("_")[2]).exists():
            left.unlink(missing_ok=True)


def _say_ready(told: int) -> None:
    with contextlib.suppress(BrokenPipeError):
        os.write(told, b"1")
    os.close(told)


def _end_with_parent() -> None:
    """Be told to end when the parent is killed: nobody else would."""
    ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGTERM)


def _keep_up(listener: socket.socket, processes: int, told: int) -> bool:
    """Part into so many processes, and return False in each; the parent begins those that end again until it is stopped."""
    children: set[int] = set()
    ends = {signal.SIGTERM, signal.SIGINT}
    # They wait for a child until it has handlers of its own.
    signal.pthread_sigmask(signal.SIG_BLOCK, {*ends, signal.SIGCHLD})
    is_ready = False
    while True:
        while len(children) < processes:
            if not (child := os.fork()):
                _end_with_parent()
                os.close(told) if not is_ready else None
                return False
            children.add(child)
        if not is_ready:
            _say_ready(told)
            is_ready = True
        number = signal.sigwait({*ends, signal.SIGCHLD})
        if number in ends:
            listener.close()
            _end(children, number)
        gone = _ended(children)
        children -= gone
        if gone:
            time.sleep(1)


def _ended(children: set[int]) -> set[int]:
    return {one for one in children if os.waitpid(one, os.WNOHANG)[0]}


def _end(children: set[int], number: int) -> None:
    """Have the children end, and end with the last of them; a second signal of the other kind has them hurry."""
    for child in children:
        os.kill(child, number)
    signal.signal(signal.SIGINT, lambda *_: _hurry(children))
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    for child in list(children):
        os.waitpid(child, 0)
    sys.exit(0)


def _hurry(children: set[int]) -> None:
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGINT)
