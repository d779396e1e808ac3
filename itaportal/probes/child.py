"""The process that runs a probe: it bounds itself before the probe and its libraries are loaded.

Its arguments are the probe's path, seconds, bytes of memory and of output, and those of the probe. With ``stay`` before
them it answers one line after another, until there is none or none came for so long (seconds, instead of the bytes of
output).
"""

import json
import logging
import resource
import runpy
import select
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# A parser has no business with the network or with other programs. (A pair of sockets belongs to an event loop.)
_FORBIDDEN = (
    *("socket.connect", "socket.bind", "socket.send", "socket.get"),
    *("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pty."),
)


def main(probe: str, seconds: int, memory: int, output: int, *arguments: int) -> None:
    """Print each answer as a line of JSON; a refusal is the last line."""
    _bound(seconds, memory)
    from itaportal.probes import REFUSED, ProbeRefused  # noqa: PLC0415

    try:
        found = _answer_of(probe)(sys.stdin.buffer.read(), *arguments)
        for line in found if isinstance(found, Iterator) else [found]:
            output -= _write(line)
            if output < 0:
                raise MemoryError
    except ProbeRefused as refused:
        _write(str(refused))
        sys.stdout.flush()
        sys.exit(REFUSED)


def stay(probe: str, seconds: int, memory: int, idle: int) -> None:
    """Print what the probe yields about each line as one line of JSON."""
    _bound(seconds, memory)
    answer = _answer_of(probe)
    while select.select([sys.stdin], [], [], idle)[0] and (line := sys.stdin.buffer.readline()):
        _write(list(answer(line)))
        sys.stdout.flush()


def _bound(seconds: int, memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_forbid)
    logging.disable()
    # The project is not on the path of an isolated interpreter.
    sys.path.insert(0, str(Path(__file__).parents[2]))


def _answer_of(probe: str) -> Callable[..., Any]:
    return runpy.run_path(probe)["answer"]


def _forbid(event: str, _arguments: object) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)


def _write(line: Any) -> int:
    """Return the number of bytes. A lone surrogate is no character: nobody could store it."""
    text = json.dumps(line, ensure_ascii=False)
    return sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")


if __name__ == "__main__":
    run, (probe, *numbers) = (stay, sys.argv[2:]) if sys.argv[1] == "stay" else (main, sys.argv[1:])
    run(probe, *map(int, numbers))
