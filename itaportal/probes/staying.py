"""A probe that stays: a library that is slow to start, big, or keeps all threads waiting, in a process beside this one.

For the portal's own data only, as one question may leave something behind for the next. A question must have the same
answer whenever it is asked: it is asked again where the process ended meanwhile.
"""

import json
import os
import select
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

from itaportal.probes import Bounds, ProbeFailed, command_of, environment


class StayingProbe:
    """A probe's process, begun when first asked; one question at a time.

    It ends with this process, after ``idle`` seconds without a question, and after all the seconds of the processor
    that ``bounds`` give to it; the next question begins another. ``bounds.patience`` is for each question.
    """

    def __init__(self, probe: Path, bounds: Bounds, idle: int):
        self._bounds = bounds
        self._command = command_of(probe, bounds.seconds, bounds.memory, idle, stay=True)
        self._process: subprocess.Popen[bytes] | None = None
        self._forget()
        os.register_at_fork(after_in_child=self._forget)

    def ask(self, data: bytes) -> list[Any]:
        """Return all that the probe yields about the data, which have no line ends. Raises ProbeFailed."""
        line = data + b"\n"
        with self._lock:
            answer = self._process and self._ask(self._process, line)
            if not answer:
                self._end()
                answer = self._ask(self._begin(), line)
            if not answer:
                self._end()
                raise ProbeFailed
        return json.loads(answer)

    def _ask(self, process: subprocess.Popen[bytes], line: bytes) -> bytes:
        """Return the answer, nothing where the process ended or took too long."""
        assert process.stdin
        assert process.stdout
        try:
            process.stdin.write(line)
            process.stdin.flush()
        except BrokenPipeError:
            return b""
        until, answer = time.monotonic() + self._bounds.patience, bytearray()
        while not answer.endswith(b"\n"):
            left = until - time.monotonic()
            if left <= 0 or not select.select([process.stdout], [], [], left)[0]:
                return b""
            if not (piece := os.read(process.stdout.fileno(), 1 << 16)):
                return b""
            answer += piece
        return bytes(answer)

    def _begin(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        return self._process

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _forget(self) -> None:
        """Leave the process to whom it belongs: a fork has a lock and a process of its own."""
        self._process, self._lock = None, threading.Lock()
