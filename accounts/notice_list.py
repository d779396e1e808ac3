"""Where people are told of their accounts inside the portal: an upper app keeps the list and registers."""

from collections.abc import Callable, Collection

# Given the ids of people and a text for them.
Keeper = Callable[[Collection[int], str], None]
_keepers: list[Keeper] = []


def register_notice_list(keeper: Keeper) -> None:
    """Let an app keep notices; called once by its AppConfig.ready()."""
    _keepers.append(keeper)


def add_notice(people: Collection[int], text: str) -> None:
    """Tell the people on their next visit; part of the transaction that is open."""
    for keeper in _keepers:
        keeper(people, text)
