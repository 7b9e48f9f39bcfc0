"""Work over a large plan: millions of values, not one cycle among them, and threads beside it."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["taking_turns", "without_collecting"]

_TURN = 0.0005
"""Seconds after which a thread that works in Python lets another have its turn."""


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


@contextmanager
def taking_turns() -> Iterator[None]:
    """
    Let threads that pack a part have their turns soon while the block runs.

    Such a thread needs Python for a moment again and again, and waits each time until this one
    has had its turn: of as long as a turn usually is, packing beside it would come to nothing.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(min(usual, _TURN))
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
