"""Looking into a stranger's file in a process of its own, where a crafted one cannot take hours or all memory.

A probe is a script with a function ``answer(data, *arguments)`` that returns a JSON value or yields several. It may use
the project's modules, but Django is not set up. ``child.py`` runs it; the child has no settings, secrets or network.
Only a few run at a time (``turns.py``); where they do, whoever asks is told at once or soon that the portal is busy.
A probe for the portal's own data, slow to start, may stay and answer again and again (``staying.py``).
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from itaportal.probes.turns import MEMBERS, STRANGERS, ProbeBusy, Turns, turn

REFUSED = 3  # the child's exit code for a refusal

_CHILD = Path(__file__).with_name("child.py")
_MEGABYTE = 1024 * 1024
# What the interpreter needs to find its libraries and the time of day; settings and secrets stay here.
_ENVIRONMENT = ("LD_LIBRARY_PATH", "LANG", "LC_ALL", "TZ")


class ProbeFailed(Exception):
    """The probe did not come to its end: the file took too long or too much, or broke the parser."""


class ProbeRefused(Exception):
    """The probe says, in words of its own, why it gives no answer about the file."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """``seconds`` of the processor, ``patience`` in seconds of the clock, ``memory`` and ``output`` in bytes.

    ``turns`` says with whom the probe shares the processors; None is for the portal's own files.
    """

    seconds: int
    memory: int
    patience: float
    output: int = 64 * _MEGABYTE
    turns: Turns | None = MEMBERS


def ask(probe: Path, data: bytes, bounds: Bounds, *arguments: int) -> Any:
    """Return what the probe answers about the data. Raises ProbeFailed, ProbeRefused and ProbeBusy."""
    (answer,) = ask_for_lines(probe, data, bounds, *arguments)
    return answer


def ask_for_lines(probe: Path, data: bytes, bounds: Bounds, *arguments: int) -> list[Any]:
    """Return all that the probe yields about the data, in order. Raises ProbeFailed, ProbeRefused and ProbeBusy."""
    command = command_of(probe, bounds.seconds, bounds.memory, bounds.output, *arguments)
    limit = bounds.patience
    try:
        with turn(bounds.turns) as held:
            ended = subprocess.run(
                command, input=data, capture_output=True, timeout=limit, env=environment(), pass_fds=held
            )
    except subprocess.TimeoutExpired as error:
        raise ProbeFailed from error
    if ended.returncode not in (0, REFUSED):
        raise ProbeFailed
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    if ended.returncode == REFUSED:
        raise ProbeRefused(lines[-1])
    return lines


def command_of(probe: Path, *numbers: int, stay: bool = False) -> list[str]:
    """Return what runs a probe in a process of its own."""
    return [sys.executable, "-I", str(_CHILD), *["stay"] * stay, str(probe), *map(str, numbers)]


def environment() -> dict[str, str]:
    """Return what a probe's process may know of this one's."""
    return {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
