"""How often one address may have files checked: each costs seconds of a processor."""

import math
import time

from django.core.cache import cache

MOST = 20
SECONDS = 600


def seconds_to_wait(address: str) -> int:
    """Count a file from the address; 0 where it may be checked, else how long until the next one may.

    The count begins with a file and ends ten minutes later.
    """
    now = time.time()
    key = f"publications.checked.{address}"
    if cache.add(key, 0, SECONDS):
        cache.set(f"{key}.until", now + SECONDS, SECONDS)
    try:
        count = cache.incr(key)
    except ValueError:  # it ran out in between
        return 0
    return 0 if count <= MOST else max(1, math.ceil(cache.get(f"{key}.until", now) - now))
