"""How often one address may ask: 120 times in every minute of the clock."""

import time

from django.core.cache import cache

MOST = 120
SECONDS = 60


def seconds_to_wait(address: str) -> int:
    """Count a request of the address; 0 where it may be answered, else how long until the next one may."""
    now = time.time()
    window = int(now // SECONDS)
    key = f"publications.api.{address}.{window}"
    cache.add(key, 0, 2 * SECONDS)
    try:
        count = cache.incr(key)
    except ValueError:  # the cache was emptied in between
        return 0
    return 0 if count <= MOST else max(1, round((window + 1) * SECONDS - now))
