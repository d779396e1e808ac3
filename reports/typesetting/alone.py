"""Making one document at a time in a process, undisturbed by the garbage collector."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

# Pango's font map, shared by all renders of the process, must not be used by two threads at once.
_one_at_a_time = Lock()


@contextmanager
def alone() -> Iterator[None]:
    """Let one thread work, and the garbage collector wait: most of what a layout makes stays, and would be gone through
    again and again."""
    with _one_at_a_time:
        wanted = gc.isenabled()
        gc.disable()
        try:
            yield
        finally:
            collect_what_is_new()
            if wanted:
                gc.enable()


def collect_what_is_new() -> None:
    """Let the circles go that were made since the collector waits, without a look at all that is older."""
    gc.collect(1)
