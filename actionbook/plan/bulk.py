"""Work over a large plan: millions of values, and not one cycle among them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["without_collecting"]


@contextmanager
def without_collecting() -> Iterator[None]:
    """
    Leave the garbage collector off while the block runs.

    It would look through all the values again and again, for a quarter of the time or more. What
    was made is then counted among what is old, or the first look afterwards would take it all in.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():  # else somebody else keeps things apart
                gc.freeze()
                gc.unfreeze()
            gc.enable()
