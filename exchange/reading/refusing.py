"""What a probe says of a file that breaks its parser: that it is broken or too large, in words for the person."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from exchange.reading import kinds, limits
from exchange.reading.book import FileRefused
from itaportal.probes import ProbeRefused


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what goes wrong inside into ProbeRefused."""
    try:
        yield
    except FileRefused as refused:
        raise ProbeRefused(str(refused)) from refused
    except MemoryError:
        raise ProbeRefused(limits.TOO_LARGE) from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
    ) as error:
        raise ProbeRefused(kinds.BROKEN) from error
