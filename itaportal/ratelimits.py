"""How often one address may ask for something, counted over all processes of the portal.

``settings.RATE_LIMIT_URL`` says where the counts are: ``database://`` is the portal's own database (`DatabaseStorage`),
``redis://…`` a Redis. Where they cannot be reached in time, requests are answered uncounted: a busy database must not
turn reading into errors.
"""

import logging
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from django.conf import settings
from django.db import DatabaseError, connection
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.errors import ConfigurationError, StorageError
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from itaportal.models import RequestCount

logger = logging.getLogger(__name__)
# How long a request waits for a database that somebody else is writing to before it goes uncounted.
_PATIENCE_MILLISECONDS = 500


class PerMinuteOfTheClock(RateLimitItemPerMinute):
    """A window that ends with the minute of the clock, whenever in it the first request came."""

    def get_expiry(self) -> int:
        """Return the seconds that are left of the minute."""
        window = super().get_expiry()
        return math.ceil(window - time.time() % window)


API_REQUESTS = PerMinuteOfTheClock(120, namespace="api")
# Each file that is checked costs seconds of a processor.
CHECKED_FILES = RateLimitItemPerMinute(20, 10, namespace="verify")
# Wrong passwords and codes of all names together; a whole municipality may sit behind one address.
FAILED_SIGN_INS = RateLimitItemPerMinute(100, 15, namespace="sign-in")
# Of one person: wrong codes of the second factor, and a right one, which opens nothing a second time.
WRONG_CODES = RateLimitItemPerMinute(10, 15, namespace="wrong-code")
USED_CODES = RateLimitItemPerMinute(1, 3, namespace="used-code")


def seconds_to_wait(limit: RateLimitItem, address: str) -> int:
    """Count a request of the address; 0 where it may be answered, else how long until the next one may.

    The count begins with the first request and ends when the window of the limit has passed.
    """
    try:
        limiter = _limiter(settings.RATE_LIMIT_URL)
        if limiter.hit(limit, address):
            return 0
        ends_at = limiter.get_window_stats(limit, address).reset_time
    except StorageError:
        logger.warning("Requests go uncounted: %s", settings.RATE_LIMIT_URL.partition(":")[0], exc_info=True)
        return 0
    return max(1, math.ceil(ends_at - time.time()))


def seconds_left(limit: RateLimitItem, address: str) -> int:
    """Return how long the address has to wait because the limit is reached, 0 otherwise; counts nothing."""
    try:
        limiter = _limiter(settings.RATE_LIMIT_URL)
        window = limiter.get_window_stats(limit, address)
    except StorageError:
        logger.warning("Requests go uncounted: %s", settings.RATE_LIMIT_URL.partition(":")[0], exc_info=True)
        return 0
    return 0 if window.remaining else max(1, math.ceil(window.reset_time - time.time()))


def is_reachable() -> bool:
    """Tell whether requests can be counted now."""
    try:
        return _limiter(settings.RATE_LIMIT_URL).storage.check()
    except (StorageError, ConfigurationError):
        return False


@lru_cache(maxsize=4)
def _limiter(url: str) -> FixedWindowRateLimiter:
    return FixedWindowRateLimiter(storage_from_string(url, wrap_exceptions=True))


class DatabaseStorage(Storage):
    """Counts in the portal's own database: one statement counts and tells, so that none is lost between processes."""

    STORAGE_SCHEME = ["database"]
    base_exceptions = DatabaseError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count, and return the count of the window; it begins anew where it has ended."""
        now = time.time()
        table = RequestCount._meta.db_table
        with _impatient(), connection.cursor() as cursor:
            cursor.execute(
                f"""INSERT INTO {table} AS counted (key, count, ends_at) VALUES (%(key)s, %(amount)s, %(ends_at)s)
                ON CONFLICT (key) DO UPDATE SET
                    count = excluded.count + CASE WHEN counted.ends_at > %(now)s THEN counted.count ELSE 0 END,
                    ends_at = CASE WHEN counted.ends_at > %(now)s THEN counted.ends_at ELSE excluded.ends_at END
                RETURNING count""",
                {"key": key, "amount": amount, "ends_at": now + expiry, "now": now},
            )
            [count] = cursor.fetchone()
            if count == amount:  # a window has begun: time to forget those that have ended
                RequestCount.objects.filter(ends_at__lte=now).delete()
        return count

    def get(self, key: str) -> int:
        """Return the count of the window that is running; 0 without one."""
        running = RequestCount.objects.filter(key=key, ends_at__gt=time.time())
        return running.values_list("count", flat=True).first() or 0

    def get_expiry(self, key: str) -> float:
        """Return when the window ends, in seconds since 1970; now without one."""
        return RequestCount.objects.filter(key=key).values_list("ends_at", flat=True).first() or time.time()

    def check(self) -> bool:
        """Tell whether the table can be read."""
        RequestCount.objects.exists()
        return True

    def reset(self) -> int:
        """Forget everything; return how many counts there were."""
        return RequestCount.objects.all().delete()[0]

    def clear(self, key: str) -> None:
        """Forget one count."""
        RequestCount.objects.filter(key=key).delete()


@contextmanager
def _impatient() -> Iterator[None]:
    """Wait only a moment for SQLite's one writer; PostgreSQL locks no more than the row of the address."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    asked = connection.connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MILLISECONDS}")
    try:
        yield
    finally:
        connection.connection.execute(f"PRAGMA busy_timeout = {asked}")
