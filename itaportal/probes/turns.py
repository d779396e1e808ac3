"""How many probes run at a time, over all processes of the portal on this machine.

Whoever starts a probe holds one of a few lock files, and the probe's process holds it too: the system lets go of it when
both have ended, however they ended.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from itaportal.language import gettext

_POLLED = 0.1  # seconds


class ProbeBusy(Exception):
    """As many files are being looked into as may be; the message says so to the sender."""

    def __init__(self) -> None:
        super().__init__(gettext("ระบบกำลังตรวจไฟล์อื่นอยู่ กรุณาลองใหม่ในอีกสักครู่"))


@dataclass(frozen=True, slots=True)
class Turns:
    """``places`` at a time; who finds them taken waits ``patience`` seconds of the clock."""

    name: str
    places: int
    patience: float


# Anybody may send a file to be checked: they never hold the server's threads in a queue.
STRANGERS = Turns("strangers", places=2, patience=0)
MEMBERS = Turns("members", places=2, patience=5)

_folder: Path | None = None


def keep_turns_in(folder: Path) -> None:
    """Say where the lock files are; without it nobody waits for anybody."""
    global _folder
    _folder = folder


@contextmanager
def turn(turns: Turns | None) -> Iterator[tuple[int, ...]]:
    """Wait for a turn, and hand it back at the end; gives the descriptors that hold it. Raises ProbeBusy."""
    if turns is None or _folder is None:
        yield ()
        return
    given_up_at = time.monotonic() + turns.patience
    while (held := _take(turns, _folder)) is None:
        if time.monotonic() >= given_up_at:
            raise ProbeBusy
        time.sleep(_POLLED)
    try:
        yield (held,)
    finally:
        os.close(held)


def _take(turns: Turns, folder: Path) -> int | None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for place in range(turns.places):
        held = os.open(folder / f"{turns.name}-{place}", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(held)
        else:
            return held
    return None
