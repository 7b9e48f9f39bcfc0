"""What officers write of times in Welsh: months, seasons, and the words that stand beside them."""

from typing import Final

from actionbook.plan.timescales.words import MID, START

__all__ = ["WELSH"]

_MONTHS = "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr"

WELSH: Final[dict[str, tuple[str, tuple[int, ...]]]] = {
    # "Hydref" is October, and autumn too: the month is the sooner of the two, and the usual one.
    **{month: ("M", (number,)) for number, month in enumerate(_MONTHS.split(), 1)},
    "gwanwyn": ("S", (3,)),
    "haf": ("S", (6,)),
    "gaeaf": ("S", (12,)),
    "diwedd": ("e", ()),
    "erbyn": ("b", ()),
    "canol": ("p", (MID,)),
    "dechrau": ("p", (START,)),
    "mis": ("*", ()),
    "parhaus": ("O", ()),
    "yn barhaus": ("O", ()),
    "yn parhau": ("O", ()),
    "misol": ("V", (0, 1)),
    "chwarterol": ("V", (0, 3)),
    "blynyddol": ("V", (0, 12)),
}
"""Each word with its class and value, as `words` has the English ones."""
