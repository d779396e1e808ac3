"""Where people are told of their accounts inside the portal: an upper app keeps the list and registers.

A notice is made in Thai, of lines that are marked one by one: pages say them in the language of who reads.
"""

from collections.abc import Callable, Collection

from itaportal.language import marked
from itaportal.thai.spelling import clean_line, shorten

_QUOTED = 250  # of what somebody wrote, so that the sentence around it stays whole

# Given the ids of people and a text for them.
Keeper = Callable[[Collection[int], str], None]
_keepers: list[Keeper] = []


def register_notice_list(keeper: Keeper) -> None:
    """Let an app keep notices; called once by its AppConfig.ready()."""
    _keepers.append(keeper)


def quoted(written: str) -> str:
    """Return what somebody wrote as it stands in a notice: in one line, its beginning where it is long."""
    return shorten(clean_line(written), _QUOTED)


def reason_line(reason: str) -> str:
    """Return why somebody did it, as a line of a notice; "" without a reason."""
    reason = quoted(reason)
    return marked(f"เหตุผล “{reason}”") if reason else ""


def add_notice(people: Collection[int], text: str) -> None:
    """Tell the people on their next visit; part of the transaction that is open."""
    for keeper in _keepers:
        keeper(people, text)
