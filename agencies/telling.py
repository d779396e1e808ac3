"""Telling people what became of their roles: the app that writes to people registers how."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # registered before the models are there
    from agencies.models import Membership, User

# Given a membership whose role or time was changed, and who did it.
Teller = Callable[["Membership", "User"], None]
_tellers: list[Teller] = []


def register_teller(teller: Teller) -> None:
    """Let an app tell people of changed roles; called once by its AppConfig.ready()."""
    _tellers.append(teller)


def tell_of_change(membership: "Membership", by: "User") -> None:
    """Tell the person that their role or its time was changed; part of the transaction that is open."""
    for teller in _tellers:
        teller(membership, by)
