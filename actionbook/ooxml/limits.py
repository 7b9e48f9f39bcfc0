"""How much a workbook may hold, so that a hostile one cannot fill the memory."""

from typing import NamedTuple

__all__ = ["LIMITS", "Limits"]

_MIB = 1 << 20


class Limits(NamedTuple):
    """
    The most a package may be; sizes in bytes, counted while inflating and never believed.

    A part of *ratio_free_bytes* or less may shrink by any ratio: at that size it harms nobody.
    """

    file_bytes: int = 1024 * _MIB
    entries: int = 20_000
    part_bytes: int = 1024 * _MIB
    total_bytes: int = 2048 * _MIB
    ratio: int = 250
    ratio_free_bytes: int = 8 * _MIB


LIMITS = Limits()
