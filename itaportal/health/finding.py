"""What a check found."""

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How much it matters."""

    WELL = 0
    NOTE = 1
    """To be known; the portal works."""
    FAULT = 2
    """To be mended before people use the portal."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about the installation."""

    level: Level
    said: str
    """What was found, in Thai."""
    todo: str = ""
    """What to do about it, in Thai; "" where nothing is."""


def well(said: str) -> Finding:
    """Return a finding that asks for nothing."""
    return Finding(Level.WELL, said)


def note(said: str, todo: str) -> Finding:
    """Return a finding that should be known."""
    return Finding(Level.NOTE, said, todo)


def fault(said: str, todo: str) -> Finding:
    """Return a finding that has to be mended."""
    return Finding(Level.FAULT, said, todo)
