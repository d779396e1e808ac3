"""Who signs for agencies, and how an administrator proposes to change that: the app that knows registers it here.

An administrator changes nothing of it alone: an upper app takes the proposal and has it confirmed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:  # registered before the models are there
    from agencies.models import Agency, User


class NotProposed(Exception):
    """The proposal cannot be made; the message says why, in Thai."""


class Propose(Protocol):
    """Take a proposal; ``kind`` is "chain" or "member", ``about`` the id of what it changes. Raises NotProposed."""

    def __call__(
        self, kind: str, *, agency: "Agency", about: int | None, content: Mapping[str, Any], by: "User"
    ) -> object: ...


@dataclass(frozen=True)
class Signers:
    """``agencies_of`` returns the ids of the agencies that a person signs for, now or by what is appointed already;
    ``waiting`` returns the address and title of what waits for confirmation in an agency, ``one_person_twice`` whether it
    lets one person sign several steps.
    """

    propose: Propose
    agencies_of: Callable[["User"], set[int]]
    waiting: Callable[["Agency"], Iterable[tuple[str, str]]]
    one_person_twice: Callable[["Agency"], bool]


_registered: list[Signers] = []


def register_signers(signers: Signers) -> None:
    """Say who signs and who takes proposals; called once by an AppConfig.ready()."""
    _registered.append(signers)


def signers() -> Signers:
    """Return what is registered."""
    return _registered[-1]
