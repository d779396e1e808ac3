"""Every event to the system's log as well, where whoever can write to the database cannot take it back.

A line tells who did what to which object, with number and hash of the event. What was typed stays in the database.
"""

import json
import logging
from collections.abc import Iterable, Mapping
from typing import Any

_TOLD = ("sequence", "agency_id", "action", "object_type", "object_id", "actor_id", "address", "hash")
logger = logging.getLogger("audit")


def tell_system(events: Iterable[Mapping[str, Any]]) -> None:
    """Write one line of JSON for each event; called once its transaction has been committed."""
    for event in events:
        logger.info("%s", json.dumps({name: event[name] for name in _TOLD}, separators=(",", ":")))
