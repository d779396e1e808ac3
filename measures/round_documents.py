"""The documents made from a progress round: the app that makes them registers here how its pages are reached."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class RoundDocuments:
    """Name and address of the pages of a round's documents; ``start`` is where its memo is made, "" once there is one."""

    pages: tuple[tuple[str, str], ...] = ()
    start: str = ""


_reads: list[Callable[[Any], RoundDocuments]] = []


def register_round_documents(read: Callable[[Any], RoundDocuments]) -> None:
    """Let ``read`` tell of a round's documents; called once by an AppConfig.ready()."""
    _reads.append(read)


def round_documents(progress_round: Any) -> RoundDocuments:
    """Return the documents of a round whose plan and agency are loaded; none where nobody registered."""
    for read in _reads:
        return read(progress_round)
    return RoundDocuments()
