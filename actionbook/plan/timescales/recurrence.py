"""How often: "monthly", "every two years", "three times a year", "half-termly"."""

from typing import Final, NamedTuple

from actionbook.plan.timescales.steps import duration
from actionbook.plan.timescales.tokens import Tokens

__all__ = ["YEARLY", "Recurrence", "read_recurrence"]


class Recurrence(NamedTuple):
    """Days or months from one time to the next, both 0 where they are no whole number."""

    days: int
    months: int
    ambiguous: bool = False

    @property
    def every(self) -> str | None:
        """The ISO 8601 duration; None where there is none that is exact."""
        return duration(self.days, self.months)


YEARLY: Final = Recurrence(0, 12)
_MULTIPLIED: Final = frozenset({"daily", "weekly", "monthly", "yearly"})
_UNITS: Final = {
    "T": Recurrence(0, 4),
    "Q": Recurrence(0, 3),
    "k": Recurrence(7, 0),
    "f": Recurrence(0, 12),
    "A": Recurrence(0, 12),
    ">": Recurrence(0, 12),
    "7T": Recurrence(49, 0),
    "7y": Recurrence(0, 6),
}


def _unit(tokens: Tokens, begin: int, end: int) -> Recurrence:
    """What comes round: a month, a quarter, half a term, or a word such as "monthly"."""
    letters = tokens.classes[begin:end].replace("-", "")
    known = _UNITS.get(letters[-2:]) or _UNITS.get(letters[-1])
    if known is not None:
        return known
    days, months, *ambiguous = tokens.values[end - 1]
    return Recurrence(days, months, bool(ambiguous))


def _times(unit: Recurrence, count: int) -> Recurrence:
    return Recurrence(unit.days * count, unit.months * count, unit.ambiguous)


def _divided(unit: Recurrence, count: int) -> Recurrence:
    """*count* times in a unit; a year may be divided into months or into weeks."""
    if count < 1:
        return Recurrence(0, 0, ambiguous=True)
    if unit.months % count == 0 and unit.days % count == 0:
        return Recurrence(unit.days // count, unit.months // count, unit.ambiguous)
    if unit.months == 12 and 52 % count == 0:  # noqa: PLR2004
        return Recurrence(7 * 52 // count, 0)
    return Recurrence(0, 0, ambiguous=True)


def _bi(unit: Recurrence) -> Recurrence:
    """Bi-monthly is every two months, bi-annually twice a year; bi-weekly is anybody's guess."""
    if unit.months == 12:  # noqa: PLR2004
        return Recurrence(0, 6)
    return Recurrence(unit.days * 2, unit.months * 2, ambiguous=unit.days > 0)


def _half(unit: Recurrence) -> Recurrence:
    if unit.months == 4:  # noqa: PLR2004
        return _UNITS["7T"]
    return _divided(unit, 2)


def read_recurrence(tokens: Tokens, begin: int, end: int) -> Recurrence:
    """The recurrence that the tokens from *begin* to *end* name."""
    letters = tokens.classes[begin:end]
    unit = _unit(tokens, begin, end)
    counts = [tokens.values[i][0] for i, a in enumerate(letters, begin) if a in "nswo[L"]
    if "E" in letters and letters[0] not in "nsw":
        every = tokens.values[begin + letters.index("E")][0]
        once = letters[0] == "L"
        if once and counts[0] > 1:
            return _divided(unit, counts[0])
        counted = counts[1:] if once else counts
        return _times(unit, max(1, *counted, every))
    if letters[0] == "8":
        return _bi(unit)
    if letters[0] == "7" and letters[-1] == "V":
        return _half(unit)
    if letters[0] in "nsw" and letters[-1] == "V" and "9" not in letters:
        # "4 quarterly reports" counts the reports.
        return _times(unit, counts[0]) if tokens.words[end - 1] in _MULTIPLIED else unit
    return _divided(unit, counts[0]) if counts else unit
