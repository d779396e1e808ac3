"""Looking into a stranger's file in a process of its own, where a crafted one cannot take hours or all memory."""

import subprocess
import sys
from pathlib import Path


class ProbeFailed(Exception):
    """The probe did not come to its end: the file took too long or too much, or broke the parser."""


def output_of(probe: Path, data: bytes, *bounds: int, patience: int) -> bytes:
    """Return what the script prints about the data it reads from its standard input.

    ``bounds`` are its arguments, by which it limits itself; ``patience`` is in seconds of the clock. Raises ProbeFailed.
    """
    command = [sys.executable, "-I", str(probe), *map(str, bounds)]
    try:
        ended = subprocess.run(command, input=data, capture_output=True, timeout=patience)
    except subprocess.TimeoutExpired as error:
        raise ProbeFailed from error
    if ended.returncode:
        raise ProbeFailed
    return ended.stdout
